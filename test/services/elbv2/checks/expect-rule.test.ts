import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../action/domain/json.ts';
import { expectRule } from '../../../../action/services/elbv2/checks/expect-rule.ts';
import { buildEstate, type Estate } from '../../../contract/estate.ts';
import { type Lab, startLab } from '../../../contract/lab.ts';
import { LISTENER, wrongIn } from '../rules.ts';

describe('expecting a rule', () => {
  let lab: Lab;
  let estate: Estate;

  beforeAll(async () => {
    lab = await startLab(500);
    // Its rules forward `/api/1/*` and `/api/2/*`, at priorities 1 and 2.
    estate = await buildEstate(lab, 1);
  });

  afterAll(() => lab.close());

  async function contextFor(params: JsonObject) {
    const clients = await lab.clients({ grants: expectRule.grants(params, lab.scope) });
    return { client: clients.get('elbv2'), signal: AbortSignal.timeout(10_000), session: 's' };
  }

  async function look(params: JsonObject) {
    return expectRule.observe(await contextFor(params), { listener: estate.listener, ...params });
  }

  it.each<[string, JsonObject]>([
    ['for these requests', { conditions: { paths: ['/api/1/*'] } }],
    ['that forwards them', { conditions: { paths: ['/api/1/*'] }, action: 'forward' }],
    ['at this priority', { conditions: { paths: ['/api/2/*'] }, priority: 2 }],
  ])('holds where there is one %s, and says what it does', async (_, params) => {
    const { ok, observed } = await look(params);
    expect([ok, observed]).toEqual([
      true,
      expect.stringMatching(/^for path-pattern \/api.*: priority \d, forward: 100%/),
    ]);
  });

  it.each<[string, JsonObject, RegExp]>([
    ['for these requests', { conditions: { paths: ['/api/3/*'] } }, /^none of 2 rules is for path-pattern \/api\/3/],
    ['for no more than these', { conditions: { paths: ['/api/1/*'], methods: ['GET'] } }, /^none of 2 rules/],
    ['for all of these', { conditions: { paths: ['/api/1/*', '/api/2/*'] } }, /^none of 2 rules/],
    ['that redirects them', { conditions: { paths: ['/api/1/*'] }, action: 'redirect' }, /priority 1, forward/],
    ['at this priority', { conditions: { paths: ['/api/1/*'] }, priority: 2 }, /priority 1, forward/],
  ])('does not hold where there is none %s, and says what there is', async (_, params, observed) => {
    expect(await look(params)).toEqual({ ok: false, observed: expect.stringMatching(observed) });
  });

  it('holds where a rule that is named by its ARN is there, and has its place', async () => {
    const rule = estate.rules[1] ?? '';
    const at = async (params: JsonObject) => expectRule.observe(await contextFor(params), params);
    expect(await at({ rule })).toMatchObject({ ok: true });
    expect(await at({ rule, priority: 2, action: 'forward' })).toEqual({
      ok: true,
      observed: expect.stringMatching(/^for path-pattern \/api\/2.*: priority 2, forward: 100%/),
    });
    expect(await at({ rule, priority: 1 })).toMatchObject({ ok: false });
    const gone = rule.replace(/[0-9a-f]{16}$/, '0'.repeat(16));
    expect(await at({ rule: gone })).toEqual({ ok: false, observed: `${gone} is not there` });
  });

  it('says nothing of values that may be secrets', async () => {
    const { observed } = await look({ conditions: { headers: [{ name: 'X-Token', values: ['secret-value'] }] } });
    expect(observed).not.toContain('secret-value');
  });

  it.each<[string, JsonObject]>([
    ['no condition', { conditions: {} }],
    ['no conditions at all', {}],
    ['priority 50,001', { conditions: { paths: ['/a'] }, priority: 50_001 }],
    ['a rule and a listener', { rule: `${LISTENER.replace(':listener/', ':listener-rule/')}/9683b2d02a6cabee` }],
    ['an action that there is not', { conditions: { paths: ['/a'] }, action: 'drop' }],
  ])('refuses %s before the gate', (_, params) => {
    expect(wrongIn(expectRule.params, { listener: LISTENER, ...params })).not.toEqual([]);
  });
});
