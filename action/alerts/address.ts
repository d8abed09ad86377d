import { BlockList, isIP } from 'node:net';

/**
 * Addresses of machines and networks that no alert is meant for: literal ones only, since a name may lead anywhere. A list
 * each, for Node takes every IPv4 address for one of `::ffff:0:0/96`.
 */
const INSIDE = { ipv4: new BlockList(), ipv6: new BlockList() };
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  INSIDE.ipv4.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  ['::', 96],
  ['::ffff:0:0', 96],
  ['64:ff9b::', 16],
  ['fc00::', 7],
  ['fe80::', 9],
  ['ff00::', 8],
] as const) {
  INSIDE.ipv6.addSubnet(network, prefix, 'ipv6');
}
const NAMES_INSIDE = /^(localhost|.*\.localhost|metadata\.google\.internal|instance-data)\.?$/;

/** Why an alert is not sent to this address; undefined where it is. Nothing that it says holds the address. */
export function addressProblem(
  text: string,
  { drill, isLoopback }: { readonly drill: boolean; readonly isLoopback: (url: string) => boolean },
): string | undefined {
  if (!URL.canParse(text)) return 'its url is no URL';
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return 'its url holds credentials';
  if (url.hash !== '') return 'its url has a fragment';
  // A drill never pages anyone.
  if (drill) return isLoopback(text) ? undefined : 'its url is no loopback address, in a drill';
  if (url.protocol !== 'https:') return 'its url does not begin with https:';
  return isInside(url.hostname) ? 'its url names a machine or a network of the runner' : undefined;
}

function isInside(hostname: string): boolean {
  const literal = hostname.replace(/^\[|\]$/g, '');
  const family = isIP(literal);
  if (family === 0) return NAMES_INSIDE.test(hostname.toLowerCase());
  const type = family === 6 ? 'ipv6' : 'ipv4';
  return INSIDE[type].check(literal, type);
}
