import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateSync, inflateSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_AUDIT_BRANCH } from '../../action/audit/trail-path.ts';
import type { Verification } from '../../action/audit/verify.ts';
import { auditList, auditShow, auditVerify } from '../../action/commands/audit.ts';
import { resolveBranch } from '../../action/runtime/git.ts';
import { type Commit, gitIn, inTemporaryFolder, makeRepository } from './clone-fixture.ts';
import { file, newSigner, type Signer, type Step, TWO_SESSIONS, WORKFLOW, writeTrail } from './trail-fixture.ts';

let signer: Signer;
let steps: readonly Step[];

beforeAll(async () => {
  signer = await newSigner();
  steps = await writeTrail(TWO_SESSIONS, signer);
});

interface Answer {
  readonly exit: number;
  readonly result: Verification & { readonly ref: string };
}

async function verifyClone(repo: string, head?: string): Promise<Answer> {
  const jwks = join(repo, '..', 'jwks.json');
  await writeFile(jwks, signer.jwks);
  const lines: string[] = [];
  const options = { repo, branch: DEFAULT_AUDIT_BRANCH, jwks, json: true, ...(head === undefined ? {} : { head }) };
  const exit = await auditVerify(options, (line) => lines.push(line));
  expect(lines).toHaveLength(1);
  return { exit, result: JSON.parse(lines[0] ?? '') as Answer['result'] };
}

const inRepository = (commits: readonly Commit[], work: (repo: string, head: string) => Promise<void>): Promise<void> =>
  inTemporaryFolder(async (folder) => {
    const repo = join(folder, 'bare.git');
    await work(repo, await makeRepository(repo, commits));
  });

describe('a trail in a clone', () => {
  it('verifies from a bare repository, a clone and a worktree of it alike', () =>
    inRepository(steps, async (repo, head) => {
      expect(await verifyClone(repo, head)).toMatchObject({
        exit: 0,
        result: { ok: true, links: 7, sessions: 3, anchored: 'head', head, ref: `refs/heads/${DEFAULT_AUDIT_BRANCH}` },
      });
      const clone = join(repo, '..', 'clone');
      await gitIn(repo, 'clone', '--quiet', '--no-local', '--no-checkout', repo, clone);
      expect(await verifyClone(clone)).toMatchObject({
        exit: 0,
        result: { links: 7, anchored: 'none', ref: `refs/remotes/origin/${DEFAULT_AUDIT_BRANCH}` },
      });
    }));

  it('reports foreign commits without reading their files', () => {
    const foreign = {
      files: [
        { ...file('run.sh', 'x'), mode: '100755' },
        { ...file('to', 'audit'), mode: '120000' },
      ],
    };
    return inRepository([...steps.slice(0, 4), foreign, ...steps.slice(4)], async (repo) => {
      expect(await verifyClone(repo)).toMatchObject({
        exit: 0,
        result: { ok: true, links: 7, foreign: [{ paths: ['run.sh', 'to'] }] },
      });
    });
  });

  it.each<[string, (trail: readonly Step[]) => readonly Commit[], string]>([
    ['modifies a link', (trail) => [...trail, { files: [file(firstPath(trail), '{}')] }], 'file-changed'],
    ['deletes a link', (trail) => [...trail, { files: [], deleted: [firstPath(trail)] }], 'file-changed'],
    [
      'renames a link',
      (trail) => [
        ...trail,
        { files: [{ ...firstFile(trail), path: 'audit/moved.json' }], deleted: [firstPath(trail)] },
      ],
      'file-changed',
    ],
    ['modifies the genesis', (trail) => [...trail, { files: [file('audit.json', '{}')] }], 'file-changed'],
    [
      'modifies a foreign file',
      (trail) => [...trail, { files: [file('a', '1')] }, { files: [file('a', '2')] }],
      'file-changed',
    ],
    [
      'adds a link as a symbolic link',
      (trail) => [...trail, { files: [{ ...file('audit/2026/11/21/i-1/0001-opened.json', 'x'), mode: '120000' }] }],
      'file-changed',
    ],
    ['adds another file to the trail', (trail) => [...trail, { files: [file('audit/x y z', '1')] }], 'unexpected-file'],
    ['merges', (trail) => [...trail, { files: [file('b', '1')], merge: 2 }], 'merge-commit'],
  ])('is refused when a commit %s', (_what, history, code) =>
    inRepository(history(steps), async (repo, head) => {
      const { exit, result } = await verifyClone(repo);
      expect(exit).toBe(1);
      expect(result.problems.map((problem) => problem.code)).toContain(code);
      expect(result.problems[0]?.commit).toBe(head);
    }),
  );

  it('is refused when any byte of any file was committed otherwise', async () => {
    const places = steps.flatMap(({ files }, step) => files.map((_, index) => [step, index] as const));
    for (const [step, index] of places) {
      const files = (steps[step]?.files ?? []).map((old, at) =>
        at === index ? { ...old, bytes: flip(old.bytes) } : old,
      );
      await inRepository(steps.with(step, { files }), async (repo) => {
        const { exit, result } = await verifyClone(repo);
        expect([step, index, exit]).toEqual([step, index, 1]);
        expect(result.problems[0]?.path).toBe(files[index]?.path);
      });
    }
  });

  it.each([
    ['a file', (path: string) => `${DEFAULT_AUDIT_BRANCH}:${path}`],
    ['a tree', () => `${DEFAULT_AUDIT_BRANCH}^{tree}`],
    ['a commit', () => `${DEFAULT_AUDIT_BRANCH}~1`],
  ])('is refused when %s on disk is not what its id says', (_what, spec) =>
    inRepository(steps, async (repo) => {
      const id = await gitIn(repo, 'rev-parse', spec(firstPath(steps)));
      const target = join(repo, 'objects', id.slice(0, 2), id.slice(2));
      const object = inflateSync(await readFile(target));
      // One bit of the last file name, line or id in it: everything stays well-formed.
      object[object.length - 2] = (object[object.length - 2] ?? 0) ^ 1;
      await chmod(target, 0o644);
      await writeFile(target, deflateSync(object));
      await expect(verifyClone(repo)).rejects.toMatchObject({ code: 'audit-invalid' });
    }),
  );

  it('is not read from replacement objects or grafts', () =>
    inRepository(steps, async (repo, head) => {
      await gitIn(repo, 'replace', `${head}~2`, `${head}~3`);
      await writeFile(join(repo, 'info', 'grafts'), `${head} ${await gitIn(repo, 'rev-parse', `${head}~4`)}\n`);
      expect(await verifyClone(repo, head)).toMatchObject({ exit: 0, result: { links: 7 } });
    }));
});

describe('the origins of a trail in a clone', () => {
  const lines = async (repo: string, given: Readonly<Record<string, readonly string[]>>) => {
    const jwks = join(repo, '..', 'jwks.json');
    await writeFile(jwks, signer.jwks);
    const output: string[] = [];
    const options = { repo, branch: DEFAULT_AUDIT_BRANCH, jwks, json: false, ...given };
    return { exit: await auditVerify(options, (line) => output.push(line)), output };
  };
  const unchecked = (output: readonly string[]) => output.filter((line) => line.includes('--workflow'));

  it('are said to be unchecked, each with its count, where no workflow is given', () =>
    inRepository(steps, async (repo) => {
      const { exit, output } = await lines(repo, {});
      expect(exit).toBe(0);
      expect(unchecked(output)).toHaveLength(1);
      expect(output.filter((line) => line.includes(WORKFLOW) && line.includes('6'))).toHaveLength(1);
    }));

  it('are refused where they are not those that are given', () =>
    inRepository(steps, async (repo) => {
      const good = await lines(repo, { workflow: [WORKFLOW], environment: ['acme-prod'] });
      expect([good.exit, unchecked(good.output)]).toEqual([0, []]);
      const bad = await lines(repo, { workflow: [`${WORKFLOW}0`] });
      expect(bad.exit).toBe(1);
      expect(bad.output.some((line) => line.includes('proof-origin'))).toBe(true);
      expect((await lines(repo, { environment: ['other'] })).exit).toBe(1);
    }));
});

describe('what cannot be read', () => {
  it.each(['--upload-pack=x', '../x', 'a..b', 'x.lock', 'a b', 'a:b', 'a@{1}', 'refs/heads/', '', '/x', 'x\0y', '-'])(
    'refuses the branch name %j',
    (branch) =>
      inRepository(steps.slice(0, 1), async (repo) => {
        await expect(resolveBranch(repo, branch)).rejects.toMatchObject({ code: 'invalid-name' });
      }),
  );

  it('refuses a missing branch, folder, clone, shallow clone and key file, each with its code', () =>
    inRepository(steps, async (repo) => {
      const folder = join(repo, '..');
      await expect(resolveBranch(repo, 'other')).rejects.toMatchObject({ code: 'audit-branch-missing' });
      await gitIn(repo, 'update-ref', 'refs/heads/other/one', `refs/heads/${DEFAULT_AUDIT_BRANCH}`);
      await expect(resolveBranch(repo, 'other')).rejects.toMatchObject({ code: 'audit-branch-missing' });
      await expect(resolveBranch(join(folder, 'none'), 'x')).rejects.toMatchObject({ code: 'audit-branch-missing' });
      await expect(resolveBranch(folder, 'x')).rejects.toMatchObject({ code: 'audit-invalid' });
      const shallow = join(folder, 'shallow');
      await gitIn(
        folder,
        'clone',
        '-q',
        '--depth=2',
        '--no-checkout',
        '-b',
        DEFAULT_AUDIT_BRANCH,
        `file://${repo}`,
        shallow,
      );
      await expect(verifyClone(shallow)).rejects.toMatchObject({ code: 'audit-invalid' });
      const options = { repo, branch: DEFAULT_AUDIT_BRANCH, json: false };
      await expect(auditVerify(options, () => undefined)).rejects.toMatchObject({ code: 'invalid-input' });
      await expect(auditVerify({ ...options, jwks: join(folder, 'no.json') }, () => undefined)).rejects.toMatchObject({
        code: 'file-missing',
      });
      const jwks = join(folder, 'bad.json');
      await writeFile(jwks, '{"keys":[{"kty":"oct","k":"AAAA","kid":"x"}]}');
      await expect(auditVerify({ ...options, jwks }, () => undefined)).rejects.toMatchObject({ code: 'audit-invalid' });
      await writeFile(jwks, signer.jwks);
      await expect(auditVerify({ ...options, jwks, head: 'HEAD' }, () => undefined)).rejects.toMatchObject({
        code: 'invalid-value',
      });
    }));
});

describe('list and show', () => {
  it('name every session with its outcome, and escape what came from outside', async () => {
    const evil = 'x\u001b[2J\n::error::\u202e';
    const at = '2026-11-21T02:13:09.000Z';
    const events = [
      { type: 'refused', code: 'not-approved', message: evil, hint: null, at },
      { type: 'planned', at } as never,
    ] as const;
    const refusal = { session: 'inc-9-109', sequence: 1, state: 'refused', events } as const;
    const trail = await writeTrail([...TWO_SESSIONS.slice(0, 2), { body: refusal }], signer);
    await inRepository(trail, async (repo) => {
      const options = { repo, branch: DEFAULT_AUDIT_BRANCH, json: false };
      const lines: string[] = [];
      expect(await auditList(options, (line) => lines.push(line))).toBe(0);
      expect(lines.map((line) => line.split(/ {2,}/)[1])).toEqual(['inc-1-101', 'inc-2-102', 'inc-9-109']);
      expect(lines[0]).toContain('OPEN');
      expect(await auditShow('inc-9-109', options, (line) => lines.push(line))).toBe(0);
      expect(lines.join('')).toContain('not-approved');
      for (const hidden of ['\u001b', '\n', '\u202e']) expect(lines.join('')).not.toContain(hidden);
      const json: string[] = [];
      await auditShow('inc-9-109', { ...options, json: true }, (line) => json.push(line));
      expect(JSON.parse(json[0] ?? '')).toMatchObject({ version: 1, links: [{ link: { session: 'inc-9-109' } }] });
      await expect(auditShow('nobody-1', options, () => undefined)).rejects.toMatchObject({ code: 'invalid-value' });
    });
  });

  it('prints what verification found in plain lines', () =>
    inRepository([...steps, { files: [file('audit/\u001b[2J', '')] }], async (repo) => {
      const jwks = join(repo, '..', 'jwks.json');
      await writeFile(jwks, signer.jwks);
      const lines: string[] = [];
      const options = { repo, branch: DEFAULT_AUDIT_BRANCH, jwks, json: false };
      expect(await auditVerify(options, (line) => lines.push(line))).toBe(1);
      expect(lines.join('')).not.toContain('\u001b');
      expect(lines.some((line) => line.includes('unexpected-file'))).toBe(true);
    }));
});

function firstFile(trail: readonly Step[]) {
  const first = trail[1]?.files[0];
  if (first === undefined) throw new Error('the trail has no link');
  return first;
}

function firstPath(trail: readonly Step[]): string {
  return firstFile(trail).path;
}

/** The bytes with one changed, a third of the way in: within a value, so that it stays readable where it can. */
function flip(bytes: Uint8Array): Buffer {
  const copy = Buffer.from(bytes);
  const at = Math.floor(copy.length / 3);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}
