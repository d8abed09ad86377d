import { describe, expect, it } from 'vitest';
import { type Block, codeBlock, details, heading, list, paragraph, table } from '../../action/view/blocks.ts';
import { planComment } from '../../action/view/comment.ts';
import { fitMarkdown } from '../../action/view/fit.ts';
import { renderMarkdown } from '../../action/view/markdown.ts';

const words = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `word ${index}`);
const PAGE: readonly Block[] = [
  heading(2, 'Title'),
  paragraph('first'),
  table(
    ['n', 'word'],
    words(300).map((word, index) => [[`${index}`], [{ code: word }]]),
  ),
  details('folded', list(words(300).map((word) => [word])), codeBlock('text', words(300).join('\n'))),
  paragraph('last'),
];
const REST = [{ link: 'elsewhere', url: 'https://github.com/acme/x' }];

describe('a page that is too long', () => {
  it.each([300, 1_000, 5_000, 8_000, 9_500])(
    'takes at most %d characters, and says that something is left out',
    (most) => {
      const fitted = fitMarkdown(PAGE, { most, unit: 'characters' }, REST);
      expect(fitted.length).toBeLessThanOrEqual(most);
      expect(fitted).toContain('The rest is left out here');
      expect(fitted).toContain('](https://github.com/acme/x)');
      expect(fitted.split('<details>').length).toBe(fitted.split('</details>').length);
      expect((fitted.match(/^```/gm) ?? []).length % 2).toBe(0);
    },
  );

  it('counts bytes where GitHub does', () => {
    const page = [paragraph('日'.repeat(10)), ...words(50).map((word) => paragraph(`日本語 ${word}`))];
    const fitted = fitMarkdown(page, { most: 600, unit: 'bytes' }, REST);
    expect(Buffer.byteLength(fitted)).toBeLessThanOrEqual(600);
    expect(fitted).toContain('日本語 word 0');
  });

  it('keeps what comes first, and the beginning of what does not fit', () => {
    const fitted = fitMarkdown(PAGE, { most: 2_000, unit: 'characters' }, REST);
    expect(fitted).toContain('first');
    expect(fitted).toContain('`word 1`');
    expect(fitted).not.toContain('last');
  });
});

it('a page that fits stays as it is', () => {
  expect(fitMarkdown(PAGE, { most: 1_000_000, unit: 'bytes' }, REST)).toBe(renderMarkdown(PAGE));
});

it('a comment is never longer than GitHub takes', () => {
  const long = Array.from({ length: 20 }, () => PAGE).flat();
  const comment = planComment(long, 'https://github.com/acme/x');
  expect(Buffer.byteLength(comment)).toBeLessThanOrEqual(65_000);
  expect(comment).toContain('The summary of the run has all of it');
});
