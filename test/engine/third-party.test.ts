import { AddTagsCommand, ModifyListenerCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BreakglassError } from '../../action/domain/error.ts';
import { fold, type Snapshots } from '../../action/engine/fold.ts';
import { registry } from '../../action/services/registry.ts';
import type { Estate } from '../contract/estate.ts';
import { type Grounds, interrupted, openGrounds, respond, SESSION, shift } from './session.ts';

let grounds: Grounds;
beforeAll(async () => {
  grounds = await openGrounds();
});
afterAll(() => grounds.close());

async function weigh({ owner, listener, blue, green }: Estate, ofBlue: number, ofGreen: number): Promise<void> {
  const TargetGroups = [
    { TargetGroupArn: blue, Weight: ofBlue },
    { TargetGroupArn: green, Weight: ofGreen },
  ];
  const DefaultActions = [{ Type: 'forward' as const, ForwardConfig: { TargetGroups } }];
  await owner.send(new ModifyListenerCommand({ ListenerArn: listener, DefaultActions }));
}

describe("somebody else's change", () => {
  it('between apply and rollback survives, and is reported with before, ours and now', async () => {
    const session = await grounds.session();
    const { estate } = session;
    // The second step fails, and while it does somebody weighs the traffic anew.
    session.fault({ operation: 'CreateRule', kind: 'hook', run: () => weigh(estate, 50, 50) });
    session.on('step-applied', () => session.on('step-applied', () => session.controller.abort(interrupted())));
    const result = await session.run([shift(estate), respond(estate)]);
    expect(result).toMatchObject({ outcome: 'failed', error: { code: 'interrupted' } });
    const weights = (blue: number, green: number) => [
      { type: 'forward', targetGroups: [{ weight: blue }, { weight: green }] },
    ];
    expect(session.event('conflict')).toMatchObject({
      step: 'shift-weights',
      units: [{ unit: 'actions', before: weights(100, 0), ours: weights(0, 100), now: weights(50, 50) }],
    });
    expect(session.event('step-restored')).toMatchObject({ step: 'fixed-response' });
    expect(session.dump()).toMatchObject({
      listeners: expect.arrayContaining([
        expect.objectContaining({
          arn: estate.listener,
          defaultActions: [
            expect.objectContaining({
              ForwardConfig: expect.objectContaining({
                TargetGroups: [
                  { TargetGroupArn: estate.blue, Weight: 50 },
                  { TargetGroupArn: estate.green, Weight: 50 },
                ],
              }),
            }),
          ],
        }),
      ]),
    });
  });

  it("between the read and the write of a restore is a person's: nothing is left to a recovery, the rest is put back", async () => {
    const session = await grounds.session();
    const { estate } = session;
    const restore = async (): Promise<never> => {
      await weigh(estate, 50, 50);
      throw new BreakglassError('changed-underneath', 'a condition of the write does not hold any more');
    };
    const steps = [shift(estate), respond(estate)];
    // As a service would have it whose writes can be made conditional.
    const conditional = (snapshots: Snapshots) =>
      fold(registry, SESSION, steps, snapshots).map((step) =>
        step.plan.id === 'shift-weights' ? { ...step, kind: { ...step.kind, restore } } : step,
      );
    session.on('monitoring', () => session.controller.abort(interrupted()));
    const result = await session.run(steps, { fold: conditional, monitor: { forMs: 60_000, checks: [] } });
    expect(result).toMatchObject({
      outcome: 'failed',
      error: { code: 'interrupted', hint: expect.stringContaining('a person is needed') },
    });
    expect(result.left).toBeUndefined();
    expect(session.event('left-to-recover')).toBeUndefined();
    expect(session.journal.links.map(({ state }) => state)).not.toContain('left');
    const now = [{ type: 'forward', targetGroups: [{ weight: 50 }, { weight: 50 }] }];
    expect(session.event('conflict')).toMatchObject({ step: 'shift-weights', units: [{ unit: 'actions', now }] });
    expect(session.event('restore-failed')).toMatchObject({ step: 'shift-weights', code: 'changed-underneath' });
    expect(session.event('step-restored')).toMatchObject({ step: 'fixed-response' });
  });

  it('between snapshot and apply stops the step, and nothing is written', async () => {
    const session = await grounds.session();
    session.journal.before(() => weigh(session.estate, 70, 30));
    const result = await session.run([shift(session.estate)]);
    expect(result).toMatchObject({ outcome: 'refused', error: { code: 'changed-underneath' } });
    expect(session.event('conflict')).toMatchObject({ step: 'shift-weights', units: [{ unit: 'actions' }] });
    expect(session.writes()).toEqual([]);
  });

  it('to what the step would have written counts as done', async () => {
    const session = await grounds.session();
    session.journal.before(({ state }) => (state === 'opened' ? weigh(session.estate, 0, 100) : undefined));
    const result = await session.run([shift(session.estate)]);
    expect(result).toMatchObject({ outcome: 'succeeded' });
    expect(session.event('step-applied')).toMatchObject({ changed: false });
    expect(session.writes()).toEqual([]);
  });

  it('back to before is nothing to undo', async () => {
    const session = await grounds.session();
    const before = session.dump();
    const { estate } = session;
    session.fault({ operation: 'CreateRule', kind: 'hook', run: () => weigh(estate, 100, 0) });
    session.on('step-applied', () => session.on('step-applied', () => session.controller.abort(interrupted())));
    const result = await session.run([shift(estate), respond(estate)]);
    expect(result).toMatchObject({ outcome: 'rolled-back' });
    expect(session.event('step-unchanged')).toMatchObject({ step: 'shift-weights' });
    expect(session.dump()).toEqual(before);
  });

  it('beside the step is no conflict', async () => {
    const session = await grounds.session();
    const { estate } = session;
    const Tags = [{ Key: 'team', Value: 'shop' }];
    const run = async (): Promise<void> => {
      await estate.owner.send(new AddTagsCommand({ ResourceArns: [estate.listener], Tags }));
    };
    session.fault({ operation: 'ModifyListener', kind: 'hook', run });
    session.on('monitoring', () => session.controller.abort(interrupted()));
    const result = await session.run([shift(estate)], { monitor: { forMs: 60_000, checks: [] } });
    expect(result).toMatchObject({ outcome: 'rolled-back' });
    expect(session.dump()).toMatchObject({ tags: { [estate.listener]: { team: 'shop' } } });
  });
});
