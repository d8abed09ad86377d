import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../action/domain/json.ts';
import type { Model } from '../../action/domain/step-kind.ts';
import { differingUnits } from '../../action/engine/compare.ts';
import { type PreparedStep, resourceKey, stepKind } from '../../action/engine/fold.ts';
import { lastWords, takenAwayBy } from '../../action/engine/last-word.ts';
import { type Found, findingOf } from '../../action/engine/recover.ts';
import { registry } from '../../action/services/registry.ts';

const PREFIX = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:';
const LISTENER = `${PREFIX}listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2`;
const OTHER = `${PREFIX}listener/app/web/50dc6c495c0c9188/0467ef3c8400ae65`;

function step(id: string, uses: string, params: JsonObject, before: Model, after: Model): PreparedStep {
  const kind = stepKind(registry, `elbv2/${uses}`);
  const resource = { kind: kind.resourceKind.kind, arn: kind.resource(params) };
  const inverse = kind.irreversible ? ({ irreversible: true } as const) : { restore: resource };
  const plan = { id, uses: kind.kind, with: params, late: [], resource, inverse, timeoutMs: 60_000 };
  return { plan, kind, before, after, units: differingUnits(before, after), diff: [] };
}

const tighten = (listener: string, from = 'old', to = 'new', id = to) =>
  step(id, 'set-ssl-policy', { listener, 'ssl-policy': to }, { 'ssl-policy': from }, { 'ssl-policy': to });
const rule = step('rule', 'modify-rule', { rule: `${PREFIX}x` }, { a: 1 }, { a: 2 });
const LISTENERS = { [`listener/${LISTENER}`]: { port: 443 }, [`listener/${OTHER}`]: { port: 80 } };
const REST = { [`listener/${OTHER}`]: { port: 80 } };
const remove = step('remove', 'delete-listener', { listener: LISTENER }, LISTENERS, REST);

const keyOf = ({ plan }: PreparedStep): string => resourceKey(plan.resource);

describe('what a recovery finds of steps, the last of which deletes a listener', () => {
  const first = tighten(LISTENER);
  const beside = tighten(OTHER, 'old', 'new', 'beside');

  it.each<[string, readonly PreparedStep[], readonly (readonly [PreparedStep, Model])[], readonly Found[]]>([
    ['carried out as a whole', [first, remove], [[remove, REST]], ['ours', 'ours']],
    [
      'not deleted yet',
      [first, remove],
      [
        [first, first.after],
        [remove, LISTENERS],
      ],
      ['ours', 'before'],
    ],
    [
      'not begun',
      [first, remove],
      [
        [first, first.before],
        [remove, LISTENERS],
      ],
      ['before', 'before'],
    ],
    [
      'changed twice, then deleted',
      [first, tighten(LISTENER, 'new', 'newest'), remove],
      [[remove, REST]],
      ['ours', 'ours', 'ours'],
    ],
    [
      'where another listener has gone that no step deletes',
      [beside, remove],
      [[remove, { ...REST, [`listener/${OTHER}`]: { port: 80 } }]],
      ['foreign', 'ours'],
    ],
    // Gone, and yet there: nobody may take that for the work of a step that has not been done.
    ['gone before its step', [first, remove], [[remove, LISTENERS]], ['foreign', 'before']],
    ['gone, and no step deletes it', [first], [], ['foreign']],
    ['gone, and what it belonged to as well', [first, remove], [], ['foreign', 'foreign']],
  ])('%s', (_what, steps, read, expected) => {
    const now = new Map(read.map(([of, model]) => [keyOf(of), model]));
    expect(steps.map((each) => findingOf(each, steps, now))).toEqual(expected);
  });

  it('is deleted by a later step alone: what an earlier one deleted is another thing', () => {
    expect(takenAwayBy(first, [first, remove])?.plan.id).toBe('remove');
    expect(takenAwayBy(first, [remove, first])).toBeUndefined();
    expect(takenAwayBy(beside, [beside, remove])).toBeUndefined();
  });

  it.each<[string, readonly PreparedStep[], readonly string[]]>([
    ['what a later step deletes', [first, beside, remove], ['beside', 'remove']],
    ['what a later step changes again', [first, tighten(LISTENER, 'new', 'newest')], ['newest']],
    ['no unit on two resources', [first, { ...rule, units: first.units }], ['new', 'rule']],
  ])('is verified by every step, but for %s', (_what, steps, expected) => {
    expect(lastWords(steps).map(({ plan }) => plan.id)).toEqual(expected);
  });
});
