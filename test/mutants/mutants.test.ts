import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, test } from 'vitest';
import { textOf } from '../repository/files.ts';
import { find } from './find.ts';
import { type Mutant, mutate, mutatedText } from './mutant.ts';
import { MUTANTS } from './mutants.ts';

const folder = mkdtempSync(join(tmpdir(), 'breakglass-mutants-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What needs neither a bundle nor a world; `npm run test:mutants` plays them all. */
const QUICK = ['restore-without-comparing', 'push-a-link-out-of-order'];

test.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))(
  '%s is in the source where it says',
  (_name, mutant) => {
    expect(mutatedText(mutant)).not.toBe(textOf(mutant.file));
  },
);

test('at least ten defects, each of another name', () => {
  expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length);
  expect(MUTANTS.length).toBeGreaterThanOrEqual(10);
});

describe('a mutant', () => {
  const mutant: Mutant = {
    name: 'm',
    defect: '',
    file: 'f',
    find: 'a $& b',
    replace: '$& c',
    foundBy: { by: 'test', file: '', test: '' },
  };

  it('replaces text by text', () => {
    expect(mutate(mutant, 'x a $& b y')).toBe('x $& c y');
  });

  it.each([
    ['is not there any more', mutant, 'x'],
    ['is there twice', mutant, 'a $& b a $& b'],
    ['would stay', { ...mutant, replace: mutant.find }, 'a $& b'],
  ])('is refused where its text %s', (_what, refused, text) => {
    expect(() => mutate(refused, text)).toThrow(/the mutant "m"/);
  });
});

test.each(MUTANTS.filter(({ name }) => QUICK.includes(name)).map((mutant) => [mutant.name, mutant] as const))(
  '%s is found',
  { timeout: 120_000 },
  async (_name, mutant) => {
    const finding = await find(mutant.foundBy, { folder, bundle: '', mutant });
    expect(finding).toMatchObject({ played: 1, wrong: [expect.any(String)] });
  },
);
