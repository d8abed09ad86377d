import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** What a template prints where it was given nothing, or something that is no text. */
const UNWRITTEN = /\bundefined\b|\bnull\b|\bNaN\b|\[object /;

const PAGES = ['docs/steps', 'docs/playbooks'].flatMap((folder) =>
  readdirSync(folder).map((name) => `${folder}/${name}`),
);

describe('a generated page', () => {
  it.each(PAGES)('says all that it has to say: %s', (page) => {
    const lines = readFileSync(page, 'utf8').split('\n');
    expect(lines.filter((line) => UNWRITTEN.test(line))).toEqual([]);
  });
});
