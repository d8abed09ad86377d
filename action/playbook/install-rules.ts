import { type AwsScope, partitionOf, requireInScope } from '../domain/arn.ts';
import { BreakglassError } from '../domain/error.ts';
import type { Registry } from '../domain/step-kind.ts';
import { APPROVAL_LIMITS, durationProblems } from './duration-rules.ts';
import { fileNameProblems } from './file-name-rule.ts';
import { suggest } from './nearest.ts';
import { formatPath, type Problem, show } from './problem.ts';
import { resourceTypes } from './resource-types.ts';
import { ARN } from './schema/patterns.ts';
import type { WrittenInstall } from './written.ts';
import type { DocumentPath } from './yaml-node.ts';

const FULL_ARN = new RegExp(ARN, 'u');

/** What a schema cannot say about an install. */
export function installProblems(
  install: WrittenInstall,
  file: string,
  kinds: Pick<Registry, 'services'>,
): readonly Problem[] {
  const scope = { partition: partitionOf(install.region), account: install.account, region: install.region };
  return [
    ...fileNameProblems('install', install.install, file),
    ...Object.entries(install.roles).flatMap(([name, arn]) =>
      arnProblems(arn, { ...scope, region: '' }, ['roles', name]),
    ),
    ...(['plan-role', 'sealer-role'] as const).flatMap((key) =>
      install[key] === undefined ? [] : arnProblems(install[key], { ...scope, region: '' }, [key]),
    ),
    ...Object.entries(install['recover-roles'] ?? {}).flatMap(([name, arn]) => [
      ...arnProblems(arn, { ...scope, region: '' }, ['recover-roles', name]),
      ...(Object.hasOwn(install.roles, name) ? [] : [strayRecoverRole(name)]),
    ]),
    ...approverProblems(install.approvers),
    ...alertProblems(install.alerts ?? []),
    ...durationProblems(install.approvers.within, APPROVAL_LIMITS, ['approvers', 'within']),
    ...Object.entries(install.resources).flatMap(([kind, named]) => resourceProblems(kind, named, scope, kinds)),
  ];
}

/** A role that restores what no session can have changed. */
function strayRecoverRole(name: string): Problem {
  return {
    code: 'unknown-role',
    message: `recover-roles names "${name}", which is not under roles`,
    hint: `add ${name} under roles, or remove it here`,
    path: ['recover-roles', name],
    point: 'key',
  };
}

/** A sink with an address needs a name to find it by, each its own; the status has none. */
function alertProblems(alerts: NonNullable<WrittenInstall['alerts']>): readonly Problem[] {
  return alerts.flatMap(({ to, name, required }, index): readonly Problem[] => {
    const path: DocumentPath = ['alerts', index];
    if (to === 'status') {
      if (name === undefined && required === undefined) return [];
      return [
        alertProblem(
          `the alert to "status" takes no "${name === undefined ? 'required' : 'name'}"`,
          'write - to: status',
          path,
        ),
      ];
    }
    if (name === undefined) {
      return [
        alertProblem(
          `the alert to "${to}" has no name`,
          'add name:, as it stands in the secret BREAKGLASS_ALERTS',
          path,
        ),
      ];
    }
    if (alerts.findIndex((other) => other.name === name) === index) return [];
    return [alertProblem(`two alerts are named "${name}"`, 'give each alert a name of its own', [...path, 'name'])];
  });
}

function alertProblem(message: string, hint: string, path: DocumentPath): Problem {
  return { code: 'invalid-value', message, hint, path };
}

/** A gate that can never open: more approvals wanted than people who could give one. */
function approverProblems({ minimum, people }: WrittenInstall['approvers']): readonly Problem[] {
  const different = new Set(people.map((person) => person.split('#')[0]?.toLowerCase()));
  if (minimum <= different.size) return [];
  return [
    {
      code: 'out-of-range',
      message: `approvers.minimum is ${minimum}, but approvers.people names ${different.size}`,
      hint: 'name more people, or ask for fewer approvals',
      path: ['approvers', 'minimum'],
    },
  ];
}

function resourceProblems(
  kind: string,
  named: Readonly<Record<string, string>>,
  scope: AwsScope,
  kinds: Pick<Registry, 'services'>,
): readonly Problem[] {
  const types = resourceTypes(kinds);
  const type = types.get(kind);
  if (type === undefined) {
    return [
      {
        code: 'invalid-value',
        message: `unknown resource kind "${kind}"`,
        hint: suggest(kind, types.keys(), 'remove it: no service has resource kinds'),
        path: ['resources', kind],
        point: 'key',
      },
    ];
  }
  return Object.entries(named).flatMap(([name, arn]) => {
    const path = ['resources', kind, name];
    const foreign = arnProblems(arn, scope, path);
    return foreign.length > 0 || type.matches(arn) ? foreign : [otherKind(arn, kind, path)];
  });
}

/** The problem of an ARN whose resource is not of the kind it stands under. */
export function otherKind(arn: string, kind: string, path: DocumentPath): Problem {
  return {
    code: 'invalid-value',
    message: `${arn} is not of kind ${kind}`,
    hint: `write the ARN of a resource of kind ${kind}`,
    path,
  };
}

/** The problem of an ARN outside the install, if it is. */
export function arnProblems(arn: string, scope: AwsScope, path: DocumentPath): readonly Problem[] {
  if (!FULL_ARN.test(arn)) {
    const hint = 'write a full ARN, without wildcards';
    return [{ code: 'invalid-value', message: `${formatPath(path)} is ${show(arn)}`, hint, path }];
  }
  try {
    requireInScope(arn, scope);
    return [];
  } catch (error) {
    if (!(error instanceof BreakglassError)) throw error;
    return [{ code: error.code, message: error.message, hint: error.hint ?? '', path }];
  }
}
