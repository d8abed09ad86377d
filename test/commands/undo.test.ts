import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson, sha256Hex } from '../../action/audit/canonical.ts';
import type { ProvenSession } from '../../action/audit/proven-session.ts';
import { undoneSession } from '../../action/commands/past-session.ts';
import { openPlace } from '../../action/commands/remote/place.ts';
import { type UndoOptions, undoCommand } from '../../action/commands/undo.ts';
import { shiftByHand } from '../../action/drill/cloud.ts';
import { AUDIT_BRANCH, PEOPLE, putFile } from '../../action/drill/hosting.ts';
import { mergeRequest } from '../../action/drill/pipeline.ts';
import type { DrillWorld } from '../../action/drill/world.ts';
import { registry } from '../../action/services/registry.ts';
import { git, sessionFiles, verifyAudit } from '../refusals/live.ts';
import { codeOf, deskOf, failureOf } from './customer.ts';
import { job, openPull, startRun } from './job.ts';
import {
  approved,
  buildPastWorld,
  mergePull,
  type PlayedSession,
  planOf,
  played,
  shellOf,
  undoRequest,
} from './past-world.ts';

let world: DrillWorld;
let before: unknown;
let past: PlayedSession;
beforeAll(async () => {
  world = await buildPastWorld();
  before = world.sandbox.aws.dump();
  past = await played(world, 'shift');
}, 120_000);
afterAll(() => world.close());

async function undo(session: string, changes: Partial<UndoOptions> = {}, login: string = PEOPLE.requester) {
  const { desk, lines } = deskOf(await shellOf(world, login));
  const options: UndoOptions = {
    reason: 'blue is healthy again',
    commander: 'carol',
    confirm: [],
    confirmAll: true,
    accept: [],
    onDrift: 'refuse',
    dispatch: false,
    dryRun: false,
    json: true,
    root: '/',
    remote: true,
    ...changes,
  };
  await undoCommand(session, options, desk);
  return JSON.parse(lines.join('')) as { text: string; digest: string; sent: { name: string; pull: number } };
}

describe('breakglass undo', () => {
  it('puts back what a session changed, through the same gate, as its approver was shown', async () => {
    expect(past.run.outputs['outcome']).toBe('succeeded');
    expect(world.sandbox.aws.dump()).not.toEqual(before);
    const asked = await undo(past.session);
    const sha = await mergePull(world, asked.sent.pull);
    const waiting = await planOf(world, sha, asked.sent.name);
    expect(waiting.plan.errors).toEqual([]);
    expect(waiting.plan.outputs['digest']).toBe(asked.digest);
    const [first, second = ''] = (waiting.plan.outputs['page'] ?? '')
      .split('\n')
      .filter((line) => line.startsWith('##') || line.includes('undoes'));
    expect(first).toContain(`undo session`);
    expect(second).toContain('This undoes session');
    const undone = await approved(waiting);
    expect(undone.run.errors).toEqual([]);
    expect(undone.run.outputs['outcome']).toBe('succeeded');
    expect(world.sandbox.aws.dump()).toEqual(before);
    const { links } = await sessionFiles(world, undone.run.outputs['record'] ?? '');
    expect(links[0]?.opening?.['plan']).toMatchObject({ undo: { session: past.session, owner: past.session } });
    expect((await verifyAudit(world)).problems).toEqual([]);
  }, 120_000);
});

describe('an undo by dispatch', () => {
  it('is refused, since no form names a session, before anything is asked of GitHub (not-set-up)', async () => {
    const asked = () => world.sandbox.github.calls().filter(({ login }) => login === PEOPLE.requester).length;
    const calls = asked();
    const failure = await failureOf(undo(past.session, { dispatch: true }));
    expect([failure?.code, failure?.hint]).toEqual(['not-set-up', expect.stringContaining('leave --dispatch out')]);
    expect(asked()).toBe(calls);
  });
});

/** A request written by hand, merged: its plan job is over. */
async function written(name: string, session: string, changes: Readonly<Record<string, unknown>> = {}) {
  const sha = await mergeRequest(world.hosting, undoRequest(name, session, changes).text, { name });
  return planOf(world, sha, name);
}

describe('an undo is refused before anybody is woken', () => {
  let shifted: PlayedSession;
  let made: unknown;
  beforeAll(async () => {
    shifted = await played(world, 'again');
    made = world.sandbox.aws.dump();
  }, 120_000);

  it.each<[string, string, string, Readonly<Record<string, unknown>>]>([
    ['of a session that nothing has', 'unknown-session', 'shift-1', {}],
    ['of another playbook', 'session-unfit', '', { playbook: 'evacuate-target' }],
    ['that gives inputs', 'invalid-value', '', { inputs: { listener: 'web-http', to: 'blue', percent: 100 } }],
    [
      "that confirms the playbook's criteria instead",
      'criteria-not-confirmed',
      '',
      { confirmed: ['Customers see errors on this listener now'] },
    ],
    ['of what is no session', 'invalid-name', '../../x', {}],
  ])('%s (%s)', async (what, code, session, changes) => {
    const name = `no-${what.replace(/[^a-z]+/g, '-').slice(0, 20)}`;
    const { plan } = await written(name, session === '' ? shifted.session : session, changes);
    expect(plan.errors).toEqual([expect.stringMatching(new RegExp(`${code}: `))]);
    expect(plan.outputs['environment']).toBeUndefined();
    expect(world.sandbox.aws.dump()).toEqual(made);
  });

  it('where somebody has changed since what it would put back, with all three states (changed-underneath)', async () => {
    await shiftByHand(world.sandbox.aws, world.cloud, 50);
    const theirs = world.sandbox.aws.dump();
    const { plan } = await written('theirs', shifted.session, { 'on-drift': 'proceed' });
    expect(plan.errors).toEqual([expect.stringMatching(/^changed-underneath: .* was .*, was made .*, and is /)]);
    expect(world.sandbox.aws.dump()).toEqual(theirs);
  });

  it('shows before and after in the pull request, where AWS is not asked', async () => {
    const { text, path } = undoRequest('asks', shifted.session);
    const pull = await openPull(world, 'asks', { [path]: text });
    const plan = await job(world, startRun(world, 'pull_request', pull), 'plan');
    expect(plan.errors).toEqual([]);
    expect(plan.outputs['page']).toMatch(/shift.*targetgroup\/green.*100%.*0%/);
  });
});

describe('what a session has to be', () => {
  let proven: ProvenSession;
  const wanted = { playbook: 'shift-traffic', install: 'acme-prod', drill: true };
  beforeAll(async () => {
    const place = await openPlace({ root: '/', variables: await shellOf(world, PEOPLE.requester) });
    proven = await place.past.read(past.session);
  });

  const closed = (outcome: string): ProvenSession => ({
    ...proven,
    events: proven.events.map((event) =>
      event.type === 'closed' ? { ...event, outcome: outcome as 'succeeded' } : event,
    ),
  });
  /** With another plan, whose digest is right. */
  const planning = (changes: Readonly<Record<string, unknown>>): ProvenSession => {
    const opening = proven.opening.opening ?? {};
    const plan = JSON.parse(JSON.stringify({ ...(opening['plan'] as object), ...changes }));
    const digest = sha256Hex(canonicalJson(plan));
    return { ...proven, opening: { ...proven.opening, opening: { ...opening, plan, digest } } };
  };
  const at = '2026-11-21T02:13:04.711Z';

  it('is one that succeeded, whose steps are put back, the last one first', () => {
    const { past: found, steps } = undoneSession(proven, wanted, registry);
    expect([found.session, found.owner, steps.map(({ id }) => id)]).toEqual([past.session, past.session, ['shift']]);
  });

  it.each<[string, () => ProvenSession, RegExp]>([
    ['is open', () => ({ ...proven, closed: false }), /still open/],
    ['rolled back', () => closed('rolled-back'), /rolled-back/],
    ['failed', () => closed('failed'), /failed/],
    [
      'was superseded',
      () => ({ ...proven, events: [...proven.events, { type: 'superseded', by: 'next-2', at }] }),
      /next-2/,
    ],
    ['was temporary', () => planning({ revert: 'at-end' }), /temporary/],
    ['itself undid one', () => planning({ undo: { session: 'x-1', opening: '', last: '', owner: 'x-1' } }), /x-1/],
    ['has a step that cannot be undone', () => planning({ irreversible: ['shift'] }), /cannot be undone: shift/],
    [
      'is of another install',
      () => planning({ install: { name: 'other', environment: 'acme-prod' } }),
      /install "other"/,
    ],
    ['was no drill', () => ({ ...proven, opening: { ...proven.opening, drill: false } }), /no drill/],
    [
      'was opened by a workflow that is not ours',
      () => ({
        ...proven,
        from: { ...proven.from, workflow: 'acme/break-glass/.github/workflows/break-glass.yml@refs/heads/main' },
      }),
      /acme/,
    ],
  ])('refuses one that %s (session-unfit)', async (_what, session, named) => {
    const failure = await failureOf(Promise.resolve().then(() => undoneSession(session(), wanted, registry)));
    expect([failure?.code, failure?.message]).toEqual(['session-unfit', expect.stringMatching(named)]);
  });

  it('refuses a plan that is not the one of its digest (audit-invalid)', async () => {
    const forged = {
      ...planning({}),
      opening: { ...planning({}).opening, opening: { ...proven.opening.opening, digest: '0'.repeat(64) } },
    };
    expect(await codeOf(Promise.resolve().then(() => undoneSession(forged, wanted, registry)))).toBe('audit-invalid');
  });

  it('refuses links that were copied into another folder, and forged ones (audit-invalid)', async () => {
    const admin = world.hosting.as('admin');
    const { folder } = proven;
    const genuine = await git(world, 'show', `${AUDIT_BRANCH}:${folder}/0001-opened.json`);
    const copied = past.session.replace('shift', 'copied');
    await putFile(admin, `${folder.replace(past.session, copied)}/0001-opened.json`, genuine, 'x', AUDIT_BRANCH);
    const forged = past.session.replace('shift', 'forged');
    const text = genuine.replaceAll(past.session, forged);
    await putFile(admin, `${folder.replace(past.session, forged)}/0001-opened.json`, text, 'x', AUDIT_BRANCH);
    for (const session of [copied, forged]) expect(await codeOf(undo(session))).toBe('audit-invalid');
  });
});
