import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toolPath } from '../../scripts/peers/tools.ts';
import { ROOT, repositoryFiles, textOf } from '../repository/files.ts';
import { generated, REPOSITORIES } from '../scaffold/documents.ts';

/** actionlint and zizmor over the workflows of this repository, and over generated ones. */
const peers = process.env['PEERS'] ?? join(ROOT, '.peers');
const work = mkdtempSync(join(tmpdir(), 'breakglass-workflows-'));
/** The one message that .github/actionlint.yaml ignores, and why it does. */
const QUEUE = /^ {6}- '(.+)'$/m.exec(textOf('.github/actionlint.yaml'))?.[1] ?? '';

function run(
  tool: string,
  args: readonly string[],
  cwd: string,
): { readonly code: number | null; readonly told: string } {
  const { status, stdout, stderr } = spawnSync(toolPath(peers, tool), args, { cwd, encoding: 'utf8' });
  return { code: status, told: status === 0 ? '' : `${stdout}${stderr}` };
}

/** Without the network: what it would ask GitHub is whether pins are still the newest. */
const ZIZMOR = ['--offline', '--no-progress', '--persona=auditor', '--quiet'];

function writeFiles(folder: string, files: readonly { readonly path: string; readonly text: string }[]): void {
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

beforeAll(() => {
  for (const [name, repository] of Object.entries(REPOSITORIES)) writeFiles(join(work, name), generated(repository));
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

const made = Object.entries(REPOSITORIES).map(([name, repository]) => ({
  name,
  paths: generated(repository).flatMap(({ path }) => (path.endsWith('.yml') ? [path] : [])),
}));

describe('actionlint', () => {
  it('finds nothing in the workflows of this repository', () => {
    expect(run('actionlint', ['-no-color'], ROOT)).toEqual({ code: 0, told: '' });
  });

  it.each(made)('finds nothing in generated workflows: $name', ({ name, paths }) => {
    const args = ['-no-color', '-ignore', QUEUE, ...paths];
    expect(run('actionlint', args, join(work, name))).toEqual({ code: 0, told: '' });
  });

  it('still finds a key that nobody knows', () => {
    writeFiles(work, [{ path: 'bad.yml', text: 'on: push\nconcurrency: { group: a, quene: max }\njobs: {}\n' }]);
    expect(run('actionlint', ['-no-color', '-ignore', QUEUE, 'bad.yml'], work).told).toContain('quene');
  });
});

describe('zizmor, at its strictest', () => {
  it('finds nothing in this repository', () => {
    const paths = repositoryFiles('.github/workflows');
    expect(run('zizmor', [...ZIZMOR, ...paths, 'action.yml', '.github/dependabot.yml'], ROOT)).toEqual({
      code: 0,
      told: '',
    });
  });

  it.each(made)('finds nothing in generated workflows: $name', ({ name, paths }) => {
    expect(run('zizmor', [...ZIZMOR, ...paths], join(work, name))).toEqual({ code: 0, told: '' });
  });

  it('still finds an expression inside a script', () => {
    const text =
      'on: pull_request\npermissions: {}\njobs: { a: { runs-on: x, steps: [{ run: "echo ${{ github.head_ref }}" }] } }\n';
    writeFiles(work, [{ path: 'bad.yml', text }]);
    expect(run('zizmor', [...ZIZMOR, 'bad.yml'], work).told).toContain('template-injection');
  });
});
