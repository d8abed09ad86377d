import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../../action/domain/session.ts';
import { buildWorld, type DrillWorld } from '../../action/drill/world.ts';
import { openRefs, sessionFiles, verifyAudit } from '../refusals/live.ts';
import { cancelAt, type Moment } from './cancelled-run.ts';

/** Seconds of the session's clock pass in a wall's: what a cancel leaves are seconds of the wall. */
const SCALE = 20;
/** Here a step's own time is longer than what a cancel leaves, as it is in the real world. */
const SLOW = 4;
const ELB = 'elasticloadbalancing';

interface Row {
  readonly phase: string;
  readonly at: Moment;
  readonly outcome: Outcome;
  /** Of the last link. */
  readonly state: 'refused' | 'closed';
  /** Calls to AWS that may still be made; the rest is what ends access. */
  readonly writes?: readonly string[];
}

const github = (operation: string, nth = 1): Moment => ({ call: { service: 'github', operation, nth } });
const aws = (service: string, operation: string, nth = 1): Moment => ({ call: { service, operation, nth } });

/** In the order of the way through. */
const ROWS: readonly Row[] = [
  { phase: 'while its files are read', at: github('repos/get-environment'), outcome: 'refused', state: 'refused' },
  { phase: 'while the lock is taken', at: github('updateRefs'), outcome: 'refused', state: 'refused' },
  {
    phase: 'when the lock is taken, and nobody knows yet',
    at: { call: { service: 'github', operation: 'updateRefs' }, after: true },
    outcome: 'refused',
    state: 'refused',
  },
  { phase: 'while STS answers', at: aws('sts', 'AssumeRoleWithWebIdentity'), outcome: 'refused', state: 'refused' },
  { phase: 'while its identity is proven', at: aws('sts', 'GetCallerIdentity'), outcome: 'refused', state: 'refused' },
  { phase: 'while the state before is read', at: aws(ELB, 'DescribeListeners'), outcome: 'refused', state: 'refused' },
  {
    phase: 'while the opening link is written',
    at: github('createCommitOnBranch'),
    outcome: 'refused',
    state: 'closed',
  },
  {
    phase: 'while a change is being made',
    at: aws(ELB, 'ModifyListener'),
    outcome: 'rolled-back',
    state: 'closed',
    // The one under way, and the one that undoes it.
    writes: ['ModifyListener', 'ModifyListener'],
  },
  {
    phase: 'when a change was made, and nobody knows yet',
    at: { call: { service: ELB, operation: 'ModifyListener' }, after: true },
    outcome: 'rolled-back',
    state: 'closed',
    writes: ['ModifyListener'],
  },
  {
    phase: 'while the change is verified',
    at: { line: 'shift: applied' },
    outcome: 'rolled-back',
    state: 'closed',
    writes: ['ModifyListener'],
  },
  {
    phase: 'while health is watched',
    at: { line: 'watching health' },
    outcome: 'rolled-back',
    state: 'closed',
    writes: ['ModifyListener'],
  },
];

let world: DrillWorld;
let slow: DrillWorld;
beforeAll(async () => {
  [world, slow] = await Promise.all([buildWorld({ scale: SCALE }), buildWorld({ scale: SLOW })]);
}, 60_000);
afterAll(async () => void (await Promise.all([world.close(), slow.close()])));

describe('a run that is cancelled', { timeout: 90_000 }, () => {
  it.each(ROWS.map((row, index) => ({ ...row, index })))(
    '$phase ends $outcome, and gives the lock back',
    async ({ at, outcome, state, writes = [], index }) => {
      const { run, dumps, later } = await cancelAt(world, `c${index}`, at);
      expect({ outputs: run.outputs, errors: run.errors }).toMatchObject({
        outputs: { outcome },
        errors: expect.arrayContaining([expect.stringMatching(/^interrupted: received SIGINT/)]),
      });
      expect(run.exitCode).toBe(1);
      expect(dumps.after).toEqual(dumps.before);
      expect(later.filter((operation) => operation.startsWith('Modify'))).toEqual(writes);
      expect(await openRefs(world)).toEqual([]);
      const { links, beside } = await sessionFiles(world, run.outputs['record'] ?? '');
      expect(links.at(-1)?.state).toBe(state);
      expect(JSON.parse(beside.get('record.json') ?? '')).toMatchObject({ outcome, code: 'interrupted' });
    },
  );

  it('while a failure is being undone goes on undoing it', async () => {
    const { run, dumps } = await cancelAt(
      world,
      'rolling',
      { line: 'rolling back' },
      {
        faults: [
          {
            service: ELB,
            operation: 'DescribeTargetHealth',
            nth: 4,
            times: 40,
            kind: 'error',
            code: 'InvalidTarget',
            status: 400,
          },
        ],
      },
    );
    expect(run.outputs['outcome']).toBe('rolled-back');
    expect(dumps.after).toEqual(dumps.before);
    expect(await openRefs(world)).toEqual([]);
  });

  it.each([
    ['while access is being ended', 'sealing', 'denies everything'],
    ['while the last link is written', 'closing', 'closed: succeeded'],
  ])('%s loses neither what it did nor its last link', async (_phase, name, line) => {
    const { run } = await cancelAt(world, name, { line });
    expect(run.outputs['outcome']).toBe('succeeded');
    const { links } = await sessionFiles(world, run.outputs['record'] ?? 'none/none');
    expect(links.at(-1)?.state).toBe('closed');
    // A signal that comes when everything is told already may still end the process.
    expect([0, null]).toContain(run.exitCode);
    expect(await openRefs(world)).toEqual([]);
  });

  it('leaves a trail that verifies, and no session open', async () => {
    const { problems, open } = await verifyAudit(world);
    expect({ problems, open }).toEqual({ problems: [], open: [] });
  });

  it('without the time to undo everything says what is left to recovery, and keeps session and lock', async () => {
    // AWS answers the restore only after the runner would have been killed; the way there had worked.
    const { run } = await cancelAt(
      slow,
      'left',
      { line: 'watching health' },
      {
        faults: [{ service: ELB, operation: 'ModifyListener', nth: 2, times: 20, kind: 'stall', ms: 30_000 * SLOW }],
      },
    );
    expect(run).toMatchObject({
      exitCode: 1,
      outputs: { outcome: 'failed' },
      errors: expect.arrayContaining([expect.stringContaining('0 of 1 steps put back')]),
    });
    expect(run.log.join('\n')).toContain('left to recover: shift (interrupted)');
    expect(run.raw.join('\n')).toMatch(/::warning::.*left to recovery: shift/);
    expect(run.summary).toContain('Recovery puts back shift');
    expect(await openRefs(slow)).toEqual(['refs/heads/break-glass/open/acme-prod']);
    const { problems, open } = await verifyAudit(slow);
    expect({ problems, open }).toMatchObject({ problems: [], open: [{}] });
  });
});
