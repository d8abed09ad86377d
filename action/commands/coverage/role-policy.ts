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
import { ipRange, networkOf } from '../../policy/ip-range.ts';
import { pinned, reaches, rolePermissions, rolePolicyText } from '../../policy/role-permissions.ts';
import { unknownPartHint, valueHint } from './condition-hint.ts';
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

/** CIDR blocks that are none, or that do not say which network they mean, of a role or of an install. */
export function networkProblems(
  blocks: readonly string[],
  key: 'source-networks' | 'private-networks' = 'source-networks',
): readonly Problem[] {
  return blocks.flatMap((block, index): readonly Problem[] => {
    const path = [key, index];
    const wrong = tried(() => ipRange(block), path, { hint: BLOCK_HINT });
    return wrong.length > 0 ? wrong : ambiguous(block, path);
  });
}

const BLOCK_HINT =
  'write a block such as 203.0.113.0/24 or 2001:db8::/32: numbers up to 255 and a length up to 32, or 128 for IPv6';

/** Of an address the whole network is meant: whoever wrote one address may not have meant that. */
function ambiguous(block: string, path: Problem['path']): readonly Problem[] {
  const { network, single } = networkOf(block);
  if (network === undefined) return [];
  return [
    {
      code: 'invalid-value',
      message: `${block} is an address within a network, and would mean all of ${network}`,
      hint: `write ${network} for the network, or ${single} for the one address`,
      path,
    },
  ];
}

/** Each condition by itself, so that its own line is pointed at; the rest of the statement only when those are right. */
function statementProblems(statement: RoleStatement, index: number, scope: AwsScope): readonly Problem[] {
  const base = ['statements', index];
  const conditions = Object.entries(statement.conditions).flatMap(([operator, keys]) =>
    Object.entries(keys).flatMap(([key, value]) => {
      const only = { ...statement, conditions: { [operator]: { [key]: value } } };
      const found = tried(() => parsePolicy(statementText(only, scope)), [...base, 'conditions', operator, key], {
        hint: valueHint(operator),
        point: 'key',
      });
      const instead = unknownPartHint(operator, key);
      return instead === undefined ? found : found.map((problem) => ({ ...problem, hint: instead }));
    }),
  );
  return conditions.length > 0
    ? conditions
    : tried(() => parsePolicy(statementText(statement, scope)), base, STATEMENT);
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
    { ...STATEMENT, point: 'key' },
  );
}

interface Told {
  /** Where the refusal itself has none. */
  readonly hint: string;
  readonly point?: 'key' | 'value';
}

const STATEMENT: Told = { hint: 'write actions as service:Action, and resources as ARN patterns with * for the ids' };

/** A refusal of the policy's own code, at its place in the file. */
function tried(check: () => unknown, path: Problem['path'], told: Told): readonly Problem[] {
  try {
    check();
    return [];
  } catch (error) {
    if (!(error instanceof BreakglassError)) throw error;
    const { code, message, hint = told.hint } = error;
    return [{ code, message, hint, path, point: told.point ?? 'value' }];
  }
}
