import { createHmac, createPublicKey, generateKeyPairSync, type JsonWebKey, sign } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../action/audit/canonical.ts';
import type { TrailCommit } from '../../action/audit/chain.ts';
import type { Link } from '../../action/audit/link.ts';
import { type ProofKeys, parseProofKeys } from '../../action/audit/proof.ts';
import { type Verification, type VerifyOptions, verifyTrail } from '../../action/audit/verify.ts';
import {
  ATTACHMENTS,
  commitsOf,
  type Entry,
  file,
  newSigner,
  OPENING,
  oid,
  openingOf,
  type Signer,
  START,
  type Step,
  stepOf,
  TWO_SESSIONS,
  WORKFLOW,
  writeLink,
  writeTrail,
} from './trail-fixture.ts';

let signer: Signer;
let stranger: Signer;
let keys: ProofKeys;
let steps: readonly Step[];

beforeAll(async () => {
  [signer, stranger] = await Promise.all([newSigner(), newSigner()]);
  keys = parseProofKeys(signer.jwks);
  steps = await writeTrail(TWO_SESSIONS, signer);
});

const verify = (history: readonly Step[], head?: string): Promise<Verification> =>
  verifyTrail(commitsOf(history), { keys, ...(head === undefined ? {} : { head }) });

const found = (result: Verification): string[] =>
  result.problems.map(({ code, commit }) => `${code}@${commit === null ? 'branch' : Number.parseInt(commit, 16)}`);

/** Hashes every link anew after `change` touched some, and keeps the proofs: what a forger without a key can do. */
function rechain(history: readonly Step[]): readonly Step[] {
  let previous = sha256Hex(history[0]?.files[0]?.bytes ?? '');
  return history.map((step) => {
    if (step.link === undefined) return step;
    const link: Link = { ...step.link, previous };
    const again = stepOf(link, link.files === undefined ? [] : ATTACHMENTS);
    previous = sha256Hex(again.files[0]?.bytes ?? '');
    return again;
  });
}

const without = (index: number): readonly Step[] => steps.filter((_, at) => at !== index);
const replaced = (index: number, step: Step): readonly Step[] => steps.map((old, at) => (at === index ? step : old));
const linkAt = (index: number): Link => steps[index]?.link ?? expect.fail(`no link ${index}`);
const LATER = Date.parse(START) + 60_000;
const lastHash = (): string => sha256Hex(steps.at(-1)?.files[0]?.bytes ?? '');
const append = async (entry: Entry, by = signer): Promise<readonly Step[]> => [
  ...steps,
  await writeLink(entry, lastHash(), by, Date.parse(START) + 60_000),
];

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

  it.each<[string, (link: Link) => Promise<string>, string]>([
    ["another issuer's key", (link) => stranger.sign(link), 'proof-signature'],
    ['a key that is not known', async (link) => (await newSigner('key-2')).sign(link), 'proof-unknown-key'],
    ["another link's token", async () => linkAt(6).proof ?? '', 'proof-other-link'],
    ['no signature', async (link) => (link.proof ?? '').replace(/[^.]*$/, ''), 'proof-malformed'],
    ['algorithm none', async (link) => unsigned(link), 'proof-malformed'],
    ['algorithm none, and no signature', async (link) => unsigned(link).replace(/[^.]*$/, ''), 'proof-malformed'],
    ['a secret that is the public key', async (link) => signedBySecret(link), 'proof-malformed'],
    ['an elliptic curve', async (link) => signedByCurve(link), 'proof-malformed'],
    ['another algorithm of the same key', async (link) => renamed(link, { alg: 'RS384' }), 'proof-malformed'],
    ['a key without a name', async (link) => renamed(link, {}), 'proof-unknown-key'],
    ['a key named in another case', async (link) => renamed(link, { kid: 'KEY-1' }), 'proof-unknown-key'],
    ['a key that it brings itself', async (link) => renamed(link, { jwk: {}, jku: 'https://x' }), 'proof-unknown-key'],
    ['a name that is inherited', async (link) => renamed(link, { kid: '__proto__' }), 'proof-unknown-key'],
    ['a token of a megabyte', async (link) => `${link.proof}${'A'.repeat(1024 * 1024)}`, 'proof-signature'],
    ['a megabyte of dots', async () => '.'.repeat(1024 * 1024), 'proof-malformed'],
    ['a header in which a name stands twice', async (link) => twice(link), 'proof-malformed'],
    ['another issuer', (link) => signer.sign(link, { iss: 'https://example.com' }), 'proof-issuer'],
    ['another repository', (link) => signer.sign(link, { repository: 'mallory/playbooks' }), 'proof-repository'],
    ['another repository id', (link) => signer.sign(link, { repository_id: '666' }), 'proof-repository'],
    ['another run', (link) => signer.sign(link, { run_id: '1' }), 'proof-run'],
    ['a re-run', (link) => signer.sign(link, { run_attempt: '2' }), 'proof-run'],
    ['another environment', (link) => signer.sign(link, { environment: 'sandbox' }), 'proof-environment'],
    ['no environment', (link) => signer.sign(link, { environment: undefined }), 'proof-environment'],
    ['a token from another time', (link) => signer.sign(link, { iat: Date.parse(START) / 1000 + 700 }), 'proof-time'],
    ['a token without a time', (link) => signer.sign(link, { iat: 'now' }), 'proof-time'],
  ])('refuses a link proven by %s', async (_what, prove, code) => {
    const link = linkAt(7);
    const result = await verify(replaced(7, stepOf({ ...link, proof: await prove(link) }, ATTACHMENTS)));
    expect(found(result)).toEqual([`${code}@7`]);
    // A closing link that nobody proved closes nothing.
    expect(result.open.map(({ session }) => session)).toEqual(['inc-2-102']);
  });
});

/** The link's token under another header, with the signature that it had. */
function withHeader(link: Link, header: string): string {
  return `${Buffer.from(header).toString('base64url')}.${link.proof?.split('.').slice(1).join('.')}`;
}

function renamed(link: Link, header: object): string {
  return withHeader(link, JSON.stringify({ alg: 'RS256', typ: 'JWT', ...header }));
}

/** The last of two counts, for JSON's readers at least. */
function twice(link: Link): string {
  return withHeader(link, '{"alg":"RS256","kid":"key-1","alg":"none"}');
}

/** What a reader takes who lets the header choose: a MAC whose key everybody has. */
function signedBySecret(link: Link): string {
  const [jwk] = (JSON.parse(signer.jwks) as { keys: [JsonWebKey] }).keys;
  const secret = createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
  const signed = signedPart(link, { alg: 'HS256', kid: 'key-1' });
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

function signedByCurve(link: Link): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signed = signedPart(link, { alg: 'ES256', kid: 'key-1' });
  const key = { key: privateKey, dsaEncoding: 'ieee-p1363' } as const;
  return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
}

function signedPart(link: Link, header: object): string {
  return `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${link.proof?.split('.')[1]}`;
}

function unsigned(link: Link): string {
  const header = Buffer.from('{"alg":"none","kid":"key-1"}').toString('base64url');
  return `${header}.${link.proof?.split('.')[1]}.${link.proof?.split('.')[2]}`;
}

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

describe('a refusal that does not say where it was written', () => {
  const refusal = { session: 'inc-4-104', sequence: 1, state: 'refused' } as const;
  const provenIn = async (environment: string | undefined, place: Entry['place']): Promise<Verification> => {
    const unproven = await writeLink(
      { body: refusal, proof: null, ...(place && { place }) },
      lastHash(),
      signer,
      LATER,
    );
    const link = unproven.link ?? expect.fail('no link');
    return verify([...steps, stepOf({ ...link, proof: await signer.sign(link, { environment }) })]);
  };

  it.each([['acme-prod'], ['acme-staging'], [undefined]])(
    'may be proven from %s, and its origin is told',
    async (name) => {
      const result = await provenIn(name, { environment: null });
      expect(found(result)).toEqual([]);
      const [told] = result.origins.toReversed();
      expect(told?.environment).toBe(name ?? null);
    },
  );

  it('is held to the environment where it names one', async () => {
    expect(found(await provenIn('acme-staging', { environment: 'acme-prod' }))).toEqual(['proof-environment@8']);
  });
});

describe('a link that does not belong', () => {
  it.each<[string, Entry, string[]]>([
    [
      'after the session was closed',
      { body: { session: 'inc-1-101', sequence: 4, state: 'applied' } },
      ['session-closed@8'],
    ],
    [
      'after a refusal',
      { body: { session: 'inc-3-103', sequence: 2, state: 'applied' }, place: { environment: null } },
      ['link-invalid@8'],
    ],
    [
      'that opens a session twice',
      { body: { session: 'inc-1-101', sequence: 4, state: 'opened', opening: OPENING } },
      ['session-closed@8', 'opened-twice@8'],
    ],
    [
      'that begins in the middle',
      { body: { session: 'inc-4-104', sequence: 2, state: 'applied' } },
      ['sequence-gap@8'],
    ],
    [
      'that begins without opening',
      { body: { session: 'inc-4-104', sequence: 1, state: 'applied' } },
      ['not-opened@8'],
    ],
    [
      'of another run',
      { body: { session: 'inc-4-104', sequence: 1, state: 'opened', opening: OPENING }, place: { runId: '9' } },
      ['session-mixed@8'],
    ],
    [
      'of another repository',
      { body: { session: 'inc-4-104', sequence: 1, state: 'opened', opening: OPENING }, place: { repositoryId: 5 } },
      ['wrong-repository@8'],
    ],
    [
      'that opens outside an environment',
      { body: { session: 'inc-4-104', sequence: 1, state: 'opened', opening: OPENING }, place: { environment: null } },
      ['link-invalid@8'],
    ],
    [
      'that opens without a proof',
      { body: { session: 'inc-4-104', sequence: 1, state: 'opened', opening: OPENING }, proof: null },
      ['link-invalid@8'],
    ],
    [
      "whose digest is not its plan's",
      { body: { session: 'inc-4-104', sequence: 1, state: 'opened', opening: { ...OPENING, digest: 'd' } } },
      ['plan-mismatch@8'],
    ],
    [
      'whose opening holds no plan',
      { body: { session: 'inc-4-104', sequence: 1, state: 'opened', opening: {} } },
      ['plan-mismatch@8'],
    ],
    [
      'whose plan is for another gate',
      {
        body: {
          session: 'inc-4-104',
          sequence: 1,
          state: 'opened',
          opening: openingOf({ install: { environment: 'open' } }),
        },
      },
      ['plan-mismatch@8'],
    ],
    ['that opens with nothing', { body: { session: 'inc-4-104', sequence: 1, state: 'opened' } }, ['link-invalid@8']],
    [
      'that closes without a record',
      { body: { session: 'inc-4-104', sequence: 2, state: 'closed' } },
      ['link-invalid@8'],
    ],
  ])('is refused: one %s', async (_what, entry, codes) => {
    expect(found(await verify(await append(entry)))).toEqual(codes);
  });

  it('is refused when its session changed its environment', async () => {
    const applied = await writeLink(
      { body: { session: 'inc-2-102', sequence: 2, state: 'applied' }, place: { environment: 'sandbox' } },
      sha256Hex(steps[3]?.files[0]?.bytes ?? ''),
      signer,
      Date.parse(START) + 9000,
    );
    expect(found(await verify([...steps.slice(0, 4), applied]))).toEqual(['session-mixed@4']);
  });

  it('is refused under a name that is not its own', async () => {
    const link = linkAt(3);
    const moved = {
      link,
      files: [file('audit/2026/11/21/inc-9-109/0002-applied.json', steps[3]?.files[0]?.bytes.toString() ?? '')],
    };
    expect(found(await verify(replaced(3, moved)))).toEqual(['wrong-path@3']);
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

describe('what somebody with a repository, but without the gate, commits for a session of others', () => {
  const session = 'inc-9-109';
  const forged: Entry = {
    body: { session, sequence: 1, state: 'refused' },
    place: { environment: null },
    proof: null,
  };
  const opened: Entry = { body: { session, sequence: 1, state: 'opened', opening: OPENING } };
  const applied: Entry = { body: { session, sequence: 2, state: 'applied' } };
  const closed: Entry = { body: { session, sequence: 3, state: 'closed' }, attachments: ATTACHMENTS };

  it.each<[string, readonly Entry[]]>([
    ['before it', [forged, opened, applied, closed]],
    ['in it', [opened, forged, applied, closed]],
    ['after it', [opened, applied, closed, forged]],
    ['twice', [forged, forged, opened, applied, closed]],
  ])('neither refuses nor closes it by a refusal without a proof, written %s', async (_where, entries) => {
    const result = await verify(await writeTrail(entries, signer));
    expect(result).toMatchObject({ ok: true, problems: [], open: [], sessions: 1 });
    expect(result.unproven).toHaveLength(entries.filter((entry) => entry === forged).length);
  });

  it('leaves it open until a proven link closes it', async () => {
    expect((await verify(await writeTrail([opened, forged], signer))).open).toMatchObject([{ session }]);
  });

  it('counts a session that only an unproven refusal tells of', async () => {
    expect(await verify(await writeTrail([forged], signer))).toMatchObject({ ok: true, sessions: 1, open: [] });
  });

  it('is found, and moves nothing, when the proof is of another repository of theirs', async () => {
    const evil: Entry = { ...closed, place: { repository: 'mallory/x', repositoryId: 666 } };
    const result = await verify(await writeTrail([opened, applied, evil, closed], signer));
    expect(found(result)).toEqual(['wrong-repository@3']);
    expect(result.open).toEqual([]);
  });

  it('is found, and moves nothing, when the proof is of another run of theirs', async () => {
    const evil: Entry = { ...closed, place: { runId: '666' } };
    expect(found(await verify(await writeTrail([opened, applied, evil, closed], signer)))).toEqual(['session-mixed@3']);
  });

  it('is found, and moves nothing, when it is a copy of an earlier link', async () => {
    const [root, first] = await writeTrail([opened], signer);
    const copy = { files: first?.files ?? [] };
    const at = Date.parse(START) + 9000;
    const next = await writeLink(applied, sha256Hex(first?.files[0]?.bytes ?? ''), signer, at);
    const history = [root, first, copy, next].filter((step) => step !== undefined);
    expect(found(await verify(history))).toEqual(['chain-broken@2', 'sequence-gap@2', 'opened-twice@2']);
  });

  it('is found when another workflow goes on with it', async () => {
    const trail = await writeTrail([opened, applied], signer);
    const link = trail[2]?.link ?? expect.fail('no link');
    const proof = await signer.sign(link, {
      job_workflow_ref: 'acme/playbooks/.github/workflows/evil.yml@refs/heads/x',
    });
    expect(found(await verify(trail.with(2, stepOf({ ...link, proof }))))).toEqual(['session-mixed@2']);
  });
});

describe('where links come from', () => {
  const from = async (expected: VerifyOptions['expected'], history = steps): Promise<Verification> =>
    verifyTrail(commitsOf(history), { keys, ...(expected === undefined ? {} : { expected }) });
  const EVIL = 'acme/playbooks/.github/workflows/evil.yml@refs/heads/x';

  /** A whole session, proven from an environment that nobody protects. */
  const fabricated = async (claims: Readonly<Record<string, unknown>>, environment: string) => {
    const all = { ...signer, sign: (link: Parameters<Signer['sign']>[0]) => signer.sign(link, claims) };
    const opening = openingOf({ install: { environment } });
    const place = { environment };
    const session = 'inc-8-108';
    return writeTrail(
      [
        { body: { session, sequence: 1, state: 'opened', opening }, place },
        { body: { session, sequence: 2, state: 'closed' }, place, attachments: ATTACHMENTS },
      ],
      all,
    );
  };

  it('is checked by exact workflow and environment', async () => {
    expect(await from({ workflows: ['other@refs/tags/v2', WORKFLOW], environments: ['acme-prod'] })).toMatchObject({
      ok: true,
      originsChecked: true,
    });
    expect(await from({ environments: ['acme-prod'] })).toMatchObject({ ok: true, originsChecked: false });
    const wrong = await from({ workflows: [WORKFLOW.replace('v1', 'v')] });
    expect(new Set(wrong.problems.map(({ code }) => code))).toEqual(new Set(['proof-origin']));
    expect(wrong).toMatchObject({ ok: false, open: [] });
  });

  it('refuses a session that another workflow made up', async () => {
    const history = await fabricated({ job_workflow_ref: EVIL }, 'evil');
    expect(await from(undefined, history)).toMatchObject({ ok: true, originsChecked: false });
    const result = await from({ workflows: [WORKFLOW] }, history);
    expect(found(result)).toEqual(['proof-origin@1', 'proof-origin@2']);
    expect(result.origins).toEqual([{ workflow: EVIL, environment: 'evil', links: 2 }]);
  });

  it('refuses a session of the right workflow in an environment that is none of the gates', async () => {
    const history = await fabricated({}, 'evil');
    expect(found(await from({ workflows: [WORKFLOW], environments: ['acme-prod'] }, history))).toEqual([
      'proof-origin@1',
      'proof-origin@2',
    ]);
  });

  it('lets a proven refusal come from any environment', async () => {
    const refusal: Entry = {
      body: { session: 'inc-7-107', sequence: 1, state: 'refused' },
      place: { environment: null },
    };
    const history = await writeTrail([refusal], signer);
    expect(await from({ workflows: [WORKFLOW], environments: ['acme-prod'] }, history)).toMatchObject({ ok: true });
  });
});
