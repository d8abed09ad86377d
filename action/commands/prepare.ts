import { buildPlan, planDigest } from '../engine/plan.ts';
import type { Use } from '../domain/documents.ts';
import type { GateFacts } from '../domain/gate-facts.ts';
import { isJsonObject, type JsonObject } from '../domain/json.ts';
import type { Plan } from '../domain/plan.ts';
import { BreakglassError } from '../domain/error.ts';
import type { Registry } from '../domain/step-kind.ts';
import { provenance } from '../gate/provenance.ts';
import { checkRequest } from '../playbook/check-request.ts';
import { validateParams } from '../playbook/params-rules.ts';
import { toError } from '../playbook/problem.ts';
import { installContext, resolveExpressions } from '../playbook/resolve-expressions.ts';
import { resolveInputs } from '../playbook/resolve-inputs.ts';
import { compileSessionPolicies } from '../policy/compile.ts';
import type { Gatekeeper, Repository } from '../ports/repository.ts';
import type { ActionInputs } from '../runtime/action-inputs.ts';
import { type Documents, readInstall, readPlaybook, readRequest } from './read-documents.ts';

/** A plan with what it was made of. */
export interface Prepared {
  readonly documents: Documents;
  readonly facts: GateFacts;
  readonly plan: Plan;
  readonly digest: string;
}

export interface PrepareInput {
  readonly source: ActionInputs['request'];
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
  const plan = planOf(documents, facts, registry);
  return { documents, facts, plan, digest: planDigest(plan) };
}

function planOf(documents: Documents, facts: GateFacts, registry: Registry): Plan {
  const { request, install, playbook, role, blobs } = documents;
  checkRequest(request, playbook, install, role);
  const context = { inputs: resolveInputs(playbook, install, request, registry), install: installContext(install) };
  return buildPlan({
    playbook,
    role,
    install,
    request,
    requester: provenance(facts).requester,
    blobs,
    registry,
    resolve: (use) => resolveUse(use, context, registry),
    compile: compileSessionPolicies,
  });
}

/** The `with` of a step or check, its expressions resolved and the result held to the kind's schema. */
function resolveUse(use: Use, context: { inputs: JsonObject; install: JsonObject }, registry: Registry): JsonObject {
  const params = resolveExpressions(use.with, context);
  const [problem] = validateParams(use.uses, params, registry);
  if (problem !== undefined) throw toError({ ...problem, message: `${use.uses}: ${problem.message}` }, undefined);
  if (!isJsonObject(params)) throw new BreakglassError('wrong-type', `the parameters of ${use.uses} are no mapping`);
  return params;
}
