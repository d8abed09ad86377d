import { BreakglassError } from '../domain/error.ts';
import { isJsonObject, type Json, type JsonObject } from '../domain/json.ts';
import type { Plan } from '../domain/plan.ts';
import { canonicalJson, sha256Hex } from './canonical.ts';
import type { Link } from './link.ts';

/**
 * What is wrong with an opening link's plan, or undefined: it has to be the plan that has the digest (which the approver
 * saw and CloudTrail has in the session's name), for the environment that the link's proof comes from.
 */
export function openingProblem({ opening, environment }: Link): string | undefined {
  if (opening === undefined) return undefined;
  const plan = opening['plan'];
  if (!isJsonObject(plan)) return 'it holds no plan';
  if (opening['digest'] !== sha256Hex(canonicalJson(plan))) return 'its digest is not that of its plan';
  const install = plan['install'];
  const gate = isJsonObject(install) ? install['environment'] : undefined;
  if (gate !== environment) return `its plan is for environment ${JSON.stringify(gate)}`;
  return undefined;
}

/**
 * The plan of an opening link that is proven: what was approved then.
 *
 * @throws BreakglassError `audit-invalid`
 */
export function openingPlan(link: Link): Plan {
  const problem = openingProblem(link);
  const plan = link.opening?.['plan'];
  if (problem === undefined && isJsonObject(plan) && isPlan(plan)) return fromJson(plan);
  throw new BreakglassError('audit-invalid', `the opening link of ${link.session}: ${problem ?? 'it holds no plan'}`, {
    hint: 'run breakglass audit verify on a clone',
  });
}

/** Of what its shape is wrong, it is no plan that any version has written. */
function isPlan({
  version = null,
  steps = null,
  install = null,
  playbook = null,
  durations = null,
}: JsonObject): boolean {
  return (
    version === 1 &&
    [install, playbook, durations].every(isJsonObject) &&
    Array.isArray(steps) &&
    steps.length > 0 &&
    steps.every(isStep)
  );
}

function isStep(value: Json): boolean {
  if (!isJsonObject(value)) return false;
  const { id, uses, with: params, resource } = value;
  return typeof id === 'string' && typeof uses === 'string' && isJsonObject(params) && isJsonObject(resource);
}

/** The one place where a checked JSON object becomes a plan. */
function fromJson(value: JsonObject): Plan {
  return value as unknown as Plan;
}
