import { beforeAll, describe, expect, it } from 'vitest';
import { parseLink } from '../../action/audit/parse-link.ts';
import { type ProofKeys, parseProofKeys } from '../../action/audit/proof.ts';
import { type Verification, type VerifyOptions, verifyTrail } from '../../action/audit/verify.ts';
import { SOURCE_REPOSITORY } from '../../action/domain/trusted-names.ts';
import {
  ATTACHMENTS,
  commitsOf,
  type Entry,
  newSigner,
  OPENING,
  RECOVERY,
  type Signer,
  TWO_SESSIONS,
  WORKFLOW,
  writeTrail,
} from './trail-fixture.ts';

let signer: Signer;
let keys: ProofKeys;

beforeAll(async () => {
  signer = await newSigner();
  keys = parseProofKeys(signer.jwks);
});

const session = 'inc-9-109';
type State = Entry['body']['state'];
/** What is otherwise in a link, beside its state. */
interface Change {
  readonly place?: Entry['place'];
  readonly claims?: Entry['claims'];
}

const by = (sequence: number, state: State, { place, claims }: Change = {}): Entry => ({
  body: { session, sequence, state, ...(state === 'opened' ? { opening: OPENING } : {}) },
  ...(place === undefined ? {} : { place }),
  ...(claims === undefined ? {} : { claims }),
  ...(state === 'closed' ? { attachments: ATTACHMENTS } : {}),
});
const recovery = (sequence: number, state: State, { place, claims }: Change = {}): Entry =>
  by(sequence, state, {
    place: { runId: '900', environment: null, ...place },
    claims: { job_workflow_ref: RECOVERY, ...claims },
  });

async function verify(entries: readonly Entry[], expected: VerifyOptions['expected'] = {}): Promise<Verification> {
  return verifyTrail(commitsOf(await writeTrail(entries, signer)), { keys, expected });
}

const codes = ({ problems }: Verification): string[] => problems.map(({ code }) => code);

const OPEN = [by(1, 'opened'), by(2, 'applied')];
const TAKEN = [...OPEN, recovery(3, 'taken-over')];
const APPROVED: Change = { place: { environment: 'acme-prod' } };

describe('a trail with a recovery', () => {
  it('verifies, and the session is open until the recovery has closed it', async () => {
    expect(await verify(TAKEN)).toMatchObject({ ok: true, open: [{ session }] });
    const unsealed = [...TAKEN, recovery(4, 'unsealed')];
    expect((await verify(unsealed)).open).toEqual([expect.objectContaining({ session, unsealed: true })]);
    const again = { place: { runId: '901' } };
    const closed = [...unsealed, recovery(5, 'taken-over', again), recovery(6, 'closed', again)];
    expect(await verify(closed)).toMatchObject({
      ok: true,
      open: [],
      origins: [{ workflow: WORKFLOW }, { workflow: RECOVERY, environment: null, links: 4 }],
    });
  });

  it('is held to workflows and environments that are given: its own workflow has to be among them', async () => {
    const closed = [...TAKEN, recovery(4, 'closed')];
    expect(await verify(closed, { workflows: [WORKFLOW, RECOVERY], environments: ['acme-prod'] })).toMatchObject({
      ok: true,
      open: [],
    });
    const without = await verify(closed, { workflows: [WORKFLOW] });
    expect(without).toMatchObject({ ok: false, open: [{ session }] });
    expect(codes(without)).toEqual(['proof-origin', 'proof-origin']);
    const elsewhere = { place: { environment: 'evil' } };
    expect(
      codes(await verify([...OPEN, recovery(3, 'taken-over', elsewhere)], { environments: ['acme-prod'] })),
    ).toEqual(['proof-origin']);
  });

  it('that does not begin before others end changes nothing of theirs', async () => {
    const before = await verify(TWO_SESSIONS);
    const after = await verify([...TAKEN, ...TWO_SESSIONS, recovery(4, 'closed')]);
    expect(after).toMatchObject({ ok: true, open: before.open });
    expect(after.links).toBe(before.links + 4);
  });
});

/** A trail that is refused, what for, and one that differs by one fact and verifies. */
const ROWS: readonly (readonly [string, string, readonly Entry[], readonly Entry[]])[] = [
  [
    'by the workflow that opens sessions',
    'take-over-workflow',
    [...OPEN, recovery(3, 'taken-over', { claims: { job_workflow_ref: WORKFLOW } })],
    TAKEN,
  ],
  [
    'by the recovery of another owner',
    'take-over-workflow',
    [...OPEN, recovery(3, 'taken-over', { claims: { job_workflow_ref: RECOVERY.replace('breakglass/', 'mallory/') } })],
    [...OPEN, recovery(3, 'taken-over', { claims: { job_workflow_ref: RECOVERY.replace('v1', 'v2') } })],
  ],
  [
    'on another branch',
    'take-over-ref',
    [...OPEN, recovery(3, 'taken-over', { claims: { ref: 'refs/heads/x' } })],
    TAKEN,
  ],
  ['by its own run', 'take-over-run', [...OPEN, recovery(3, 'taken-over', { place: { runId: '109' } })], TAKEN],
  [
    'by another attempt of its own run',
    'take-over-run',
    [...OPEN, recovery(3, 'taken-over', { place: { runId: '109', runAttempt: 2 } })],
    [...OPEN, recovery(3, 'taken-over', { place: { runAttempt: 2 } })],
  ],
  [
    'back by its own run',
    'take-over-run',
    [...TAKEN, recovery(4, 'taken-over', { place: { runId: '109' } })],
    [...TAKEN, recovery(4, 'taken-over', { place: { runId: '901' } })],
  ],
  [
    'in another environment',
    'take-over-environment',
    [...OPEN, recovery(3, 'taken-over', { place: { environment: 'evil' } })],
    [...OPEN, recovery(3, 'taken-over', APPROVED)],
  ],
  [
    'of a real session by a drill',
    'session-mixed',
    [...OPEN, recovery(3, 'taken-over', { place: { drill: true } })],
    TAKEN,
  ],
  ['with a number too high', 'sequence-gap', [...OPEN, recovery(4, 'taken-over')], TAKEN],
  ['when it is closed', 'session-closed', [by(1, 'opened'), by(2, 'closed'), recovery(3, 'taken-over')], TAKEN],
];

describe('a session that is taken over', () => {
  it.each(ROWS)('%s is refused as %s', async (_how, code, refused, accepted) => {
    const result = await verify(refused);
    expect(codes(result)).toContain(code);
    expect(result.ok).toBe(false);
    expect(await verify(accepted)).toMatchObject({ ok: true, open: [{ session }] });
  });

  it.each<[string, string, Entry, Entry]>([
    ['the run that it was taken from', 'session-mixed', by(4, 'closed'), recovery(4, 'closed')],
    ['another recovery', 'session-mixed', recovery(4, 'closed', { place: { runId: '901' } }), recovery(4, 'closed')],
    ['another attempt', 'session-mixed', recovery(4, 'closed', { place: { runAttempt: 2 } }), recovery(4, 'closed')],
    [
      'another workflow of the same run',
      'session-mixed',
      recovery(4, 'closed', { claims: { job_workflow_ref: WORKFLOW } }),
      recovery(4, 'closed'),
    ],
  ])('is closed by nobody else: %s', async (_who, code, refused, accepted) => {
    const result = await verify([...TAKEN, refused]);
    expect(codes(result)).toEqual([code]);
    expect(result.open).toMatchObject([{ session }]);
    expect((await verify([...TAKEN, refused, accepted])).open).toEqual([]);
  });

  it('is not closed by a recovery that did not take it over', async () => {
    const result = await verify([...OPEN, recovery(3, 'closed')]);
    expect(codes(result)).toEqual(['session-mixed']);
    expect(result.open).toMatchObject([{ session }]);
  });

  it('does not go forward, not even where somebody approved the recovery', async () => {
    const approved = [...OPEN, recovery(3, 'taken-over', APPROVED)];
    const result = await verify([...approved, recovery(4, 'applied', APPROVED)]);
    expect(codes(result)).toEqual(['recovery-state']);
    expect(codes(await verify([...approved, recovery(4, 'left', APPROVED)]))).toEqual([]);
  });
});

describe('a session that never opened', () => {
  const ours = `${SOURCE_REPOSITORY}/.github/workflows/recover.yml@refs/tags/v1`;
  const refusal = (workflow: string, sequence = 1): Entry =>
    recovery(sequence, 'refused', { claims: { job_workflow_ref: workflow } });

  it('is refused by our recovery, for whichever run it was of', async () => {
    expect(await verify([refusal(ours)])).toMatchObject({ ok: true, sessions: 1, open: [] });
  });

  it.each([
    ['by a recovery of somebody else', [refusal(RECOVERY)]],
    ['by our workflow that opens sessions', [refusal(ours.replace('recover', 'break-glass'))]],
    ['when it has opened', [by(1, 'opened'), refusal(ours)]],
    ['without a proof', [{ ...refusal(ours), proof: null } satisfies Entry]],
    [
      'and opened by it',
      [recovery(1, 'opened', { place: { environment: 'acme-prod' }, claims: { job_workflow_ref: ours } })],
    ],
  ])('is not refused %s', async (_how, entries) => {
    expect(codes(await verify(entries))).toContain('session-mixed');
  });
});

describe('a link without an environment', () => {
  it.each<[State, boolean]>([
    ['taken-over', true],
    ['rolled-back', true],
    ['left', true],
    ['unsealed', true],
    ['closed', true],
    ['refused', false],
    ['opened', false],
    ['prepared', false],
    ['applied', false],
    ['verified', false],
    ['monitored', false],
    ['sealed', false],
  ])('in state %s is one: %s', async (state, valid) => {
    const [, step] = await writeTrail([recovery(2, state)], signer);
    const parse = (): unknown => parseLink(step?.files[0]?.bytes ?? new Uint8Array());
    if (valid) expect(parse()).toMatchObject({ state, environment: null });
    else expect(parse).toThrow(expect.objectContaining({ code: 'audit-invalid' }));
  });
});
