import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  alert,
  type Block,
  codeBlock,
  details,
  heading,
  list,
  mermaid,
  paragraph,
  table,
} from '../../action/view/blocks.ts';
import { renderMarkdown } from '../../action/view/markdown.ts';
import { CLASSES, harmlessTwin } from './classes.ts';
import { findingsIn, parseMarkdown, shapeOf } from './markdown-tree.ts';

const PIECES = CLASSES.flatMap(({ texts }) => texts).filter((text) => text.length < 100);
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 4 }).map((parts) => parts.join('')),
  fc
    .array(fc.constantFrom(...'\\`*_{}[]<>()#+-.!|~:@$^=&;"\' \t\nwhtps/1ax\u200b'), { maxLength: 30 })
    .map((parts) => parts.join('')),
);

/** Every kind of block, with the text wherever one goes, and between others. */
function pageOf(text: string): readonly Block[] {
  const line = [text, { code: text }, ' a ', { strong: text }, ' b', { link: text, url: 'https://github.com/acme/x' }];
  return [
    heading(2, ...line),
    heading(3, text),
    paragraph(text),
    paragraph(...line),
    paragraph({ strong: text }),
    list([line, [text], [{ code: text }], ['a', { link: 'l', url: text }]]),
    list([[text], line], true),
    table(
      ['a', text],
      [
        [line, [text]],
        [[{ code: text }], [{ strong: text }]],
      ],
    ),
    table(['', ''], [[[text], line]]),
    alert('WARNING', [text], line),
    codeBlock('text', text),
    details(text, paragraph(text), list([line]), codeBlock('json', text)),
    mermaid({ actors: [text, 'b'], messages: [{ from: 0, to: 1, text }] }),
    paragraph('end'),
  ];
}

describe('a page of every kind of block', () => {
  it('has the same shape whatever its texts are, and nothing that GitHub would resolve', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(
        anyText.filter((text) => text !== ''),
        (text) => {
          const tree = parseMarkdown(renderMarkdown(pageOf(text)));
          expect(findingsIn(tree)).toEqual([]);
          expect(shapeOf(tree)).toBe(shapeOf(parseMarkdown(renderMarkdown(pageOf(harmlessTwin(text))))));
        },
      ),
      { numRuns: 100 },
    );
  });
});
