import { DescribeLoadBalancersCommand, SetSubnetsCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../action/domain/json.ts';
import { setSubnets } from '../../../../action/services/elbv2/steps/set-subnets.ts';
import { buildEstate, type Estate, elbv2Of } from '../../../contract/estate.ts';
import { type Lab, SESSION, startLab } from '../../../contract/lab.ts';

const ALB = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188';
const IDS = { session: 's', step: 'x' };
const [A, B, C, OTHER] = ['subnet-aaaaaaaa', 'subnet-bbbbbbbb', 'subnet-cccccccc', 'subnet-00000000'];

const BEFORE = {
  'security-groups': ['sg-11111111'],
  subnets: [A, B, C],
  'ip-address-type': 'ipv4',
  about: {
    type: 'application',
    scheme: 'internet-facing',
    zones: { [A]: 'us-east-1a', [B]: 'us-east-1b', [C]: 'us-east-1c' },
    groupsInOrder: ['sg-11111111'],
    privateLink: null,
  },
};

const validate = new Ajv2020({ strict: false }).compile(setSubnets.params);
const accepts = (params: JsonObject): boolean => validate({ 'load-balancer': ALB, ...params });
const change = (params: JsonObject, before: JsonObject = BEFORE) =>
  setSubnets.change(before, { 'load-balancer': ALB, ...params }, IDS);

describe('setting subnets', () => {
  it.each<[string, JsonObject, readonly string[]]>([
    ['leaves a zone', { 'without-zones': ['us-east-1b'] }, [A, C]],
    ['takes the list as it is', { subnets: [C, A] }, [A, C]],
    ['takes a subnet that was not there', { subnets: [C, OTHER] }, [OTHER, C]],
    ['changes nothing where it is so already', { subnets: [C, B, A] }, [A, B, C]],
  ])('%s', (_, params, subnets) => {
    expect(change(params).after).toEqual({ ...BEFORE, subnets });
  });

  it('shows which subnets come and go, with their zones', () => {
    expect(change({ subnets: [B, OTHER] }).diff).toEqual([
      { what: OTHER, before: 'not used', after: 'takes traffic' },
      { what: `${A} in zone us-east-1a`, before: 'takes traffic', after: 'not used' },
      { what: `${B} in zone us-east-1b`, before: 'takes traffic', after: 'takes traffic' },
      { what: `${C} in zone us-east-1c`, before: 'takes traffic', after: 'not used' },
    ]);
  });

  it.each<[string, JsonObject, JsonObject?]>([
    ['one zone left', { 'without-zones': ['us-east-1a', 'us-east-1b'] }],
    ['no zone left', { 'without-zones': ['us-east-1a', 'us-east-1b', 'us-east-1c'] }],
    ['a zone that it is not in', { 'without-zones': ['us-east-1d'] }],
    ['one zone that it is in, and one that it is not in', { 'without-zones': ['us-east-1a', 'us-east-1d'] }],
    [
      'a zone where an earlier step brings a subnet',
      { 'without-zones': ['us-east-1a'] },
      { ...BEFORE, subnets: [A, B, OTHER] },
    ],
    ['a zone that an earlier step has left', { 'without-zones': ['us-east-1a'] }, { ...BEFORE, subnets: [B, C] }],
    ['a Network Load Balancer', { subnets: [A, B] }, { ...BEFORE, about: { ...BEFORE.about, type: 'network' } }],
    ['a Gateway Load Balancer', { subnets: [A, B] }, { ...BEFORE, about: { ...BEFORE.about, type: 'gateway' } }],
  ])('refuses %s', (_, params, before) => {
    expect(() => change(params, before)).toThrow(
      expect.objectContaining({ code: 'not-applicable', hint: expect.any(String) }),
    );
  });
});

describe('the parameters', () => {
  it.each<[string, JsonObject]>([
    ['neither subnets nor zones', {}],
    ['both subnets and zones', { subnets: [A, B], 'without-zones': ['us-east-1c'] }],
    ['no subnet', { subnets: [] }],
    ['one subnet', { subnets: [A] }],
    ['a subnet twice', { subnets: [A, A] }],
    ['no zone', { 'without-zones': [] }],
    ['a zone twice', { 'without-zones': ['us-east-1a', 'us-east-1a'] }],
    ['a zone that is none', { 'without-zones': ['*'] }],
    ['another resource', { subnets: ['sg-11111111', 'sg-22222222'] }],
  ])('refuse %s', (_, params) => {
    expect(accepts(params)).toBe(false);
  });

  it.each<JsonObject>([
    { subnets: [A, B] },
    { 'without-zones': ['us-east-1a'] },
    { 'without-zones': ['us-west-2-lax-1a'] },
  ])('take %j', (params) => {
    expect(accepts(params)).toBe(true);
  });
});

describe('on a load balancer', () => {
  let lab: Lab;
  let estate: Estate;

  beforeAll(async () => {
    lab = await startLab(500);
    estate = await buildEstate(lab, 9);
  });
  afterAll(() => lab.close());

  it('isolates a zone, sees that it is left, and brings it back', async () => {
    const { owner, loadBalancer: LoadBalancerArn } = estate;
    const zones = async (): Promise<readonly (string | undefined)[]> => {
      const answer = await owner.send(new DescribeLoadBalancersCommand({ LoadBalancerArns: [LoadBalancerArn] }));
      return (answer.LoadBalancers?.[0]?.AvailabilityZones ?? []).map(({ ZoneName }) => ZoneName);
    };
    const Subnets = ['subnet-0a1b2c3d', 'subnet-4e5f6a7b', C];
    await owner.send(new SetSubnetsCommand({ LoadBalancerArn, Subnets }));
    expect(await zones()).toEqual(['us-east-1a', 'us-east-1b', 'us-east-1c']);

    const params = { 'load-balancer': LoadBalancerArn, 'without-zones': ['us-east-1a'] };
    const client = elbv2Of((await lab.clients()).get('elbv2'));
    const context = { client, signal: new AbortController().signal, session: SESSION, step: 'x' };
    const before = await setSubnets.resourceKind.read(context, LoadBalancerArn);
    const { after } = setSubnets.change(before, params, IDS);
    const transition = { before, after, now: before, units: ['subnets'] };
    expect(await setSubnets.verify(context, params)).toMatchObject({ done: false });
    await setSubnets.apply(context, transition, params);
    expect(await setSubnets.verify(context, params)).toMatchObject({ done: true });
    expect(await zones()).toEqual(['us-east-1b', 'us-east-1c']);
    await setSubnets.restore(context, transition, params);
    expect(await zones()).toEqual(['us-east-1a', 'us-east-1b', 'us-east-1c']);
  });
});
