/** A web server that did not answer as asked: not an error of ours, but what a check finds. */
export class NoAnswer extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'NoAnswer';
  }
}

/** What a failed connection says of itself in a word: texts of the other side are left out. */
export function failureOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  return /^[A-Z][A-Z0-9_]{0,60}$/.test(code) ? code : 'the connection failed';
}
