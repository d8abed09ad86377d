import { stringify } from 'yaml';
import { OWNER, PEOPLE, REPOSITORY } from '../../action/drill/hosting.ts';
import type { StepHooks } from '../../action/drill/job.ts';
import { drillRequest, mergeRequest, type Pipeline, requestPath, startPipeline } from '../../action/drill/pipeline.ts';
import type { ActionResult } from '../../action/drill/runner.ts';
import { buildWorld, type DrillWorld, type WorldOptions } from '../../action/drill/world.ts';
import type { Variables } from '../../action/runtime/environment.ts';
import { BUNDLE } from '../refusals/live.ts';
import { PLACE } from './job.ts';

/** A customer with a plan role: what they approve was read from AWS. */
export function buildPastWorld(options: Partial<WorldOptions> = {}): Promise<DrillWorld> {
  return buildWorld({ scale: 20, planRole: true, ...options });
}

/** A session as it was played. */
export interface PlayedSession {
  readonly session: string;
  readonly plan: ActionResult;
  readonly run: ActionResult;
}

/** A request of alice's, merged by carol: its run, planned. */
export async function planned(
  world: DrillWorld,
  name: string,
  changes: Readonly<Record<string, unknown>> = {},
): Promise<Planned> {
  const sha = await mergeRequest(world.hosting, drillRequest({ request: name, ...changes }), { name });
  return planOf(world, sha, name);
}

/** A run whose plan job is over. */
export interface Planned {
  readonly pipeline: Pipeline;
  readonly plan: ActionResult;
  readonly session: string;
}

/** What happens once a request is on main. */
export async function planOf(world: DrillWorld, sha: string, name: string): Promise<Planned> {
  const pipeline = startPipeline(world, BUNDLE, sha, { name });
  const plan = await pipeline.plan();
  return { pipeline, plan, session: `${name}-${pipeline.runId}` };
}

/** Dana approves, and the run job runs. */
export async function approved({ pipeline, plan, session }: Planned, hooks: StepHooks = {}): Promise<PlayedSession> {
  if (plan.exitCode !== 0) throw new Error(plan.errors.join('; '));
  await pipeline.review(PEOPLE.approver, 'approved');
  return { session, plan, run: await pipeline.run(plan.outputs['digest'] ?? '', hooks) };
}

export async function played(
  world: DrillWorld,
  name: string,
  changes: Readonly<Record<string, unknown>> = {},
): Promise<PlayedSession> {
  return approved(await planned(world, name, changes));
}

/** The pull request that a command opened, approved and merged by the commander. */
export async function mergePull(world: DrillWorld, number: number): Promise<string> {
  const carol = world.hosting.as(PEOPLE.commander);
  const at = { ...PLACE, pull_number: number };
  await carol.rest.pulls.createReview({ ...at, event: 'APPROVE', body: 'confirmed' });
  return (await carol.rest.pulls.merge({ ...at, merge_method: 'squash' })).data.sha;
}

/** What somebody's shell holds. */
export async function shellOf(world: DrillWorld, username: string): Promise<Variables> {
  const { data } = await world.hosting.as('admin').request('POST /admin/users/{username}/authorizations', { username });
  return {
    GITHUB_TOKEN: (data as { readonly token: string }).token,
    GITHUB_REPOSITORY: `${OWNER}/${REPOSITORY}`,
    GITHUB_API_URL: world.sandbox.github.api,
    GITHUB_SERVER_URL: world.sandbox.github.server,
  };
}

/** A request that undoes a session, as alice would write it by hand. */
export function undoRequest(name: string, session: string, changes: Readonly<Record<string, unknown>> = {}) {
  const { inputs: _inputs, ...request } = drillRequest({
    request: name,
    confirmed: [`What session ${session} changed is to be put back as it was`],
    undo: session,
    ...changes,
  });
  return { text: stringify({ ...request, ...changes }), path: requestPath(name) };
}
