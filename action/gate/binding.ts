/**
 * How much of the digest an approval names at least. Who makes some 2^24 plans finds two that begin alike: only the whole digest tells
 * those apart.
 */
export const BOUND_LENGTH = 12;
const DIGEST = new RegExp(`^[0-9a-f]{${BOUND_LENGTH},}$`);

/** Whether somebody wrote the beginning of the plan's digest, or all of it, as a word of its own. */
export function isBound(text: string, digest: string): boolean {
  return wordsOf(text).some((word) => word.length >= BOUND_LENGTH && digest.startsWith(word));
}

/** The plan that somebody names as `breakglass approve` does, "plan" and its digest, and that is another than this one. */
export function otherPlan(text: string, digest: string): string | undefined {
  const words = wordsOf(text);
  return words.find((word, at) => words[at - 1] === 'plan' && DIGEST.test(word) && !digest.startsWith(word));
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/\w+/g) ?? [];
}
