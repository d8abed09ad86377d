import type { Action, ModifyListenerCommandInput } from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlaybookStep } from '../../action/domain/documents.ts';
import { BreakglassError } from '../../action/domain/error.ts';
import type { Json, JsonObject } from '../../action/domain/json.ts';
import type { PlannedStep } from '../../action/domain/plan.ts';
import { look } from '../../action/engine/look.ts';
import { buildPlan } from '../../action/engine/plan.ts';
import type { RunResult } from '../../action/engine/run.ts';
import { changed } from '../contract/clauses/difference.ts';
import { listen, modify, other } from '../contract/listeners.ts';
import { members } from '../contract/members.ts';
import { patience } from '../contract/workbench.ts';
import { planInput, playbookOf } from './gradual.ts';
import { type Grounds, openGrounds, planOf, type Session, shift, step } from './session.ts';

let grounds: Grounds;
beforeAll(async () => {
  grounds = await openGrounds();
});
afterAll(() => grounds.close());

function deletion(listener: string): PlannedStep {
  return step('elbv2/delete-listener', { listener }, { id: 'delete', inverse: { irreversible: true } });
}

/** Every kind that changes something of a listener, beside its rules and without. */
const onListeners = members.filter(
  ({ kind }) => !kind.irreversible && kind.resourceKind.kind.startsWith('elbv2/listener-'),
);

function gone({ dump }: Session, listener: string): boolean {
  const { listeners = [] } = dump() as { readonly listeners?: readonly { readonly arn: string }[] };
  return !listeners.some(({ arn }) => arn === listener);
}

/** A rule that was made again on the way back has another ARN, which the record names. */
function underFirstNames({ ledger, dump }: Session): Json {
  const again = ledger.events.flatMap((event) => (event.type === 'recreated' ? [event] : []));
  return JSON.parse(again.reduce((text, { was, is }) => text.replaceAll(is, was), JSON.stringify(dump())));
}

async function changedThenDeleted({ kind, fixture }: (typeof members)[number]) {
  const session = await grounds.session();
  const [scene] = Object.values(fixture.scenes);
  await fixture.needs?.(session.estate);
  await scene?.(session.estate);
  const first = step(kind.kind, fixture.params(session.estate, 0), { id: 'change' });
  return {
    session,
    before: session.dump(),
    steps: [first, deletion(first.resource.arn)],
    listener: first.resource.arn,
  };
}

const GONE: Action = { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '410' } };

describe('a listener that one step changes and a later one deletes', () => {
  it.each(onListeners)('is gone in the end, changed by $fixture.kind', async (member) => {
    const { session, steps, listener } = await changedThenDeleted(member);
    expect(await session.run(steps)).toEqual({ outcome: 'succeeded', error: undefined });
    expect(gone(session, listener)).toBe(true);
    const prepared = session.journal.links.find(({ state }) => state === 'prepared');
    const deleted = session.writes().indexOf('DeleteListener');
    expect(session.writes().slice(deleted)).toEqual(['DeleteListener']);
    const earlier = session.calls().slice(0, prepared?.awsCalls);
    expect(earlier.some(({ operation }) => operation === 'DeleteListener')).toBe(false);
    expect(session.event('step-prepared')).toMatchObject({ step: 'delete' });
  });

  it.each(onListeners)('is as it was where the deletion is refused, changed by $fixture.kind', async (member) => {
    const { session, before, steps } = await changedThenDeleted(member);
    session.fault({ operation: 'DeleteListener', kind: 'error', code: 'OperationNotPermitted', status: 400 });
    expect(await session.run(steps)).toMatchObject({ error: { code: 'aws-rejected' } });
    expect(changed(before, underFirstNames(session))).toBeUndefined();
  });

  it('stays where somebody else has changed it since that was recorded (changed-underneath)', async () => {
    const session = await grounds.session();
    const { estate } = session;
    session.fault({
      operation: 'DeleteListener',
      kind: 'hook',
      cut: true,
      run: () => modify(estate, estate.listener, { Port: 81 }),
    });
    const result = await session.run([shift(estate), deletion(estate.listener)]);
    expect(result.error?.code).toBe('changed-underneath');
    expect(gone(session, estate.listener)).toBe(false);
  });

  it.each<[string, Omit<ModifyListenerCommandInput, 'ListenerArn'>, RunResult['outcome']]>([
    ['its port', { Port: 81 }, 'rolled-back'],
    ['what an earlier step has changed as well', { DefaultActions: [GONE] }, 'failed'],
  ])('stays where somebody else has changed %s just before (changed-underneath)', async (_what, input, outcome) => {
    const session = await grounds.session();
    const { estate } = session;
    session.on('step-verified', () => {
      const run = () => modify(estate, estate.listener, input);
      session.fault({ operation: 'DescribeListeners', kind: 'hook', run });
    });
    const result = await session.run([shift(estate), deletion(estate.listener)]);
    expect(result).toMatchObject({ outcome, error: { code: 'changed-underneath' } });
    expect(session.writes()).not.toContain('DeleteListener');
    expect(session.event('step-prepared')).toBeUndefined();
    expect(session.event('conflict')).toMatchObject({
      step: 'delete',
      units: [{ unit: `listener/${estate.listener}` }],
    });
  });

  it('is gone where somebody else has changed another one', async () => {
    const session = await grounds.session();
    const { estate } = session;
    await listen(estate, 'other', { Protocol: 'HTTP', Port: 8081 });
    session.on('step-verified', () => {
      const run = () => modify(estate, other(estate, 'other'), { Port: 8082 });
      session.fault({ operation: 'DescribeListeners', kind: 'hook', run });
    });
    expect(await session.run([shift(estate), deletion(estate.listener)])).toMatchObject({ outcome: 'succeeded' });
    expect(gone(session, estate.listener)).toBe(true);
  });

  it('is shown to the approver with what deleting it means', async () => {
    const { engine, estate } = await grounds.session();
    const steps = [shift(estate), deletion(estate.listener)];
    const seen = await look(engine, planOf(steps, {}), patience());
    expect(seen.steps.map(({ id }) => id)).toEqual(['shift-weights', 'delete']);
    expect(seen.steps[1]?.diff[0]?.after).toMatch(/deleted with all its rules/);
  });

  it('is held to the drift of all steps before anything is changed', async () => {
    const session = await grounds.session();
    const held: string[] = [];
    await session.run([shift(session.estate), deletion(session.estate.listener)], {
      requireNoDrift: (prepared) => {
        held.push(...prepared.map(({ plan }) => plan.id));
        throw new BreakglassError('drifted', 'it has changed');
      },
    });
    expect([held, session.writes()]).toEqual([['shift-weights', 'delete'], []]);
  });
});

const ARN = 'arn:aws:elasticloadbalancing:us-east-1:123456789012';
const LISTENER = `${ARN}:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2`;
const OTHER = `${ARN}:listener/app/web/50dc6c495c0c9188/0123456789abcdef`;
const GREEN = `${ARN}:targetgroup/green/73e2d6bc24d8a067`;

describe('a plan with a step on a listener that an earlier one deletes', () => {
  const playbook = playbookOf({});
  const remove: PlaybookStep = {
    id: 'remove',
    uses: 'elbv2/delete-listener',
    with: { listener: LISTENER },
    irreversible: true,
  };
  const on = (listener: string): PlaybookStep => ({
    id: 'shift',
    uses: 'elbv2/shift-weights',
    with: { listener, to: GREEN, percent: 100 },
    irreversible: false,
  });
  const codeOf = (steps: readonly PlaybookStep[]): string | undefined => {
    const input = planInput({ ...playbook, steps });
    const role = { ...input.role, serves: ['elbv2/shift-weights', 'elbv2/delete-listener'] };
    const resolve = ({ with: params }: { readonly with: JsonObject }) => ({ with: params, late: [] });
    try {
      buildPlan({ ...input, role, permissions: () => EVERYTHING, resolve });
      return undefined;
    } catch (error) {
      return error instanceof BreakglassError ? `${error.code} ${error.hint}` : String(error);
    }
  };

  it('is refused, and the hint says which step is to come first (invalid-value)', () => {
    expect(codeOf([remove, on(LISTENER)])).toMatch(/^invalid-value .*"shift" come before "remove"/);
    expect(codeOf([remove, { ...remove, id: 'again' }])).toMatch(/^invalid-value .*"again" come before/);
  });

  it.each<[string, readonly PlaybookStep[]]>([
    ['in the other order', [on(LISTENER), remove]],
    ['on another listener', [remove, on(OTHER)]],
  ])('is made %s', (_what, steps) => {
    expect(codeOf(steps)).toBeUndefined();
  });
});

const EVERYTHING = { sourceNetworks: [], uncovered: () => [], sessionPolicies: () => [] };
