import { AssumeRoleWithWebIdentityCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { parseArn } from '../domain/arn.ts';
import { BreakglassError } from '../domain/error.ts';
import type { CallRecord } from '../domain/event.ts';
import type { RequestHandler } from '../domain/step-kind.ts';
import type { Clock } from '../ports/clock.ts';
import type { AssumedRole, AssumeRequest, Credentials, SessionCredentials } from '../ports/credentials.ts';
import { classifyAwsError, readAwsError } from './classify.ts';
import type { EndpointOf } from './clients.ts';
import { recordCalls } from './recorder.ts';
import { clientSettings } from './settings.ts';
import { explainAssumeFailure, unavailable } from './sts-errors.ts';

export interface StsOptions {
  readonly region: string;
  readonly endpoint: EndpointOf;
  /** `sts.amazonaws.com`, or `sandbox` in a drill. */
  readonly audience: string;
  readonly idToken: (audience: string) => Promise<string>;
  /** Called with every secret before anything else sees it. */
  readonly mask: (secret: string) => void;
  readonly clock: Clock;
  readonly random?: () => number;
  readonly onCall?: (call: CallRecord) => void;
  /** Once it aborts, nothing is asked again. */
  readonly signal?: AbortSignal | undefined;
  /** Another way to AWS than the SDK's own. */
  readonly handler?: RequestHandler | undefined;
}

const ATTEMPTS = 6;
const BASE_DELAY_MS = 250;

/** OIDC → STS, by the regional endpoint. The credentials are given to the caller and kept nowhere. */
export function createCredentials(options: StsOptions): Credentials {
  return {
    assume: async (request) => {
      const credentials = await assumeRole(options, request);
      options.signal?.throwIfAborted();
      const identity = await readIdentity(options, credentials);
      requireIdentity(identity, request.roleArn);
      return { credentials, ...identity };
    },
  };
}

async function assumeRole(options: StsOptions, request: AssumeRequest): Promise<SessionCredentials> {
  const client = connect(options);
  let token = '';
  const answer = await retrying(
    options,
    // A fresh token for each attempt: it lives 300 s and is asked for right before it is used.
    async () => {
      token = await options.idToken(options.audience);
      return client.send(
        new AssumeRoleWithWebIdentityCommand({
          RoleArn: request.roleArn,
          RoleSessionName: request.sessionName,
          WebIdentityToken: token,
          Policy: request.policy,
          DurationSeconds: request.durationSeconds,
        }),
      );
    },
    (error) => explainAssumeFailure(error, request, token),
  );
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answer.Credentials ?? {};
  for (const secret of [AccessKeyId, SecretAccessKey, SessionToken]) if (secret) options.mask(secret);
  if (!AccessKeyId || !SecretAccessKey || !SessionToken || Expiration === undefined) {
    throw new BreakglassError('aws-rejected', `STS answered without credentials for ${request.roleArn}`);
  }
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    expiresAt: Expiration.getTime(),
  };
}

type Identity = Pick<AssumedRole, 'identity' | 'account'>;

async function readIdentity(options: StsOptions, credentials: SessionCredentials): Promise<Identity> {
  const client = connect(options, credentials);
  const answer = await retrying(
    options,
    () => client.send(new GetCallerIdentityCommand({})),
    (error) =>
      new BreakglassError(
        'identity-mismatch',
        `the new credentials are not accepted: ${readAwsError(error)?.name ?? 'unknown'}`,
        {
          hint: 'see which role the install names; nothing was changed',
        },
      ),
  );
  return { identity: answer.Arn ?? '', account: answer.Account ?? '' };
}

/** Proves that the credentials are those of the role that the install names, before anything is done with them. */
function requireIdentity({ identity, account }: Identity, roleArn: string): void {
  const wanted = parseArn(roleArn);
  const got = parseArn(identity);
  const role = wanted?.resource.split('/').at(-1);
  if (
    wanted !== undefined &&
    account === wanted.account &&
    got?.account === wanted.account &&
    got.partition === wanted.partition &&
    got.resource.startsWith(`assumed-role/${role}/`)
  ) {
    return;
  }
  throw new BreakglassError('identity-mismatch', `the credentials are of ${identity || 'nobody'}, not of ${roleArn}`, {
    hint: "correct the role's ARN in the install; nothing was changed",
  });
}

function connect(options: StsOptions, credentials?: SessionCredentials): STSClient {
  const client = new STSClient({
    ...clientSettings(options.handler),
    region: options.region,
    endpoint: options.endpoint({ prefix: 'sts', variable: 'STS', region: options.region }),
    // AssumeRoleWithWebIdentity is not signed; a provider that fails keeps the default chain out all the same.
    credentials: credentials ?? refuseDefaultCredentials,
  });
  recordCalls('sts', () => options.clock.now(), options.onCall ?? (() => {}))(client);
  return client;
}

async function refuseDefaultCredentials(): Promise<never> {
  throw new BreakglassError('internal', 'a call before the role was assumed');
}

/** Repeats what AWS or the network may answer otherwise next time; `explain` turns the rest into our errors. */
async function retrying<T>(
  { clock, random = Math.random, signal }: StsOptions,
  call: () => Promise<T>,
  explain: (error: unknown) => unknown,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      const kind = classifyAwsError(error);
      if (kind !== 'transient' && kind !== 'throttled') throw explain(error);
      if (attempt === ATTEMPTS) throw unavailable(error, kind, ATTEMPTS);
    }
    await clock.sleep(BASE_DELAY_MS * 2 ** attempt * (0.5 + random() / 2), signal);
  }
}
