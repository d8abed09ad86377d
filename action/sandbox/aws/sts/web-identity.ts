import {
  AssumeRoleWithWebIdentity$,
  type AssumeRoleWithWebIdentityRequest,
  type AssumeRoleWithWebIdentityResponse,
} from '@aws-sdk/client-sts';
import { parseArn } from '../../../domain/arn.ts';
import { GITHUB_ISSUER } from '../../../domain/trusted-names.ts';
import { CONDITION_KEYS } from '../../../policy/condition-keys.ts';
import { evaluateTrust } from '../../../policy/evaluate.ts';
import type { Keyring } from '../auth/keyring.ts';
import { invalid } from '../iam/constraints.ts';
import type { IamWorld, OidcProvider, Role } from '../iam/world.ts';
import { requestKeys } from '../request-keys.ts';
import { AwsFault, type CallContext, type Given, type Operation, operation } from '../service.ts';
import { readSessionPolicy } from './session-policy.ts';
import { claimedIssuer, type IdentityProviders, invalidToken, type VerifiedToken, verifyToken } from './token.ts';

const ACTION = 'sts:AssumeRoleWithWebIdentity';
const DEFAULT_SECONDS = 3_600;
const SESSION_NAME = /^[\w+=,.@-]{2,64}$/;

/** The claims of GitHub's tokens that AWS has condition keys for; `aud` and `sub` are those of the verified token. */
const CLAIM_KEYS = Object.keys(CONDITION_KEYS)
  .filter((key) => key.startsWith(`${GITHUB_ISSUER}:`))
  .map((key) => key.slice(GITHUB_ISSUER.length + 1))
  .filter((claim) => claim !== 'aud' && claim !== 'sub');

type Input = Given<AssumeRoleWithWebIdentityRequest, 'RoleArn' | 'RoleSessionName' | 'WebIdentityToken'>;

/** `AssumeRoleWithWebIdentity`: a GitHub token for credentials that end, when the role's trust policy says so. */
export function assumeRoleWithWebIdentity(
  iam: IamWorld,
  keyring: Keyring,
  providers: IdentityProviders,
): Operation<unknown, unknown> {
  return operation({
    schema: AssumeRoleWithWebIdentity$,
    signed: false,
    authorize: () => [],
    handle: async (input: Input, context) => {
      const seconds = validate(input);
      const policy = readSessionPolicy(input.Policy);
      const issuer = claimedIssuer(input.WebIdentityToken);
      const provider = [...iam.providers.values()].find((candidate) => candidate.issuer === issuer);
      if (provider === undefined) {
        throw invalidToken(`No OpenIDConnect provider found in your account for ${issuer}`);
      }
      const token = await verifyToken(input.WebIdentityToken, issuer, providers, context.clock.now());
      if (!provider.clientIds.includes(token.audience)) throw invalidToken('Incorrect token audience');
      const role = trustedRole(iam, input, provider, token, context);
      if (seconds > role.maxSessionSeconds) {
        throw new AwsFault(
          'ValidationError',
          'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
        );
      }
      return issue(keyring, { role, input, token, provider, seconds, policy }, context);
    },
  });
}

/** The session's duration in seconds, when the input is of the form that STS wants. */
function validate(input: Input): number {
  if (!SESSION_NAME.test(input.RoleSessionName)) {
    throw invalid(
      input.RoleSessionName,
      'roleSessionName',
      'Member must satisfy regular expression pattern: [\\w+=,.@-]{2,64}',
    );
  }
  const arn = parseArn(input.RoleArn);
  if (arn === undefined || arn.service !== 'iam' || !arn.resource.startsWith('role/') || input.RoleArn.length > 2_048) {
    throw new AwsFault('ValidationError', `${input.RoleArn} is invalid`);
  }
  if (input.WebIdentityToken.length < 4 || input.WebIdentityToken.length > 20_000) {
    throw new AwsFault('ValidationError', 'webIdentityToken must have length between 4 and 20000');
  }
  // Refused rather than ignored: a session would otherwise be wider than the caller asked for.
  if (input.PolicyArns !== undefined && input.PolicyArns.length > 0) {
    throw new AwsFault('ValidationError', 'the sandbox does not emulate managed session policies (PolicyArns)');
  }
  const seconds = input.DurationSeconds ?? DEFAULT_SECONDS;
  if (seconds < 900) throw invalid(seconds, 'durationSeconds', 'Member must have value greater than or equal to 900');
  if (seconds > 43_200) throw invalid(seconds, 'durationSeconds', 'Member must have value less than or equal to 43200');
  return seconds;
}

/** The role, if it is there and its trust policy lets this token in; STS does not say which of the two failed. */
function trustedRole(
  iam: IamWorld,
  input: Input,
  provider: OidcProvider,
  token: VerifiedToken,
  { clock, region }: CallContext,
): Role {
  const role = [...iam.roles.values()].find(({ arn }) => arn === input.RoleArn);
  const trust = role?.state.effective(clock.now())?.trust;
  const keys = {
    ...requestKeys(clock, region),
    ...tokenKeys(token),
    'sts:RoleSessionName': [input.RoleSessionName],
  };
  const request = { action: ACTION, federated: provider.arn, context: keys };
  if (role === undefined || trust === undefined || !evaluateTrust(trust.document, request).allowed) {
    throw new AwsFault('AccessDenied', `Not authorized to perform ${ACTION}`, 403);
  }
  return role;
}

function tokenKeys(token: VerifiedToken): Readonly<Record<string, readonly string[]>> {
  const host = token.issuer.replace(/^https:\/\//, '');
  const claims = CLAIM_KEYS.flatMap((name): [string, readonly string[]][] => {
    const value = token.claims[name];
    return typeof value === 'string' || typeof value === 'number' ? [[`${host}:${name}`, [String(value)]]] : [];
  });
  return { ...Object.fromEntries(claims), [`${host}:aud`]: [token.audience], [`${host}:sub`]: [token.subject] };
}

interface Session {
  readonly role: Role;
  readonly input: Input;
  readonly token: VerifiedToken;
  readonly provider: OidcProvider;
  readonly seconds: number;
  readonly policy: ReturnType<typeof readSessionPolicy>;
}

function issue(
  keyring: Keyring,
  { role, input, token, provider, seconds, policy }: Session,
  { clock, partition, account }: CallContext,
): AssumeRoleWithWebIdentityResponse {
  const userId = `${role.id}:${input.RoleSessionName}`;
  const arn = `arn:${partition}:sts::${account}:assumed-role/${role.name}/${input.RoleSessionName}`;
  // STS counts whole seconds: the expiry that it answers is the one that it enforces.
  const issuedAt = Math.floor(clock.now() / 1000) * 1000;
  const identity = keyring.issue({
    issuedAt,
    expiresAt: issuedAt + seconds * 1000,
    principal: { arn, userId, account },
    roleArn: role.arn,
    roleId: role.id,
    sessionPolicy: policy.document,
    run: typeof token.claims['run_id'] === 'string' ? token.claims['run_id'] : null,
  });
  return {
    Credentials: {
      AccessKeyId: identity.accessKeyId,
      SecretAccessKey: identity.secretAccessKey,
      SessionToken: identity.sessionToken,
      Expiration: new Date(identity.expiresAt),
    },
    AssumedRoleUser: { AssumedRoleId: userId, Arn: arn },
    SubjectFromWebIdentityToken: token.subject,
    Audience: token.audience,
    Provider: provider.arn,
    ...(policy.packedPercent === undefined ? {} : { PackedPolicySize: policy.packedPercent }),
  };
}
