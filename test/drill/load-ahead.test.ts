import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../repository/files.ts';

const ACTION = join(ROOT, 'action');
/** What no job of a workflow comes to: the command line, and what it alone has. */
const NO_JOB = /^(drill|sandbox|dist)\/|^commands\/(cli|remote|sandbox)\/|^commands\/(doctor|drill|sandbox)\.ts$/;

/** The files that one loads while it runs. */
function loadedBy(file: string): readonly string[] {
  const text = readFileSync(join(ACTION, file), 'utf8');
  return [...text.matchAll(/(?<!typeof )\bimport\(\s*'(\.[^']+)'/g)].map(([, path = '']) => {
    return relative(ACTION, join(ACTION, dirname(file), path));
  });
}

test('what the commands load while a session runs is loaded before its clock begins', () => {
  const files = readdirSync(ACTION, { recursive: true, encoding: 'utf8' });
  const late = files.filter((file) => file.endsWith('.ts') && !NO_JOB.test(file)).flatMap(loadedBy);
  const ahead = loadedBy('drill/chaos/load-ahead.ts');
  expect(late.length).toBeGreaterThan(10);
  expect(ahead.toSorted()).toEqual([...new Set(late)].toSorted());
});
