import { randomBytes } from 'node:crypto';
import { PutRolePolicyCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { AssumeRoleWithWebIdentityCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CLAIMS,
  errorCode,
  ISSUER,
  PROVIDER_ARN,
  policy,
  ROLE,
  ROLE_ARN,
  startWorld,
  TRUST_POLICY,
  type World,
} from '../world.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld();
  await world.createRole({ MaxSessionDuration: 7_200 });
});
afterAll(async () => world.close());

describe('AssumeRoleWithWebIdentity', () => {
  it('gives credentials of the session that was asked for', async () => {
    const answer = await world.sts().send(
      new AssumeRoleWithWebIdentityCommand({
        RoleArn: ROLE_ARN,
        RoleSessionName: 'inc-4711',
        DurationSeconds: 900,
        Policy: policy({ allow: 'iam:*' }),
        WebIdentityToken: await world.token(),
      }),
    );
    expect(answer).toMatchObject({
      SubjectFromWebIdentityToken: CLAIMS.sub,
      Audience: 'sts.amazonaws.com',
      Provider: PROVIDER_ARN,
      AssumedRoleUser: { Arn: 'arn:aws:sts::123456789012:assumed-role/load-balancer/inc-4711' },
    });
    expect(answer.AssumedRoleUser?.AssumedRoleId).toMatch(/^AROA[A-Z2-7]{17}:inc-4711$/);
    expect(answer.Credentials?.AccessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
    expect(answer.PackedPolicySize).toBeGreaterThan(0);
    const expiry = answer.Credentials?.Expiration?.getTime() ?? 0;
    expect(Math.abs(expiry - world.clock.now() - 900_000)).toBeLessThan(5_000);
  });

  it('keeps the token out of the call log', async () => {
    await world.assume();
    const call = world.aws.calls().findLast(({ operation }) => operation === 'AssumeRoleWithWebIdentity');
    expect(call?.parameters).toMatchObject({ RoleArn: ROLE_ARN, WebIdentityToken: '***' });
    expect(call).toMatchObject({ service: 'sts', principal: null, outcome: 'ok' });
  });

  it.each([
    ['environment', 'acme-staging'],
    ['repository_id', '4712'],
    ['job_workflow_ref', 'acme/playbooks/.github/workflows/evil.yml@refs/heads/main'],
    ['ref', 'refs/heads/evil'],
    ['sub', 'repo:acme/playbooks:environment:acme-staging'],
    ['repository_id', undefined],
  ])('refuses a token whose %s is %s', async (claim, value) => {
    const WebIdentityToken = await world.token({ [claim]: value });
    expect(await errorCode(world.assume({ WebIdentityToken }))).toBe('AccessDenied');
  });

  it('refuses a token for an audience that the provider does not know', async () => {
    const WebIdentityToken = await world.token({ aud: 'urn:breakglass:link:abc' });
    expect(await errorCode(world.assume({ WebIdentityToken }))).toBe('InvalidIdentityToken');
  });

  it('goes by the authorized party where a token has one', async () => {
    const WebIdentityToken = await world.token({ azp: 'somebody-else' });
    expect(await errorCode(world.assume({ WebIdentityToken }))).toBe('InvalidIdentityToken');
  });

  it('refuses a token signed by another key, unsigned, or by another algorithm', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const forged = await world.token({}, { key: privateKey });
    expect(await errorCode(world.assume({ WebIdentityToken: forged }))).toBe('InvalidIdentityToken');
    const hmac = await new SignJWT({ ...CLAIMS })
      .setProtectedHeader({ alg: 'HS256', kid: 'sandbox' })
      .setIssuer(ISSUER)
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(randomBytes(32));
    expect(await errorCode(world.assume({ WebIdentityToken: hmac }))).toBe('InvalidIdentityToken');
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${forged.split('.')[1]}.`;
    expect(await errorCode(world.assume({ WebIdentityToken: none }))).toBe('InvalidIdentityToken');
    expect(await errorCode(world.assume({ WebIdentityToken: 'not-a-token' }))).toBe('InvalidIdentityToken');
  });

  it('refuses a token whose claims were changed after signing', async () => {
    const [header, , signature] = (await world.token()).split('.');
    const claims = Buffer.from(JSON.stringify({ ...CLAIMS, iss: ISSUER, exp: 4e9, iat: 1 })).toString('base64url');
    const WebIdentityToken = `${header}.${claims}.${signature}`;
    expect(await errorCode(world.assume({ WebIdentityToken }))).toBe('InvalidIdentityToken');
  });

  it('refuses an expired token, by the sandbox’s clock', async () => {
    const WebIdentityToken = await world.token({}, { expiresIn: 300 });
    world.clock.advance(301_000);
    expect(await errorCode(world.assume({ WebIdentityToken }))).toBe('ExpiredTokenException');
  });

  it('refuses a token that is not valid yet', async () => {
    const WebIdentityToken = await world.token({ nbf: Math.floor(world.clock.now() / 1000) + 600 });
    expect(await errorCode(world.assume({ WebIdentityToken }))).toBe('IDPRejectedClaim');
  });

  it('refuses the token of an issuer without a provider in IAM', async () => {
    const WebIdentityToken = await world.token({}, { issuer: 'https://evil.example' });
    expect(await errorCode(world.assume({ WebIdentityToken }))).toBe('InvalidIdentityToken');
  });

  it('says that the identity provider cannot be reached', async () => {
    const offline = await startWorld({
      identityProviders: new Map([[ISSUER, async () => Promise.reject(new Error('offline'))]]),
    });
    try {
      await offline.createRole();
      expect(await errorCode(offline.assume())).toBe('IDPCommunicationError');
    } finally {
      await offline.close();
    }
  });

  it.each([
    ['a role that does not exist', { RoleArn: `${ROLE_ARN}-2` }, 'AccessDenied'],
    ['a role of another account', { RoleArn: ROLE_ARN.replace('1234', '9999') }, 'AccessDenied'],
    ['a role named without its path', { RoleArn: 'arn:aws:iam::123456789012:role/load-balancer' }, 'AccessDenied'],
    ['an ARN that is none', { RoleArn: 'this-is-not-a-role-arn' }, 'ValidationError'],
    ['a session name with a slash', { RoleSessionName: 'a/b' }, 'ValidationError'],
    ['a session name of one character', { RoleSessionName: 'a' }, 'ValidationError'],
    ['a session name of 65 characters', { RoleSessionName: 'a'.repeat(65) }, 'ValidationError'],
    ['less than 15 minutes', { DurationSeconds: 899 }, 'ValidationError'],
    ['more than the role allows', { DurationSeconds: 7_201 }, 'ValidationError'],
    ['more than 12 hours', { DurationSeconds: 43_201 }, 'ValidationError'],
    ['a policy that is no JSON', { Policy: '{' }, 'MalformedPolicyDocument'],
    ['a policy with a principal', { Policy: TRUST_POLICY }, 'MalformedPolicyDocument'],
    [
      'managed session policies',
      { PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }] },
      'ValidationError',
    ],
  ])('refuses %s', async (_title, input, code) => {
    expect(await errorCode(world.assume(input))).toBe(code);
  });

  it('takes a policy of 2,048 characters and refuses one more', async () => {
    const document = policy({ allow: 'iam:*' });
    expect(await errorCode(world.assume({ Policy: document.padEnd(2_048) }))).toBe('no error');
    expect(await errorCode(world.assume({ Policy: document.padEnd(2_049) }))).toBe('ValidationError');
  });

  it('refuses a policy that does not pack', async () => {
    const Resource = `arn:aws:s3:::${randomBytes(1_400).toString('base64url')}`;
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource }],
    });
    expect(Policy.length).toBeLessThan(2_048);
    expect(await errorCode(world.assume({ Policy }))).toBe('PackedPolicyTooLarge');
  });

  it('follows the trust policy as it stands now', async () => {
    const strict = TRUST_POLICY.replace('"4711"', '"1"');
    const update = async (PolicyDocument: string): Promise<unknown> =>
      world.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: ROLE, PolicyDocument }));
    await update(strict);
    expect(await errorCode(world.assume())).toBe('AccessDenied');
    await update(TRUST_POLICY);
    expect(await errorCode(world.assume())).toBe('no error');
  });
});

describe('GetCallerIdentity', () => {
  it('answers a session to which everything is denied', async () => {
    const credentials = await world.assume();
    const PolicyDocument = policy({ deny: '*' });
    await world.iam.send(new PutRolePolicyCommand({ RoleName: ROLE, PolicyName: 'deny', PolicyDocument }));
    const { Arn } = await world.sts(credentials).send(new GetCallerIdentityCommand({}));
    expect(Arn).toBe('arn:aws:sts::123456789012:assumed-role/load-balancer/inc-4711');
  });
});
