import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../action/domain/json.ts';
import type { ForwardAction } from '../../../../action/services/elbv2/actions.ts';
import type { ListenerActions } from '../../../../action/services/elbv2/resources/listener-actions.ts';
import { share, shiftWeights } from '../../../../action/services/elbv2/steps/shift-weights.ts';

const LISTENER =
  'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2';

function listener(weights: Readonly<Record<string, number>>): ListenerActions {
  const targetGroups = Object.entries(weights).map(([arn, weight]) => ({ arn, weight }));
  return { actions: [{ type: 'forward', targetGroups, stickiness: null }] };
}

function shifted(before: ListenerActions, to: string, percent: number): Readonly<Record<string, number>> {
  const { after } = shiftWeights.change(before, { listener: LISTENER, to, percent }, { session: 's', step: 'x' });
  const [action] = (after as ListenerActions).actions as readonly ForwardAction[];
  return Object.fromEntries(action?.targetGroups.map(({ arn, weight }) => [arn, weight]) ?? []);
}

/** A listener's action, as it is read, with nothing in it that cannot be written again. */
const LOGIN = { type: 'authenticate-oidc', config: { ClientId: 'shop' }, extraParams: null } as const;

const validate = new Ajv2020({ strict: true, strictRequired: false, allErrors: true }).compile(shiftWeights.params);

describe('shifting weights', () => {
  it.each([
    [{ blue: 100, green: 0 }, 'green', 100, { blue: 0, green: 100 }],
    [{ blue: 100, green: 0 }, 'green', 25, { blue: 75, green: 25 }],
    [{ blue: 100 }, 'green', 10, { blue: 90, green: 10 }],
    [{ blue: 3, grey: 1, green: 0 }, 'green', 60, { blue: 30, grey: 10, green: 60 }],
    [{ blue: 0, grey: 0, green: 1 }, 'green', 50, { blue: 25, grey: 25, green: 50 }],
    [{ blue: 1, grey: 1, black: 1, green: 0 }, 'green', 1, { blue: 33, grey: 33, black: 33, green: 1 }],
    [{ green: 7 }, 'green', 40, { green: 7 }],
  ] as const)('of %j to %s %i percent gives %j', (before, to, percent, after) => {
    expect(shifted(listener(before), to, percent)).toEqual(after);
  });

  it.each([
    ['a redirect', { actions: [{ type: 'redirect', status: 'HTTP_302' }] }],
    ['no action', { actions: [] }],
    ['authentication alone', { actions: [LOGIN] }],
    ['two forwards', { actions: [...listener({ blue: 1 }).actions, ...listener({ green: 1 }).actions] }],
    ['five other target groups', listener({ a: 1, b: 1, c: 1, d: 1, e: 1 })],
  ])('refuses a listener with %s', (_, before) => {
    const params = { listener: LISTENER, to: 'green', percent: 50 };
    expect(() => shiftWeights.change(before as JsonObject, params, { session: 's', step: 'x' })).toThrow(
      expect.objectContaining({ code: 'not-applicable' }),
    );
  });

  it('leaves stickiness as it is', () => {
    const sticky = { enabled: true, seconds: 60 };
    const [forward] = listener({ blue: 1 }).actions;
    const before = { actions: [{ ...forward, stickiness: sticky }] } as unknown as JsonObject;
    const params = { listener: LISTENER, to: 'green', percent: 50 };
    const { after } = shiftWeights.change(before, params, { session: 's', step: 'x' });
    expect(after).toMatchObject({ actions: [{ stickiness: sticky }] });
  });

  it('keeps the actions that authenticate users, as they are and where they are', () => {
    const before = { actions: [LOGIN, ...listener({ blue: 1, green: 0 }).actions] };
    const params = { listener: LISTENER, to: 'green', percent: 100 };
    const { after, irreversible } = shiftWeights.change(before, params, { session: 's', step: 'x' });
    expect(after).toEqual({ actions: [LOGIN, ...listener({ blue: 0, green: 100 }).actions] });
    expect(irreversible).toBeUndefined();
  });

  it.each([['does what this version does not know', { type: 'future-action', unknown: { $hmac: 'f' } }]])(
    'refuses a listener that %s: they may hold secrets (sensitive-state)',
    (_what, action) => {
      const before = { actions: [action, ...listener({ blue: 1 }).actions] };
      const params = { listener: LISTENER, to: 'green', percent: 50 };
      expect(() => shiftWeights.change(before as JsonObject, params, { session: 's', step: 'x' })).toThrow(
        expect.objectContaining({ code: 'sensitive-state' }),
      );
    },
  );

  it('tells the approver the shares, and that clients may stay where they are', () => {
    const [forward] = listener({ blue: 3, grey: 1 }).actions;
    const before = { actions: [{ ...forward, stickiness: { enabled: true, seconds: 60 } }] } as unknown as JsonObject;
    const params = { listener: LISTENER, to: 'green', percent: 60 };
    const { diff } = shiftWeights.change(before, params, { session: 's', step: 'x' });
    expect(diff).toEqual([
      { what: 'blue', before: '75%', after: '30%' },
      { what: 'green', before: 'not a target', after: '60%' },
      { what: 'grey', before: '25%', after: '10%' },
      { what: 'stickiness', before: expect.stringContaining('60 s'), after: expect.stringContaining('60 s') },
    ]);
  });
});

describe('the params of a shift', () => {
  const base = { listener: LISTENER, to: 'green' };
  const ELEVEN = Array.from({ length: 11 }, (_, index) => `${index + 1}%`);
  const valid = (params: JsonObject): boolean => validate({ ...base, ...params });

  it.each([{ percent: 1 }, { percent: 100 }, { in: ['100%'], every: '1s' }, { in: ELEVEN.slice(1), every: '2m' }])(
    'are %j',
    (params) => {
      expect(valid(params)).toBe(true);
    },
  );

  it.each([
    ['neither a share nor stages', {}],
    ['both', { percent: 10, in: ['10%', '20%'], every: '30s' }],
    ['a share and a time', { percent: 10, every: '30s' }],
    ['stages without a time', { in: ['10%', '20%'] }],
    ['a time without stages', { every: '30s' }],
    ['no stage', { in: [], every: '30s' }],
    ['eleven stages', { in: ELEVEN, every: '30s' }],
    ['the same stage twice', { in: ['10%', '10%'], every: '30s' }],
    ['a stage of nothing', { in: ['0%'], every: '30s' }],
    ['more than all', { in: ['101%'], every: '30s' }],
    ['half a percent', { in: ['0.5%'], every: '30s' }],
    ['a number without its unit', { in: [10], every: '30s' }],
    ['a time without its unit', { in: ['10%'], every: '30' }],
    ['a share of nothing', { percent: 0 }],
    ['a share above all', { percent: 101 }],
    ['half a share', { percent: 0.5 }],
    ['what nobody knows', { percent: 1, force: true }],
  ])('are refused with %s', (_what, params) => {
    expect(valid(params)).toBe(false);
  });
});

describe('sharing', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 999 }), { minLength: 1, maxLength: 5 });
  const total = fc.integer({ min: 0, max: 100 });

  it('gives whole shares that sum to the total', () => {
    fc.assert(
      fc.property(total, weights, (sum, given) => {
        const shares = share(sum, given);
        expect(shares).toHaveLength(given.length);
        expect(shares.every((value) => Number.isInteger(value) && value >= 0)).toBe(true);
        expect(shares.reduce((a, b) => a + b, 0)).toBe(sum);
      }),
    );
  });

  it('is less than one away from the exact share, and gives nothing to a weight of 0', () => {
    fc.assert(
      fc.property(total, weights, (sum, given) => {
        const all = given.reduce((a, b) => a + b, 0);
        fc.pre(all > 0);
        share(sum, given).forEach((value, index) => {
          const exact = (sum * (given[index] ?? 0)) / all;
          expect(Math.abs(value - exact)).toBeLessThan(1);
          if (given[index] === 0) expect(value).toBe(0);
        });
      }),
    );
  });

  it('keeps the order: who had more does not get less', () => {
    fc.assert(
      fc.property(total, weights, (sum, given) => {
        const sorted = given.toSorted((a, b) => b - a);
        const shares = share(sum, sorted);
        expect(shares).toEqual(shares.toSorted((a, b) => b - a));
      }),
    );
  });
});
