import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCredentials, type StsOptions } from '../../action/aws/sts.ts';
import type { CallRecord } from '../../action/domain/event.ts';
import type { AssumeRequest } from '../../action/ports/credentials.ts';
import { createFaults } from '../../action/sandbox/faults.ts';
import { serve } from '../runtime/loopback.ts';
import { policy, ROLE_ARN, startWorld, type World } from '../sandbox/aws/world.ts';

const REQUEST: AssumeRequest = {
  roleArn: ROLE_ARN,
  sessionName: 'inc-4711-1.0123456789abcdef',
  policy: policy({ allow: 'elasticloadbalancing:*' }),
  durationSeconds: 900,
};
const faults = createFaults();
let world: World;
let masked: string[];
let tokens: string[];
let calls: CallRecord[];

beforeAll(async () => {
  world = await startWorld({ faults });
  await world.createRole();
  await world.allow(policy({ allow: '*' }));
});
beforeEach(() => {
  masked = [];
  tokens = [];
  calls = [];
});
afterEach(() => faults.clear());
afterAll(() => world.close());

const credentials = (change: Partial<StsOptions> = {}) =>
  createCredentials({
    region: 'us-east-1',
    endpoint: () => world.aws.endpoint,
    audience: 'sts.amazonaws.com',
    idToken: async () => {
      tokens.push(await world.token());
      return tokens.at(-1) ?? '';
    },
    mask: (secret) => masked.push(secret),
    clock: world.clock,
    onCall: (call) => calls.push(call),
    ...change,
  });

describe('the role', () => {
  it('is assumed with a token, its secrets are masked, and its identity is proven', async () => {
    const assumed = await credentials().assume(REQUEST);
    const { accessKeyId, secretAccessKey, sessionToken } = assumed.credentials;
    expect(masked).toEqual([accessKeyId, secretAccessKey, sessionToken]);
    expect(assumed).toMatchObject({
      account: '123456789012',
      identity: `arn:aws:sts::123456789012:assumed-role/load-balancer/${REQUEST.sessionName}`,
    });
    expect(assumed.credentials.expiresAt).toBeGreaterThan(world.clock.now());
    expect(calls).toMatchObject([
      { service: 'sts', operation: 'AssumeRoleWithWebIdentity', access: 'read', outcome: 'ok' },
      { service: 'sts', operation: 'GetCallerIdentity', access: 'read', outcome: 'ok' },
    ]);
    expect(calls[0]?.params).not.toHaveProperty('WebIdentityToken');
    expect(JSON.stringify(calls)).not.toContain(tokens[0]);
  });

  it.each([
    ['IDPCommunicationError', 400],
    ['Throttling', 400],
    ['ServiceUnavailable', 503],
  ])('is asked for again after %s, with a new token', async (code, status) => {
    faults.add({ service: 'sts', operation: 'AssumeRoleWithWebIdentity', kind: 'error', code, status, times: 2 });
    await credentials().assume(REQUEST);
    expect(new Set(tokens).size).toBe(3);
    expect(calls.map(({ outcome }) => outcome)).toEqual([code, code, 'ok', 'ok']);
  });

  it.each(['reset', 'lost-answer'] as const)('is asked for again after a %s', async (kind) => {
    faults.add({ service: 'sts', operation: 'AssumeRoleWithWebIdentity', kind });
    await credentials().assume(REQUEST);
    expect(calls[0]?.outcome).toBe('network:ECONNRESET');
    expect(tokens).toHaveLength(2);
  });

  it('is given up after six attempts', async () => {
    faults.add({ service: 'sts', operation: '*', kind: 'server-error', times: Number.POSITIVE_INFINITY });
    await expect(credentials().assume(REQUEST)).rejects.toMatchObject({ code: 'aws-unavailable' });
    expect(tokens).toHaveLength(6);
  });
});

describe('the role is refused', () => {
  it.each([
    ['another environment', { sub: 'repo:acme/playbooks:environment:other' }],
    ['another repository', { repository_id: '1' }],
    ['another workflow', { job_workflow_ref: 'acme/playbooks/.github/workflows/evil.yml@refs/heads/main' }],
    ['another branch', { ref: 'refs/heads/feature' }],
    ['another audience', { aud: 'urn:breakglass:link:0' }],
  ])('to a token of %s, at once, and the hint shows its claims', async (_what, claims) => {
    const idToken = async () => {
      tokens.push(await world.token(claims));
      return tokens.at(-1) ?? '';
    };
    const error: unknown = await credentials({ idToken })
      .assume(REQUEST)
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      code: 'trust-policy-refused',
      hint: expect.stringContaining(JSON.stringify(Object.values(claims)[0])),
    });
    expect(tokens).toHaveLength(1);
    expect(masked).toEqual([]);
    expect(deepText(error)).not.toContain(tokens[0]?.split('.')[2]);
  });

  it('for a session policy that is too large', async () => {
    faults.add({
      service: 'sts',
      operation: 'AssumeRoleWithWebIdentity',
      kind: 'error',
      code: 'PackedPolicyTooLarge',
      status: 400,
    });
    await expect(credentials().assume(REQUEST)).rejects.toMatchObject({ code: 'policy-too-large' });
  });

  it('for longer than it lasts', async () => {
    const tooLong = { ...REQUEST, durationSeconds: 43_200 };
    await expect(credentials().assume(tooLong)).rejects.toMatchObject({
      code: 'aws-rejected',
      hint: expect.stringContaining('43200 s'),
    });
  });

  it.each([
    ['another role', '123456789012', 'assumed-role/other/inc-4711-1'],
    ['a role whose name only begins alike', '123456789012', 'assumed-role/load-balancer-2/inc-4711-1'],
    ['another account', '210987654321', 'assumed-role/load-balancer/inc-4711-1'],
  ])('when the credentials turn out to be of %s', async (_what, account, resource) => {
    const identity = `<Arn>arn:aws:sts::${account}:${resource}</Arn><UserId>AROA:x</UserId><Account>${account}</Account>`;
    const server = await serve((_request, response) =>
      response.end(
        `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>${identity}` +
          '</GetCallerIdentityResult></GetCallerIdentityResponse>',
      ),
    );
    const endpoints = [world.aws.endpoint, server.url];
    const switched = credentials({ endpoint: () => endpoints.shift() ?? '' });
    await expect(switched.assume(REQUEST)).rejects.toMatchObject({
      code: 'identity-mismatch',
      message: expect.stringContaining(resource),
    });
    await server.close();
  });
});

/** Everything that an error or its causes could print. */
function deepText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return [error.message, error.stack, JSON.stringify(error), deepText(error.cause)].join('\n');
}
