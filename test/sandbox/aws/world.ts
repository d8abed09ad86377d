import { randomUUID } from 'node:crypto';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  type CreateRoleCommandInput,
  IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  AssumeRoleWithWebIdentityCommand,
  type AssumeRoleWithWebIdentityCommandInput,
  STSClient,
} from '@aws-sdk/client-sts';
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import type { Clock } from '../../../action/ports/clock.ts';
import { type AwsOptions, type AwsSandbox, startAws } from '../../../action/sandbox/aws/start-aws.ts';

export const ISSUER = 'https://token.actions.githubusercontent.com';
export const PROVIDER_ARN = 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com';
export const ROLE_ARN = 'arn:aws:iam::123456789012:role/breakglass/load-balancer';
export const ROLE = 'load-balancer';
export const WORKFLOW = 'acme/breakglass/.github/workflows/run.yml@refs/tags/v1.0.0';

/** The claims of a token that the role's trust policy lets in. */
export const CLAIMS = {
  sub: 'repo:acme/playbooks:environment:acme-prod',
  aud: 'sts.amazonaws.com',
  repository_id: '4711',
  ref: 'refs/heads/main',
  environment: 'acme-prod',
  job_workflow_ref: WORKFLOW,
} as const;

export const TRUST_POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: {
    Effect: 'Allow',
    Principal: { Federated: PROVIDER_ARN },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      StringEquals: Object.fromEntries(
        Object.entries(CLAIMS).map(([name, value]) => [`token.actions.githubusercontent.com:${name}`, value]),
      ),
    },
  },
});

/** A policy of statements that each allow or deny actions on everything. */
export function policy(...statements: readonly { allow?: string; deny?: string; when?: object }[]): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map(({ allow, deny, when }) => ({
      Effect: allow === undefined ? 'Deny' : 'Allow',
      Action: allow ?? deny,
      Resource: '*',
      ...(when === undefined ? {} : { Condition: when }),
    })),
  });
}

/** A clock that a test moves by hand; sleeping moves it too. */
export function handClock(): Clock & { advance(ms: number): void } {
  let ahead = 0;
  const advance = (ms: number): void => {
    ahead += ms;
  };
  return { now: () => Date.now() + ahead, sleep: async (ms) => advance(ms), advance };
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** A running sandbox with GitHub's provider and one role, and what tests do with it. */
export interface World {
  readonly aws: AwsSandbox;
  readonly clock: ReturnType<typeof handClock>;
  readonly root: Credentials;
  readonly iam: IAMClient;
  sts(credentials?: Credentials): STSClient;
  elbv2(credentials?: Credentials): ElasticLoadBalancingV2Client;
  iamAs(credentials: Credentials): IAMClient;
  token(claims?: JWTPayload, options?: TokenOptions): Promise<string>;
  assume(input?: Partial<AssumeRoleWithWebIdentityCommandInput>): Promise<Credentials>;
  createRole(input?: Partial<CreateRoleCommandInput>): Promise<void>;
  allow(document: string, name?: string): Promise<void>;
  close(): Promise<void>;
}

interface TokenOptions {
  readonly key?: CryptoKey;
  readonly issuer?: string;
  readonly expiresIn?: number;
}

/** One key for all worlds of a test file: making one takes long, and no test depends on which it is. */
const KEYS = generateKeyPair('RS256');

/** Starts a sandbox whose identity provider's key is the world's own. */
export async function startWorld(options: Partial<AwsOptions> = {}): Promise<World> {
  const clock = handClock();
  const { publicKey, privateKey } = await KEYS;
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'sandbox', alg: 'RS256', use: 'sig' }] };
  const aws = await startAws({ clock, identityProviders: new Map([[ISSUER, async () => jwks]]), ...options });
  const root = { accessKeyId: aws.accessKeyId, secretAccessKey: aws.secretAccessKey };
  const base = { region: aws.region, endpoint: aws.endpoint, maxAttempts: 1 };
  const iam = new IAMClient({ ...base, credentials: root });
  const sts = (credentials: Credentials = root): STSClient => new STSClient({ ...base, credentials });
  const token = async (
    claims: JWTPayload = {},
    { key, issuer, expiresIn = 300 }: TokenOptions = {},
  ): Promise<string> => {
    const now = Math.floor(clock.now() / 1000);
    return new SignJWT({ ...CLAIMS, jti: randomUUID(), ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'sandbox' })
      .setIssuer(issuer ?? ISSUER)
      .setIssuedAt(now)
      .setExpirationTime(now + expiresIn)
      .sign(key ?? privateKey);
  };
  await iam.send(new CreateOpenIDConnectProviderCommand({ Url: ISSUER, ClientIDList: ['sts.amazonaws.com'] }));
  return {
    aws,
    clock,
    root,
    iam,
    sts,
    elbv2: (credentials = root) => new ElasticLoadBalancingV2Client({ ...base, credentials }),
    iamAs: (credentials) => new IAMClient({ ...base, credentials }),
    token,
    assume: async (input = {}) => {
      const answer = await sts().send(
        new AssumeRoleWithWebIdentityCommand({
          RoleArn: ROLE_ARN,
          RoleSessionName: 'inc-4711',
          WebIdentityToken: input.WebIdentityToken ?? (await token()),
          ...input,
        }),
      );
      const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = answer.Credentials ?? {};
      return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    },
    createRole: async (input = {}) => {
      await iam.send(
        new CreateRoleCommand({
          RoleName: ROLE,
          Path: '/breakglass/',
          AssumeRolePolicyDocument: TRUST_POLICY,
          ...input,
        }),
      );
    },
    allow: async (document, name = 'permissions') => {
      await iam.send(new PutRolePolicyCommand({ RoleName: ROLE, PolicyName: name, PolicyDocument: document }));
    },
    close: async () => aws.close(),
  };
}

/** The code of the AWS error that a call ends in; fails when it succeeds. */
export async function errorCode(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    return wireCode(error);
  }
  return 'no error';
}

/** The code as it stood on the wire: the SDK's class names differ from it for modelled errors. */
function wireCode(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  const { Code, name } = error as { readonly Code?: unknown; readonly name?: unknown };
  return typeof Code === 'string' ? Code : String(name);
}
