import { beforeAll, describe, expect, it } from 'vitest';
import type { TrailCommit } from '../../action/audit/chain.ts';
import { verifyTrail } from '../../action/audit/verify.ts';
import {
  ATTACHMENTS,
  commitsOf,
  type Entry,
  file,
  OPENING,
  oid,
  type Step,
  stepOf,
  WORKFLOW,
  writeTrail,
} from './trail-fixture.ts';
import {
  found,
  keys,
  linkAt,
  rechain,
  replaced,
  signer,
  steps,
  verify,
  without,
  writeTwoSessions,
} from './two-sessions.ts';

beforeAll(writeTwoSessions);

describe('an untouched trail', () => {
  it('verifies, and tells chain, proofs and anchor apart', async () => {
    expect(await verify(steps, oid(7))).toMatchObject({
      ok: true,
      links: 7,
      sessions: 3,
      open: [],
      problems: [],
      unproven: [{ commit: oid(5) }],
      foreign: [],
      origins: [{ workflow: WORKFLOW, environment: 'acme-prod', links: 6 }],
      originsChecked: false,
      anchored: 'head',
      repository: { repositoryId: 4711 },
    });
  });

  it('says what no anchor leaves open, and refuses a head that is not in it', async () => {
    expect(await verify(steps)).toMatchObject({ ok: true, anchored: 'none' });
    expect(await verify(steps, oid(3))).toMatchObject({ ok: true, anchored: 'contained' });
    const missing = await verify(steps.slice(0, -1), oid(7));
    expect(missing).toMatchObject({ ok: false, anchored: 'missing' });
    expect(found(missing)).toEqual(['anchor-missing@branch']);
  });

  it('reports a session without a closing link as open', async () => {
    expect(await verify(steps.slice(0, 4))).toMatchObject({
      ok: true,
      open: [{ session: 'inc-1-101' }, { session: 'inc-2-102' }],
    });
    expect((await verify(steps.slice(0, 7))).open.map(({ session }) => session)).toEqual(['inc-2-102']);
  });

  it('reports commits that only add files elsewhere as foreign, and trusts them with nothing', async () => {
    const foreign = { files: [file('README.md', 'hello'), file('auditor/notes', '')] };
    const result = await verify([...steps.slice(0, 3), foreign, ...steps.slice(3)]);
    expect(result).toMatchObject({
      ok: true,
      links: 7,
      foreign: [{ commit: oid(3), paths: ['README.md', 'auditor/notes'] }],
    });
  });
});

describe('any one byte changed in any file', () => {
  it('is found, whatever the byte', async () => {
    const small = await writeTrail(
      [
        { body: { session: 'i-1', sequence: 1, state: 'opened', opening: OPENING, events: [] } },
        { body: { session: 'i-1', sequence: 2, state: 'closed', events: [] }, attachments: ATTACHMENTS },
      ],
      signer,
    );
    const commits = commitsOf(small);
    expect(await verifyTrail(commits, { keys })).toMatchObject({ ok: true });
    const undetected: string[] = [];
    for (const [index, commit] of commits.entries()) {
      for (const [place, added] of commit.added.entries()) {
        for (let at = 0; at < added.bytes.length; at++) {
          const bytes = Buffer.from(added.bytes);
          // The lowest bit, which base64 may not use; and a letter's case, which hex and JSON escapes may not heed.
          bytes[at] = (bytes[at] ?? 0) ^ (at % 2 === 0 ? 1 : 32);
          const changed = commit.added.map((old, which) => (which === place ? { ...old, bytes } : old));
          const result = await verifyTrail(commits.with(index, { ...commit, added: changed }), { keys });
          if (result.ok || !result.problems.some(({ path, commit: where }) => path !== null && where !== null)) {
            undetected.push(`${added.path}:${at}`);
          }
        }
      }
    }
    expect(undetected).toEqual([]);
  }, 120_000);

  it('is found in the spare bits of a signature too', async () => {
    const link = linkAt(7);
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    for (const last of alphabet) {
      const proof = `${link.proof?.slice(0, -1)}${last}`;
      if (proof === link.proof) continue;
      expect(await verify(replaced(7, stepOf({ ...link, proof }, ATTACHMENTS)))).toMatchObject({ ok: false });
    }
  });
});

describe('a history that somebody rewrote', () => {
  it('misses a link dropped from the middle', async () => {
    expect(found(await verify(without(3)))).toEqual(['chain-broken@3', 'sequence-gap@5']);
  });

  it('misses a link dropped and everything after it hashed anew', async () => {
    expect(found(await verify(rechain(without(3))))).toEqual([
      'proof-other-link@3',
      'proof-other-link@5',
      'proof-other-link@6',
    ]);
  });

  it('notices links in another order', async () => {
    const [root, a, b, ...rest] = steps as [Step, Step, Step, ...Step[]];
    expect(found(await verify([root, b, a, ...rest]))).toEqual(['chain-broken@1', 'chain-broken@2', 'chain-broken@3']);
  });

  it('notices a changed link whose followers were hashed anew', async () => {
    const forged = stepOf({ ...linkAt(3), events: [] });
    const result = await verify(rechain(replaced(3, forged)));
    expect(found(result)).toEqual([3, 4, 6, 7].map((at) => `proof-other-link@${at}`));
    expect(result.problems[0]?.path).toBe('audit/2026/11/21/inc-1-101/0002-applied.json');
  });
});

describe('a long trail in which much is wrong', () => {
  it('is told in its own order, whichever proof is checked first', async () => {
    const count = 200;
    const entries = Array.from({ length: count }, (_, index): Entry => {
      const opened = {
        session: `inc-${index}-${index + 1000}`,
        sequence: 1,
        state: 'opened',
        opening: OPENING,
      } as const;
      // Every third in no order, every fifth of another run, every seventh without a proof that could be read.
      const body = index % 3 === 0 ? { ...opened, sequence: 2 } : opened;
      return { body, ...(index % 5 === 0 ? { claims: { run_id: '1' } } : {}) };
    });
    const trail = (await writeTrail(entries, signer)).map((step, at) =>
      step.link === undefined || at % 7 !== 0 ? step : stepOf({ ...step.link, proof: 'no.token' }),
    );
    const expected = trail.flatMap((_, at): string[] => {
      if (at === 0) return [];
      const broken = at > 1 && (at - 1) % 7 === 0 ? [`chain-broken@${at}`] : [];
      if (at % 7 === 0) return [...broken, `proof-malformed@${at}`];
      if ((at - 1) % 5 === 0) return [...broken, `proof-run@${at}`];
      return (at - 1) % 3 === 0 ? [...broken, `sequence-gap@${at}`] : broken;
    });
    const result = await verify(trail);
    expect(found(result)).toEqual(expected);
    expect(result).toMatchObject({ ok: false, links: count, sessions: count });
  });

  it('is found to be damaged, though proofs before that are still being checked', async () => {
    async function* damaged(): AsyncGenerator<TrailCommit> {
      yield* commitsOf(steps);
      throw new Error('damaged');
    }
    await expect(verifyTrail(damaged(), { keys })).rejects.toThrow('damaged');
  });
});

describe('the files of a closing link', () => {
  const closing = (change: (files: Step['files']) => Step['files']): readonly Step[] =>
    replaced(6, { ...steps[6], files: change(steps[6]?.files ?? []) });
  const folder = 'audit/2026/11/21/inc-1-101';

  it.each<[string, (files: Step['files']) => Step['files'], string]>([
    ['changed', (files) => [...files.slice(0, 2), file(`${folder}/report.md`, '# Repork\n')], 'attachment-changed@6'],
    ['missing', (files) => files.slice(0, 2), 'attachment-missing@6'],
  ])('are refused when one is %s', async (_what, change, code) => {
    expect(found(await verify(closing(change)))).toEqual([code]);
  });

  it.each<[string, (files: Step['files']) => Step['files'], string]>([
    ['not named', (files) => [...files, file(`${folder}/more.md`, '')], 'unexpected-file@6'],
    ['outside the trail', (files) => [...files, file('README.md', '')], 'unexpected-file@6'],
    ['a second link', (files) => [...files, ...(steps[3]?.files ?? [])], 'several-links@6'],
  ])("make the commit none of a link's when one is %s", async (_what, change, code) => {
    const result = await verify(closing(change));
    expect(found(result)).toEqual([code, 'chain-broken@7']);
    expect(result).toMatchObject({ links: 6, open: [{ session: 'inc-1-101' }, { session: 'inc-2-102' }] });
  });
});

describe('a commit that does more than add', () => {
  const change = async (at: number, commit: Partial<TrailCommit>): Promise<string[]> =>
    found(
      await verifyTrail(
        commitsOf(steps).map((old, index) => (index === at ? { ...old, ...commit } : old)),
        { keys },
      ),
    );

  it.each(['M', 'D', 'T', 'R100'])('is refused: status %s in the trail', async (status) => {
    const path = 'audit/2026/11/21/inc-1-101/0001-opened.json';
    // The chain passes over such a commit, and so the links after it miss the one that was in it.
    const missed = ['chain-broken@5', 'sequence-gap@7'];
    expect(await change(4, { otherChanges: [{ status, path }] })).toEqual(['file-changed@4', ...missed]);
    expect(await change(4, { added: [], otherChanges: [{ status, path }] })).toContain('file-changed@4');
    expect(await change(4, { otherChanges: [{ status, path: 'README.md' }] })).toEqual(['file-changed@4', ...missed]);
  });

  it('is refused: a merge, and a second root', async () => {
    const missed = ['chain-broken@5', 'sequence-gap@7'];
    expect(await change(4, { parents: [oid(3), oid(1)] })).toEqual(['merge-commit@4', ...missed]);
    expect(await change(4, { parents: [] })).toEqual(['not-linear@4', ...missed]);
  });

  it.each(['audit/notes.txt', 'AUDIT/2026/x', 'drill', 'audit/2026/11/21/x/0001-opened.json.bak', 'Audit.json'])(
    'is refused: %s added to the trail without being a link',
    async (path) => {
      const result = await verify([...steps, { files: [file(path, 'x')] }]);
      expect(found(result)).toEqual(['unexpected-file@8']);
    },
  );

  it('is refused: a root that is not the genesis', async () => {
    expect(found(await verify(steps.slice(1)))).toContain('genesis-invalid@0');
    expect(found(await verify([{ files: [file('audit.json', '{}')] }, ...steps.slice(1)]))).toEqual([
      'genesis-invalid@0',
      'chain-broken@1',
    ]);
    expect(found(await verify([]))).toEqual(['genesis-invalid@branch']);
  });
});
