import { BlockList, isIP } from 'node:net';
import type { Reach } from '../../domain/step-kind.ts';
import { type AddressRange, GLOBAL_IPV6, METADATA, PRIVATE, SPECIAL } from './address-ranges.ts';

/** Why a check may not look at an IP address, as a clause for people; undefined where it may. Everything but an IP address is refused. */
export function addressRefusal(address: string, { drill, privateNetworks }: Reach): string | undefined {
  if (isIP(address) === 0 || address.includes('%')) return 'no IP address';
  if (drill) return isLoopback(address) ? undefined : 'not on this machine, and a drill looks at nothing else';
  const never = rangeOf(address, METADATA) ?? rangeOf(address, SPECIAL);
  if (never !== undefined) return never;
  const inside = rangeOf(address, PRIVATE);
  if (inside !== undefined) return privateNetworks.some((block) => isIn(address, block)) ? undefined : inside;
  return isIP(address) === 6 && !isIn(address, GLOBAL_IPV6) ? 'no public address' : undefined;
}

export function isLoopback(address: string): boolean {
  return isIn(address, '127.0.0.0/8') || isIn(address, '::1/128');
}

function rangeOf(address: string, ranges: readonly AddressRange[]): string | undefined {
  return ranges.find(({ blocks }) => blocks.some((block) => isIn(address, block)))?.why;
}

/** Only addresses of the block's own family: Node takes an IPv4 address for one of `::ffff:0:0/96` as well. */
function isIn(address: string, block: string): boolean {
  const [network = '', length = '', ...rest] = block.split('/');
  const family = isIP(network);
  if (family === 0 || family !== isIP(address) || rest.length > 0 || !/^\d{1,3}$/.test(length)) return false;
  if (Number(length) > (family === 6 ? 128 : 32)) return false;
  const list = new BlockList();
  list.addSubnet(network, Number(length), family === 6 ? 'ipv6' : 'ipv4');
  return list.check(address, family === 6 ? 'ipv6' : 'ipv4');
}
