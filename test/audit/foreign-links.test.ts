import { beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../action/audit/canonical.ts';
import { type Verification, type VerifyOptions, verifyTrail } from '../../action/audit/verify.ts';
import {
  ATTACHMENTS,
  commitsOf,
  type Entry,
  file,
  OPENING,
  openingOf,
  type Signer,
  START,
  stepOf,
  WORKFLOW,
  writeLink,
  writeTrail,
} from './trail-fixture.ts';

import {
  append,
  found,
  keys,
  LATER,
  lastHash,
  linkAt,
  replaced,
  signer,
  steps,
  verify,
  writeTwoSessions,
} from './two-sessions.ts';

beforeAll(writeTwoSessions);

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
