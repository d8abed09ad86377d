import { parseArn } from '../../domain/arn.ts';
import type { Playbook, Role, Use } from '../../domain/documents.ts';
import type { BreakglassError } from '../../domain/error.ts';
import type { Grant } from '../../domain/grant.ts';
import type { Registry } from '../../domain/step-kind.ts';
import { named, remedy } from '../../engine/role-coverage.ts';
import { problemIn } from '../../playbook/origins.ts';
import { widenToType } from '../../policy/resource-prefix.ts';
import { reaches } from '../../policy/role-permissions.ts';
import { planPermissions } from '../plan-permissions.ts';
import { type Place, placeOfArn } from './place.ts';
import { generalised } from './sample-arns.ts';
import { type UseGrants, useGrants } from './use-grants.ts';

/** Everything that a playbook does: steps and checks, in the order of the file. */
export function usesOf({ checks, steps, monitor }: Playbook): readonly Use[] {
  return [...checks, ...steps, ...monitor.checks];
}

/** What a role lets a plan do in one place. */
export interface RoleThere {
  readonly role: Role;
  readonly place: Place;
  /** Those of the grants that the role does not hold; by the code that refuses a plan. */
  readonly uncovered: (grants: readonly Grant[]) => readonly Grant[];
}

export function roleThere(role: Role, place: Place, registry: Registry): RoleThere {
  const { uncovered } = planPermissions({ install: place.install, role }, place.scope, { registry });
  // A pattern with `?` is for texts of one length: against a wildcard it proves nothing, against the sample it does.
  const exact = [...role.scope.resources, ...role.statements.flatMap(({ resources }) => resources)].some((pattern) =>
    pattern.includes('?'),
  );
  return {
    role,
    place,
    uncovered: (grants) =>
      uncovered(exact ? grants : grants.map((grant) => ({ ...grant, resource: generalised(grant.resource) }))),
  };
}

/** What a playbook needs and its role does not hold, each at its step or check. */
export function missingPermissions(
  playbook: Playbook,
  there: readonly RoleThere[],
  registry: Registry,
): readonly BreakglassError[] {
  return usesOf(playbook).flatMap((use) => missingOf(use, playbook, there, registry));
}

function missingOf(
  use: Use,
  playbook: Playbook,
  there: readonly RoleThere[],
  registry: Registry,
): readonly BreakglassError[] {
  const found = there.map((each) => {
    const needs = useGrants(use, { playbook, role: each.role, place: each.place, registry });
    return { each, needs };
  });
  const fitting = found.filter(({ needs }) => needs.foreign.length === 0);
  // Written for an account in which no install enables the role: it is looked at there.
  const looked = fitting.length > 0 ? fitting : elsewhere(found[0], use, playbook, registry);
  const problems = looked.flatMap(({ each, needs }) => {
    const lacking = byAction(each.uncovered(needs.grants)).map((grants) => asOne(grants, needs, each));
    const unknown = each.place.standsIn && readsInstall(use) ? [] : needs.unknown;
    return [
      ...(lacking.length === 0 ? [] : [{ key: keyOf(lacking), problem: () => notHeld(use, lacking, each, playbook) }]),
      ...(unknown.length === 0 ? [] : [{ key: unknown.join(), problem: () => notKnown(use, unknown, each) }]),
    ];
  });
  // The same in several installs is told once, of the first.
  return problems
    .filter(({ key }, index) => problems.findIndex((other) => other.key === key) === index)
    .map(({ problem }) => problem());
}

function keyOf(lacking: readonly Grant[]): string {
  return lacking.map(({ action, resource }) => `${action} ${withoutPlace(resource)}`).join();
}

/** What is missing of one action, under one condition, together. */
function byAction(grants: readonly Grant[]): readonly (readonly [Grant, ...Grant[]])[] {
  const groups = new Map<string, [Grant, ...Grant[]]>();
  for (const grant of grants) {
    const key = `${grant.action} ${JSON.stringify(grant.condition ?? {})}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [grant]);
    else if (!group.some(({ resource }) => resource === grant.resource)) group.push(grant);
  }
  return [...groups.values()];
}

interface Found {
  readonly each: RoleThere;
  readonly needs: UseGrants;
}

function elsewhere(found: Found | undefined, use: Use, playbook: Playbook, registry: Registry): readonly Found[] {
  const arn = parseArn(found?.needs.foreign[0] ?? '');
  if (found === undefined || arn === undefined) return [];
  const each = roleThere(found.each.role, placeOfArn(arn), registry);
  const needs = useGrants(use, { playbook, role: each.role, place: each.place, registry });
  return [{ each, needs }];
}

/** What is missing of one action, as one grant. */
function asOne(grants: readonly [Grant, ...Grant[]], needs: UseGrants, { role, place }: RoleThere): Grant {
  const [first] = grants;
  if (first.resource === '*') return first;
  const wanted = needs.grants.filter(({ action }) => action === first.action);
  const isAny = !role.scope.resources.some((pattern) => reaches(pattern, first.resource, place.scope));
  // Of whatever form the resource is: the type says it in one.
  const resource =
    grants.length > 1 && grants.length === wanted.length && isAny
      ? widenToType(first.resource, place.scope)
      : grants.map((grant) => grant.resource).join(', ');
  return { ...first, resource };
}

/** One problem for a step or check, however many actions are missing: what mends it is one line of the role's file. */
function notHeld(
  use: Use,
  lacking: readonly Grant[],
  { role, place }: RoleThere,
  { steps }: Playbook,
): BreakglassError {
  const { uses } = use;
  const list = lacking.map(named).join('; ');
  const what = `${steps.some((step) => step === use) ? 'step' : 'check'} kind ${uses}`;
  const there = where(place);
  // A role that serves nothing is written out: there a kind that is not served is no mistake.
  const message =
    role.serves.length === 0 || role.serves.includes(uses)
      ? `${uses} needs ${list}, which role "${role.role}" does not grant${there}`
      : `role "${role.role}" does not serve the ${what}${there}, which needs ${list}`;
  return problemIn(use, {
    code: 'role-lacks-grant',
    message,
    hint: `in playbooks/roles/${role.role}.yml ${remedy(role, uses, lacking)}${writtenOut(role, lacking)}; then have the customer update their stack`,
    path: ['uses'],
  });
}

function writtenOut({ statements }: Role, lacking: readonly Grant[]): string {
  if (statements.length === 0) return '';
  const [only, ...more] = lacking.map(({ action, resource }) => `${action} on ${withoutPlace(resource)}`);
  return `, or add ${more.length === 0 ? only : 'what is missing'} to "statements"`;
}

function notKnown(use: Use, unknown: readonly string[], { role, place }: RoleThere): BreakglassError {
  return problemIn(use, {
    code: 'role-lacks-grant',
    message: `what ${use.uses} needs is not known before a request, so not whether role "${role.role}" grants it${where(place)}: ${unknown.join('; ')}`,
    hint: 'name its resources by inputs of type resource, or by ARNs',
    path: ['with'],
  });
}

function where({ install, standsIn }: Place): string {
  return standsIn ? '' : ` in install "${install.install}"`;
}

function readsInstall({ with: params }: Use): boolean {
  return /\$\{\{[^}]*\binstall\b/.test(JSON.stringify(params));
}

/** `arn:*:elasticloadbalancing:*:*:listener/app/web/*`: as a role's file writes it. */
export function withoutPlace(resource: string): string {
  const arn = parseArn(resource);
  return arn === undefined
    ? resource
    : `arn:*:${arn.service}:${arn.region && '*'}:${arn.account && '*'}:${arn.resource}`;
}
