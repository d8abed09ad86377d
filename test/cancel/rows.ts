import { expect } from 'vitest';
import type { Outcome } from '../../action/domain/session.ts';
import type { DrillWorld } from '../../action/drill/world.ts';
import { openRefs, sessionFiles } from '../refusals/live.ts';
import type { Cancelled, Moment } from './cancelled-run.ts';

export const ELB = 'elasticloadbalancing';

/** A phase in which a run is cancelled, and how it ends. */
export interface Row {
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
export const ROWS: readonly Row[] = [
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

/** What a cancelled run leaves, and what it says. */
export async function expectEnd(
  world: DrillWorld,
  { outcome, state, writes = [] }: Row,
  { run, dumps, later }: Cancelled,
): Promise<void> {
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
}
