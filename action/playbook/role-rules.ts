import type { Registry } from '../domain/step-kind.ts';
import { durationProblems, SESSION_LIMITS } from './duration-rules.ts';
import { fileNameProblems } from './file-name-rule.ts';
import { suggest } from './nearest.ts';
import type { Problem } from './problem.ts';
import type { WrittenRole } from './schema-validators.ts';

/** With these a session could give itself, or somebody else, more than was approved, or outlive its end. */
const POWERS =
  /^(iam|sts|organizations|account|sso|sso-admin|identitystore|cloudformation|lambda|ssm|ec2-instance-connect):/i;

/** What a schema cannot say about a role. */
export function roleProblems(
  role: WrittenRole,
  file: string,
  kinds: Pick<Registry, 'steps' | 'checks'>,
): readonly Problem[] {
  const known = [...kinds.steps.keys(), ...kinds.checks.keys()];
  return [
    ...fileNameProblems('role', role.role, file),
    ...durationProblems(role['max-session'], SESSION_LIMITS, ['max-session']),
    ...(role.serves === undefined && role.statements === undefined ? [nothingGranted()] : []),
    ...(role.statements ?? []).flatMap((statement, index) =>
      statement.actions.flatMap((action, at) =>
        POWERS.test(action) ? [powerful(action, [index, 'actions', at])] : [],
      ),
    ),
    ...(role.serves ?? []).flatMap((kind, index): readonly Problem[] =>
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
    ),
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

function powerful(action: string, path: readonly (string | number)[]): Problem {
  return {
    code: 'invalid-value',
    message: `a break-glass role may not hold ${action}`,
    hint: 'remove it: with it a session could reach beyond what was approved',
    path: ['statements', ...path],
  };
}
