import { requireToken } from '../access.ts';
import { type WorkflowAt, workflowAt, workflowsAt } from '../actions/workflow-files.ts';
import type { DispatchInputs } from '../actions/workflow-inputs.ts';
import { dispatchValues } from '../actions/workflow-inputs.ts';
import { WorkflowProblem } from '../actions/workflow-problem.ts';
import { GithubFault, notFound } from '../github-fault.ts';
import { createRun } from '../runs.ts';
import { apiUrl, htmlUrl } from '../views/repository-view.ts';
import { runView, shortRef, workflowId } from '../views/run-view.ts';
import { workflowView } from '../views/workflow-view.ts';
import type { Repository, Run } from '../world.ts';
import { type Endpoint, ok, page, param, type RestAnswer, type RestCall, repositoryOf, requiredText } from './call.ts';

/** A workflow's name, or its path where it has none or cannot be read. */
function named({ path, workflow }: WorkflowAt): { readonly path: string; readonly name: string } {
  return { path, name: workflow instanceof WorkflowProblem ? path : workflow.name };
}

/** GitHub lists the workflows of the default branch. */
async function workflowsOf(repository: Repository): Promise<readonly WorkflowAt[]> {
  const sha = await repository.git.refCommit(`refs/heads/${repository.defaultBranch}`);
  return sha === undefined ? [] : workflowsAt(repository, sha);
}

/** The path of the workflow that the call names by its file or by its number. */
async function namedWorkflow(call: RestCall, repository: Repository): Promise<WorkflowAt> {
  const id = param(call, 'workflow_id');
  const found = (await workflowsOf(repository)).find(
    ({ path }) => path === `.github/workflows/${id}` || String(workflowId(repository, path)) === id,
  );
  if (found === undefined) throw notFound();
  return found;
}

async function list(call: RestCall): Promise<RestAnswer> {
  const repository = repositoryOf(call, 'actions', 'read');
  const all = await workflowsOf(repository);
  const workflows = page(call, all).map((each) => workflowView(call.world, repository, named(each)));
  return ok({ total_count: all.length, workflows });
}

async function get(call: RestCall): Promise<RestAnswer> {
  const repository = repositoryOf(call, 'actions', 'read');
  return ok(workflowView(call.world, repository, named(await namedWorkflow(call, repository))));
}

/** The newest first, by whatever the query names. */
async function answerRuns(call: RestCall, runs: readonly Run[]): Promise<RestAnswer> {
  const wanted = (key: string, ...values: readonly (string | null)[]): boolean => {
    const given = call.query.get(key);
    return given === null || values.includes(given);
  };
  const found = runs.filter(
    (run) =>
      wanted('head_sha', run.pull?.headSha ?? run.sha) &&
      wanted('event', run.event) &&
      wanted('branch', run.pull?.headRef ?? shortRef(run.ref)) &&
      wanted('actor', run.actor.login) &&
      wanted('status', run.status, run.conclusion),
  );
  const views = await Promise.all(page(call, found.toReversed()).map((run) => runView(call.world, run)));
  return ok({ total_count: found.length, workflow_runs: views });
}

function runsOf(call: RestCall, repository: Repository): readonly Run[] {
  return [...call.world.runs.values()].filter((run) => run.repository === repository);
}

async function listRepositoryRuns(call: RestCall): Promise<RestAnswer> {
  return answerRuns(call, runsOf(call, repositoryOf(call, 'actions', 'read')));
}

async function listRuns(call: RestCall): Promise<RestAnswer> {
  const repository = repositoryOf(call, 'actions', 'read');
  const { path } = await namedWorkflow(call, repository);
  return answerRuns(
    call,
    runsOf(call, repository).filter(({ workflow }) => workflow === path),
  );
}

async function dispatch(call: RestCall): Promise<RestAnswer> {
  const repository = repositoryOf(call, 'actions', 'write');
  const { path } = await namedWorkflow(call, repository);
  const name = requiredText(call, 'ref').replace(/^refs\/(heads|tags)\//, '');
  const tip = async (ref: string) => ({ ref, sha: await repository.git.refCommit(ref) });
  const [branch, tag] = await Promise.all([tip(`refs/heads/${name}`), tip(`refs/tags/${name}`)]);
  const { ref, sha } = branch.sha === undefined ? tag : branch;
  if (sha === undefined) throw new GithubFault(422, `No ref found for: ${name}`);
  const declared = await declaredInputs(repository, sha, path);
  const given = call.body['inputs'] ?? {};
  if (typeof given !== 'object' || Array.isArray(given)) throw new GithubFault(422, 'inputs is not an object');
  const inputs = dispatchValues(declared, given as Record<string, unknown>);
  const actor = requireToken(call.token).user;
  const led = call.world.happenings.listened();
  const run = createRun(call.world, {
    repository,
    event: 'workflow_dispatch',
    sha,
    ref,
    workflow: path,
    actor,
    inputs,
    led,
  });
  call.world.happenings.tell({ kind: 'run', run });
  if (call.body['return_run_details'] !== true) return { status: 204 };
  return ok({
    workflow_run_id: run.id,
    run_url: `${apiUrl(call.world, repository)}/actions/runs/${run.id}`,
    html_url: `${htmlUrl(call.world, repository)}/actions/runs/${run.id}`,
  });
}

/** What the file of that commit declares: a dispatch runs the file of its own ref. */
async function declaredInputs(repository: Repository, sha: string, path: string): Promise<DispatchInputs> {
  const file = await workflowAt(repository, sha, path);
  if (file === undefined) throw notFound();
  if (file.workflow instanceof WorkflowProblem) {
    throw new GithubFault(422, `failed to parse workflow: ${file.workflow.message}`);
  }
  const { dispatch: declared } = file.workflow.triggers;
  if (declared === undefined) throw new GithubFault(422, "Workflow does not have 'workflow_dispatch' trigger");
  return declared;
}

const WORKFLOWS = '/repos/{owner}/{repo}/actions/workflows';
const WORKFLOW = `${WORKFLOWS}/{workflow_id}`;

export const WORKFLOW_ENDPOINTS: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/actions/runs',
    operation: 'actions/list-workflow-runs-for-repo',
    handle: listRepositoryRuns,
  },
  { method: 'GET', path: WORKFLOWS, operation: 'actions/list-repo-workflows', handle: list },
  { method: 'GET', path: WORKFLOW, operation: 'actions/get-workflow', handle: get },
  { method: 'GET', path: `${WORKFLOW}/runs`, operation: 'actions/list-workflow-runs', handle: listRuns },
  {
    method: 'POST',
    path: `${WORKFLOW}/dispatches`,
    operation: 'actions/create-workflow-dispatch',
    handle: dispatch,
  },
];
