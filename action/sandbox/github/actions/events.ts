import { changedFiles, mergeBase, mergeTree } from '../git/history.ts';
import { ZERO_OID } from '../git/ref-writer.ts';
import type { Happening } from '../happenings.ts';
import { createRun, type NewRun } from '../runs.ts';
import { pullView } from '../views/pull-view.ts';
import { runView } from '../views/run-view.ts';
import { githubTime } from '../views/urls.ts';
import type { PullRequest, Repository, Run, User, World } from '../world.ts';
import { pullRequestStarts, pushStarts, type Triggers, workflowRunStarts } from './triggers.ts';
import { type WorkflowAt, workflowAt, workflowsAt } from './workflow-files.ts';
import { WorkflowProblem } from './workflow-problem.ts';

/** A run that an event starts, and the file that says what it does. */
export interface StartedRun {
  readonly run: Run;
  readonly file: WorkflowAt;
}

/** Words in a commit's message that keep push and pull_request from starting anything. */
const SKIP = /\[(skip ci|ci skip|no ci|skip actions|actions skip)\]/i;

type Push = Extract<Happening, { readonly kind: 'push' }>;

/** The runs that a push starts. */
export async function onPush(world: World, push: Push, by: User): Promise<readonly StartedRun[]> {
  const { repository, ref, before, after } = push;
  const commit = await repository.git.commit(after);
  if (commit === undefined || SKIP.test(commit.message)) return [];
  const [parent] = commit.parents;
  const since = before === ZERO_OID ? parent : before;
  const known = since === undefined || (await repository.git.commit(since)) !== undefined;
  const changed = (await changedFiles(repository.git, known ? since : undefined, after)).map(({ path }) => path);
  const payload = {
    ref,
    before,
    after,
    created: before === ZERO_OID,
    deleted: false,
    forced: before !== ZERO_OID && !(known && (await repository.git.isAncestor(before, after))),
    base_ref: null,
    head_commit: { id: after, message: commit.message.trimEnd(), timestamp: githubTime(commit.author.at) },
    pusher: { name: by.login },
  };
  const starts = ({ push: trigger }: Triggers): boolean => trigger !== undefined && pushStarts(trigger, ref, changed);
  const run = { repository, event: 'push', sha: after, ref, actor: by, payload };
  return startAll(world, run, await workflowsAt(repository, after), starts);
}

/** What happened to a pull request, and its head just then. */
export interface PullActivity {
  readonly repository: Repository;
  readonly pull: PullRequest;
  readonly action: 'opened' | 'reopened' | 'synchronize';
  readonly head: string;
  readonly by: User;
}

/** The runs of a pull request's activity, at the commit that would merge it; none where it conflicts. */
export async function onPullRequest(world: World, activity: PullActivity): Promise<readonly StartedRun[]> {
  const { repository, pull, action, head, by } = activity;
  const base = (await repository.git.refCommit(`refs/heads/${pull.base}`)) ?? pull.tips.base;
  const headCommit = await repository.git.commit(head);
  const sha = await writeTestMerge(world, repository, pull, { head, base });
  if (sha === undefined || headCommit === undefined || SKIP.test(headCommit.message)) return [];
  const changed = await changedFiles(repository.git, await mergeBase(repository.git, base, head), head);
  const paths = changed.map(({ path }) => path);
  const starts = ({ pullRequest }: Triggers): boolean =>
    pullRequest !== undefined && pullRequestStarts(pullRequest, { action, base: pull.base, changed: paths });
  const run = {
    repository,
    event: 'pull_request',
    sha,
    ref: `refs/pull/${pull.number}/merge`,
    actor: by,
    pull: { headRef: pull.head, baseRef: pull.base, headSha: head },
    payload: { action, number: pull.number, pull_request: await pullView(world, repository, pull) },
  };
  return startAll(world, run, await workflowsAt(repository, sha), starts);
}

/** `refs/pull/N/head` and, where the two sides merge, `refs/pull/N/merge` with a commit of both. */
async function writeTestMerge(
  world: World,
  { git }: Repository,
  { number }: PullRequest,
  { head, base }: { readonly head: string; readonly base: string },
): Promise<string | undefined> {
  await git.updateRefs([{ name: `refs/pull/${number}/head`, after: head, before: undefined }]);
  const tree = await mergeTree(git, base, head);
  if (tree === undefined) return undefined;
  const person = { name: 'GitHub', email: 'noreply@github.com', at: world.clock.now() };
  const message = `Merge ${head} into ${base}`;
  const sha = await git.writeCommit({ tree, parents: [base, head], author: person, committer: person, message });
  await git.updateRefs([{ name: `refs/pull/${number}/merge`, after: sha, before: undefined }]);
  return sha;
}

/** The runs that the end of another one starts, by the files of the default branch. */
export async function onWorkflowRun(world: World, ended: Run, name: string): Promise<readonly StartedRun[]> {
  const { repository } = ended;
  const ref = `refs/heads/${repository.defaultBranch}`;
  const sha = await repository.git.refCommit(ref);
  if (sha === undefined) return [];
  const view = await runView(world, ended);
  const branch = String(view['head_branch'] ?? '');
  const starts = ({ workflowRun }: Triggers): boolean =>
    workflowRun !== undefined && workflowRunStarts(workflowRun, name, branch);
  const payload = { action: 'completed', workflow_run: view };
  const run = { repository, event: 'workflow_run', sha, ref, actor: ended.actor, payload };
  return startAll(world, run, await workflowsAt(repository, sha), starts);
}

/** A scheduled run of one file of the default branch, as if its time had come. */
export async function onSchedule(world: World, repository: Repository, path: string, by: User): Promise<StartedRun> {
  const ref = `refs/heads/${repository.defaultBranch}`;
  const sha = (await repository.git.refCommit(ref)) ?? '';
  const file = await workflowAt(repository, sha, path);
  const cron = file === undefined || file.workflow instanceof WorkflowProblem ? [] : file.workflow.triggers.schedule;
  if (file === undefined || cron === undefined) throw new WorkflowProblem(`${path} is not scheduled on ${ref}`);
  const payload = { schedule: cron[0] ?? '', workflow: path };
  const run = { repository, event: 'schedule', sha, ref, actor: by, payload, workflow: path, led: true };
  return { run: createRun(world, run), file };
}

/** A file that cannot be read is a run that fails at its start, on a push as on GitHub; other events pass it over. */
function startAll(
  world: World,
  event: Omit<NewRun, 'workflow'>,
  files: readonly WorkflowAt[],
  starts: (triggers: Triggers) => boolean,
): readonly StartedRun[] {
  return files
    .filter(({ workflow }) =>
      workflow instanceof WorkflowProblem ? event.event === 'push' : starts(workflow.triggers),
    )
    .map((file) => ({ run: createRun(world, { ...event, workflow: file.path, led: true }), file }));
}
