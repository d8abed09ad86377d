import { type Decision, evaluate } from '../../../policy/evaluate.ts';
import type { Clock } from '../../../ports/clock.ts';
import { effectivePolicies } from '../iam/effective-policies.ts';
import type { IamWorld } from '../iam/world.ts';
import { requestKeys } from '../request-keys.ts';
import { type AuthorizationRequest, AwsFault } from '../service.ts';
import type { Identity, SessionIdentity } from './keyring.ts';

type Keys = Readonly<Record<string, readonly string[]>>;

/** Throws AccessDenied for the first permission that the caller lacks. Root may do everything. */
export function authorize(
  identity: Identity,
  requests: readonly AuthorizationRequest[],
  iam: IamWorld,
  scope: { readonly clock: Clock; readonly region: string },
): void {
  if (identity.kind === 'root' || requests.length === 0) return;
  const policies = {
    ...effectivePolicies(iam, identity.roleArn, identity.roleId),
    ...(identity.sessionPolicy === undefined ? {} : { session: identity.sessionPolicy }),
  };
  const keys = { ...requestKeys(scope.clock, scope.region), ...principalKeys(identity) };
  for (const { action, resource, context } of requests) {
    const decision = evaluate(policies, { action, resource, context: mergeKeys(context ?? {}, keys) });
    if (!decision.allowed) throw accessDenied(identity.principal.arn, action, resource, decision);
  }
}

/**
 * Condition keys are case-insensitive, tags are not: of two tags that differ in case alone the first counts (AWS does not
 * say which). What the server knows itself always wins.
 */
function mergeKeys(ofResource: Keys, ofRequest: Keys): Keys {
  const merged = new Map<string, readonly string[]>();
  for (const [name, values] of [...Object.entries(ofRequest), ...Object.entries(ofResource)]) {
    const key = name.toLowerCase();
    if (!merged.has(key)) merged.set(key, values);
  }
  return Object.fromEntries(merged);
}

function principalKeys(identity: SessionIdentity): Keys {
  return {
    'aws:userid': [identity.principal.userId],
    // For a session this is the role's ARN, with its path, and not the session's.
    'aws:PrincipalArn': [identity.roleArn],
    'aws:PrincipalAccount': [identity.principal.account],
    'aws:PrincipalType': ['AssumedRole'],
    'aws:TokenIssueTime': [new Date(identity.issuedAt).toISOString()],
  };
}

const POLICY_NAMES = {
  identity: ['no identity-based policy', 'an identity-based policy'],
  boundary: ['no permissions boundary', 'a permissions boundary'],
  session: ['no session policy', 'a session policy'],
  trust: ['no resource-based policy', 'a resource-based policy'],
} as const;

function accessDenied(
  principal: string,
  action: string,
  resource: string,
  decision: Extract<Decision, { allowed: false }>,
): AwsFault {
  const why =
    decision.by === 'explicit-deny'
      ? `with an explicit deny in ${POLICY_NAMES[decision.in ?? 'identity'][1]}`
      : `because ${POLICY_NAMES[decision.by][0]} allows the ${action} action`;
  const message = `User: ${principal} is not authorized to perform: ${action} on resource: ${resource} ${why}`;
  return new AwsFault('AccessDenied', message, 403);
}
