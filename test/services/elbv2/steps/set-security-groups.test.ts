import type { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../action/domain/json.ts';
import type { StepContext } from '../../../../action/domain/step-kind.ts';
import { setSecurityGroups } from '../../../../action/services/elbv2/steps/set-security-groups.ts';

const ALB = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188';
const IDS = { session: 's', step: 'x' };
const ABOUT = {
  type: 'application',
  scheme: 'internet-facing',
  zones: {},
  groupsInOrder: ['sg-22222222', 'sg-11111111'],
  privateLink: null,
};

const validate = new Ajv2020({ strict: false }).compile(setSecurityGroups.params);
const params = (groups: readonly string[]): JsonObject => ({ 'load-balancer': ALB, 'security-groups': groups });

function balancer(groups: readonly string[], about: JsonObject = {}): JsonObject {
  return { 'security-groups': groups, subnets: [], 'ip-address-type': 'ipv4', about: { ...ABOUT, ...about } };
}

const BEFORE = balancer(['sg-11111111', 'sg-22222222']);

describe('setting security groups', () => {
  it('replaces them, and shows each one that comes, stays or goes', () => {
    const { after, diff } = setSecurityGroups.change(BEFORE, params(['sg-33333333', 'sg-22222222']), IDS);
    expect(after).toEqual({ ...BEFORE, 'security-groups': ['sg-22222222', 'sg-33333333'] });
    expect(diff).toEqual([
      { what: 'sg-11111111', before: 'applies', after: 'does not apply' },
      { what: 'sg-22222222', before: 'applies', after: 'applies' },
      { what: 'sg-33333333', before: 'does not apply', after: 'applies' },
    ]);
  });

  it('changes nothing where they are the same in another order', () => {
    expect(setSecurityGroups.change(BEFORE, params(['sg-22222222', 'sg-11111111']), IDS).after).toEqual(BEFORE);
  });

  it.each([
    ['a Gateway Load Balancer', balancer([], { type: 'gateway' })],
    ['a Network Load Balancer that was made without any', balancer([], { type: 'network' })],
  ])('refuses %s', (_, before) => {
    expect(() => setSecurityGroups.change(before, params(['sg-11111111']), IDS)).toThrow(
      expect.objectContaining({ code: 'not-applicable', hint: expect.any(String) }),
    );
  });

  it('keeps how a Network Load Balancer judges PrivateLink traffic, and puts groups back in their order', async () => {
    const sent: unknown[] = [];
    const client = {
      send: async ({ input }: { readonly input: unknown }) => void sent.push(input),
    } as unknown as ElasticLoadBalancingV2Client;
    const context: StepContext = { client, signal: new AbortController().signal, ...IDS };
    const before = balancer(['sg-11111111', 'sg-22222222'], { type: 'network', privateLink: 'off' });
    const { after } = setSecurityGroups.change(before, params(['sg-33333333']), IDS);
    const transition = { before, after, now: before, units: ['security-groups'] };
    await setSecurityGroups.apply(context, transition, params(['sg-33333333']));
    await setSecurityGroups.restore(context, transition, params(['sg-33333333']));
    const rest = { LoadBalancerArn: ALB, EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic: 'off' };
    expect(sent).toEqual([
      { ...rest, SecurityGroups: ['sg-33333333'] },
      { ...rest, SecurityGroups: ['sg-22222222', 'sg-11111111'] },
    ]);
  });
});

describe('the parameters', () => {
  it.each([
    ['no group at all', []],
    ['six groups', ['1', '2', '3', '4', '5', '6'].map((digit) => `sg-${digit.repeat(8)}`)],
    ['a group twice', ['sg-11111111', 'sg-11111111']],
    ['the name of a group', ['web']],
    ['another resource', ['subnet-11111111']],
  ])('refuse %s', (_, groups) => {
    expect(validate(params(groups))).toBe(false);
  });

  it('take five groups', () => {
    expect(validate(params(['1', '2', '3', '4', '5'].map((digit) => `sg-${digit.repeat(17)}`)))).toBe(true);
  });
});
