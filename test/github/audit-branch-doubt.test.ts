import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { closeSession } from '../../action/commands/close.ts';
import { BreakglassError } from '../../action/domain/error.ts';
import type { SessionEvent } from '../../action/domain/event.ts';
import type { Plan } from '../../action/domain/plan.ts';
import { createLedger, type Ledger } from '../../action/engine/ledger.ts';
import { putFile } from '../sandbox/github/world.ts';
import { directoryOf, journal, type Writer, walk } from './audit-branch-writer.ts';
import { BRANCH, type RunningJob, startWorld, type World } from './world.ts';

let world: World;
let job: RunningJob;
let ledger: Ledger;
let session: string;
let trail: Writer;
const worlds: World[] = [];

beforeEach(async () => {
  world = await startWorld();
  worlds.push(world);
  await world.openTrail();
  job = await world.job();
  trail = journal(world, job);
  session = trail.session;
  ledger = createLedger(session, { clock: job.clock, journal: trail, reporter: { report: () => undefined } });
});
afterAll(() => Promise.all(worlds.map((each) => each.close())));

/** GitHub's answer to the next link is lost, after its effect or before it, and then nothing of the branch can be read. */
function brownout(kind: 'lost-answer' | 'reset'): void {
  const { faults } = world.acme;
  faults.add({ service: 'github', operation: 'createCommitOnBranch', kind });
  faults.add({ service: 'github', operation: 'repos/get-commit', kind: 'server-error', times: Infinity });
}

const locked = (install: string): SessionEvent => ({ type: 'locked', install });
const opening = { opening: {} };
const attachments = () =>
  [
    { name: 'record.json', content: '{}\n' },
    { name: 'report.md', content: '' },
  ] as const;

/** As much of a plan as a report shows. */
const plan = {
  request: { incident: 'INC-1', reason: 'x', confirmed: [] },
  playbook: { name: 'p', summary: 's' },
  install: { name: 'acme-prod', account: '1', region: 'r' },
  requester: { login: 'alice' },
  commander: { login: 'carol' },
  role: { arn: 'arn' },
  steps: [],
} as unknown as Plan;

/** What the session's links tell, in order: each link's number and state, and the installs of its events. */
async function told(): Promise<readonly string[]> {
  const { paths, problems } = await walk(world);
  expect(problems).toEqual([]);
  const files = paths.map((path) =>
    promisify(execFile)('git', ['--git-dir', directoryOf(world), 'show', `${BRANCH}:${path}`]),
  );
  return (await Promise.all(files)).map(({ stdout }) => {
    const { sequence, state, events } = JSON.parse(stdout) as {
      sequence: number;
      state: string;
      events: readonly { install?: string; type: string }[];
    };
    return [sequence, state, ...events.map(({ install, type }) => install ?? type)].join(' ');
  });
}

describe('a link whose answer is lost in an outage', () => {
  it.each(['lost-answer', 'reset'] as const)('is found before the next one is numbered (%s)', async (kind) => {
    await ledger.link('opened', opening);
    ledger.note(locked('one'));
    brownout(kind);
    await expect(ledger.link('applied')).rejects.toMatchObject({ code: 'github-unavailable' });
    world.acme.faults.clear();
    ledger.note(locked('two'));
    await ledger.link('verified');
    await ledger.link('closed', { attachments });
    expect(await told()).toEqual(['1 opened', '2 applied one', '3 verified two', '4 closed']);
  });

  it('gives its number and its events to the next one, when it never arrives', async () => {
    await ledger.link('opened', opening);
    ledger.note(locked('one'));
    brownout('reset');
    await expect(ledger.link('applied')).rejects.toMatchObject({ code: 'github-unavailable' });
    world.acme.faults.clear();
    await putFile(world.acme.admin, 'notes.md', 'by hand', BRANCH);
    ledger.note(locked('two'));
    await ledger.link('verified');
    expect(await told()).toEqual(['1 opened', '2 verified one two']);
  });

  it('keeps its number for as long as the outage lasts', async () => {
    await ledger.link('opened', opening);
    ledger.note(locked('one'));
    brownout('lost-answer');
    await expect(ledger.link('applied')).rejects.toMatchObject({ code: 'github-unavailable' });
    await expect(ledger.link('verified')).rejects.toMatchObject({ code: 'github-unavailable' });
    world.acme.faults.clear();
    await ledger.link('closed', { attachments });
    expect(await told()).toEqual(['1 opened', '2 applied one', '3 closed']);
  });

  it('is told after links of others that came on top of it', async () => {
    await ledger.link('opened', opening);
    brownout('lost-answer');
    await expect(ledger.link('applied')).rejects.toMatchObject({ code: 'github-unavailable' });
    world.acme.faults.clear();
    const other = journal(world, await world.job());
    await other.append({ session: other.session, sequence: 1, state: 'opened', events: [], ...opening });
    await ledger.link('verified');
    expect(await told()).toEqual(['1 opened', '2 applied', '1 opened', '3 verified']);
  });

  it.each(['lost-answer', 'reset'] as const)('is not refused over, when it was the opening one (%s)', async (kind) => {
    await trail.locate();
    brownout(kind);
    await expect(ledger.link('opened', opening)).rejects.toMatchObject({ code: 'github-unavailable' });
    // The lock stays until it is known whether the trail says that the session is open.
    expect(ledger.written).toBe(1);
    world.acme.faults.clear();
    const error = new BreakglassError('github-unavailable', 'the answer was lost');
    await closeSession(ledger, { session, drill: true, outcome: 'refused', error, planned: { plan, digest: 'd' } });
    expect(await told()).toEqual(['1 opened', '2 closed closed']);
  });

  it('is refused over, when it was the opening one and never arrives', async () => {
    await trail.locate();
    brownout('reset');
    await expect(ledger.link('opened', opening)).rejects.toMatchObject({ code: 'github-unavailable' });
    world.acme.faults.clear();
    await putFile(world.acme.admin, 'notes.md', 'by hand', BRANCH);
    await closeSession(ledger, { session, drill: true, outcome: 'refused', error: undefined, planned: undefined });
    expect(await told()).toEqual(['1 refused refused']);
  });
});
