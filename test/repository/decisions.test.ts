import { describe, expect, it } from 'vitest';
import { repositoryFiles, textOf } from './files.ts';

const FOLDER = 'docs/decisions/';
const decisions = repositoryFiles()
  .filter((path) => path.startsWith(FOLDER) && path !== `${FOLDER}README.md`)
  .map((path) => path.slice(FOLDER.length))
  .toSorted();

describe('decisions', () => {
  it('are listed, each once and in order', () => {
    const listed = [...textOf(`${FOLDER}README.md`).matchAll(/\((\d{4}-[^)]+\.md)\)/g)].map((match) => match[1]);
    expect(listed).toEqual(decisions);
  });

  it('are numbered without a gap', () => {
    expect(decisions.map((name) => Number(name.slice(0, 4)))).toEqual(decisions.map((_, index) => index + 1));
  });

  it.each(decisions)('say context, decision and consequences: %s', (name) => {
    const text = textOf(FOLDER + name);
    expect(text).toMatch(new RegExp(`^# ${name.slice(0, 4)}: `));
    for (const heading of ['## Context', '## Decision', '## Consequences']) expect(text).toContain(`\n${heading}\n`);
  });
});
