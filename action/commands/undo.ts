import { openingPlan } from '../audit/opening.ts';
import { openPlace } from './remote/place.ts';
import { requireByPullRequest } from './request/by-pull-request.ts';
import type { Desk, RequestOptions } from './request/options.ts';
import { requestName } from './request/request-name.ts';
import { requestCommand } from './request.ts';

/** What the session does not say by itself. */
export type UndoOptions = Omit<RequestOptions, 'playbook' | 'install' | 'input' | 'undo'>;

/**
 * `breakglass undo`: asks for what a past session changed to be put back as it was, through the same gate. The request names the
 * session alone; what it recorded is read again, and proven, by every job that acts on it.
 *
 * @throws BreakglassError `not-set-up`, `unknown-session`, `session-unfit`, `audit-invalid`
 */
export async function undoCommand(session: string, options: UndoOptions, desk: Desk): Promise<number> {
  requireByPullRequest({ ...options, undo: session });
  const place = await openPlace({ ...options, variables: desk.variables });
  const plan = openingPlan((await place.past.read(session)).opening);
  const { incident = plan.request.incident } = options;
  const request: RequestOptions = {
    ...options,
    incident,
    name: options.name ?? requestName(`undo-${incident}`, desk.now()),
    playbook: plan.playbook.name,
    install: plan.install.name,
    input: [],
    undo: session,
  };
  return requestCommand(request, desk);
}
