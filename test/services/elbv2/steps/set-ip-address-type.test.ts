import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../action/domain/json.ts';
import { setIpAddressType } from '../../../../action/services/elbv2/steps/set-ip-address-type.ts';

const ALB = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188';

function balancer(type: string, scheme = 'internet-facing'): JsonObject {
  const about = { type, scheme, zones: {}, groupsInOrder: [], privateLink: null };
  return { 'security-groups': [], subnets: [], 'ip-address-type': 'ipv4', about };
}

function change(to: string, before: JsonObject) {
  const params = { 'load-balancer': ALB, 'ip-address-type': to };
  return setIpAddressType.change(before, params, { session: 's', step: 'x' });
}

describe('setting the IP address type', () => {
  it('says which clients can still connect', () => {
    const { after, diff } = change('dualstack-without-public-ipv4', balancer('application'));
    expect(after).toMatchObject({ 'ip-address-type': 'dualstack-without-public-ipv4' });
    expect(diff[0]?.after).toMatch(/IPv6 only/);
  });

  it('changes nothing where it is so already', () => {
    expect(change('ipv4', balancer('network')).after).toEqual(balancer('network'));
  });

  it.each([
    ['an internal load balancer', balancer('application', 'internal')],
    ['a Network Load Balancer', balancer('network')],
    ['a Gateway Load Balancer', balancer('gateway')],
  ])('refuses to take the public IPv4 addresses of %s', (_, before) => {
    expect(() => change('dualstack-without-public-ipv4', before)).toThrow(
      expect.objectContaining({ code: 'not-applicable', hint: expect.any(String) }),
    );
    expect(() => change('dualstack', before)).not.toThrow();
  });

  it.each([['ipv6'], [''], [4]])('has no type %j', (type) => {
    const validate = new Ajv2020({ strict: false }).compile(setIpAddressType.params);
    expect(validate({ 'load-balancer': ALB, 'ip-address-type': type })).toBe(false);
    expect(validate({ 'load-balancer': ALB, 'ip-address-type': 'dualstack' })).toBe(true);
  });
});
