/** A file of a playbook repository. */
export interface ScaffoldFile {
  /** Path from the repository's root. */
  readonly path: string;
  readonly text: string;
}

/** First line of every generated file: a file without it was written by a person, and is not overwritten. */
export const GENERATED = '# Written by `breakglass init`: run it again instead of editing';

export function isGenerated(text: string): boolean {
  return text === GENERATED || text.startsWith(`${GENERATED}\n`) || text.startsWith(`${GENERATED}\r\n`);
}
