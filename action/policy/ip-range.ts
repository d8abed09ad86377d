import { BreakglassError } from '../domain/error.ts';

interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

/**
 * True for the addresses of a CIDR block, or for one address; IPv4 and IPv6 never match each other. Throws `invalid-value`
 * for a block, or later for an address, that is none.
 */
export function ipRange(text: string): (address: string) => boolean {
  const [base = '', length, ...rest] = text.split('/');
  const network = parseAddress(base);
  const prefix = length === undefined ? network?.bits : /^\d{1,3}$/.test(length) ? Number(length) : undefined;
  if (network === undefined || prefix === undefined || prefix > network.bits || rest.length > 0) {
    throw new BreakglassError('invalid-value', `"${text}" is not an IP address or CIDR block`);
  }
  const shift = BigInt(network.bits - prefix);
  return (address) => {
    const parsed = parseAddress(address);
    if (parsed === undefined) throw new BreakglassError('invalid-value', `"${address}" is not an IP address`);
    return parsed.bits === network.bits && parsed.value >> shift === network.value >> shift;
  };
}

/**
 * The network that AWS reads a valid block as, where it is written with another address of it (`203.0.113.7/24` is
 * `203.0.113.0/24`), and that address alone as a block; `network` is undefined where the block names its network.
 */
export function networkOf(block: string): { readonly network: string | undefined; readonly single: string } {
  const [base = '', length] = block.split('/');
  const address = parseAddress(base);
  const single = `${base}/${address?.bits ?? ''}`;
  if (address === undefined || length === undefined) return { network: undefined, single };
  const shift = BigInt(address.bits - Number(length));
  const first = (address.value >> shift) << shift;
  return { network: first === address.value ? undefined : `${written(first, address.bits)}/${length}`, single };
}

function written(value: bigint, bits: Address['bits']): string {
  const size = bits === 32 ? 8n : 16n;
  const parts = Array.from({ length: bits / Number(size) }, (_, index) => {
    const shift = BigInt(bits) - size * BigInt(index + 1);
    return ((value >> shift) & ((1n << size) - 1n)).toString(bits === 32 ? 10 : 16);
  });
  // As people write it, with the longest run of zeros left out.
  return bits === 32 ? parts.join('.') : new URL(`http://[${parts.join(':')}]`).hostname.slice(1, -1);
}

function parseAddress(text: string): Address | undefined {
  return text.includes(':') ? parseV6(text) : parseV4(text);
}

function parseV4(text: string): Address | undefined {
  const octets = text.split('.');
  if (octets.length !== 4 || !octets.every((octet) => /^(0|[1-9]\d{0,2})$/.test(octet) && Number(octet) < 256)) {
    return undefined;
  }
  return { bits: 32, value: octets.reduce((sum, octet) => (sum << 8n) + BigInt(octet), 0n) };
}

function parseV6(text: string): Address | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array<string>(missing).fill('0'), ...tail];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return { bits: 128, value: groups.reduce((sum, group) => (sum << 16n) + BigInt(`0x${group}`), 0n) };
}
