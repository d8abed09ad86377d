import {
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { createClientsFactory } from '../../action/aws/clients.ts';
import type { AwsScope } from '../../action/domain/arn.ts';
import type { CallRecord } from '../../action/domain/event.ts';
import type { Grant } from '../../action/domain/grant.ts';
import { compileSessionPolicies } from '../../action/policy/ladder.ts';
import { bindPolicy } from '../../action/policy/session-policy.ts';
import type { Allow } from '../../action/policy/statement.ts';
import type { Clients } from '../../action/ports/clients.ts';
import type { Clock } from '../../action/ports/clock.ts';
import { scaledClock } from '../../action/runtime/clock.ts';
import { type AwsSandbox, startAws } from '../../action/sandbox/aws/start-aws.ts';
import { createFaults, type Faults } from '../../action/sandbox/faults.ts';
import { registry } from '../../action/services/registry.ts';
import { CLAIMS, ISSUER, policy, ROLE, ROLE_ARN, TRUST_POLICY } from '../sandbox/aws/world.ts';

/** A sandbox account with one role that may do everything in ELBv2, and sessions of it. */
export interface Lab {
  readonly aws: AwsSandbox;
  readonly faults: Faults;
  readonly clock: Clock;
  readonly scope: AwsScope;
  /** Clients of a session of the role, wired as a run wires them. With grants, its session policy holds only these. */
  clients(options?: SessionOptions): Promise<Clients>;
  /** Clients of the account's own key: a third party, and who builds the world. */
  readonly owner: Clients;
  close(): Promise<void>;
}

export interface SessionOptions {
  readonly grants?: readonly Grant[];
  readonly onCall?: (call: CallRecord) => void;
}

/** The session that every step of a lab runs in. */
export const SESSION = 'inc-4711-1';

/** What the lab's role may do. */
const EVERYTHING: Allow = {
  access: 'write',
  actions: ['elasticloadbalancing:*', 'ec2:Describe*'],
  resources: ['*'],
  conditions: {},
};

const KEYS = generateKeyPair('RS256');
const SESSION_SECONDS = 43_200;

/** `scale`: how many times as fast as the wall its clock runs. */
export async function startLab(scale: number): Promise<Lab> {
  const clock = scaledClock(Date.now(), scale);
  const faults = createFaults();
  const jwks = { keys: [{ ...(await exportJWK((await KEYS).publicKey)), kid: 'lab', alg: 'RS256', use: 'sig' }] };
  const aws = await startAws({ clock, faults, identityProviders: new Map([[ISSUER, async () => jwks]]) });
  await enableRole(aws);
  const scope = { partition: 'aws', account: aws.account, region: aws.region };
  const reach = { drill: true, privateNetworks: [] };
  const factory = createClientsFactory({
    services: registry.services,
    endpoint: () => aws.endpoint,
    now: clock.now,
    reach,
  });
  const { accessKeyId, secretAccessKey, region } = aws;
  const root = { accessKeyId, secretAccessKey, sessionToken: '', expiresAt: Number.POSITIVE_INFINITY };
  return {
    aws,
    faults,
    clock,
    scope,
    owner: factory.connect(root, region, () => undefined),
    clients: async ({ grants, onCall = () => undefined } = {}) => {
      const sessionPolicy = grants === undefined ? undefined : policyOf(grants, scope, clock);
      return factory.connect(await assume(aws, clock, sessionPolicy), region, onCall);
    },
    close: () => aws.close(),
  };
}

/** As a run sends it: exact, bound to the session and to its end. */
function policyOf(grants: readonly Grant[], scope: AwsScope, clock: Clock): string {
  const options = { role: [EVERYTHING], tags: {}, sourceNetworks: [] };
  const [exact = ''] = compileSessionPolicies(grants, scope, options);
  return bindPolicy(exact, { session: SESSION, notAfter: clock.now() + SESSION_SECONDS * 1_000 });
}

async function enableRole(aws: AwsSandbox): Promise<void> {
  const { endpoint, region, accessKeyId, secretAccessKey } = aws;
  const iam = new IAMClient({ endpoint, region, credentials: { accessKeyId, secretAccessKey }, maxAttempts: 1 });
  await iam.send(new CreateOpenIDConnectProviderCommand({ Url: ISSUER, ClientIDList: [CLAIMS.aud] }));
  await iam.send(
    new CreateRoleCommand({
      RoleName: ROLE,
      Path: '/breakglass/',
      MaxSessionDuration: SESSION_SECONDS,
      AssumeRolePolicyDocument: TRUST_POLICY,
    }),
  );
  const document = policy({ allow: 'elasticloadbalancing:*' }, { allow: 'ec2:Describe*' });
  await iam.send(new PutRolePolicyCommand({ RoleName: ROLE, PolicyName: 'permissions', PolicyDocument: document }));
  iam.destroy();
}

async function assume(aws: AwsSandbox, clock: Clock, sessionPolicy: string | undefined) {
  const now = Math.floor(clock.now() / 1_000);
  const token = await new SignJWT({ ...CLAIMS })
    .setProtectedHeader({ alg: 'RS256', kid: 'lab' })
    .setIssuer(ISSUER)
    .setIssuedAt(now)
    // As long as the session: the lab's clock runs fast.
    .setExpirationTime(now + SESSION_SECONDS)
    .sign((await KEYS).privateKey);
  const sts = new STSClient({ endpoint: aws.endpoint, region: aws.region, maxAttempts: 1 });
  const answer = await sts.send(
    new AssumeRoleWithWebIdentityCommand({
      RoleArn: ROLE_ARN,
      RoleSessionName: 'contract',
      WebIdentityToken: token,
      DurationSeconds: SESSION_SECONDS,
      ...(sessionPolicy === undefined ? {} : { Policy: sessionPolicy }),
    }),
  );
  sts.destroy();
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '', Expiration } = answer.Credentials ?? {};
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    expiresAt: Expiration?.getTime() ?? 0,
  };
}
