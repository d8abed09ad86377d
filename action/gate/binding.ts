/** How much of the digest an approval names. It shows which plan was read; that no other one runs, the whole digest holds. */
export const BOUND_LENGTH = 12;

/** Whether somebody wrote the beginning of the plan's digest, or all of it, as a word of its own. */
export function isBound(text: string, digest: string): boolean {
  const words = text.toLowerCase().match(/\w+/g) ?? [];
  return words.some((word) => word.length >= BOUND_LENGTH && digest.startsWith(word));
}
