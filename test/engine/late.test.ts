import { ModifyTargetGroupAttributesCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BreakglassError } from '../../action/domain/error.ts';
import type { PlannedStep } from '../../action/domain/plan.ts';
import { look } from '../../action/engine/look.ts';
import { patience } from '../contract/workbench.ts';
import {
  deregister,
  type Grounds,
  openGrounds,
  planOf,
  type RunMore,
  respond,
  type Session,
  shift,
  step,
} from './session.ts';

let grounds: Grounds;
beforeAll(async () => {
  grounds = await openGrounds();
});
afterAll(() => grounds.close());

const EXPRESSION = '${{ steps.fixed-response.outputs.rule }}';

describe('a step whose inputs only an earlier step gives', () => {
  it('is on record, with what it starts from and leads to, before its first call', async () => {
    const session = await grounds.session();
    const { listener } = session.estate;
    const params = { listener, paths: ['/rule'], status: 503, body: EXPRESSION };
    const late = step('elbv2/fixed-response', params, { id: 'tell', late: ['body'] });
    const result = await session.run([respond(session.estate), late], {
      resolveLate: (planned, outputs) => ({
        ...planned.with,
        body: String(outputs['fixed-response']?.outputs['rule']),
      }),
    });
    expect(result).toEqual({ outcome: 'succeeded', error: undefined });
    const prepared = session.event('step-prepared');
    expect(prepared?.with['body']).toMatch(/^arn:aws:elasticloadbalancing:.*:listener-rule\//);
    const link = session.journal.links.find(({ state }) => state === 'prepared');
    const writesThen = session
      .calls()
      .slice(0, link?.awsCalls)
      .filter(({ operation }) => operation === 'CreateRule');
    expect(writesThen).toHaveLength(1);
    expect(session.writes().filter((operation) => operation === 'CreateRule')).toHaveLength(2);
  });

  it('does not keep an interruption from undoing the steps before it while its link is not answered', async () => {
    const session = await grounds.session();
    const before = session.dump();
    let answer: () => void = () => undefined;
    const stalled = new Promise<void>((resolve) => {
      answer = resolve;
    });
    session.journal.before(async ({ state }) => {
      if (state !== 'prepared') return;
      session.controller.abort(new BreakglassError('interrupted', 'received SIGINT'));
      await stalled;
    });
    const late = shift(session.estate, 50, { late: ['percent'] });
    const result = await session.run([respond(session.estate), late], { resolveLate: (planned) => planned.with });
    expect(result).toMatchObject({ outcome: 'rolled-back', error: { code: 'interrupted' } });
    expect(session.dump()).toEqual(before);
    answer();
  });
});

describe('a step after one whose inputs only an earlier step gives', () => {
  const late = ({ listener }: Session['estate']): PlannedStep =>
    step(
      'elbv2/fixed-response',
      { listener, paths: ['/rule'], status: 503, body: EXPRESSION },
      { id: 'tell', late: ['body'] },
    );
  const resolveLate: NonNullable<RunMore['resolveLate']> = (planned, outputs) =>
    planned.late.length === 0
      ? planned.with
      : { ...planned.with, body: String(outputs['fixed-response']?.outputs['rule']) };

  it('is refused before anything is changed, and before the approval, where nothing before it has to do with it', async () => {
    const { estate, engine, run, writes } = await grounds.session();
    const strange = step('elbv2/deregister-targets', { 'target-group': estate.blue, targets: [{ id: '10.9.9.9' }] });
    const steps = [respond(estate), late(estate), strange];
    expect(await run(steps, { resolveLate })).toMatchObject({ outcome: 'refused', error: { code: 'not-applicable' } });
    expect(writes()).toEqual([]);
    const refused = look(engine, planOf(steps, {}), patience());
    await expect(refused).rejects.toMatchObject({ code: 'not-applicable' });
  });

  it('is shown to the approver, and held to what they saw, where nothing before it has to do with it', async () => {
    const { estate, engine, run } = await grounds.session();
    const unknown = { 'target-group': estate.grey, attributes: EXPRESSION };
    const later = step('elbv2/set-target-group-attributes', unknown, { id: 'later', late: ['attributes'] });
    const steps = [respond(estate), late(estate), deregister(estate), later];
    const seen = await look(engine, planOf(steps, {}), patience());
    expect(seen.steps.map(({ id }) => id)).toEqual(['fixed-response', 'deregister-targets']);
    const held: string[] = [];
    const result = await run(steps, {
      resolveLate: (planned, outputs) =>
        planned.id === 'later' ? { ...unknown, attributes: { [DELAY]: 60 } } : resolveLate(planned, outputs),
      requireNoDrift: (prepared) => {
        held.push(...prepared.map(({ plan }) => plan.id));
      },
    });
    expect([result.outcome, held]).toEqual(['succeeded', ['fixed-response', 'deregister-targets']]);
  });

  it('waits for what steps on the same load balancer make of it', async () => {
    const { estate, run } = await grounds.session();
    const { listener, loadBalancer } = estate;
    const move = step('elbv2/set-listener-port-protocol', { listener, port: 8081, protocol: 'HTTP' });
    const action = { 'fixed-response': { status: 503, body: 'soon' } };
    const create = step('elbv2/create-listener', { 'load-balancer': loadBalancer, port: 80, protocol: 'HTTP', action });
    expect(await run([respond(estate), late(estate), move, create], { resolveLate })).toMatchObject({
      outcome: 'succeeded',
    });
  });

  it('is held to what the opening found of it (changed-underneath)', async () => {
    const session = await grounds.session();
    const { estate } = session;
    const set = step('elbv2/set-target-group-attributes', {
      'target-group': estate.grey,
      attributes: { [DELAY]: 60 },
    });
    session.on('step-prepared', () => {
      const run = async () => {
        const Attributes = [{ Key: DELAY, Value: '77' }];
        await estate.owner.send(new ModifyTargetGroupAttributesCommand({ TargetGroupArn: estate.grey, Attributes }));
      };
      session.fault({ operation: 'DescribeTargetGroupAttributes', kind: 'hook', run });
    });
    expect(await session.run([respond(estate), late(estate), set], { resolveLate })).toMatchObject({
      outcome: 'rolled-back',
      error: { code: 'changed-underneath' },
    });
    expect(session.writes()).not.toContain('ModifyTargetGroupAttributes');
  });
});

const DELAY = 'deregistration_delay.timeout_seconds';

describe('a step that the plan calls irreversible', () => {
  it('is not undone, and the session says that a person is needed', async () => {
    const session = await grounds.session();
    const kept = shift(session.estate, 100, { inverse: { irreversible: true } });
    session.fault({ operation: 'CreateRule', kind: 'error', code: 'TooManyRules', status: 400 });
    const result = await session.run([kept, respond(session.estate)]);
    expect(result).toMatchObject({ outcome: 'failed', error: { code: 'aws-rejected' } });
    expect(session.event('restore-failed')).toMatchObject({ step: 'shift-weights', code: 'rollback-failed' });
    expect(session.writes().filter((operation) => operation === 'ModifyListener')).toHaveLength(1);
  });
});
