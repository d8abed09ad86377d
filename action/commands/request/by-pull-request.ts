import { BreakglassError } from '../../domain/error.ts';

/** A request that goes on from a session of before, as it is asked for on the command line. */
export interface GoingOn {
  readonly undo?: string | undefined;
  readonly extends?: string | undefined;
  readonly dispatch?: boolean | undefined;
}

/**
 * A playbook's form has fields for its inputs and its criteria, which are the session's here, and none for a session.
 *
 * @throws BreakglassError `not-set-up`
 */
export function requireByPullRequest({ undo, extends: extended, dispatch }: GoingOn): void {
  const session = undo ?? extended;
  if (session === undefined || dispatch !== true) return;
  const what = undo === undefined ? 'extended' : 'undone';
  throw new BreakglassError('not-set-up', `session ${session} cannot be ${what} by dispatch`, {
    hint: "a playbook's form asks for its inputs, and has no field for a session: leave --dispatch out. The merge of the pull request starts the run",
  });
}
