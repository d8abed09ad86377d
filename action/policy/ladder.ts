import type { AwsScope } from '../domain/arn.ts';
import { BreakglassError } from '../domain/error.ts';
import type { Grant } from '../domain/grant.ts';
import { type AssumedTags, coverageOf } from './covered.ts';
import { exactPermissions, tidy } from './exact-permissions.ts';
import { inEveryStatement, SESSION_POLICY_LIMIT, saidOnce, sizeAsSent } from './session-policy.ts';
import type { Allow } from './statement.ts';
import { readingConfiguration, widened } from './widen.ts';

export interface LadderOptions {
  /** What the role may do: nothing beyond it is ever asked for. */
  readonly role: readonly Allow[];
  /** Tags that the role asks of a resource before it changes it, taken to be there. */
  readonly tags: AssumedTags;
  /** CIDR blocks that calls have to come from, within the role's own; empty: any. */
  readonly sourceNetworks: readonly string[];
}

/**
 * The ladder of session policies that hold `grants`, as compact JSON before they are bound to a session. Each rung is smaller as
 * sent than the one before. The first ones hold exactly the grants, unless that is too large: then each reads more of what is only
 * configuration, as far as the role does, which AWS asks beside the session policy. Those after them hold ever more, and never
 * change what the role may not. AWS packs policies into a form whose limit it does not say: a smaller one may pass where the first
 * does not.
 *
 * Throws `role-lacks-grant` when the role does not hold the grants, `policy-too-large` when no policy fits, and `foreign-resource`
 * for a grant outside `scope`.
 */
export function compileSessionPolicies(
  grants: readonly Grant[],
  scope: AwsScope,
  { role, tags, sourceNetworks }: LadderOptions,
): readonly string[] {
  const exact = exactPermissions(grants, scope, sourceNetworks);
  const missing = coverageOf(role, tags);
  requireHeld(exact.flatMap(missing));
  const every = { region: scope.region, networks: sourceNetworks };
  const rungs: string[] = [];
  let least = SESSION_POLICY_LIMIT + 1;
  const add = (...forms: readonly string[]): void => {
    for (const text of forms) {
      const size = sizeAsSent(text);
      if (size >= least) continue;
      rungs.push(text);
      least = size;
    }
  };
  add(inEveryStatement(exact), saidOnce(exact, every));
  const given = rungs.length > 0 ? (allows: readonly Allow[]) => allows : readingConfiguration;
  for (const candidate of [exact, ...widened(exact, role, tags).map(tidy)]) {
    if (candidate.some((allow) => missing(allow).length > 0)) continue;
    add(inEveryStatement(given(candidate)), saidOnce(given(candidate), every));
  }
  if (rungs.length > 0) return rungs;
  throw new BreakglassError(
    'policy-too-large',
    `the session policy needs ${sizeAsSent(saidOnce(exact, every))} characters, and no wider one is short enough`,
    { hint: `AWS takes ${SESSION_POLICY_LIMIT}: split the playbook: fewer kinds of steps, or fewer resources` },
  );
}

function requireHeld(missing: readonly { readonly action: string; readonly resource: string }[]): void {
  const [first] = missing;
  if (first === undefined) return;
  throw new BreakglassError('role-lacks-grant', `the role does not hold ${first.action} on ${first.resource}`, {
    hint: 'let the role serve the kind that needs it, and have the customer update their stack',
  });
}
