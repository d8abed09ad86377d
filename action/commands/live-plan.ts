import { canonicalJson } from '../audit/canonical.ts';
import { iamSimulation } from '../aws/simulate.ts';
import { BreakglassError } from '../domain/error.ts';
import { isForLooking } from '../domain/grant.ts';
import { isJsonObject, type JsonObject } from '../domain/json.ts';
import type { LiveView, RoleCheck, SeenState } from '../domain/live-view.ts';
import { ownerOf, type Plan } from '../domain/plan.ts';
import { roleSessionName } from '../domain/session.ts';
import { howToEnable, PARAMETERS } from '../domain/stack-names.ts';
import { createLedger, type Ledger } from '../engine/ledger.ts';
import { look } from '../engine/look.ts';
import { assumeRole } from './assume.ts';
import { planPermissions } from './plan-permissions.ts';
import { foldOf, type Prepared } from './prepare.ts';
import { askingPolicy, checkDeployedRole } from './role-check.ts';
import type { Wiring } from './wiring.ts';

/** How long the plan role's credentials last: reading takes seconds. */
const LOOK_MS = 5 * 60_000;

const NO_ROOM: RoleCheck = { checked: false, reason: 'the session policy of the plan role has no room for asking' };
const NOT_PACKED: RoleCheck = {
  checked: false,
  reason: 'AWS could not pack the session policy with which the plan role may ask IAM, and took a smaller one',
};

/**
 * Looks at AWS with the install's plan role, which can only read, and asks IAM about the role that the plan needs. Undefined where
 * the install has none, or where the job may not ask for a token: a pull request's own run never does.
 */
export async function livePlan(wiring: Wiring, prepared: Prepared): Promise<LiveView | undefined> {
  const { plan, digest, documents } = prepared;
  const { planRole } = documents.install;
  const { oidc, eventName } = wiring.runner;
  // Whatever token a caller grants to a pull request's own run, it is not asked for: that run's code may be anybody's.
  if (planRole === undefined || oidc === undefined || eventName === 'pull_request') return undefined;
  const { partition, account, region } = plan.install;
  const reads = plan.grants.filter(isForLooking);
  const scope = { partition, account, region };
  const permissions = planPermissions(documents, scope, { registry: wiring.registry, purpose: 'plan' });
  const iam = iamSimulation(wiring.mode.endpoint);
  const policies = permissions.sessionPolicies(reads);
  const asking = askingPolicy(policies, plan.role.arn);
  const services = new Map([...wiring.registry.services, [iam.service.name, iam.service]]);
  const ledger = unrecorded(wiring);
  const engine = await assumeRole(
    { ...wiring, session: ownerOf(plan, wiring.session), registry: { ...wiring.registry, services } },
    {
      roleArn: planRole,
      region,
      sessionName: roleSessionName(wiring.session, digest),
      // Whether AWS packs the longer one small enough shows only here.
      policies: [...(asking === undefined ? [] : [asking]), ...policies],
      notAfter: wiring.mode.clock.now() + LOOK_MS,
      privateNetworks: plan.privateNetworks,
      enabledBy: howToEnable(plan.install.name, PARAMETERS.enablePlan),
      ledger,
    },
  );
  // The first policy is the one that may ask; of a later one IAM would only say that it may not.
  const packed = ledger.events.some((event) => event.type === 'assumed' && event.policyRung === 0);
  const check = async (): Promise<RoleCheck> => {
    if (asking === undefined) return NO_ROOM;
    return packed ? checkDeployedRole({ plan, role: documents.role, engine, iam }) : NOT_PACKED;
  };
  const [seen, role] = await Promise.all([
    look(engine, plan, new AbortController().signal, foldOf(prepared, wiring.registry, 'look').fold),
    check(),
  ]);
  return { ...seen, role };
}

/** What the approver saw, for the run job's input `seen`: one line of canonical JSON. */
export function writeSeen(digest: string, seen: SeenState): string {
  return canonicalJson({ version: 1, digest, seen });
}

/**
 * What the approver saw, from the plan job; undefined where the plan was static because the install has no plan role.
 * Throws `drifted` when it should be there and is not, or is of another plan.
 */
export function readSeen(
  plan: Plan,
  digest: string,
  text: string,
  planRole: string | undefined,
): SeenState | undefined {
  if (plan.onDrift === 'proceed' || (planRole === undefined && text === '')) return undefined;
  const parsed = parse(text);
  const seen = parsed?.['seen'];
  if (parsed?.['version'] === 1 && parsed['digest'] === digest && isJsonObject(seen)) return onlyObjects(seen);
  throw new BreakglassError('drifted', 'the plan that the approver saw was not live, or is not known', {
    hint: "pass the plan job's output `seen` to the run job's input `seen`, and give the plan job id-token: write",
  });
}

function parse(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function onlyObjects(seen: JsonObject): SeenState {
  return Object.fromEntries(
    Object.entries(seen).flatMap(([step, units]) => (isJsonObject(units) ? [[step, units]] : [])),
  );
}

/** A plan changes nothing and leaves no link; what it saw is in its output. */
function unrecorded({ session, mode }: Wiring): Ledger {
  return createLedger(session, {
    clock: mode.clock,
    reporter: { report: () => undefined },
    journal: {
      append: async () => {
        throw new BreakglassError('internal', 'a plan writes no link');
      },
    },
  });
}
