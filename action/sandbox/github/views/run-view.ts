import { createHash } from 'node:crypto';
import { workflowName } from '../workflow-name.ts';
import type { Environment, Repository, Run, User, World } from '../world.ts';
import { apiUrl, htmlUrl, minimalRepositoryView } from './repository-view.ts';
import { githubTime, nodeId } from './urls.ts';
import { userView } from './user-view.ts';

/** `refs/heads/main` → `main`, `refs/pull/7/merge` → `7/merge`. */
export function shortRef(ref: string): string {
  return ref.replace(/^refs\/(heads|tags|pull)\//, '');
}

/** A stable id for a workflow file: GitHub numbers them; only equality matters. */
export function workflowId(repository: Repository, path: string): number {
  const digest = createHash('sha1').update(`${repository.id}/${path}`).digest();
  return 100_000_000 + (digest.readUInt32BE(0) % 900_000_000);
}

async function headCommit(run: Run) {
  const sha = run.pull?.headSha ?? run.sha;
  const commit = await run.repository.git.commit(sha);
  if (commit === undefined) return null;
  return {
    id: sha,
    tree_id: commit.tree,
    message: commit.message.trimEnd(),
    timestamp: githubTime(commit.author.at),
    author: { name: commit.author.name, email: commit.author.email },
    committer: { name: commit.committer.name, email: commit.committer.email },
  };
}

/** `workflow-run` of GitHub's OpenAPI. */
export async function runView(world: World, run: Run): Promise<Record<string, unknown>> {
  const api = apiUrl(world, run.repository);
  const url = `${api}/actions/runs/${run.id}`;
  const repository = minimalRepositoryView(world, run.repository);
  const commit = await headCommit(run);
  const [title = ''] = (commit?.message ?? run.workflow).split('\n');
  return {
    id: run.id,
    name: await workflowName(run),
    node_id: nodeId('WorkflowRun', run.id),
    check_suite_id: run.id,
    check_suite_node_id: nodeId('CheckSuite', run.id),
    head_branch: run.pull?.headRef ?? (run.ref.startsWith('refs/heads/') ? shortRef(run.ref) : null),
    head_sha: run.pull?.headSha ?? run.sha,
    path: run.workflow,
    run_number: run.number,
    run_attempt: run.attempt,
    event: run.event,
    display_title: title,
    status: run.status,
    conclusion: run.conclusion,
    workflow_id: workflowId(run.repository, run.workflow),
    url,
    html_url: `${htmlUrl(world, run.repository)}/actions/runs/${run.id}`,
    pull_requests: [],
    created_at: githubTime(run.createdAt),
    updated_at: githubTime(run.updatedAt),
    run_started_at: githubTime(run.startedAt),
    actor: userView(world, run.actor),
    triggering_actor: userView(world, run.triggeringActor),
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${api}/check-suites/${run.id}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: run.attempt > 1 ? `${url}/attempts/${run.attempt - 1}` : null,
    workflow_url: `${api}/actions/workflows/${workflowId(run.repository, run.workflow)}`,
    head_commit: commit,
    repository,
    head_repository: repository,
    referenced_workflows: [],
  };
}

/** `deployment` of GitHub's OpenAPI: what an approval lets go on. */
export function deploymentView(world: World, run: Run, environment: Environment, creator: User) {
  const api = apiUrl(world, run.repository);
  const id = environment.id * 1000 + run.attempt;
  return {
    url: `${api}/deployments/${id}`,
    id,
    node_id: nodeId('Deployment', id),
    task: 'deploy',
    original_environment: environment.name,
    environment: environment.name,
    description: null,
    created_at: githubTime(run.startedAt),
    updated_at: githubTime(world.clock.now()),
    statuses_url: `${api}/deployments/${id}/statuses`,
    repository_url: api,
    creator: userView(world, creator),
    sha: run.sha,
    ref: shortRef(run.ref),
    payload: {},
    transient_environment: false,
    production_environment: false,
  };
}
