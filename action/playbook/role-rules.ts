import type { Registry } from '../domain/step-kind.ts';
import { durationProblems, SESSION_LIMITS } from './duration-rules.ts';
import { fileNameProblems } from './file-name-rule.ts';
import { suggest } from './nearest.ts';
import type { Problem } from './problem.ts';
import type { WrittenRole } from './schema-validators.ts';

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
    ...role.serves.flatMap((kind, index): readonly Problem[] =>
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
