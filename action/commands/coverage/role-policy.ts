import type { AwsScope } from '../../domain/arn.ts';
import type { Role, RoleStatement } from '../../domain/documents.ts';
import { BreakglassError } from '../../domain/error.ts';
import type { Grant } from '../../domain/grant.ts';
import type { Registry } from '../../domain/step-kind.ts';
import { servedGrants } from '../../engine/served-grants.ts';
import { problemIn } from '../../playbook/origins.ts';
import type { Problem } from '../../playbook/problem.ts';
import { resourceTypes } from '../../playbook/resource-types.ts';
import { parsePolicy } from '../../policy/document.ts';
import { ipRange } from '../../policy/ip-range.ts';
import { pinned, reaches, rolePermissions, rolePolicyText } from '../../policy/role-permissions.ts';
import type { Place } from './place.ts';
import { exampleOf, samplesWithin } from './sample-arns.ts';

/** What is wrong with the policy that a role's file makes, as far as it is known without AWS. */
export function rolePolicyProblems(
  role: Role,
  places: readonly Place[],
  registry: Registry,
): readonly BreakglassError[] {
  const [place] = places;
  if (place === undefined) return [];
  const { scope } = place;
  const served = servedGrants(registry, role, scope);
  const own: readonly Problem[] = [
    ...role.statements.flatMap((statement, index) => statementProblems(statement, index, scope)),
    ...scopeProblems(role, served, scope, registry),
    ...networkProblems(role.sourceNetworks),
  ];
  const problems = own.length > 0 ? own : wholeProblems(role, served, scope);
  return problems.map((problem) => problemIn(role, problem));
}

/** CIDR blocks that are none, of a role or of an install. */
export function networkProblems(blocks: readonly string[]): readonly Problem[] {
  return blocks.flatMap((block, index) => tried(() => ipRange(block), ['source-networks', index]));
}

/** Each condition by itself, so that its own line is pointed at; the rest of the statement only when those are right. */
function statementProblems(statement: RoleStatement, index: number, scope: AwsScope): readonly Problem[] {
  const base = ['statements', index];
  const conditions = Object.entries(statement.conditions).flatMap(([operator, keys]) =>
    Object.entries(keys).flatMap(([key, value]) => {
      const only = { ...statement, conditions: { [operator]: { [key]: value } } };
      return tried(() => parsePolicy(statementText(only, scope)), [...base, 'conditions', operator, key], 'key');
    }),
  );
  return conditions.length > 0 ? conditions : tried(() => parsePolicy(statementText(statement, scope)), base);
}

/** The policy of one statement, by the code that makes the whole. */
function statementText(statement: RoleStatement, scope: AwsScope): string {
  const lone: Role = {
    version: 1,
    role: 'statement',
    title: '',
    description: '',
    serves: [],
    statements: [statement],
    scope: { resources: [], tags: {} },
    maxSessionMs: 0,
    regions: [],
    sourceNetworks: [],
  };
  return rolePolicyText(rolePermissions(lone, [], scope));
}

function scopeProblems(role: Role, served: readonly Grant[], scope: AwsScope, registry: Registry): readonly Problem[] {
  const needed = [
    ...served.map(({ resource }) => resource),
    ...role.statements.flatMap(({ resources }) =>
      resources.map((pattern) => (pattern === '*' ? pattern : pinned(pattern, scope))),
    ),
  ].filter((resource) => resource !== '*');
  return role.scope.resources.flatMap((pattern, index): readonly Problem[] => {
    const path = ['scope', 'resources', index];
    if (!needed.some((resource) => reaches(pattern, resource, scope))) {
      return [
        {
          code: 'invalid-value',
          message: `${pattern} is of no type that the role has permissions on`,
          hint: 'remove it, or correct its service, type, or empty parts',
          path,
        },
      ];
    }
    const kinds = [...resourceTypes(registry).keys()].filter((kind) => {
      const example = exampleOf(kind, registry);
      return example !== undefined && reaches(pattern, example, scope);
    });
    if (kinds.length === 0 || kinds.some((kind) => samplesWithin(pattern, kind, scope, registry).length > 0)) return [];
    return [
      {
        code: 'invalid-value',
        message: `no ARN of kind ${kinds.join(' or ')} is like ${pattern}`,
        hint: `such ARNs look like ${kinds.map((kind) => exampleOf(kind, registry)).join(' or ')}: write * for the ids`,
        path,
      },
    ];
  });
}

/** What only the whole policy shows: a type that the scope does not name, and its size. */
function wholeProblems(role: Role, served: readonly Grant[], scope: AwsScope): readonly Problem[] {
  return tried(
    () => parsePolicy(rolePolicyText(rolePermissions(role, served, scope))),
    role.scope.resources.length > 0 ? ['scope', 'resources'] : [],
    'key',
  );
}

/** A refusal of the policy's own code, at its place in the file. */
function tried(check: () => unknown, path: Problem['path'], point: 'key' | 'value' = 'value'): readonly Problem[] {
  try {
    check();
    return [];
  } catch (error) {
    if (!(error instanceof BreakglassError)) throw error;
    const { code, message, hint = 'correct it, as an IAM policy has it' } = error;
    return [{ code, message, hint, path, point }];
  }
}
