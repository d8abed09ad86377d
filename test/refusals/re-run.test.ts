import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PEOPLE } from '../../action/drill/hosting.ts';
import type { Pipeline } from '../../action/drill/pipeline.ts';
import type { ActionResult } from '../../action/drill/runner.ts';
import { buildWorld, type DrillWorld } from '../../action/drill/world.ts';
import { arnsOf, openRefs, request, sessionFiles, verifyAudit } from './live.ts';
import { storyOf } from './story.ts';

let world: DrillWorld;
let pipeline: Pipeline;
let plan: ActionResult;
let first: ActionResult;

beforeAll(async () => {
  world = await buildWorld({ scale: 20 });
  pipeline = await request(world, {}, {}, storyOf('asked', {}, arnsOf(world)));
  plan = await pipeline.plan();
  first = await approvedRun();
});
afterAll(() => world.close());

async function approvedRun(): Promise<ActionResult> {
  await pipeline.review(PEOPLE.approver, 'approved');
  return pipeline.run(plan.outputs['digest'] ?? '');
}

describe('a request that nothing is wrong with', () => {
  it('succeeds', async () => {
    expect(first).toMatchObject({ exitCode: 0, errors: [], outputs: { outcome: 'succeeded' } });
    expect(await openRefs(world)).toEqual([]);
  });

  it('is refused when its run is started again, and its record stays as it is', async () => {
    const before = await sessionFiles(world, first.outputs['record'] ?? '');
    const changed = world.sandbox.aws.dump();
    world.sandbox.github.control.rerun(pipeline.runId);
    expect((await pipeline.plan()).errors).toEqual([expect.stringMatching(/^re-run: /)]);
    const again = await approvedRun();
    expect(again.errors).toEqual([expect.stringMatching(/^re-run: /)]);
    expect(again.outputs['outcome']).toBe('refused');
    expect(again.outputs['session']).not.toBe(first.outputs['session']);
    expect(world.sandbox.aws.dump()).toEqual(changed);
    expect(await sessionFiles(world, first.outputs['record'] ?? '')).toEqual(before);
    const { problems, open } = await verifyAudit(world);
    expect({ problems, open }).toEqual({ problems: [], open: [] });
  });
});
