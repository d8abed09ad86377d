import { type Block, paragraph } from './blocks.ts';
import { fitMarkdown } from './fit.ts';
import { renderMarkdown } from './markdown.ts';

/**
 * GitHub takes comments of 65,536 characters, and Linux 131,072 bytes of a variable, by which the page comes to the job that
 * comments. As many bytes leave room for a marker within both.
 */
const COMMENT_BYTES = 65_000;

/**
 * A page as one comment; where it is too long for that, it says that the summary of the run holds the whole of it. It always ends
 * with what to go by instead of a comment, which every workflow of the repository can write as the same bot.
 */
export function planComment(blocks: readonly Block[], runUrl: string): string {
  const where = [{ link: 'The summary of the run has all of it', url: runUrl }];
  const footer = renderMarkdown([
    paragraph(
      'Whoever can write to the repository can edit comments. What counts is ',
      { link: "the run's summary", url: runUrl },
      ', or ',
      { code: 'breakglass approve' },
      '.',
    ),
  ]);
  const most = COMMENT_BYTES - new TextEncoder().encode(footer).length - 1;
  return `${fitMarkdown(blocks, { most, unit: 'bytes' }, where)}\n${footer}`;
}
