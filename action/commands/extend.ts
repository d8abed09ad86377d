import { openingPlan } from '../audit/opening.ts';
import { formatDuration } from '../domain/duration.ts';
import { BreakglassError } from '../domain/error.ts';
import { isJsonObject } from '../domain/json.ts';
import { createRepository } from '../github/repository.ts';
import { registry } from '../services/registry.ts';
import { extendedSession } from './past-session.ts';
import { readRequest } from './read-documents.ts';
import { openPlace, type Place } from './remote/place.ts';
import { requireByPullRequest } from './request/by-pull-request.ts';
import type { Desk, RequestOptions } from './request/options.ts';
import { requestName } from './request/request-name.ts';
import { requestCommand } from './request.ts';

/** What the session does not say by itself. */
export type ExtendOptions = Omit<RequestOptions, 'playbook' | 'install' | 'input' | 'undo' | 'extends'>;

/**
 * `breakglass extend`: asks for more time for an open session of a temporary change, through the same gate: with its playbook, its
 * install and its inputs. Nothing of the session changes before the extension is approved and has its lock.
 *
 * @throws BreakglassError `not-set-up`, `unknown-session`, `session-unfit`, `audit-invalid`
 */
export async function extendCommand(session: string, options: ExtendOptions, desk: Desk): Promise<number> {
  requireByPullRequest({ ...options, extends: session });
  const place = await openPlace({ ...options, variables: desk.variables });
  const proven = await place.past.read(session);
  const plan = openingPlan(proven.opening);
  const named = { playbook: plan.playbook.name, install: plan.install.name };
  extendedSession(proven, { ...named, drill: place.past.drill }, registry);
  const { incident = plan.request.incident } = options;
  const request: RequestOptions = {
    ...options,
    ...named,
    incident,
    name: options.name ?? requestName(`more-${incident}`, desk.now()),
    duration: options.duration ?? formatDuration(plan.durations.workMs),
    input: await inputsOf(place, proven.from.sha, proven.opening.opening?.['source']),
    accept: options.accept,
    extends: session,
  };
  return requestCommand(request, desk);
}

/** As the session's own request gave them, in its file at the commit that it ran or in its dispatch. */
async function inputsOf({ github }: Place, sha: string, source: unknown): Promise<readonly string[]> {
  const given = isJsonObject(source) ? source : {};
  const { path, dispatch } = given;
  if (typeof path === 'string') {
    const { request } = await readRequest(createRepository(github, sha), { path }, registry);
    return assignments(request.inputs);
  }
  if (isJsonObject(dispatch) && isJsonObject(dispatch['inputs'])) return assignments(dispatch['inputs']);
  throw new BreakglassError('session-unfit', 'the session does not say what its inputs were', {
    hint: 'ask for its playbook again once it is closed',
  });
}

function assignments(inputs: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(inputs).map(([name, value]) => `${name}=${String(value)}`);
}
