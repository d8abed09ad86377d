import { AddTagsCommand, CreateRuleCommand, DeleteRuleCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../action/domain/json.ts';
import { type StartedStep, startStep } from '../../../action/engine/apply.ts';
import type { PreparedStep } from '../../../action/engine/fold.ts';
import type { RollbackResult } from '../../../action/engine/roll-back.ts';
import { registry } from '../../../action/services/registry.ts';
import { eventLine } from '../../../action/view/event-line.ts';
import { changed } from '../../contract/clauses/difference.ts';
import { openLab } from '../../contract/contract.ts';
import { arnOf, type Estate } from '../../contract/estate.ts';
import { move } from '../../contract/fixtures/rules.ts';
import { memberOf } from '../../contract/members.ts';
import { apply, type Bench, openBench, plannedStep, prepare, type Subject, undo } from '../../contract/workbench.ts';

type Uses = readonly [kind: string, params: JsonObject];

/** Several steps on the rules of one listener; each depends on what those before it leave. */
const SEQUENCES: Readonly<Record<string, (estate: Estate) => readonly Uses[]>> = {
  'one rule modified twice': ({ rules }) => [
    ['modify-rule', { rule: arnOf(rules[0]), paths: ['/a'] }],
    ['modify-rule', { rule: arnOf(rules[0]), paths: ['/b'], action: { redirect: { status: 302, path: '/c' } } }],
  ],
  'a rule deleted, then the others in another order': ({ rules }) => [
    ['delete-rule', { rule: arnOf(rules[0]) }],
    ['set-rule-priorities', { 'rule-priorities': [{ rule: arnOf(rules[1]), priority: 1 }] }],
  ],
  'a rule moved, modified, then deleted': ({ rules, green }) => [
    ['set-rule-priorities', { 'rule-priorities': [{ rule: arnOf(rules[0]), priority: 9 }] }],
    ['modify-rule', { rule: arnOf(rules[0]), action: { forward: { 'target-groups': [{ 'target-group': green }] } } }],
    ['delete-rule', { rule: arnOf(rules[0]) }],
  ],
  'both rules deleted, and a page in their place': ({ rules, listener }) => [
    ['delete-rule', { rule: arnOf(rules[0]) }],
    ['delete-rule', { rule: arnOf(rules[1]) }],
    ['fixed-response', { listener, paths: ['/*'], status: 503, body: 'soon' }],
  ],
  'a rule created, then moved behind another': ({ rules, listener }) => [
    ['redirect', { listener, paths: ['/old'], to: { status: 302, path: '/new' } }],
    ['set-rule-priorities', { 'rule-priorities': [{ rule: arnOf(rules[1]), priority: 1 }] }],
  ],
  'rules created before each other, and one that they pushed deleted': ({ rules, listener }) => [
    ['fixed-response', { listener, paths: ['/1'], status: 503, body: 'soon' }],
    ['fixed-response', { listener, headers: [{ name: 'X-A', values: ['b'] }], priority: 2, status: 503, body: 'soon' }],
    ['delete-rule', { rule: arnOf(rules[1]) }],
    ['redirect', { listener, paths: ['/2'], to: { status: 302, path: '/new' } }],
  ],
};

describe('steps on the rules of one listener', () => {
  let subject: Subject;
  let close = async (): Promise<void> => undefined;

  beforeAll(async () => {
    ({ subject, close } = await openLab(memberOf('elbv2/delete-rule')));
  });

  afterAll(() => close());

  function prepareAll(bench: Bench, uses: readonly Uses[]): Promise<readonly PreparedStep[]> {
    const planned = uses.map(([name, params], index) => {
      const kind = registry.steps.get(`elbv2/${name}`);
      if (kind === undefined) throw new Error(`no kind ${name}`);
      return plannedStep(kind, params, `step-${index}`);
    });
    return prepare(bench, planned);
  }

  async function applyAll(bench: Bench, uses: readonly Uses[]): Promise<readonly StartedStep[]> {
    const started: StartedStep[] = [];
    for (const step of await prepareAll(bench, uses)) {
      const applied = await apply(bench, step);
      if (applied.error !== undefined) throw applied.error;
      started.push(applied.started);
    }
    return started;
  }

  it.each(Object.entries(SEQUENCES))('puts all back after %s, also where it goes over it twice', async (_, uses) => {
    const bench = await openBench(subject, async () => undefined);
    const before = bench.dump();
    const started = await applyAll(bench, uses(bench.estate));
    expect(changed(before, bench.dump())).toBeDefined();
    expect(await undo(bench, ...started)).toBe('restored');
    expect(changed(before, bench.dump())).toBeUndefined();
    // As a recovery does that finds nothing on record of the rollback before it: nothing is created, moved or deleted again.
    await undo(bench, ...started.map(({ step }) => ({ ...startStep(step), wrote: true })));
    expect(changed(before, bench.dump())).toBeUndefined();
  });

  it('writes nothing where all is as it is to be already', async () => {
    const bench = await openBench(subject, async () => undefined);
    const before = bench.dump();
    const steps = await prepareAll(bench, SEQUENCES['a rule moved, modified, then deleted']?.(bench.estate) ?? []);
    for (const { kind, plan, before: state, after, units } of steps) {
      const context = { ...readContext(bench), step: plan.id };
      await kind.restore(context, { before: state, after, now: state, units }, plan.with);
      if (plan.uses !== 'elbv2/modify-rule')
        await kind.apply(context, { before: state, after, now: after, units }, plan.with);
    }
    expect(bench.dump()).toEqual(before);
  });

  it('names on record what has another ARN now, once, and in the line that people read', async () => {
    const bench = await openBench(subject, async () => undefined);
    const [rule = ''] = bench.estate.rules;
    const started = await applyAll(bench, [['delete-rule', { rule }]]);
    await undo(bench, ...started);
    await undo(bench, ...started);
    const told = bench.engine.ledger.events.filter(({ type }) => type === 'recreated');
    expect(told).toEqual([
      expect.objectContaining({ step: 'step-0', was: rule, is: expect.stringMatching(/listener-rule/) }),
    ]);
    expect(told.map(eventLine)).toEqual([expect.stringMatching(/^step-0: .*listener-rule.* is now .*listener-rule/)]);
  });

  it.each<[string, (estate: Estate) => Promise<void>, readonly [string, string | null], RollbackResult]>([
    [
      'its priority is taken by another rule',
      (estate) => move(estate, estate.rules[1], 1),
      ['restore-failed', 'changed-underneath'],
      'incomplete',
    ],
    [
      'somebody else has created it again, and tagged it',
      async ({ owner, listener, blue }) => {
        const Conditions = [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/api/1/*'] } }];
        const Actions = [{ Type: 'forward', TargetGroupArn: blue } as const];
        const Tags = [{ Key: 'by', Value: 'terraform' }];
        await owner.send(new CreateRuleCommand({ ListenerArn: listener, Priority: 1, Conditions, Actions, Tags }));
      },
      ['conflict', null],
      'incomplete',
    ],
  ])('does not create a deleted rule again where %s', async (_, foreign, event, result) => {
    const bench = await openBench(subject, async () => undefined);
    const started = await applyAll(bench, [['delete-rule', { rule: bench.estate.rules[0] ?? '' }]]);
    await foreign(bench.estate);
    const theirs = subject.lab.aws.dump();
    expect(await undo(bench, ...started)).toBe(result);
    expect(subject.lab.aws.dump()).toEqual(theirs);
    const told = bench.engine.ledger.events.map((noted) => [noted.type, 'code' in noted ? noted.code : null]);
    expect(told).toContainEqual(event);
  });

  it('takes a rule that it created away also where somebody has tagged it', async () => {
    const bench = await openBench(subject, async () => undefined);
    const before = bench.dump();
    const { listener, owner } = bench.estate;
    const started = await applyAll(bench, [['fixed-response', { listener, paths: ['/a'], status: 503, body: 'soon' }]]);
    const created = started[0]?.step.kind.outputs(
      await readRules(bench, listener),
      {},
      { session: bench.engine.session, step: 'step-0' },
    )['rule'];
    await owner.send(
      new AddTagsCommand({ ResourceArns: [String(created)], Tags: [{ Key: 'created-by', Value: 'somebody' }] }),
    );
    expect(await undo(bench, ...started)).toBe('restored');
    expect(changed(before, bench.dump())).toBeUndefined();
  });

  it('never deletes a rule that somebody has given the tags of a step', async () => {
    const bench = await openBench(subject, async () => undefined);
    const { listener, owner, rules } = bench.estate;
    const Tags = [
      { Key: 'breakglass:session', Value: bench.engine.session },
      { Key: 'breakglass:step', Value: 'step-0' },
    ];
    await owner.send(new AddTagsCommand({ ResourceArns: [arnOf(rules[0])], Tags }));
    const before = bench.dump();
    const uses: Uses = ['fixed-response', { listener, paths: ['/a'], status: 503, body: 'soon' }];
    await expect(applyAll(bench, [uses])).rejects.toThrow(expect.objectContaining({ code: 'not-applicable' }));
    expect(changed(before, bench.dump())).toBeUndefined();
  });

  it('finds a rule again that somebody else has created again as it was', async () => {
    const bench = await openBench(subject, async () => undefined);
    const { owner, listener, blue, rules } = bench.estate;
    const before = bench.dump();
    const params = { 'rule-priorities': [{ rule: arnOf(rules[1]), priority: 1 }] };
    const started = await applyAll(bench, [['set-rule-priorities', params]]);
    await owner.send(new DeleteRuleCommand({ RuleArn: arnOf(rules[1]) }));
    const Conditions = [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/api/2/*'] } }];
    const Actions = [{ Type: 'forward', TargetGroupArn: blue } as const];
    await owner.send(new CreateRuleCommand({ ListenerArn: listener, Priority: 1, Conditions, Actions }));
    expect(await undo(bench, ...started)).toBe('restored');
    expect(changed(before, bench.dump())).toBeUndefined();
  });

  function readRules(bench: Bench, listener: string) {
    return subject.kind.resourceKind.read(readContext(bench), listener);
  }

  function readContext({ engine, clients }: Bench) {
    return { client: clients.get('elbv2'), signal: AbortSignal.timeout(10_000), session: engine.session };
  }
});
