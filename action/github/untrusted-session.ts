import type { Problem } from '../audit/problem.ts';
import { BreakglassError } from '../domain/error.ts';

/** A session that nothing may be done by: what is wrong, and where. Its code is `audit-invalid`. */
export class UntrustedSession extends BreakglassError {
  readonly problem: Problem;

  constructor(session: string, problem: Problem, cause?: unknown) {
    const where = [problem.path, problem.commit === null ? null : `commit ${problem.commit}`].filter(Boolean);
    super(
      'audit-invalid',
      `session ${session} is not proven: ${where.join(', ')}: ${problem.reason} (${problem.code})`,
      {
        hint: 'run breakglass audit verify on a clone, and see who wrote that; a person has to end the session',
        cause,
      },
    );
    this.name = 'UntrustedSession';
    this.problem = problem;
  }
}
