import type { Use } from '../domain/documents.ts';
import type { GateFacts } from '../domain/gate-facts.ts';
import type { JsonObject } from '../domain/json.ts';
import type { Plan, PlannedStep } from '../domain/plan.ts';
import type { Registry } from '../domain/step-kind.ts';
import { buildPlan, planDigest, type ResolvedUse } from '../engine/plan.ts';
import type { RunOptions, StepOutputs } from '../engine/run.ts';
import { provenance } from '../gate/provenance.ts';
import { checkRequest } from '../playbook/check-request.ts';
import { problemIn } from '../playbook/origins.ts';
import { validateParams } from '../playbook/params-rules.ts';
import { installContext, referencedSteps, resolveExpressions } from '../playbook/resolve-expressions.ts';
import { resolveInputs } from '../playbook/resolve-inputs.ts';
import type { Gatekeeper, Repository } from '../ports/repository.ts';
import type { RequestInput } from '../runtime/action-inputs.ts';
import { planPermissions } from './plan-permissions.ts';
import { type Documents, readInstall, readPlaybook, readRequest } from './read-documents.ts';

/** A plan with what it was made of. */
export interface Prepared {
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
}

/** Reads the files and the facts, in as few rounds as their dependencies allow, and makes the plan. */
export async function prepare({ source, repository, gatekeeper, registry }: PrepareInput): Promise<Prepared> {
  const { request, blob } = await readRequest(repository, source, registry);
  const [{ install, blob: installBlob, facts }, policy] = await Promise.all([
    readInstall(repository, request, registry).then(async (found) => ({
      ...found,
      facts: await gatekeeper.facts(found.install.environment),
    })),
    readPlaybook(repository, request, registry),
  ]);
  const blobs = { request: blob, install: installBlob, ...policy.blobs };
  const documents: Documents = { request, install, playbook: policy.playbook, role: policy.role, blobs };
  checkRequest(request, policy.playbook, install, policy.role);
  const inputs = resolveInputs(policy.playbook, install, request, registry);
  const context = { inputs, install: installContext(install) };
  const plan = planOf(documents, facts, context, registry);
  return {
    documents,
    facts,
    plan,
    digest: planDigest(plan),
    resolveLate: (step, steps) => resolveLate(step, { ...context, steps }, registry),
  };
}

function planOf(documents: Documents, facts: GateFacts, context: UseContext, registry: Registry): Plan {
  const { request, install, playbook, role, blobs } = documents;
  return buildPlan({
    playbook,
    role,
    install,
    request,
    requester: provenance(facts).requester,
    blobs,
    registry,
    resolve: (use) => resolveUse(use, context, registry),
    permissions: (scope) => planPermissions(documents, scope, { registry }),
  });
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
