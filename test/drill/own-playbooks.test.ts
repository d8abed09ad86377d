import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from '../repository/files.ts';
import { breakglass } from './command-line.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'breakglass-own-'));
  cpSync(join(ROOT, 'playbooks'), join(root, 'playbooks'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function rewrite(path: string, from: RegExp, to: string): void {
  const text = readFileSync(join(root, path), 'utf8');
  expect(text).toMatch(from);
  writeFileSync(join(root, path), text.replace(from, to));
}

const test = (...args: readonly string[]) => breakglass(['test', '--root', root, ...args]);

describe('breakglass test', { timeout: 180_000 }, () => {
  it('passes where a playbook of the repository ends as its drill says, and fails where it does not', async () => {
    rewrite('playbooks/drills/maintenance-page.yml', /world: as-before/, 'world: changed');
    const { stdout, exitCode } = await test('maintenance-page', 'shift-traffic', '--json');
    const lines = stdout.trim().split('\n');
    const results = lines.map((line) => JSON.parse(line)).toSorted((a, b) => (a.playbook < b.playbook ? -1 : 1));
    expect(results).toMatchObject([
      { playbook: 'maintenance-page', passed: false, outcome: 'succeeded' },
      { playbook: 'shift-traffic', passed: true, outcome: 'succeeded', problems: [] },
    ]);
    expect(results[0].problems[0]).toBe('nothing has changed in the world');
    expect(exitCode).toBe(1);
  });

  it('plays nothing where a file of the repository is not valid', async () => {
    rewrite('playbooks/shift-traffic.yml', /percent: "/, 'percents: "');
    const { stdout, exitCode } = await test();
    expect(stdout).toMatch(/^playbooks\/shift-traffic\.yml:\d+:\d+: /m);
    expect(stdout).not.toContain('passed');
    expect(exitCode).toBe(1);
  });

  it('refuses a playbook that has no drill, and says which there are', async () => {
    const { stderr, exitCode } = await test('shift-trafic');
    expect(stderr).toContain('unknown-playbook: there is no drill of "shift-trafic"');
    expect(stderr).toContain('shift-traffic');
    expect(exitCode).toBe(1);
  });

  it('fails where there is nothing to play', async () => {
    rmSync(join(root, 'playbooks/drills'), { recursive: true });
    const { stdout, exitCode } = await test();
    expect(stdout).toMatch(/^0 passed, 0 failed, [1-9]\d* without a drill$/m);
    expect(exitCode).toBe(1);
  });
});
