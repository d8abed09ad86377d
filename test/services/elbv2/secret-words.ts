import { createHash } from 'node:crypto';

/** What people take for a token that nobody guesses, all of them different. */
export const WORDS: readonly string[] = Array.from({ length: 250 }, (_, n) => `word-${String(n).padStart(3, '0')}-zq`);

/** The words that `text` gives away: in clear, in base64, or by a hash of any of the forms in which a condition may hold them. */
export function leaksIn(text: string, words: readonly string[]): readonly string[] {
  return words.filter((word, index) => {
    const other = words[index + 1] ?? '';
    const forms = [
      word,
      [word],
      [[word], []],
      [word, other],
      [[word, other], []],
      [['', word]],
      [
        ['', word],
        ['', other],
      ],
    ];
    const encoded = [word, Buffer.from(word).toString('base64').replace(/=+$/, '')];
    const hashed = [word, ...forms.map((form) => JSON.stringify(form))].map(sha256);
    return [...encoded, ...hashed].some((form) => text.includes(form));
  });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
