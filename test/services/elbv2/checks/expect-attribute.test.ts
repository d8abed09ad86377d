import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAttribute } from '../../../../action/services/elbv2/checks/expect-attribute.ts';
import { buildEstate, type Estate } from '../../../contract/estate.ts';
import { type Lab, SESSION, startLab } from '../../../contract/lab.ts';

const SCOPE = { partition: 'aws', account: '123456789012', region: 'us-east-1' };
const ARN = `arn:aws:elasticloadbalancing:us-east-1:123456789012`;

describe('expecting an attribute', () => {
  let lab: Lab;
  let estate: Estate;

  beforeAll(async () => {
    lab = await startLab(500);
    estate = await buildEstate(lab, 9);
  });
  afterAll(() => lab.close());

  it.each<[boolean, string, keyof Pick<Estate, 'loadBalancer' | 'listener' | 'blue'>, string, string]>([
    [true, 'of a load balancer', 'loadBalancer', 'idle_timeout.timeout_seconds', '60'],
    [false, 'of a load balancer with another value', 'loadBalancer', 'idle_timeout.timeout_seconds', '600'],
    [true, 'of a target group', 'blue', 'stickiness.enabled', 'false'],
    [true, 'of a listener', 'listener', 'routing.http.response.server.enabled', 'true'],
    [false, 'that there is none of', 'blue', 'idle_timeout.timeout_seconds', '60'],
  ])('is %s %s', async (ok, _, resource, key, is) => {
    const params = { resource: estate[resource], key, is };
    // With the permissions that it asks for, and no other.
    const clients = await lab.clients({ grants: expectAttribute.grants(params, lab.scope) });
    const context = { client: clients.get('elbv2'), signal: new AbortController().signal, session: SESSION };
    const { ok: found, observed } = await expectAttribute.observe(context, params);
    expect(found).toBe(ok);
    expect(observed).toContain(key);
  });
});

describe('expecting at most a number', () => {
  const client = (Value: string) => ({ send: async () => ({ Attributes: [{ Key: 'a.b', Value }] }) });
  const resource = `${ARN}:targetgroup/blue/943f017f100becff`;

  it.each<[boolean, string]>([
    [true, '0'],
    [true, '330'],
    [false, '331'],
    [false, '3600'],
    [false, 'off'],
    [false, ''],
    [false, '-1'],
    [false, '1e2'],
  ])('is %s of "%s", where at most 330 is wanted', async (ok, value) => {
    const context = { client: client(value), signal: new AbortController().signal, session: SESSION };
    const found = await expectAttribute.observe(context, { resource, key: 'a.b', 'at-most': 330 });
    expect(found).toEqual({ ok, observed: `a.b is "${value}", at most 330 wanted` });
  });
});

describe('the parameters', () => {
  const validate = new Ajv2020({ strict: false }).compile(expectAttribute.params);

  it.each([
    ['a key that is none', { key: 'Idle Timeout' }],
    ['what every object has', { key: 'constructor' }],
    ['a value that is no text', { is: 60 }],
    ['no value', { is: undefined }],
    ['two of them', { 'at-most': 1 }],
    ['a largest number that is text', { is: undefined, 'at-most': '330' }],
  ])('refuse %s', (_, params) => {
    const valid = { resource: `${ARN}:loadbalancer/app/web/50dc6c495c0c9188`, key: 'a.b', is: '' };
    expect(validate(valid)).toBe(true);
    expect(validate(JSON.parse(JSON.stringify({ ...valid, ...params })))).toBe(false);
  });

  it.each([
    ['a rule', `${ARN}:listener-rule/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2/9683b2d02a6cabee`],
    ['a resource of another service', 'arn:aws:ec2:us-east-1:123456789012:listener/app/web'],
    ['what every object has', `${ARN}:constructor/x`],
    ['text', 'web'],
  ])('know no attributes of %s', (_, resource) => {
    expect(() => expectAttribute.grants({ resource, key: 'a.b', is: '' }, SCOPE)).toThrow(
      expect.objectContaining({ code: 'invalid-value' }),
    );
  });
});
