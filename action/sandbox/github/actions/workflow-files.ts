import type { Repository } from '../world.ts';
import { parseWorkflow } from './parse-workflow.ts';
import type { Workflow } from './workflow.ts';
import { WorkflowProblem } from './workflow-problem.ts';

const WORKFLOW_FOLDER = '.github/workflows';

export interface WorkflowAt {
  readonly path: string;
  /** Read, or why it cannot be. */
  readonly workflow: Workflow | WorkflowProblem;
}

/** The workflows of a repository at a commit, by path. */
export async function workflowsAt(repository: Repository, sha: string): Promise<readonly WorkflowAt[]> {
  const entries = (await repository.git.tree(`${sha}:${WORKFLOW_FOLDER}`)) ?? [];
  const paths = entries.filter(({ name }) => /\.ya?ml$/.test(name)).map(({ name }) => `${WORKFLOW_FOLDER}/${name}`);
  const found = await Promise.all(paths.toSorted().map((path) => workflowAt(repository, sha, path)));
  return found.flatMap((each) => each ?? []);
}

/** One workflow file at a commit; undefined when there is none. */
export async function workflowAt(repository: Repository, sha: string, path: string): Promise<WorkflowAt | undefined> {
  const object = await repository.git.read(`${sha}:${path}`);
  if (object?.type !== 'blob') return undefined;
  try {
    return { path, workflow: parseWorkflow(path, object.content.toString('utf8')) };
  } catch (error) {
    if (error instanceof WorkflowProblem) return { path, workflow: error };
    throw error;
  }
}
