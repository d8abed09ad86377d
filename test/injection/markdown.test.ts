import { describe, expect, it } from 'vitest';
import { CLASSES, harmlessTwin } from './classes.ts';
import { findingsIn, parseMarkdown, shapeOf } from './markdown-tree.ts';
import { PAGES } from './pages.ts';
import { FIELDS, HARMLESS, spread, type Texts } from './texts.ts';

const URL = 'https://github.com/acme/break-glass/actions/runs/4711';
/** The one text that becomes an address: ours, or something that is none. */
const SOUND: Texts = { ...HARMLESS, runUrl: URL };

/** The first text of every class, in one line. */
const ONE_OF_EACH = CLASSES.map(({ texts }) => texts[0]).join(' ');
/** Every text of a class comes into every page, though not into every field of it. */
const ROUNDS = 4;
const shapes = new Map<string, string>();

/** The shape of a page with harmless texts; many hostile texts have the same twin. */
function harmlessShape(page: (texts: Texts) => string, texts: Texts): string {
  const markdown = page(texts);
  const shape = shapes.get(markdown) ?? shapeOf(parseMarkdown(markdown));
  shapes.set(markdown, shape);
  return shape;
}

function expectSame(page: (texts: Texts) => string, hostile: Texts, harmless: Texts): void {
  const markdown = page(hostile);
  const tree = parseMarkdown(markdown);
  expect(findingsIn(tree)).toEqual([]);
  expect(shapeOf(tree)).toBe(harmlessShape(page, harmless));
  expect(markdown).not.toContain('<!--');
}

describe.each(Object.entries(PAGES))('the page "%s"', (_name, page) => {
  it.each(CLASSES)('takes $name for text, in all fields at once', ({ texts }) => {
    for (const first of texts.keys()) {
      if (first % ROUNDS !== 0) continue;
      expectSame(page, spread(texts, first), spread(texts.map(harmlessTwin), first));
    }
  });

  it('takes what stands in any one field for text', () => {
    for (const field of FIELDS) {
      const hostile = { ...SOUND, [field]: ONE_OF_EACH };
      if (page(hostile) === page(SOUND)) continue;
      expectSame(page, hostile, { ...SOUND, [field]: harmlessTwin(ONE_OF_EACH) });
    }
  });
});
