import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeScaffold } from '../../action/commands/init.ts';
import { breakglass, ROOT } from '../drill/command-line.ts';

const PIN = { workflowSha: 'c'.repeat(40), version: '1.2.3' } as const;
const FORM = '.github/workflows/break-glass-shift-traffic.yml';

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'breakglass-init-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

const path = (name: string): string => join(root, name);
const text = (name: string): string => readFileSync(path(name), 'utf8');
const put = (name: string, content: string): void => {
  mkdirSync(dirname(path(name)), { recursive: true });
  writeFileSync(path(name), content);
};
/** All files, as paths from the root. */
const files = (): readonly string[] =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(root.length + 1))
    .toSorted();
const snapshot = (): Readonly<Record<string, string>> => Object.fromEntries(files().map((name) => [name, text(name)]));
/** An install, as setup writes one. */
const addInstall = (): void =>
  cpSync(join(ROOT, 'playbooks/installs/acme-prod.yml'), path('playbooks/installs/acme-prod.yml'), { recursive: true });

/** Where a line begins so, counted as errors count. */
const lineOf = (name: string, begins: string): number =>
  text(name)
    .split('\n')
    .findIndex((line) => line.startsWith(begins)) + 1;

describe('an empty repository', () => {
  it('is given the starter playbooks with their roles and drills, and no install or request', () => {
    const outcome = writeScaffold(root, PIN);
    expect(files()).toEqual(outcome.written);
    for (const folder of ['playbooks', 'playbooks/roles', 'playbooks/drills']) {
      expect(readdirSync(path(folder))).toEqual(
        expect.arrayContaining(readdirSync(join(ROOT, folder)).filter((name) => name.endsWith('.yml'))),
      );
    }
    expect(existsSync(path('playbooks/installs')) || existsSync(path('playbooks/requests'))).toBe(false);
  });

  it('has no forms until there is an install, and says so', () => {
    expect(writeScaffold(root, PIN).notes.length).toBe(1);
    expect(files().filter((name) => name.includes('break-glass-'))).toEqual([]);
    addInstall();
    const { written, notes } = writeScaffold(root, PIN);
    expect(written).toContain(FORM);
    expect(written).toContain('.github/CODEOWNERS');
    // Nobody who may ask may command there, so nobody can do both by one form.
    expect(notes.at(-1)).toContain('"acme-prod"');
  });

  it('says of which playbooks there is no form, since no install has enabled their role', () => {
    addInstall();
    const name = 'playbooks/installs/acme-prod.yml';
    put(name, text(name).replace(/^ {2}load-balancer-tls: .*\n/m, ''));
    const notes = writeScaffold(root, PIN).notes.filter((note) => note.includes('no install has enabled'));
    expect(notes).toContain(
      'no install has enabled the role "load-balancer-tls", so there is no form for replace-certificate, tighten-tls',
    );
    const missing = notes.flatMap((note) => note.replace(/.* for /, '').split(', '));
    const forms = files().flatMap((file) => /\/break-glass-(.+)\.yml$/.exec(file)?.[1] ?? []);
    expect([...forms, ...missing].toSorted()).toEqual(
      readdirSync(path('playbooks'))
        .flatMap((file) => (file.endsWith('.yml') ? file.slice(0, -4) : []))
        .toSorted(),
    );
  });

  it.each([
    ['a requester is a commander', /^commanders: .*$/m, 'commanders: [carol, BOB#7]', 0],
    ['it wants two approvals', /minimum: 1, people: \[/, 'minimum: 2, people: [erin, ', 1],
  ])('says which installs refuse every form: %s', (_name, from, to, count) => {
    addInstall();
    const name = 'playbooks/installs/acme-prod.yml';
    put(name, text(name).replace(from, to));
    const refused = writeScaffold(root, PIN).notes.filter((note) => note.includes('are refused'));
    expect(refused.length).toBe(count);
  });
});

describe('a repository that has its files', () => {
  beforeEach(() => {
    addInstall();
    writeScaffold(root, PIN);
  });

  it('stays as it is when it is run again', () => {
    const before = snapshot();
    const { written, removed, unchanged } = writeScaffold(root, PIN);
    expect({ written, removed }).toEqual({ written: [], removed: [] });
    expect(unchanged.length).toBeGreaterThan(5);
    expect(snapshot()).toEqual(before);
  });

  it('keeps the playbooks that people have changed, and gets no starter again', () => {
    put(
      'playbooks/shift-traffic.yml',
      text('playbooks/shift-traffic.yml').replace('max-duration: 1h', 'max-duration: 10m'),
    );
    rmSync(path('playbooks/maintenance-page.yml'));
    const { written, removed } = writeScaffold(root, PIN);
    expect(existsSync(path('playbooks/maintenance-page.yml'))).toBe(false);
    expect(removed).toEqual(['.github/workflows/break-glass-maintenance-page.yml']);
    expect(written).toContain(FORM);
    expect(text(FORM)).not.toContain('- 1h');
  });

  it('writes again what was edited in a generated file', () => {
    const before = snapshot();
    put(FORM, `${text(FORM)}# edited\n`);
    rmSync(path('.github/workflows/recover.yml'));
    expect(writeScaffold(root, PIN).written).toEqual([FORM, '.github/workflows/recover.yml']);
    expect(snapshot()).toEqual(before);
  });

  it('refuses to overwrite what a person wrote, and then writes nothing at all', () => {
    put('.github/workflows/recover.yml', 'name: mine\n');
    rmSync(path(FORM));
    const before = snapshot();
    expect(() => writeScaffold(root, PIN)).toThrow(expect.objectContaining({ code: 'already-exists' }));
    expect(snapshot()).toEqual(before);
    expect(writeScaffold(root, { ...PIN, force: true }).written).toContain('.github/workflows/recover.yml');
    expect(text('.github/workflows/recover.yml')).not.toContain('mine');
  });

  it('does not remove the workflow of a person, whatever its name', () => {
    put('.github/workflows/break-glass-mine.yml', 'name: mine\n');
    expect(writeScaffold(root, { ...PIN, force: true }).removed).toEqual([]);
    expect(text('.github/workflows/break-glass-mine.yml')).toBe('name: mine\n');
  });

  it('writes nothing with check, and says what is out of step', () => {
    const before = snapshot();
    const other = { ...PIN, workflowSha: 'd'.repeat(40), check: true };
    expect(writeScaffold(root, other).written.length).toBeGreaterThan(5);
    expect(snapshot()).toEqual(before);
  });

  it('is validated first: a wrong file is refused at its line, and nothing is written', () => {
    put(
      'playbooks/shift-traffic.yml',
      text('playbooks/shift-traffic.yml').replace('max-duration: 1h', 'max-duration: 1d'),
    );
    rmSync(path(FORM));
    const before = snapshot();
    expect(() => writeScaffold(root, PIN)).toThrow(
      expect.objectContaining({
        at: {
          file: 'playbooks/shift-traffic.yml',
          line: lineOf('playbooks/shift-traffic.yml', 'max-duration:'),
          column: 15,
        },
      }),
    );
    expect(snapshot()).toEqual(before);
  });

  it('refuses a playbook without its role, at its line', () => {
    rmSync(path('playbooks/roles/load-balancer.yml'));
    expect(() => writeScaffold(root, PIN)).toThrow(
      expect.objectContaining({
        code: 'unknown-role',
        at: { file: 'playbooks/drain-targets.yml', line: lineOf('playbooks/drain-targets.yml', 'role:'), column: 7 },
      }),
    );
  });

  it('refuses a playbook that has more fields than the form of GitHub, at its line', () => {
    const inputs = Array.from({ length: 19 }, (_, index) => `  i${index}: { type: boolean }`).join('\n');
    put('playbooks/shift-traffic.yml', text('playbooks/shift-traffic.yml').replace(/^inputs:$/m, `inputs:\n${inputs}`));
    expect(() => writeScaffold(root, PIN)).toThrow(
      expect.objectContaining({
        code: 'out-of-range',
        at: expect.objectContaining({
          file: 'playbooks/shift-traffic.yml',
          line: lineOf('playbooks/shift-traffic.yml', 'inputs:'),
        }),
      }),
    );
  });
});

describe('what the workflows are pinned to', () => {
  it.each(['v0.1.0', 'main', '', 'C'.repeat(40), `${'c'.repeat(40)}\n`])(
    'is a full SHA, and %j is refused',
    (workflowSha) => {
      expect(() => writeScaffold(root, { ...PIN, workflowSha })).toThrow(
        expect.objectContaining({ code: 'invalid-input' }),
      );
      expect(files()).toEqual([]);
    },
  );

  it.each(['${{ x }}', 'a b', '-x', 'a..b'])(
    'has a default branch with a plain name: %j is refused',
    (defaultBranch) => {
      expect(() => writeScaffold(root, { ...PIN, defaultBranch })).toThrow(
        expect.objectContaining({ code: 'invalid-input' }),
      );
    },
  );
});

describe('breakglass init', () => {
  it('pins the commit of its own checkout and the version of its package', async () => {
    const head = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: ROOT, encoding: 'utf8' }).trim();
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const { exitCode, stderr } = await breakglass(['init', root]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(text('.github/workflows/on-merge.yml')).toContain(`/break-glass.yml@${head} # v${version}\n`);
  });

  it("starts sessions from the default branch of the clone's remote", async () => {
    const git = (...args: readonly string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8' });
    git('init', '--quiet');
    git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/trunk');
    await breakglass(['init', root, '--workflows', PIN.workflowSha]);
    expect(text('.github/workflows/on-merge.yml')).toContain('- trunk\n');
  });

  it('exits 1 with --check while something is out of step, and 0 after', async () => {
    const check = ['init', root, '--check', '--workflows', PIN.workflowSha];
    expect((await breakglass(check)).exitCode).toBe(1);
    expect(files()).toEqual([]);
    expect((await breakglass(['init', root, '--workflows', PIN.workflowSha])).exitCode).toBe(0);
    expect((await breakglass(check)).exitCode).toBe(0);
  });

  it('names the place of what it refuses', async () => {
    put('playbooks/shift-traffic.yml', 'version: 2\n');
    const { exitCode, stderr } = await breakglass(['init', root, '--workflows', PIN.workflowSha]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('playbooks/shift-traffic.yml:');
  });

  it('makes files that breakglass validate finds no problem in', async () => {
    addInstall();
    await breakglass(['init', root, '--workflows', PIN.workflowSha]);
    expect((await breakglass(['validate', root])).exitCode).toBe(0);
  });
});
