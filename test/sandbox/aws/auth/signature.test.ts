import { DescribeLoadBalancersCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { GetRoleCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Credentials, errorCode, policy, startWorld, type World } from '../world.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld();
  await world.createRole();
  await world.allow(policy({ allow: '*' }));
});
afterAll(async () => world.close());

const BODY = 'Action=GetCallerIdentity&Version=2011-06-15';

interface Tampering {
  readonly service?: string;
  readonly region?: string;
  readonly at?: Date;
  readonly body?: string;
  readonly credentials?: Credentials;
  readonly after?: (headers: Record<string, string>) => Record<string, string>;
}

/** Signs a request by hand, spoils it, sends it, and gives the status and the error code. */
async function send({ service = 'sts', region, at, body = BODY, credentials, after }: Tampering): Promise<string> {
  const { endpoint } = world.aws;
  const url = new URL(endpoint);
  const signer = new SignatureV4({
    credentials: credentials ?? world.root,
    region: region ?? world.aws.region,
    service,
    sha256: Hash.bind(null, 'sha256'),
    applyChecksum: false,
  });
  const signed = await signer.sign(
    {
      method: 'POST',
      protocol: 'http:',
      hostname: url.hostname,
      path: '/',
      headers: { host: url.host, 'content-type': 'application/x-www-form-urlencoded' },
      body: BODY,
    },
    at === undefined ? {} : { signingDate: at },
  );
  const { host: _host, ...headers } = after?.({ ...signed.headers }) ?? signed.headers;
  const answer = await fetch(endpoint, { method: 'POST', headers, body });
  const text = await answer.text();
  return `${answer.status} ${/<Code>(\w+)<\/Code>/.exec(text)?.[1] ?? 'ok'}`;
}

const without =
  (name: string) =>
  ({ [name]: _gone, ...headers }: Record<string, string>) =>
    headers;

describe('a signature', () => {
  it('of the account key is taken, by hand and from the SDK', async () => {
    expect(await send({})).toBe('200 ok');
    const identity = await world.sts().send(new GetCallerIdentityCommand({}));
    expect(identity).toMatchObject({ Arn: 'arn:aws:iam::123456789012:root', Account: '123456789012' });
    expect(identity.$metadata.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each<[string, Tampering, string]>([
    ['none at all', { after: without('authorization') }, '403 MissingAuthenticationToken'],
    [
      'with another secret',
      { credentials: { accessKeyId: '', secretAccessKey: 'wrong' } },
      '403 SignatureDoesNotMatch',
    ],
    [
      'of an unknown key',
      { credentials: { accessKeyId: 'AKIAUNKNOWN', secretAccessKey: 'x' } },
      '403 InvalidClientTokenId',
    ],
    ['over another body', { body: `${BODY}&` }, '403 SignatureDoesNotMatch'],
    [
      'whose payload hash header lies',
      { after: (h) => ({ ...h, 'x-amz-content-sha256': 'ab' }) },
      '403 SignatureDoesNotMatch',
    ],
    ['that leaves an x-amz header out', { after: (h) => ({ ...h, 'x-amz-meta': '1' }) }, '403 SignatureDoesNotMatch'],
    [
      'with a changed signed header',
      { after: (h) => ({ ...h, 'content-type': 'text/plain' }) },
      '403 SignatureDoesNotMatch',
    ],
    ['for another service', { service: 'iam' }, '403 SignatureDoesNotMatch'],
    ['for another Region', { region: 'eu-west-1' }, '403 SignatureDoesNotMatch'],
    ['six minutes old', { at: new Date(Date.now() - 360_000) }, '403 SignatureDoesNotMatch'],
    ['six minutes ahead', { at: new Date(Date.now() + 360_000) }, '403 SignatureDoesNotMatch'],
    ['of another scheme', { after: (h) => ({ ...h, authorization: 'Bearer x' }) }, '400 IncompleteSignature'],
    ['without a date', { after: without('x-amz-date') }, '400 IncompleteSignature'],
    [
      'without its parts',
      { after: (h) => ({ ...h, authorization: 'AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request' }) },
      '400 IncompleteSignature',
    ],
    [
      'with half a scope',
      { after: (h) => ({ ...h, authorization: 'AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=x' }) },
      '400 IncompleteSignature',
    ],
    [
      'that does not sign the host',
      { after: (h) => ({ ...h, authorization: (h['authorization'] ?? '').replace(';host', '') }) },
      '403 SignatureDoesNotMatch',
    ],
    [
      'of the account key with a session token',
      { after: (h) => ({ ...h, 'x-amz-security-token': 'x' }) },
      '403 InvalidClientTokenId',
    ],
  ])('is refused: %s', async (_title, tampering, expected) => {
    const { credentials } = tampering;
    const spoilt =
      credentials?.accessKeyId === ''
        ? { ...tampering, credentials: { ...credentials, accessKeyId: world.root.accessKeyId } }
        : tampering;
    expect(await send(spoilt)).toBe(expected);
  });

  it('for the global IAM may name us-east-1 or the caller’s Region, ELBv2’s only its own', async () => {
    const elsewhere = await startWorld({ region: 'eu-central-1' });
    try {
      await elsewhere.createRole();
      const options = { endpoint: elsewhere.aws.endpoint, credentials: elsewhere.root, maxAttempts: 1 };
      for (const region of ['us-east-1', 'eu-central-1']) {
        const sts = new STSClient({ ...options, region });
        expect((await sts.send(new GetCallerIdentityCommand({}))).Account).toBe('123456789012');
      }
      const other = new STSClient({ ...options, region: 'eu-west-1' });
      expect(await errorCode(other.send(new GetCallerIdentityCommand({})))).toBe('SignatureDoesNotMatch');
    } finally {
      await elsewhere.close();
    }
  });
});

describe('temporary credentials', () => {
  it('work for every service until they expire by the sandbox’s clock, and not a moment longer', async () => {
    const credentials = await world.assume({ DurationSeconds: 900 });
    await world.elbv2(credentials).send(new DescribeLoadBalancersCommand({}));
    await world.iamAs(credentials).send(new GetRoleCommand({ RoleName: 'load-balancer' }));
    world.clock.advance(898_000);
    await world.elbv2(credentials).send(new DescribeLoadBalancersCommand({}));
    world.clock.advance(2_000);
    expect(await errorCode(world.elbv2(credentials).send(new DescribeLoadBalancersCommand({})))).toBe('ExpiredToken');
    expect(await errorCode(world.sts(credentials).send(new GetCallerIdentityCommand({})))).toBe('ExpiredToken');
  });

  it('are refused without their session token, with another session’s, and with another secret', async () => {
    const [mine, other] = [await world.assume(), await world.assume()];
    const { sessionToken: _none, ...bare } = mine;
    const call = async (credentials: Credentials): Promise<string> =>
      errorCode(world.sts(credentials).send(new GetCallerIdentityCommand({})));
    expect(await call(bare)).toBe('InvalidClientTokenId');
    expect(await call({ ...mine, sessionToken: other.sessionToken ?? '' })).toBe('InvalidClientTokenId');
    expect(await call({ ...mine, secretAccessKey: other.secretAccessKey })).toBe('SignatureDoesNotMatch');
    expect(await call(mine)).toBe('no error');
  });
});
