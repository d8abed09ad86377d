import { Octokit } from '@octokit/rest';
import { AUDIT_BRANCH, OWNER, PEOPLE, putFile, REPOSITORY, WORKFLOW_REF } from '../../action/drill/hosting.ts';
import { type ActionResult, runStep } from '../../action/drill/runner.ts';
import type { DrillWorld } from '../../action/drill/world.ts';
import type { JobPermissions } from '../../action/sandbox/github/world.ts';
import { BUNDLE, git } from '../refusals/live.ts';

export const PLACE = { owner: OWNER, repo: REPOSITORY };

/** What the jobs of the reusable workflow may do. */
export const MAY = {
  plan: { contents: 'read', actions: 'read', 'pull-requests': 'read' },
  comment: { actions: 'read', 'pull-requests': 'write' },
  'record-refusal': { contents: 'write', actions: 'read', 'pull-requests': 'read' },
  recover: { contents: 'read', actions: 'read' },
  incident: { contents: 'write', 'pull-requests': 'write' },
} as const satisfies Readonly<Record<string, JobPermissions>>;

type Command = keyof typeof MAY;

interface Change {
  readonly sha: string;
  readonly ref?: string;
  readonly actor?: string;
  readonly pull?: { readonly headRef: string; readonly baseRef: string; readonly headSha: string };
}

/** Which run a job belongs to. */
export interface RunOf {
  readonly id: number;
}

/** The run that GitHub starts for a push to main, or for a pull request. */
export function startRun(
  world: DrillWorld,
  event: 'push' | 'pull_request' | 'workflow_dispatch' | 'schedule',
  change: Change,
): RunOf {
  return world.sandbox.github.control.startRun({
    repository: `${OWNER}/${REPOSITORY}`,
    event,
    sha: change.sha,
    ref: change.ref ?? 'refs/heads/main',
    ...(change.pull === undefined ? {} : { pull: change.pull }),
    actor: change.actor ?? PEOPLE.requester,
    workflow: '.github/workflows/request.yml',
  });
}

/** One job of a run, by the bundle. `complete: false` leaves the run going. */
export async function job(
  world: DrillWorld,
  run: RunOf,
  command: Command,
  options: {
    readonly inputs?: Readonly<Record<string, string>>;
    readonly permissions?: JobPermissions;
    readonly environment?: Readonly<Record<string, string>>;
  } = {},
): Promise<ActionResult> {
  const { github, aws, clockVariable } = world.sandbox;
  const started = await github.control.startJob(run.id, {
    job: command,
    jobWorkflowRef: WORKFLOW_REF,
    permissions: options.permissions ?? MAY[command],
  });
  const result = await runStep({
    bundle: BUNDLE,
    environment: {
      ...started.env,
      AWS_ENDPOINT_URL: aws.endpoint,
      BREAKGLASS_CLOCK: clockVariable,
      ...options.environment,
    },
    inputs: { command, 'audit-branch': AUDIT_BRANCH, 'github-token': started.token, ...options.inputs },
  });
  github.control.completeJob(started.id, result.exitCode === 0 ? 'success' : 'failure');
  return result;
}

/** A client of the bot, as a workflow on anybody's branch has one: with the token of a job of its own. */
export async function botOf(world: DrillWorld, permissions: JobPermissions): Promise<Octokit> {
  const { control, api } = world.sandbox.github;
  const run = startRun(world, 'push', { sha: 'b'.repeat(40), ref: 'refs/heads/other', actor: PEOPLE.colleague });
  const jobWorkflowRef = `${OWNER}/${REPOSITORY}/.github/workflows/other.yml@refs/heads/other`;
  const { token } = await control.startJob(run.id, { job: 'other', jobWorkflowRef, permissions });
  return new Octokit({ auth: token, baseUrl: api });
}

/** A pull request by alice, and what GitHub starts its run on: the head, merged on trial. */
export interface OpenPull extends Change {
  readonly number: number;
  readonly ref: string;
}

/** A pull request that adds these files, from a branch of the repository. */
export async function openPull(
  world: DrillWorld,
  name: string,
  files: Readonly<Record<string, string>>,
): Promise<OpenPull> {
  const alice = world.hosting.as(PEOPLE.requester);
  const main = await alice.rest.git.getRef({ ...PLACE, ref: 'heads/main' });
  await alice.rest.git.createRef({ ...PLACE, ref: `refs/heads/${name}`, sha: main.data.object.sha });
  for (const [path, text] of Object.entries(files)) await putFile(alice, path, text, `change ${path}`, name);
  const { data } = await alice.rest.pulls.create({ ...PLACE, title: name, head: name, base: 'main' });
  const [base, head] = [data.base.sha, data.head.sha];
  const tree = (await git(world, 'merge-tree', '--write-tree', base, head)).trim();
  const identity = ['-c', 'user.name=GitHub', '-c', 'user.email=noreply@github.com'];
  const sha = await git(world, ...identity, 'commit-tree', tree, '-p', base, '-p', head, '-m', 'trial');
  return {
    number: data.number,
    sha: sha.trim(),
    ref: `refs/pull/${data.number}/merge`,
    pull: { headRef: name, baseRef: 'main', headSha: head },
  };
}

/** What is said in a pull request, oldest first. */
export async function comments(
  world: DrillWorld,
  number: number,
): Promise<readonly { readonly id: number; readonly by: string; readonly body: string }[]> {
  const asked = { ...PLACE, issue_number: number, per_page: 100 };
  const { data } = await world.hosting.as('admin').rest.issues.listComments(asked);
  return data.map(({ id, user, body }) => ({ id, by: user?.login ?? '', body: body ?? '' }));
}
