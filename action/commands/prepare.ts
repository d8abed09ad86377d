import { canonicalJson } from '../audit/canonical.ts';
import type { Person, Request, Use } from '../domain/documents.ts';
import { BreakglassError } from '../domain/error.ts';
import type { GateFacts } from '../domain/gate-facts.ts';
import type { JsonObject } from '../domain/json.ts';
import type { Plan, PlannedStep } from '../domain/plan.ts';
import type { Registry } from '../domain/step-kind.ts';
import { extendedSteps, foldExtend } from '../engine/extend.ts';
import type { Snapshots } from '../engine/fold.ts';
import { asIfUnchanged } from '../engine/past-secrets.ts';
import { buildPlan, type PlanInput, planDigest, type ResolvedUse } from '../engine/plan.ts';
import type { RunOptions, StepOutputs } from '../engine/run.ts';
import { foldUndo, type PastStep } from '../engine/undo.ts';
import { buildUndoPlan, type Undone } from '../engine/undo-plan.ts';
import { provenance } from '../gate/provenance.ts';
import { checkAccepted, checkRequest } from '../playbook/check-request.ts';
import { problemIn } from '../playbook/origins.ts';
import { validateParams } from '../playbook/params-rules.ts';
import { installContext, referencedSteps, resolveExpressions } from '../playbook/resolve-expressions.ts';
import { resolveInputs } from '../playbook/resolve-inputs.ts';
import type { Gatekeeper, Repository } from '../ports/repository.ts';
import type { RequestInput } from '../runtime/action-inputs.ts';
import type { Extended, Past, When } from './past-session.ts';
import { planPermissions } from './plan-permissions.ts';
import { type Documents, readInstall, readPlaybook, readRequest } from './read-documents.ts';

/** What a plan that goes on from a session of before has beside it: undefined for every other. */
export interface Undoes {
  readonly undone: Undone | undefined;
  readonly extended: Extended | undefined;
}

/** A plan with what it was made of. */
export interface Prepared extends Undoes {
  readonly documents: Documents;
  readonly facts: GateFacts;
  readonly plan: Plan;
  readonly digest: string;
  readonly resolveLate: RunOptions['resolveLate'];
}

export interface PrepareInput {
  readonly source: RequestInput;
  readonly repository: Repository;
  readonly gatekeeper: Gatekeeper;
  readonly registry: Registry;
  /** Absent: a request that undoes a session is refused. */
  readonly past?: Past;
}

/** Reads the files and the facts, in as few rounds as their dependencies allow, and makes the plan. */
export async function prepare(input: PrepareInput): Promise<Prepared> {
  const { source, repository, gatekeeper, registry } = input;
  const { request, blob } = await readRequest(repository, source, registry);
  const past = goneOnFrom(request, input.past, registry);
  // Told below, once it is known that the files are in order.
  past.catch(() => undefined);
  const [{ install, blob: installBlob, facts }, policy] = await Promise.all([
    readInstall(repository, request, registry).then(async (found) => ({
      ...found,
      facts: await gatekeeper.facts(found.install.environment),
    })),
    readPlaybook(repository, request, registry),
  ]);
  const blobs = { request: blob, install: installBlob, ...policy.blobs };
  const documents: Documents = { request, install, playbook: policy.playbook, role: policy.role, blobs };
  return { facts, ...planFrom(documents, provenance(facts).requester, registry, await past) };
}

/**
 * How the steps of a plan that goes on from a session are made of what is read; none for every other plan. `recover`: of what its
 * opening link recorded. That of an extension has the states of the session before it, and not what it met itself.
 */
export function foldOf(
  { plan, undone, extended }: Omit<Prepared, 'facts'>,
  registry: Registry,
  purpose: 'look' | 'run' | 'recover' = 'run',
): Pick<RunOptions, 'fold'> {
  // The plan job has no key: what the session masked is shown as if it were still there, and compared by the run.
  const known = (steps: readonly PastStep[], snapshots: Snapshots): readonly PastStep[] =>
    purpose === 'look' ? asIfUnchanged(registry, steps, snapshots) : steps;
  if (extended !== undefined) {
    const { steps } = extended;
    if (purpose === 'recover') return { fold: () => extendedSteps(registry, plan.steps, steps) };
    return { fold: (snapshots) => foldExtend(registry, plan.steps, known(steps, snapshots), snapshots) };
  }
  if (undone === undefined) return {};
  const { steps, past } = undone;
  return {
    fold: (snapshots) =>
      foldUndo(registry, plan.steps, { steps: known(steps, snapshots), owner: past.owner }, snapshots),
  };
}

/**
 * What a request that goes on from a session means by it; undefined for every other. `then`: what it meant when its own session
 * began, however the other stands by now.
 */
export async function goneOnFrom(
  request: Request,
  past: Past | undefined,
  registry: Registry,
  when: When = 'now',
): Promise<Undone | Extended | undefined> {
  const session = request.undo ?? request.extends;
  if (session === undefined) return undefined;
  if (past === undefined) throw notRead(session);
  const { undoneSession, extendedSession } = await import('./past-session.ts');
  const [proven, { drill, stateKey = '' }] = [await past.read(session), past];
  const wanted = { ...request, drill, stateKey, when };
  return request.undo !== undefined
    ? undoneSession(proven, wanted, registry)
    : extendedSession(proven, wanted, registry);
}

function notRead(session: string): BreakglassError {
  return new BreakglassError('session-unfit', `session ${session} cannot be read here, and so not be gone on from`, {
    hint: 'ask by pull request, or on a machine that reaches the audit branch',
  });
}

/** Makes the plan of files that were read; the same files, and the same past session, give the same plan at any time. */
export function planFrom(
  documents: Documents,
  requester: Person,
  registry: Registry,
  from?: Undone | Extended,
): Omit<Prepared, 'facts'> {
  const undone = from !== undefined && 'diffs' in from ? from : undefined;
  const extended = from === undefined || 'diffs' in from ? undefined : from;
  const { request, install, playbook, role } = documents;
  checkRequest(request, playbook, install, role);
  if (request.undo !== undefined) return undoPlanFrom(documents, requester, registry, undone);
  const inputs = resolveInputs(playbook, install, request, registry);
  const context = { inputs, install: installContext(install) };
  const own = planOf(documents, requester, context, registry);
  const plan = request.extends === undefined ? own : extending(own, extended, request.extends);
  return {
    documents,
    plan,
    undone: undefined,
    extended,
    digest: planDigest(plan),
    resolveLate: (step, steps) => resolveLate(step, { ...context, steps }, registry),
  };
}

/** What has to be the same for a session to go on in another's place. */
const SAME = ['playbook', 'install', 'role', 'sourceNetworks', 'steps', 'monitor', 'revert'] as const;

/** The plan of a session that goes on from another: what that one applied, for another while. Its checks were made before that. */
function extending(plan: Plan, extended: Extended | undefined, session: string): Plan {
  if (extended === undefined) throw notRead(session);
  const json = (value: unknown): string => canonicalJson(JSON.parse(JSON.stringify(value)));
  const other = SAME.find((key) => json(plan[key]) !== json(extended.of[key]));
  if (other === undefined) return { ...plan, checks: [], extends: extended.past };
  throw new BreakglassError('session-unfit', `session ${session} has other ${other} than this request`, {
    hint: 'an extension has its inputs, and the files as they were then: ask for the playbook again once it is closed',
  });
}

/** The playbook's inputs are not asked: every value is as the past session recorded it. */
function undoPlanFrom(
  documents: Documents,
  requester: Person,
  registry: Registry,
  undone: Undone | undefined,
): Omit<Prepared, 'facts'> {
  if (undone === undefined) throw notRead(documents.request.undo ?? '');
  for (const step of undone.steps) requireValid(step, step.with, registry);
  const plan = buildUndoPlan(planInput(documents, requester, registry), undone);
  const steps = plan.steps.map(({ id, uses }) => ({ id, uses, irreversible: plan.irreversible.includes(id) }));
  checkAccepted(documents.request, { playbook: documents.playbook.playbook, steps });
  const resolveLate: Prepared['resolveLate'] = ({ with: params }) => params;
  return { documents, plan, undone, extended: undefined, digest: planDigest(plan), resolveLate };
}

function planOf(documents: Documents, requester: Person, context: UseContext, registry: Registry): Plan {
  return buildPlan({
    ...planInput(documents, requester, registry),
    resolve: (use) => resolveUse(use, context, registry),
  });
}

function planInput(documents: Documents, requester: Person, registry: Registry): Omit<PlanInput, 'resolve'> {
  return {
    ...documents,
    requester,
    registry,
    permissions: (scope) => planPermissions(documents, scope, { registry }),
  };
}

interface UseContext {
  readonly inputs: JsonObject;
  readonly install: JsonObject;
  readonly steps?: StepOutputs;
}

/** The `with` of a step or check, its expressions resolved and the result held to the kind's schema. */
function resolveUse(use: Use, context: UseContext, registry: Registry): ResolvedUse {
  const late = Object.keys(use.with).filter((key) => referencedSteps(use.with[key] ?? null).length > 0);
  const entries = Object.entries(use.with).map(([key, value]) => {
    return [key, late.includes(key) ? value : resolveExpressions(value, context)] as const;
  });
  const params = Object.fromEntries(entries);
  if (late.length === 0) requireValid(use, params, registry);
  return { with: params, late };
}

/** A late step's `with`, complete. Only the values that the plan names as late are evaluated: the rest is data already. */
function resolveLate(step: PlannedStep, context: UseContext, registry: Registry): JsonObject {
  const entries = Object.entries(step.with).map(([key, value]) => {
    return [key, step.late.includes(key) ? resolveExpressions(value, context) : value] as const;
  });
  const params = Object.fromEntries(entries);
  requireValid(step, params, registry);
  return params;
}

function requireValid(use: Use, params: JsonObject, registry: Registry): void {
  const [problem] = validateParams(use.uses, params, registry);
  if (problem !== undefined) throw problemIn(use, problem);
}
