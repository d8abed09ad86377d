/** Quantifiers without an upper bound that one pattern may hold: matching costs at most length to that power. */
const MAX_UNBOUNDED = 2;

/**
 * Whether a regular expression from a playbook is certain to match fast: no group is repeated, few quantifiers are
 * unbounded, and nothing refers back. Stricter than need be; what it accepts cannot hang the run.
 */
export function isBoundedPattern(pattern: string): boolean {
  // Escapes and classes are single characters to a quantifier.
  const plain = pattern.replace(/\\[pP]\{[^}]*\}|\\u\{[^}]*\}/g, 'x').replace(/\\[^\d]/g, 'x');
  if (/\\\d|\\k/.test(plain)) return false;
  const simple = plain.replace(/\[(?:[^\]])*\]/g, 'x');
  if (/\)(?:[*+]|\{)/.test(simple)) return false;
  const unbounded = simple.match(/[*+]|\{\d+,\}/g)?.length ?? 0;
  const bounded = simple.match(/\{\d+(?:,\d+)?\}/g) ?? [];
  const ranges = bounded.filter((range) => range.includes(',')).length;
  return unbounded + ranges <= MAX_UNBOUNDED && (simple.match(/\?/g)?.length ?? 0) <= 8;
}
