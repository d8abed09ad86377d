import { isJsonObject } from '../domain/json.ts';
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
