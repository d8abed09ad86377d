import { execFile } from 'node:child_process';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { deflateSync, inflateSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_AUDIT_BRANCH } from '../../action/audit/trail-path.ts';
import { auditVerify } from '../../action/commands/audit.ts';
import { PACKAGE_ROOT } from '../../action/drill/package-root.ts';
import { type Commit, gitIn, inTemporaryFolder, makeRepository } from './clone-fixture.ts';
import { file, newSigner, type Signer, type Step, TWO_SESSIONS, writeTrail } from './trail-fixture.ts';

const run = promisify(execFile);

let signer: Signer;
let steps: readonly Step[];

beforeAll(async () => {
  signer = await newSigner();
  steps = await writeTrail(TWO_SESSIONS, signer);
});

interface Told {
  readonly exit: number;
  readonly output: string;
  readonly errors: string;
}

/** The command line, which reads the trail on a thread of its own. */
async function command(repo: string, jwks: string): Promise<Told> {
  const cli = join(PACKAGE_ROOT, 'build/cli.js');
  const args = ['audit', 'verify', '--json', '--repo', repo, '--branch', DEFAULT_AUDIT_BRANCH, '--jwks', jwks];
  try {
    const { stdout, stderr } = await run(process.execPath, [cli, ...args]);
    return { exit: 0, output: stdout, errors: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { exit: code, output: stdout, errors: stderr };
  }
}

async function inRepository(commits: readonly Commit[], work: (repo: string, jwks: string) => Promise<void>) {
  await inTemporaryFolder(async (folder) => {
    const [repo, jwks] = [join(folder, 'bare.git'), join(folder, 'jwks.json')];
    await writeFile(jwks, signer.jwks);
    await makeRepository(repo, commits);
    await work(repo, jwks);
  });
}

/** More commits than one batch has, and more bytes than one batch holds, beside the trail. */
function strangers(): readonly Commit[] {
  return Array.from({ length: 300 }, (_, index) => ({ files: [file(`notes/${index}`, 'x'.repeat(index * 100))] }));
}

describe('a trail that is read on a thread of its own', () => {
  it.each<[string, () => readonly Commit[]]>([
    ['an untouched one', () => steps],
    ['one with much that is not of it', () => [...steps.slice(0, 4), ...strangers(), ...steps.slice(4)]],
    ['one that somebody changed', () => [...steps, { files: [file('audit.json', '{}')] }]],
    ['one with a merge', () => [...steps, { files: [file('b', '1')], merge: 2 }]],
  ])('is found as it is: %s', (_what, commits) =>
    inRepository(commits(), async (repo, jwks) => {
      const lines: string[] = [];
      const options = { repo, branch: DEFAULT_AUDIT_BRANCH, jwks, json: true };
      const exit = await auditVerify(options, (line) => lines.push(line));
      expect(await command(repo, jwks)).toEqual({ exit, output: `${lines.join('\n')}\n`, errors: '' });
    }),
  );

  it('is refused with the reader’s own words where an object is not what its id says', () =>
    inRepository(steps, async (repo, jwks) => {
      const id = await gitIn(repo, 'rev-parse', `${DEFAULT_AUDIT_BRANCH}~1`);
      const target = join(repo, 'objects', id.slice(0, 2), id.slice(2));
      const object = inflateSync(await readFile(target));
      object[object.length - 2] = (object[object.length - 2] ?? 0) ^ 1;
      await chmod(target, 0o644);
      await writeFile(target, deflateSync(object));
      const options = { repo, branch: DEFAULT_AUDIT_BRANCH, jwks, json: true };
      const refusal = await auditVerify(options, () => undefined).catch((error: unknown) => error);
      const { exit, output, errors } = await command(repo, jwks);
      expect([exit === 0, output]).toEqual([false, '']);
      expect(errors).toContain('audit-invalid');
      expect(errors).toContain(refusal instanceof Error ? refusal.message : 'nothing was refused');
    }));
});
