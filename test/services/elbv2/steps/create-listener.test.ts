import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../action/domain/json.ts';
import { createListener } from '../../../../action/services/elbv2/steps/create-listener.ts';
import { acm, LISTENER, POLICY, refusal } from '../listener-settings.ts';

const ALB = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188';
const IDS = { session: 's', step: 'x' };
const BEFORE = {
  [`listener/${LISTENER}`]: {
    port: 80,
    protocol: 'HTTP',
    sslPolicy: null,
    certificate: null,
    actions: [],
    rules: null,
  },
  arns: {},
};
const HTTPS = { protocol: 'HTTPS', 'ssl-policy': POLICY, certificate: acm(0) };

const validate = new Ajv2020({ strict: false }).compile(createListener.params);
const params = (more: JsonObject): JsonObject => ({
  'load-balancer': ALB,
  port: 8080,
  protocol: 'HTTP',
  action: { 'fixed-response': { status: 503, body: 'soon' } },
  ...more,
});

describe('creating a listener', () => {
  it('puts one more beside those that are there', () => {
    const { after, diff } = createListener.change(BEFORE, params(HTTPS), IDS);
    expect(after).toEqual({
      ...BEFORE,
      'created/s/x': {
        port: 8080,
        protocol: 'HTTPS',
        sslPolicy: POLICY,
        certificate: acm(0),
        actions: [{ type: 'fixed-response', status: 503, contentType: 'text/plain', body: 'soon' }],
        rules: 0,
      },
    });
    expect(diff).toEqual([
      {
        what: 'port 8080',
        before: 'nobody listens',
        after: expect.stringMatching(`^HTTPS with ${acm(0)} by ${POLICY}`),
      },
    ]);
  });

  it('names the listener for later steps', () => {
    const model = { ...BEFORE, arns: { 'created/s/x': LISTENER } };
    expect(createListener.outputs(model, params({}), IDS)).toEqual({ listener: LISTENER });
  });

  it.each<[string, JsonObject, JsonObject]>([
    ['a port that another listener has', BEFORE, { port: 80 }],
    [
      "one that has the step's tags already",
      { ...BEFORE, 'created/s/x': { port: 81 }, arns: { 'created/s/x': LISTENER } },
      {},
    ],
  ])('refuses %s', (_, before, more) => {
    expect(() => createListener.change(before, params(more), IDS)).toThrow(refusal('not-applicable'));
  });

  it('may tag only what it creates, and delete only what carries the tag of the session', () => {
    const scope = { partition: 'aws', account: '123456789012', region: 'us-east-1' };
    const grants = createListener.grants(params({}), scope).filter(({ access }) => access === 'write');
    const created = `${ALB.replace(':loadbalancer/', ':listener/')}/*`;
    expect(grants).toEqual([
      expect.objectContaining({ action: 'elasticloadbalancing:CreateListener', resource: ALB, phase: 'apply' }),
      {
        access: 'write',
        phase: 'apply',
        action: 'elasticloadbalancing:AddTags',
        resource: created,
        condition: { 'elasticloadbalancing:CreateAction': 'CreateListener' },
      },
      {
        access: 'write',
        phase: 'restore',
        action: 'elasticloadbalancing:DeleteListener',
        resource: created,
        condition: { 'aws:ResourceTag/breakglass:session': '{session}' },
      },
    ]);
  });
});

describe('the parameters', () => {
  it.each<JsonObject>([
    { port: 0 },
    { port: 65_536 },
    { protocol: 'TCP' },
    { protocol: 'HTTPS' },
    { protocol: 'HTTPS', certificate: acm(0) },
    { protocol: 'HTTPS', 'ssl-policy': POLICY },
    { certificate: acm(0) },
    { 'ssl-policy': POLICY },
    { action: {} },
    { action: { redirect: { status: 302, port: '81' }, 'fixed-response': { status: 503, body: '' } } },
    { tags: { team: 'shop' } },
  ])('refuse %j', (more) => {
    expect(validate(params(more))).toBe(false);
  });

  it.each<JsonObject>([{}, HTTPS, { port: 65_535 }])('take %j', (more) => {
    expect(validate(params(more))).toBe(true);
  });
});
