import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { breakglass, ROOT } from './command-line.ts';

// Beside build/, so that what it imports by relative path is where it expects it.
const mutant = join(ROOT, 'build-without-apply');
afterAll(() => rmSync(mutant, { recursive: true, force: true }));

test('with apply disabled the drill fails', { timeout: 90_000 }, async () => {
  cpSync(join(ROOT, 'build'), mutant, { recursive: true });
  const file = join(mutant, 'engine', 'converge.js');
  const source = readFileSync(file, 'utf8');
  const disabled = source.replace(/await step\.kind\[direction\]\([^;]*\);/, '');
  expect(disabled).not.toBe(source);
  writeFileSync(file, disabled);

  const drill = await breakglass(['drill', '--json', '--action', join(mutant, 'main.js')]);
  expect(drill.exitCode).toBe(1);
  expect(drill.stdout).toContain('PROBLEM: nothing has changed in the world');
  expect(drill.stdout).toMatch(/PROBLEM: \d+ requests failed after the fix/);
});
