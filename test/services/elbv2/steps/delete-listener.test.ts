import type { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { StepContext } from '../../../../action/domain/step-kind.ts';
import { deleteListener } from '../../../../action/services/elbv2/steps/delete-listener.ts';
import { LISTENER, OTHER_LISTENER, refusal } from '../listener-settings.ts';

const IDS = { session: 's', step: 'x' };
const content = (port: number) => ({
  port,
  protocol: 'HTTP',
  sslPolicy: null,
  certificate: null,
  actions: [{ type: 'fixed-response', status: 200, contentType: 'text/plain', body: 'hello' }],
  rules: null,
});
const ONE = { [`listener/${LISTENER}`]: content(80), arns: {} };
const TWO = { ...ONE, [`listener/${OTHER_LISTENER}`]: content(81) };
const params = { listener: LISTENER };

describe('deleting a listener', () => {
  it('takes it away, and leaves the others', () => {
    const { after, diff } = deleteListener.change(TWO, params, IDS);
    expect(after).toEqual({ [`listener/${OTHER_LISTENER}`]: content(81), arns: {} });
    expect(diff).toEqual([
      { what: 'HTTP at port 80', before: 'answer 200 "hello"', after: expect.stringMatching(/for good/) },
      { what: 'listeners of the load balancer', before: '2', after: '1' },
    ]);
  });

  it('says that it is the last one', () => {
    expect(deleteListener.change(ONE, params, IDS).diff[1]?.after).toMatch(/^0: nobody/);
  });

  it('refuses one that is not there', () => {
    const change = () => deleteListener.change(TWO, { listener: LISTENER.replace(/.$/, '9') }, IDS);
    expect(change).toThrow(refusal('not-applicable'));
  });

  it('says that it is irreversible, and refuses to restore', async () => {
    const client = {
      send: () => Promise.reject(new Error('it called AWS')),
    } as unknown as ElasticLoadBalancingV2Client;
    const context: StepContext = { client, signal: new AbortController().signal, ...IDS };
    const { after } = deleteListener.change(TWO, params, IDS);
    const transition = { before: TWO, after, now: after, units: [`listener/${LISTENER}`] };
    await expect(deleteListener.restore(context, transition, params)).rejects.toEqual(refusal('rollback-failed'));
    expect(deleteListener.irreversible).toBe(true);
  });

  it('may delete this listener alone, and nothing when it is undone', () => {
    const scope = { partition: 'aws', account: '123456789012', region: 'us-east-1' };
    expect(deleteListener.grants(params, scope)).toEqual([
      { access: 'write', phase: 'apply', action: 'elasticloadbalancing:DeleteListener', resource: LISTENER },
    ]);
  });
});

describe('the parameters', () => {
  const validate = new Ajv2020({ strict: false }).compile(deleteListener.params);
  it.each([
    'web-https',
    LISTENER.replace(/[^/]*$/, '*'),
    LISTENER.replace(':listener/', ':listener-rule/'),
    LISTENER.replace(/\/[^/]*$/, ''),
    LISTENER.replace(':listener/', ':loadbalancer/'),
    `${LISTENER}\n`,
  ])('refuse %j', (listener) => {
    expect(validate({ listener })).toBe(false);
  });

  it('take a listener', () => {
    expect(validate(params)).toBe(true);
  });
});
