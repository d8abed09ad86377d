import { parseArn } from '../domain/arn.ts';
import type { Registry } from '../domain/step-kind.ts';
import { durationProblems, SESSION_LIMITS } from './duration-rules.ts';
import { fileNameProblems } from './file-name-rule.ts';
import { suggest } from './nearest.ts';
import { type Problem, show, under } from './problem.ts';
import { onlyReads, powerOf, tags } from './role-powers.ts';
import type { WrittenRole } from './written.ts';
import type { DocumentPath } from './yaml-node.ts';

type Statement = NonNullable<WrittenRole['statements']>[number];

/** What a schema cannot say about a role. */
export function roleProblems(
  role: WrittenRole,
  file: string,
  kinds: Pick<Registry, 'steps' | 'checks'>,
): readonly Problem[] {
  const { scope, statements = [], serves } = role;
  return [
    ...fileNameProblems('role', role.role, file),
    ...durationProblems(role['max-session'], SESSION_LIMITS, ['max-session']),
    ...(serves === undefined && statements.length === 0 ? [nothingGranted()] : []),
    ...statements.flatMap((statement, index) =>
      statementProblems(statement, scope?.tags !== undefined).map((problem) => under(['statements', index], problem)),
    ),
    ...(scope?.resources ?? []).flatMap((pattern, index) => elsewhere(pattern, ['scope', 'resources', index])),
    ...unknownKinds(serves ?? [], kinds),
  ];
}

function statementProblems(statement: Statement, byTags: boolean): readonly Problem[] {
  const { access, actions, resources, conditions = {} } = statement;
  const bringsIn = byTags && !onlyWhenCreating(conditions);
  return [
    ...actions.flatMap((action, at) => actionProblems(action, access, bringsIn, ['actions', at])),
    ...resources.flatMap((pattern, at) =>
      pattern === '*' ? everything(access, at) : elsewhere(pattern, ['resources', at]),
    ),
    ...Object.entries(conditions).flatMap(([operator, keys]) => conditionProblems(operator, keys)),
  ];
}

function nothingGranted(): Problem {
  return {
    code: 'missing-key',
    message: 'the role holds nothing: neither "serves" nor "statements"',
    hint: 'add serves: with the step and check kinds of its playbooks',
    path: [],
  };
}

/** Tags that come with what is created are not put on what is there already. */
function onlyWhenCreating(conditions: NonNullable<Statement['conditions']>): boolean {
  return Object.keys(conditions['StringEquals'] ?? {}).some((key) => /:CreateAction$/i.test(key));
}

function actionProblems(
  action: string,
  access: Statement['access'],
  bringsIn: boolean,
  path: DocumentPath,
): readonly Problem[] {
  const why = powerOf(action, access);
  if (why !== undefined) return [notHeld(action, `remove it: with it ${why}`, path)];
  if (access === 'read' && !onlyReads(action)) {
    return [
      {
        code: 'invalid-value',
        message: `"${action}" stands under access: read, and its name does not say that it only reads`,
        hint: 'move it to a statement with access: write: what only reads is shown to the customer apart',
        path,
      },
    ];
  }
  if (access === 'write' && bringsIn && tags(action)) {
    return [notHeld(action, 'remove it, or scope.tags: with it a session could bring anything into the scope', path)];
  }
  return [];
}

function notHeld(action: string, hint: string, path: DocumentPath): Problem {
  return { code: 'invalid-value', message: `a break-glass role may not hold ${action}`, hint, path };
}

/** Of what `*` reaches nothing is known here; a step kind that needs it for a write says so itself, and is reviewed for it. */
function everything(access: Statement['access'], at: number): readonly Problem[] {
  if (access === 'read') return [];
  return [
    {
      code: 'invalid-value',
      message: 'a statement that writes is on "*"',
      hint: 'name ARN patterns, such as arn:*:elasticloadbalancing:*:*:listener/app/web/*',
      path: ['resources', at],
    },
  ];
}

/** A role's file is the same for every install: whose partition, Region and account it means is the install's to say. */
function elsewhere(pattern: string, path: DocumentPath): readonly Problem[] {
  const arn = parseArn(pattern);
  if (arn === undefined) return [];
  const named = (['partition', 'region', 'account'] as const).filter((part) => arn[part] !== '*' && arn[part] !== '');
  if (named.length === 0) return [];
  const general = `arn:*:${arn.service}:${arn.region && '*'}:${arn.account && '*'}:${arn.resource}`;
  return [
    {
      code: 'invalid-value',
      message: `${show(pattern)} names ${named.map((part) => `the ${part} ${arn[part]}`).join(' and ')}`,
      hint: `write ${general}: partition, Region and account are those of each install that enables the role`,
      path,
    },
  ];
}

/** Keys that the role sets for all that it holds: a statement's own would stand in their place. */
const OF_THE_ROLE: ReadonlyMap<string, string> = new Map([
  ['aws:requestedregion', 'regions'],
  ['aws:sourceip', 'source-networks'],
]);

function conditionProblems(operator: string, tested: NonNullable<Statement['conditions']>[string]): readonly Problem[] {
  if (/^ForAllValues:/i.test(operator)) {
    return [
      {
        code: 'invalid-value',
        message: `${show(operator)} also holds when a call has no such key`,
        hint: 'use ForAnyValue:, or an operator for one value',
        path: ['conditions', operator],
        point: 'key',
      },
    ];
  }
  return Object.entries(tested).flatMap(([key, values]): readonly Problem[] => {
    const at = ['conditions', operator, key];
    const variable = [values].flat().find((value) => value.includes('$'));
    if (variable !== undefined || key.includes('$')) return [variableProblem(variable ?? key, at)];
    const own = OF_THE_ROLE.get(key.toLowerCase());
    if (own === undefined) return [];
    return [
      {
        code: 'invalid-value',
        message: `a statement has a condition on ${show(key)}`,
        hint: `remove it, and write ${own}: for the whole role`,
        path: at,
        point: 'key',
      },
    ];
  });
}

/** A variable takes its value from the call: `"${aws:ResourceTag/team}"` is equal to the tag of that name, whatever it says. */
function variableProblem(value: string, path: DocumentPath): Problem {
  return {
    code: 'invalid-value',
    message: `a condition holds the variable ${show(value)}`,
    hint: 'write the value itself: a variable takes it from the call, and so may test nothing',
    path,
    point: 'key',
  };
}

function unknownKinds(serves: readonly string[], kinds: Pick<Registry, 'steps' | 'checks'>): readonly Problem[] {
  const known = [...kinds.steps.keys(), ...kinds.checks.keys()];
  return serves.flatMap((kind, index): readonly Problem[] =>
    known.includes(kind)
      ? []
      : [
          {
            code: 'unknown-step-kind',
            message: `unknown step or check kind "${kind}"`,
            hint: suggest(kind, known, 'there are none'),
            path: ['serves', index],
          },
        ],
  );
}
