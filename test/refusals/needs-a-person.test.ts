import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../../action/domain/json.ts';
import { shiftByHand } from '../../action/drill/cloud.ts';
import { ENVIRONMENT, PEOPLE } from '../../action/drill/hosting.ts';
import type { ActionResult } from '../../action/drill/runner.ts';
import { buildWorld, type DrillWorld } from '../../action/drill/world.ts';
import { arnsOf, openRefs, request, sessionFiles, verifyAudit } from './live.ts';
import { storyOf } from './story.ts';

let world: DrillWorld;
let run: ActionResult;
let theirs: Json;

// While health is watched somebody changes the same listener at the console; then health degrades.
beforeAll(async () => {
  world = await buildWorld({ scale: 20 });
  let meddled: Promise<void> | undefined;
  run = await approved('first', (line) => {
    if (line.includes('watching health')) meddled ??= meddle();
  });
  await meddled;
}, 60_000);
afterAll(() => world.close());

async function meddle(): Promise<void> {
  await shiftByHand(world.sandbox.aws, world.cloud, 30);
  theirs = world.sandbox.aws.dump();
  for (const server of world.cloud.servers.green) server.setHealthy(false);
}

async function approved(name: string, onLine: (line: string) => void = () => undefined): Promise<ActionResult> {
  const pipeline = await request(world, {}, {}, storyOf(name, {}, arnsOf(world)));
  const plan = await pipeline.plan();
  await pipeline.review(PEOPLE.approver, 'approved');
  return pipeline.run(plan.outputs['digest'] ?? '', { onLine });
}

describe('a rollback that meets a change of somebody else', () => {
  it('ends the session as failed, and leaves their change as it is', () => {
    expect(run.exitCode).toBe(1);
    expect(run.outputs['outcome']).toBe('failed');
    expect(run.errors).toEqual([expect.stringMatching(/^degraded: /)]);
    expect(world.sandbox.aws.dump()).toEqual(theirs);
  });

  it('shows before, ours and theirs in the record', async () => {
    const { beside } = await sessionFiles(world, run.outputs['record'] ?? '');
    const { timeline } = JSON.parse(beside.get('record.json') ?? '');
    const [conflict] = timeline.filter(({ type }: { type: string }) => type === 'conflict');
    const weightsOf = (state: { targetGroups: { weight: number }[] }[]): number[] =>
      (state[0]?.targetGroups ?? []).map(({ weight }) => weight);
    const [unit] = conflict.units;
    expect([unit.before, unit.ours, unit.now].map(weightsOf)).toEqual([
      [100, 0],
      [0, 100],
      [70, 30],
    ]);
    expect(beside.get('report.md')).toContain('## Conflicts');
    await verifyAudit(world);
  });

  it('keeps the lock, so that a second session is told who holds it and changes nothing', async () => {
    expect(await openRefs(world)).toEqual([`refs/heads/break-glass/open/${ENVIRONMENT}`]);
    for (const server of world.cloud.servers.green) server.setHealthy(true);
    const second = await approved('second');
    expect(second.errors).toEqual([expect.stringMatching(/^install-locked: /)]);
    expect(second.errors.join()).toContain(run.outputs['session']);
    expect(second.outputs['outcome']).toBe('refused');
    expect(world.sandbox.aws.dump()).toEqual(theirs);
    expect(await openRefs(world)).toHaveLength(1);
  });
});
