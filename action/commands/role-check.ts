import { readAwsError } from '../aws/classify.ts';
import { type ContextValue, type IamSimulation, type Simulated, type SimulateQuery } from '../aws/simulate.ts';
import type { Role } from '../domain/documents.ts';
import { asBreakglassError, BreakglassError } from '../domain/error.ts';
import { type Grant, THIS_SESSION } from '../domain/grant.ts';
import type { RoleCheck } from '../domain/live-view.ts';
import type { Plan } from '../domain/plan.ts';
import { roleSessionName } from '../domain/session.ts';
import { PARAMETERS } from '../domain/stack-names.ts';
import type { EngineContext } from '../engine/context.ts';
import { named } from '../engine/role-coverage.ts';
import { servedGrants } from '../engine/served-grants.ts';
import { baseOf } from '../policy/networks.ts';
import { rolePermissions } from '../policy/role-permissions.ts';
import { inEveryStatement, SESSION_POLICY_LIMIT, sizeAsSent } from '../policy/session-policy.ts';

/** Milliseconds of the wall that IAM is given: the approver waits for the page. */
const PATIENCE_MS = 4_000;
/** In the form of AWS's unique ids; which one the role has, no policy of a sealer's tests. */
const ANY_ROLE_ID = 'AROA00000000000000000';
const NO_DIGEST = '0'.repeat(64);
/** More questions than this would be throttled: IAM answers few in a second. */
const MOST_QUESTIONS = 20;

/**
 * The narrowest of the session policies that has room for it, with which the plan role may also ask what `roleArn` may do; undefined
 * where none has. One that denies all other Regions would deny IAM, which answers from its own. One alone: each more that AWS cannot
 * pack would cost another round of STS before the plan.
 */
export function askingPolicy(policies: readonly string[], roleArn: string): string | undefined {
  const ask = inEveryStatement([
    { access: 'read', actions: ['iam:SimulatePrincipalPolicy'], resources: [roleArn], conditions: {} },
  ]);
  return policies
    .filter((policy) => statementsOf(policy).every(({ Effect }) => Effect === 'Allow'))
    .map((policy) => JSON.stringify({ ...JSON.parse(policy), Statement: [policy, ask].flatMap(statementsOf) }))
    .find((policy) => sizeAsSent(policy) <= SESSION_POLICY_LIMIT);
}

function statementsOf(policy: string): readonly { readonly Effect: string }[] {
  const { Statement }: { readonly Statement: readonly { readonly Effect: string }[] } = JSON.parse(policy);
  return Statement;
}

export interface RoleCheckInput {
  readonly plan: Plan;
  readonly role: Role;
  readonly engine: EngineContext;
  readonly iam: IamSimulation;
}

/**
 * Asks IAM whether the deployed role allows each permission that the plan needs. What keeps IAM from answering is told, and holds
 * nothing up. Throws `role-lacks-grant` when it answers that something is missing.
 */
export async function checkDeployedRole(input: RoleCheckInput): Promise<RoleCheck> {
  const questions = questionsOf(input);
  if (questions.length > MOST_QUESTIONS) {
    return { checked: false, reason: `it would take ${questions.length} questions, and IAM answers few at a time` };
  }
  const answers = await answered(input, questions);
  if ('reason' in answers) return { checked: false, reason: answers.reason };
  const absent = keysOfRole(input);
  const open = ({ unanswered }: Answer): readonly string[] =>
    unanswered.filter((key) => !absent.has(key.toLowerCase()));
  // Where a key that nobody explains is tested, a session may be decided about otherwise, allowed or not.
  const denied = answers.all.filter((answer) => answer.decision !== 'allowed' && open(answer).length === 0);
  if (denied.length > 0) throw lacking(input.plan, denied);
  const unclear = answers.all.flatMap(open);
  if (unclear.length > 0) {
    return {
      checked: false,
      reason: `the deployed role tests ${[...new Set(unclear)].join(', ')}, known only in a session`,
    };
  }
  return { checked: true, permissions: answers.all.length };
}

/** Grants that are decided about alike: on one resource, under one condition. */
interface Question {
  readonly query: SimulateQuery;
  readonly grants: readonly Grant[];
}

function questionsOf({ plan, engine }: RoleCheckInput): readonly Question[] {
  const groups = new Map<string, Grant[]>();
  for (const grant of plan.grants) {
    const key = JSON.stringify([grant.resource, grant.condition ?? {}, carriesTags(grant)]);
    groups.set(key, [...(groups.get(key) ?? []), grant]);
  }
  return [...groups.values()].flatMap((grants) => {
    const [first] = grants;
    if (first === undefined) return [];
    const actions = [...new Set(grants.map(({ action }) => action))];
    const query = {
      roleArn: plan.role.arn,
      actions,
      resource: first.resource,
      context: contextOf(first, plan, engine),
    };
    return [{ query, grants }];
  });
}

/** What a call of the session will hold. The tags are those that the role asks for: whether they are there, AWS sees then. */
function contextOf(grant: Grant, plan: Plan, { session, clock }: EngineContext): readonly ContextValue[] {
  const now = new Date(clock.now()).toISOString();
  const [network] = plan.sourceNetworks;
  const tags = carriesTags(grant) ? Object.entries(plan.role.tags) : [];
  return [
    { key: 'aws:RequestedRegion', type: 'string', value: plan.install.region },
    { key: 'aws:CurrentTime', type: 'date', value: now },
    { key: 'aws:TokenIssueTime', type: 'date', value: now },
    // A seal that an earlier session left on the role tests it, and does not mean this one.
    { key: 'aws:userid', type: 'string', value: `${ANY_ROLE_ID}:${roleSessionName(session, NO_DIGEST)}` },
    ...(network === undefined ? [] : [{ key: 'aws:SourceIp', type: 'ip' as const, value: baseOf(network) }]),
    ...tags.map(([key, value]) => ({ key: `aws:ResourceTag/${key}`, type: 'string' as const, value })),
    ...Object.entries(grant.condition ?? {}).map(([key, value]) => ({
      key,
      type: 'string' as const,
      value: value === THIS_SESSION ? session : value,
    })),
  ];
}

function carriesTags({ access, resource, condition }: Grant): boolean {
  return access === 'write' && resource !== '*' && condition === undefined;
}

interface Answer extends Pick<Simulated, 'decision' | 'unanswered'> {
  readonly grant: Grant;
}

async function answered(
  { engine, iam }: RoleCheckInput,
  questions: readonly Question[],
): Promise<{ readonly all: readonly Answer[] } | { readonly reason: string }> {
  const stop = new AbortController();
  const patience = setTimeout(() => stop.abort(), PATIENCE_MS);
  const given = new Promise<never>((_, reject) => {
    stop.signal.addEventListener('abort', () =>
      reject(new Error(`IAM did not answer within ${PATIENCE_MS / 1_000} s`)),
    );
  });
  try {
    const all = Promise.all(
      questions.map(async ({ query, grants }) => {
        const found = await iam.simulate(engine.clients, query, stop.signal);
        return grants.map((grant) => answerOf(grant, found));
      }),
    );
    return { all: (await Promise.race([all, given])).flat() };
  } catch (error) {
    return { reason: reasonOf(error) };
  } finally {
    clearTimeout(patience);
  }
}

/** IAM repeats each action's name; one that it leaves out is not answered. */
function answerOf(grant: Grant, found: readonly Simulated[]): Answer {
  const own = found.find(({ action }) => action.toLowerCase() === grant.action.toLowerCase());
  if (own === undefined) throw new BreakglassError('aws-rejected', `IAM said nothing of ${grant.action}`);
  return { grant, decision: own.decision, unanswered: own.unanswered };
}

function reasonOf(error: unknown): string {
  const found = readAwsError(error);
  if (found === undefined) return asBreakglassError(error).message;
  return found.name.startsWith('AccessDenied')
    ? `the plan role may not ask IAM: the customer sets ${PARAMETERS.allowSimulation} in their stack`
    : `IAM answered ${found.networkCode ?? found.name}`;
}

/** Keys that the role's own file tests: where a call does not hold them, IAM's answer stands as it is. */
function keysOfRole({ plan, role, engine }: RoleCheckInput): ReadonlySet<string> {
  const { partition, account, region } = plan.install;
  const scope = { partition, account, region };
  const allows = rolePermissions(role, servedGrants(engine.registry, role, scope), scope);
  const keys = allows.flatMap(({ conditions }) => Object.values(conditions).flatMap((tested) => Object.keys(tested)));
  return new Set(keys.map((key) => key.toLowerCase()));
}

function lacking({ role, install }: Plan, denied: readonly Answer[]): BreakglassError {
  const wanted = denied.map(({ grant, decision }) =>
    decision === 'explicitDeny' ? `${named(grant)} (explicitly denied)` : named(grant),
  );
  const isOff = denied.some(({ decision }) => decision === 'explicitDeny');
  return new BreakglassError('role-lacks-grant', `the deployed role ${role.arn} does not allow ${wanted.join(', ')}`, {
    hint: isOff
      ? `see whether the customer has set ${PARAMETERS.killSwitch} in the stack of ${install.name}, or somebody has denied the role; nothing was changed`
      : `have the customer update the stack of ${install.name} to what breakglass stack writes; nothing was changed`,
  });
}
