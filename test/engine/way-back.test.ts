import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../action/domain/json.ts';
import { snapshot } from '../../action/engine/fold.ts';
import { foldUndo } from '../../action/engine/undo.ts';
import { registry } from '../../action/services/registry.ts';
import { changed, delta } from '../contract/clauses/difference.ts';
import { openLab } from '../contract/contract.ts';
import { arnOf, type Estate } from '../contract/estate.ts';
import { SESSION } from '../contract/lab.ts';
import { addCertificates, certificate, other, secureListener } from '../contract/listeners.ts';
import { memberOf } from '../contract/members.ts';
import {
  apply,
  type Bench,
  openBench,
  patience,
  plannedStep,
  prepare,
  type Subject,
  undo,
} from '../contract/workbench.ts';

type Uses = readonly [kind: string, params: JsonObject];

/** Steps on one resource, a part of which gives back what another one has taken. */
const SEQUENCES: Readonly<Record<string, (estate: Estate) => readonly Uses[]>> = {
  'a certificate removed and added again, with another one': (estate) => {
    const listener = other(estate, 'secure');
    return [
      ['remove-certificates', { listener, certificates: [certificate(1)] }],
      ['add-certificates', { listener, certificates: [certificate(1), certificate(2)] }],
    ];
  },
  'TLS dropped and given back with another policy': (estate) => {
    const listener = other(estate, 'secure');
    const tls = { 'ssl-policy': 'ELBSecurityPolicy-TLS13-1-3-2021-06', certificate: certificate(0) };
    return [
      ['set-listener-port-protocol', { listener, protocol: 'HTTP' }],
      ['set-listener-port-protocol', { listener, protocol: 'HTTPS', ...tls }],
      ['add-certificates', { listener, certificates: [certificate(1)] }],
    ];
  },
  'a target taken out and registered again': ({ blue }) => [
    ['deregister-targets', { 'target-group': blue, targets: [{ id: '10.0.1.17' }] }],
    ['register-targets', { 'target-group': blue, targets: [{ id: '10.0.1.17', port: 8080 }] }],
    ['deregister-targets', { 'target-group': blue, targets: [{ id: '10.0.1.18' }] }],
  ],
  'one target registered and taken out again': ({ blue }) => [
    ['register-targets', { 'target-group': blue, targets: [{ id: '10.0.1.99', port: 8080 }] }],
    ['deregister-targets', { 'target-group': blue, targets: [{ id: '10.0.1.99' }] }],
  ],
  'a health check whose interval is lengthened for a while': ({ blue }) => [
    ['set-health-check', { 'target-group': blue, interval: '20s', timeout: '5s' }],
    ['set-health-check', { 'target-group': blue, timeout: '15s' }],
    ['set-health-check', { 'target-group': blue, interval: '300s' }],
  ],
  'one rule there and back, another one only there': ({ rules }) => [
    ['modify-rule', { rule: arnOf(rules[0]), paths: ['/a'] }],
    ['modify-rule', { rule: arnOf(rules[1]), paths: ['/b'] }],
    ['modify-rule', { rule: arnOf(rules[0]), paths: ['/api/1/*'] }],
  ],
  'two rules swapped, and swapped again': ({ rules }) => [
    ['set-rule-priorities', { 'rule-priorities': swapped(rules) }],
    ['set-rule-priorities', { 'rule-priorities': swapped(rules.toReversed()) }],
  ],
  'traffic moved, and moved back a little': ({ listener, green }) => [
    ['shift-weights', { listener, to: green, percent: 100 }],
    ['shift-weights', { listener, to: green, percent: 10 }],
  ],
};

function swapped(rules: readonly string[]) {
  return [
    { rule: arnOf(rules[0]), priority: 2 },
    { rule: arnOf(rules[1]), priority: 1 },
  ];
}

describe('the way back over several steps', () => {
  let subject: Subject;
  let close = async (): Promise<void> => undefined;

  beforeAll(async () => {
    const { kind, fixture, partners } = memberOf('elbv2/shift-weights');
    ({ subject, close } = await openLab({ kind, fixture: { ...fixture, needs: async () => undefined }, partners }));
  });

  afterAll(() => close());

  async function applied(uses: (typeof SEQUENCES)[string]) {
    const bench = await openBench(subject, async (estate) => {
      await secureListener(estate);
      await addCertificates(estate, other(estate, 'secure'), certificate(1));
    });
    const before = bench.dump();
    const planned = uses(bench.estate).map(([name, params], index) => {
      const kind = registry.steps.get(`elbv2/${name}`);
      if (kind === undefined) throw new Error(`no kind ${name}`);
      return plannedStep(kind, params, `step-${index}`);
    });
    const steps = await prepare(bench, planned);
    const started = [];
    for (const step of steps) {
      const { started: item, error } = await apply(bench, step);
      if (error !== undefined) throw error;
      started.push(item);
    }
    return { bench, before, planned, steps, started };
  }

  /** The dumps after each write of what is done. */
  async function between(bench: Bench, work: () => Promise<unknown>): Promise<readonly Json[]> {
    const dumps: Json[] = [];
    const run = (): void => void dumps.push(bench.dump());
    const remove = subject.lab.faults.add({
      service: 'elasticloadbalancing',
      operation: '*',
      times: Number.POSITIVE_INFINITY,
      kind: 'hook-after',
      run,
    });
    await work();
    remove();
    return dumps;
  }

  /** What was changed on the way, of what is the same before the session and after it. */
  function moved(before: Json, left: Json, dumps: readonly Json[]): readonly string[] {
    const differs = delta(before, left);
    return dumps.flatMap((dump) => [...delta(before, dump).keys()].filter((path) => !differs.has(path)));
  }

  it.each(Object.entries(SEQUENCES))('rolled back, leaves alone what %s leaves as it was', async (_what, uses) => {
    const { bench, before, started } = await applied(uses);
    const left = bench.dump();
    const dumps = await between(bench, async () => expect(await undo(bench, ...started)).toBe('restored'));
    expect(moved(before, left, dumps)).toEqual([]);
    expect(changed(before, bench.dump())).toBeUndefined();
  });

  it.each(Object.entries(SEQUENCES))('undone later, leaves alone what %s leaves as it was', async (_what, uses) => {
    const { bench, before, planned, steps } = await applied(uses);
    const left = bench.dump();
    const past = steps.map(({ plan, before: was, after }) => ({
      id: plan.id,
      uses: plan.uses,
      with: plan.with,
      before: was,
      after,
    }));
    const now = await snapshot(bench.engine, planned, patience());
    const back = foldUndo(bench.engine.registry, planned.toReversed(), { steps: past, owner: SESSION }, now);
    const dumps = await between(bench, async () => {
      for (const step of back) expect((await apply(bench, step)).error).toBeUndefined();
    });
    expect(moved(before, left, dumps)).toEqual([]);
    expect(changed(before, bench.dump())).toBeUndefined();
  });
});
