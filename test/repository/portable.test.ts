import { describe, expect, it } from 'vitest';
import { repositoryFiles, textOf } from './files.ts';

/** Put together, so that this file does not hold what it looks for. */
const FORBIDDEN: Readonly<Record<string, RegExp>> = {
  "a path of somebody's machine": new RegExp(
    `(?<![\\w.~@-])/(?:${['work', 'root', 'home', 'Users'].join('|')})/[\\w.-]`,
  ),
  'the host of a package registry': new RegExp(
    ['registry', 'npmjs', 'yarnpkg', 'npmmirror'].map((name) => `\\b${name}[.](?:npmjs|org|com)\\b`).join('|'),
  ),
};

const texts = repositoryFiles()
  .filter((path) => !path.startsWith('action/dist/'))
  .map((path) => ({ path, text: textOf(path) }));

describe('no file of the repository holds', () => {
  it.each(Object.entries(FORBIDDEN))('%s', (_name, pattern) => {
    const found = texts.flatMap(({ path, text }) => {
      const match = pattern.exec(text);
      return match === null ? [] : [`${path}: ${match[0]}`];
    });
    expect(found).toEqual([]);
  });
});
