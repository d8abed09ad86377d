import { describe, expect, it } from 'vitest';
import { repositoryFiles, textOf } from './files.ts';

const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'docs/architecture.md',
  '.github/pull_request_template.md',
];
const { scripts } = JSON.parse(textOf('package.json')) as { readonly scripts: Readonly<Record<string, string>> };
const VERB_FILES = repositoryFiles('action/commands/cli');
/** What npm itself does, with or without a script of that name. */
const NPM = new Set(['ci']);

const found = (text: string, pattern: RegExp): readonly string[] => [
  ...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? '')),
];

describe('commands in the documents', () => {
  it.each(PAGES)('are scripts of package.json: %s', (page) => {
    const commands = found(textOf(page), /\bnpm (?:run (?:-s )?)?([a-z][a-z:]*)/g).filter((name) => !NPM.has(name));
    expect(commands.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  it.each(PAGES)('are commands of the command line: %s', (page) => {
    const known = VERB_FILES.flatMap((file) => found(textOf(file), /\.command\('([a-z]+)'/g));
    const commands = found(textOf(page), /node build\/cli\.js ([a-z]+)/g);
    expect(commands.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('name every scenario of the drill in the README', async () => {
    const { SCENARIOS } = await import('../../action/drill/scenarios.ts');
    const rows = found(textOf('README.md').split('## The way through')[0] ?? '', /^\| `([a-z-]+)` \|/gm);
    expect(rows).toEqual(SCENARIOS.map(({ name }) => name));
  });

  it('shows the starter playbook as it is', () => {
    expect(textOf('README.md')).toContain(textOf('playbooks/shift-traffic.yml').trim());
  });
});
