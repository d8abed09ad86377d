import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Opening } from '../../../action/domain/step-kind.ts';
import { accessOf } from '../../../action/services/elbv2/access.ts';
import type { ListenerAction } from '../../../action/services/elbv2/actions.ts';
import { passingLines } from '../../../action/services/elbv2/authentication.ts';
import { conditionsFromAws } from '../../../action/services/elbv2/conditions.ts';
import { type ListenerRules, withExisting } from '../../../action/services/elbv2/rules-model.ts';
import { FORWARD, JWT, LAX, OIDC, PAGE, UPGRADE } from './login-actions.ts';
import { ruleArn, ruleAt } from './rules.ts';

const REFUSED = expect.objectContaining({ code: 'not-applicable' });

describe('any change of rules', () => {
  const PATHS = ['/a', '/b'];
  const actions = fc.constantFrom(
    [FORWARD],
    [PAGE],
    [OIDC, FORWARD],
    [JWT, FORWARD],
    [LAX, FORWARD],
    [OIDC, PAGE],
    [UPGRADE],
    [OIDC, UPGRADE],
    [LAX, UPGRADE],
  );
  const rule = fc.record({
    priority: fc.integer({ min: 1, max: 9 }),
    paths: fc.uniqueArray(fc.constantFrom(...PATHS), { minLength: 1 }),
    actions,
  });
  const listener = fc.record({
    rules: fc.dictionary(fc.constantFrom('1', '2', '3'), rule, { noNullPrototype: true }),
    fallback: actions,
  });
  type World = typeof listener extends fc.Arbitrary<infer T> ? T : never;

  function modelOf({ rules, fallback }: World): ListenerRules {
    return Object.entries(rules).reduce<ListenerRules>(
      (model, [n, { paths, ...more }]) => {
        const conditions = conditionsFromAws([{ Field: 'path-pattern', PathPatternConfig: { Values: paths } }]);
        return withExisting(model, ruleArn(Number(n)), ruleAt(more.priority, { ...more, conditions }));
      },
      { arns: {}, fallback: accessOf(fallback) },
    );
  }

  /** What answers a path, as AWS picks it. */
  function answering(
    { rules, fallback }: World,
    path: string,
  ): { readonly name: string; readonly actions: readonly ListenerAction[] } {
    const [first] = Object.entries(rules)
      .filter(([, { paths }]) => paths.includes(path))
      .toSorted(([, a], [, b]) => a.priority - b.priority);
    return first === undefined ? { name: 'default', actions: fallback } : { name: first[0], actions: first[1].actions };
  }

  function opening(origin: World, before: World, after: World): Opening<ListenerRules> {
    return { origin: modelOf(origin), before: modelOf(before), after: modelOf(after) };
  }

  function distinct({ rules }: World): boolean {
    const all = Object.values(rules).map(({ priority }) => priority);
    return new Set(all).size === all.length;
  }

  /** Whether a request that had to log in is let in by another rule, or by one that asks for less. */
  function isOpened(before: World, after: World): boolean {
    return PATHS.some((path) => {
      const [was, is] = [answering(before, path), answering(after, path)];
      const [asked, now] = [accessOf(was.actions).asks, accessOf(is.actions)];
      return asked.length > 0 && now.open && (was.name !== is.name || asked.some((one) => !now.asks.includes(one)));
    });
  }

  it('is refused where a request that had to log in would be let in by another rule, or asks for less', () => {
    fc.assert(
      fc.property(listener, listener, (before, next) => {
        const after = { ...next, fallback: before.fallback };
        fc.pre(distinct(before) && distinct(after));
        if (isOpened(before, after)) expect(() => passingLines(opening(before, before, after), false)).toThrow(REFUSED);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is refused at one of its steps where all of them together would let it in', () => {
    fc.assert(
      fc.property(fc.array(listener, { minLength: 2, maxLength: 4 }), ([origin, ...next]) => {
        fc.pre(origin !== undefined && [origin, ...next].every(distinct));
        const states = [origin, ...next.map((world) => ({ ...world, fallback: origin.fallback }))];
        const last = states.at(-1) ?? origin;
        fc.pre(isOpened(origin, last));
        expect(() =>
          states.forEach((after, index) => passingLines(opening(origin, states[index - 1] ?? origin, after), false)),
        ).toThrow(REFUSED);
      }),
      { numRuns: 1_000 },
    );
  });

  it('says nothing where nothing changes', () => {
    fc.assert(
      fc.property(listener, (world) => {
        fc.pre(distinct(world));
        expect(passingLines(opening(world, world, world), false)).toEqual([]);
      }),
    );
  });
});
