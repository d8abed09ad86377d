import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPins } from '../../scripts/release/pins.ts';
import { ROOT } from '../repository/files.ts';

/** The two commits of a release, as docs/releasing.md has them, in a small copy of this repository. */
const root = mkdtempSync(join(tmpdir(), 'breakglass-pin-'));
const WORKFLOW = join(root, '.github/workflows/recover.yml');
let content: string;

const git = (...args: readonly string[]): string => {
  const person = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', [...person, ...args], { cwd: root, encoding: 'utf8' }).trim();
};
const commit = (message: string): string => {
  git('add', '--all', '--', '.', ':!node_modules');
  git('commit', '--quiet', '--message', message);
  return git('rev-parse', 'HEAD');
};
const pin = (argument: string): number | null =>
  spawnSync(process.execPath, ['--import', 'tsx', 'scripts/pin-action.ts', argument], { cwd: root, stdio: 'pipe' })
    .status;

beforeAll(() => {
  for (const path of ['package.json', 'scripts/pin-action.ts', 'scripts/release', '.github/workflows']) {
    cpSync(join(ROOT, path), join(root, path), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  git('init', '--quiet');
  content = commit('the content');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('npm run pin', () => {
  it('makes the second commit of a release, and finds it right', () => {
    expect(pin('--check')).toBe(1);
    expect(pin(content)).toBe(0);
    const pins = findPins(readFileSync(WORKFLOW, 'utf8')).map(({ sha }) => sha);
    expect(pins.length).toBeGreaterThan(0);
    expect([...new Set(pins)]).toEqual([content]);
    commit('the pins');
    expect(pin('--check')).toBe(0);
  });

  it('refuses what is no commit before this one', () => {
    expect(pin('main')).toBe(1);
    expect(pin('f'.repeat(40))).toBe(1);
    expect(git('status', '--porcelain', '--untracked-files=no')).toBe('');
  });

  it('finds anything else that changed with the pins', () => {
    const release = git('rev-parse', 'HEAD');
    writeFileSync(WORKFLOW, `${readFileSync(WORKFLOW, 'utf8')}# more\n`);
    commit('more than pins');
    expect(pin('--check')).toBe(1);
    git('reset', '--quiet', '--hard', release);
    writeFileSync(join(root, 'added'), '');
    commit('another file');
    expect(pin('--check')).toBe(1);
  });
});
