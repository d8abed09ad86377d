import { ipRange } from './ip-range.ts';

/**
 * The CIDR blocks that lie in both lists; an empty list restricts nothing. Two blocks are nested or have nothing in common, so that
 * the smaller one of each nested pair is all there is. Undefined where both restrict and no address is in both.
 */
export function commonNetworks(a: readonly string[], b: readonly string[]): readonly string[] | undefined {
  if (a.length === 0 || b.length === 0) return [...new Set([...a, ...b])].toSorted();
  const common = a.flatMap((one) =>
    b.flatMap((other) => (liesIn(one, other) ? [one] : liesIn(other, one) ? [other] : [])),
  );
  return common.length === 0 ? undefined : [...new Set(common)].toSorted();
}

/** Whether every address of the block `inner` is one of the block `outer`. */
export function liesIn(inner: string, outer: string): boolean {
  return lengthOf(inner) >= lengthOf(outer) && ipRange(outer)(baseOf(inner));
}

/** `203.0.113.0`, of `203.0.113.0/24`. */
export function baseOf(block: string): string {
  return block.split('/')[0] ?? block;
}

function lengthOf(block: string): number {
  const length = block.split('/')[1];
  return length === undefined ? Number.POSITIVE_INFINITY : Number(length);
}
