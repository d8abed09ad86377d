import type { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../action/domain/json.ts';
import type { StepContext } from '../../../../action/domain/step-kind.ts';
import { setListenerPortProtocol } from '../../../../action/services/elbv2/steps/set-listener-port-protocol.ts';
import { acm, LISTENER, POLICY, plain, refusal, secure } from '../listener-settings.ts';

const IDS = { session: 's', step: 'x' };
const params = (more: JsonObject): JsonObject => ({ listener: LISTENER, ...more });
const validate = new Ajv2020({ strict: false }).compile(setListenerPortProtocol.params);
const change = (before: JsonObject, more: JsonObject) => setListenerPortProtocol.change(before, params(more), IDS);
const TO_HTTPS = { protocol: 'HTTPS', 'ssl-policy': POLICY, certificate: acm(0) };

describe('the port of a listener', () => {
  it('changes alone', () => {
    const { after, diff } = change(secure([1]), { port: 8443 });
    expect(after).toEqual({ ...secure([1]), port: 8443 });
    expect(diff).toEqual([
      { what: 'port', before: '443', after: '8443' },
      { what: 'protocol', before: 'HTTPS', after: 'HTTPS' },
    ]);
  });

  it('cannot be that of another listener of the load balancer', () => {
    expect(() => change(secure(), { port: 80 })).toThrow(refusal('not-applicable'));
  });
});

describe('the protocol of a listener', () => {
  it('becomes HTTP without everything that is of TLS', () => {
    const { after, diff } = change(secure([1, 2], { 'header-name/x': 'X' }), { protocol: 'HTTP', port: 8080 });
    expect(after).toEqual(plain());
    expect(diff).toContainEqual({ what: 'encryption', before: 'by TLS', after: expect.stringMatching(/^none/) });
    expect(diff).toContainEqual({ what: 'certificates beside it', before: '2', after: '0' });
  });

  it('becomes HTTPS with what it is given, and without mutual authentication', () => {
    expect(change(plain(), { port: 443, ...TO_HTTPS }).after).toEqual(secure());
  });

  it.each([
    ['HTTPS as it is', secure([1]), { protocol: 'HTTPS' }],
    ['HTTPS with what it has', secure([1]), TO_HTTPS],
    ['HTTP as it is', plain(), { protocol: 'HTTP' }],
  ])('stays %s', (_, before, more) => {
    expect(change(before, more).after).toEqual(before);
  });

  const login = { about: { authenticates: ['authenticate-oidc'], portsOfOthers: {} } };
  it.each<[string, JsonObject, JsonObject]>([
    ['HTTPS without a certificate', plain(), { protocol: 'HTTPS', 'ssl-policy': POLICY }],
    ['HTTPS without a security policy', plain(), { protocol: 'HTTPS', certificate: acm(0) }],
    ['another certificate on the way', secure(), { ...TO_HTTPS, certificate: acm(1) }],
    ['another security policy on the way', secure(), { ...TO_HTTPS, 'ssl-policy': `${POLICY}-x` }],
    ['HTTP for users who log in', secure([], login), { protocol: 'HTTP' }],
    ['anything for a listener of a Network Load Balancer', { ...secure(), protocol: 'TLS' }, { port: 8443 }],
  ])('refuses %s', (_, before, more) => {
    expect(() => change(before, more)).toThrow(refusal('not-applicable'));
  });
});

describe('what HTTP would drop', () => {
  function transition(now: JsonObject, units: readonly string[]) {
    const sent: unknown[] = [];
    const client = {
      send: async ({ input }: { readonly input: unknown }) => void sent.push(input),
    } as unknown as ElasticLoadBalancingV2Client;
    const context: StepContext = { client, signal: new AbortController().signal, ...IDS };
    const [before, after] = [plain(), secure()];
    const restored = setListenerPortProtocol.restore(context, { before, after, now, units }, params(TO_HTTPS));
    return { restored, sent };
  }
  const ALL = ['port', 'protocol', 'ssl-policy', 'default-certificate', 'mutual-authentication'];

  it('goes with it where all of it is ours', async () => {
    const { restored, sent } = transition(secure(), ALL);
    await restored;
    expect(sent).toEqual([{ ListenerArn: LISTENER, Port: 8080, Protocol: 'HTTP' }]);
  });

  it.each<[string, JsonObject, readonly string[]]>([
    ['a certificate', secure([1]), ALL],
    ['the name of a header', secure([], { 'header-name/x': 'X' }), ALL],
    ['a security policy', secure(), ALL.filter((unit) => unit !== 'ssl-policy')],
    ['mutual authentication', secure(), ALL.filter((unit) => unit !== 'mutual-authentication')],
  ])('is kept, and so is HTTPS, where somebody else has added %s', async (_, now, units) => {
    const { restored, sent } = transition(now, units);
    await expect(restored).rejects.toEqual(refusal('changed-underneath'));
    expect(sent).toEqual([]);
  });
});

describe('the parameters', () => {
  it.each<JsonObject>([
    {},
    { port: 0 },
    { port: 65_536 },
    { port: 80.5 },
    { port: '80' },
    { protocol: 'TLS' },
    { protocol: 'http' },
    { protocol: 'HTTP', certificate: acm(0) },
    { protocol: 'HTTP', 'ssl-policy': POLICY },
    { port: 443, certificate: acm(0) },
    { protocol: 'HTTPS', 'ssl-policy': POLICY, certificate: 'shop' },
  ])('refuse %j', (more) => {
    expect(validate(params(more))).toBe(false);
  });

  it.each<JsonObject>([{ port: 1 }, { port: 65_535 }, { protocol: 'HTTP' }, { port: 443, ...TO_HTTPS }])(
    'take %j',
    (more) => {
      expect(validate(params(more))).toBe(true);
    },
  );
});
