import type { Block } from './blocks.ts';
import { fitMarkdown } from './fit.ts';

/**
 * GitHub takes comments of 65,536 characters, and Linux 131,072 bytes of a variable, by which the page comes to the job that
 * comments. As many bytes leave room for a marker within both.
 */
const COMMENT_BYTES = 65_000;

/** A page as one comment; where it is too long for that, it says that the summary of the run holds the whole of it. */
export function planComment(blocks: readonly Block[], runUrl: string): string {
  const where = [{ link: 'The summary of the run has all of it', url: runUrl }];
  return fitMarkdown(blocks, { most: COMMENT_BYTES, unit: 'bytes' }, where);
}
