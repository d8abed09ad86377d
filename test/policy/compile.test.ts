import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Grant } from '../../action/domain/grant.ts';
import {
  compileRolePolicy,
  compileSessionPolicies,
  SESSION_POLICY_LIMIT,
  uncovered,
  withEnd,
} from '../../action/policy/compile.ts';
import { parsePolicy } from '../../action/policy/document.ts';
import { evaluate } from '../../action/policy/evaluate.ts';

const SCOPE = { partition: 'aws', account: '123456789012', region: 'us-east-1' } as const;
const NOT_AFTER = Date.parse('2026-11-21T02:43:00Z');
const PREFIX = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:';
const inTime = { 'aws:RequestedRegion': ['us-east-1'], 'aws:CurrentTime': ['2026-11-21T02:42:59Z'] };

const modify = (resource: string): Grant => ({
  access: 'write',
  action: 'elasticloadbalancing:ModifyListener',
  resource: `${PREFIX}${resource}`,
});
const describeAll: Grant = { access: 'read', action: 'elasticloadbalancing:DescribeListeners', resource: '*' };

/** A session with this policy, of a role that may do everything. */
function may(policy: string, action: string, resource: string, context: Record<string, string[]> = inTime): boolean {
  const all = parsePolicy('{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}');
  return evaluate({ identity: [all], session: parsePolicy(policy) }, { action, resource, context }).allowed;
}

const hex = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 16, maxLength: 16 });
const grant: fc.Arbitrary<Grant> = fc
  .record({
    access: fc.constantFrom('read', 'write'),
    verb: fc.constantFrom('ModifyListener', 'ModifyRule', 'CreateRule', 'DescribeListeners', 'DescribeTargetHealth'),
    type: fc.constantFrom('listener', 'listener-rule', 'targetgroup'),
    balancer: fc.constantFrom('web', 'api'),
    id: hex,
  })
  .map(({ access, verb, type, balancer, id }) => ({
    access,
    action: `elasticloadbalancing:${verb}`,
    resource: verb.startsWith('Describe') ? '*' : `${PREFIX}${type}/app/${balancer}/${id}`,
  }));

describe('a session policy', () => {
  it('names every ARN exactly, and shares a statement between actions on the same resources', () => {
    const also = { ...modify('listener/app/web/1/2'), action: 'elasticloadbalancing:AddTags' };
    const policies = compileSessionPolicies([modify('listener/app/web/1/2'), describeAll, also], SCOPE);
    expect(policies.map((policy) => JSON.parse(policy))).toEqual([
      {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: ['elasticloadbalancing:AddTags', 'elasticloadbalancing:ModifyListener'],
            Resource: `${PREFIX}listener/app/web/1/2`,
            Condition: { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } },
          },
          {
            Effect: 'Allow',
            Action: 'elasticloadbalancing:DescribeListeners',
            Resource: '*',
            Condition: { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } },
          },
        ],
      },
    ]);
  });

  it('ends in time, and in its Region', () => {
    const [policy = ''] = compileSessionPolicies([modify('listener/app/web/1/2')], SCOPE);
    const ending = withEnd(policy, NOT_AFTER + 999);
    const call = ['elasticloadbalancing:ModifyListener', `${PREFIX}listener/app/web/1/2`] as const;
    expect(may(ending, ...call)).toBe(true);
    expect(may(ending, ...call, { ...inTime, 'aws:CurrentTime': ['2026-11-21T02:43:00Z'] })).toBe(false);
    expect(may(ending, ...call, { ...inTime, 'aws:RequestedRegion': ['eu-west-1'] })).toBe(false);
    expect(may(ending, ...call, { 'aws:RequestedRegion': ['us-east-1'] })).toBe(false);
  });

  it('allows every granted call, no other, and never exceeds what STS takes', () => {
    fc.assert(
      fc.property(fc.array(grant, { minLength: 1, maxLength: 60 }), (grants) => {
        const rungs = compileSessionPolicies(grants, SCOPE).map((policy) => withEnd(policy, NOT_AFTER));
        for (const [rung, policy] of rungs.entries()) {
          expect(policy.length).toBeLessThanOrEqual(SESSION_POLICY_LIMIT);
          for (const { action, resource } of grants) expect(may(policy, action, resource)).toBe(true);
          // Never another action, type, account, Region or service, on any rung.
          for (const { action, resource } of grants) {
            expect(may(policy, 'elasticloadbalancing:DeleteListener', resource)).toBe(false);
            expect(may(policy, 'iam:PutRolePolicy', '*')).toBe(false);
            if (resource === '*') continue;
            expect(may(policy, action, '*')).toBe(false);
            expect(may(policy, action, resource.replace('123456789012', '210987654321'))).toBe(false);
            expect(may(policy, action, resource.replace('us-east-1', 'us-east-2'))).toBe(false);
            expect(may(policy, action, resource.replace(/:[a-z-]+\/app/, ':truststore/app'))).toBe(false);
            expect(may(policy, action, `${resource}0`) && !policy.includes('/*')).toBe(false);
          }
          expect(rung === 0 || policy !== rungs[rung - 1]).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('does not depend on the order of grants', () => {
    fc.assert(
      fc.property(fc.array(grant, { minLength: 1, maxLength: 12 }), (grants) => {
        expect(compileSessionPolicies(grants.toReversed(), SCOPE)).toEqual(compileSessionPolicies(grants, SCOPE));
      }),
    );
  });

  it('shares prefixes only when exact ARNs are too many, from the narrowest up', () => {
    const few = [1, 2].map((n) => modify(`listener/app/web/1/${n}`));
    expect(compileSessionPolicies(few, SCOPE)).toHaveLength(1);
    const many = Array.from({ length: 40 }, (_, n) => modify(`listener/app/web-${n % 4}/${n % 4}/${n}`));
    const rungs = compileSessionPolicies(many, SCOPE);
    expect(rungs).toHaveLength(4);
    expect(rungs[0]).toContain('listener/app/web-0/0/*');
    expect(rungs.at(-1)).toContain('listener/*');
    const denied = rungs.map((rung) => may(rung, 'elasticloadbalancing:ModifyListener', `${PREFIX}listener/app/x/1/1`));
    expect(denied).toEqual([false, false, true, true]);
  });

  it('refuses what fits on no rung', () => {
    const actions = Array.from({ length: 80 }, (_, n) => ({
      ...describeAll,
      action: `elasticloadbalancing:DescribeSomething${n}`,
    }));
    expect(() => compileSessionPolicies(actions, SCOPE)).toThrow(expect.objectContaining({ code: 'policy-too-large' }));
  });

  it.each([
    [`${PREFIX.replace('123456789012', '210987654321')}listener/x`, 'foreign-resource'],
    [`${PREFIX.replace('us-east-1', 'us-east-2')}listener/x`, 'foreign-resource'],
    [`${PREFIX.replace('aws', 'aws-cn')}listener/x`, 'foreign-resource'],
    ['listener/x', 'invalid-value'],
    [`${PREFIX}listener/\${aws:username}`, 'invalid-value'],
    [`${PREFIX}listener/?`, 'invalid-value'],
    [`${PREFIX}listener/"x`, 'invalid-value'],
    ['arn:aws:*:us-east-1:123456789012:listener/x', 'invalid-value'],
  ])('refuses a grant on %s', (resource, code) => {
    const grants = [{ ...describeAll, resource }];
    expect(() => compileSessionPolicies(grants, SCOPE)).toThrow(expect.objectContaining({ code }));
  });

  it('refuses no grants at all, and what is no action', () => {
    expect(() => compileSessionPolicies([], SCOPE)).toThrow(expect.objectContaining({ code: 'invalid-value' }));
    const wild = [{ ...describeAll, action: 'elasticloadbalancing:*' }];
    expect(() => compileSessionPolicies(wild, SCOPE)).toThrow(expect.objectContaining({ code: 'invalid-value' }));
  });
});

describe("a role's policy", () => {
  it('covers the same actions on every resource of the types in the account and Region', () => {
    const elsewhere = {
      ...modify('listener/app/web/1/2'),
      resource: 'arn:aws:elasticloadbalancing:eu-west-1:1:listener/app/a/b/c',
    };
    const policy = parsePolicy(compileRolePolicy([elsewhere, describeAll], SCOPE));
    const context = { 'aws:RequestedRegion': ['us-east-1'] };
    expect(uncovered([modify('listener/net/other/3/4'), describeAll], policy, context)).toEqual([]);
    const rule = modify('listener-rule/app/web/1/2/3');
    const create = { ...modify('listener/app/web/1/2'), action: 'elasticloadbalancing:CreateRule' };
    expect(uncovered([rule, create, modify('listener/*')], policy, context)).toEqual([rule, create]);
    expect(uncovered([describeAll], policy, { 'aws:RequestedRegion': ['eu-west-1'] })).toEqual([describeAll]);
  });

  it('counts a grant with a wildcard as covered only by one as wide', () => {
    const policy = parsePolicy(compileSessionPolicies([modify('listener/app/web/1/2')], SCOPE)[0] ?? '');
    const wide = modify('listener/app/web/1/*');
    expect(uncovered([wide], policy, { 'aws:RequestedRegion': ['us-east-1'] })).toEqual([wide]);
  });
});
