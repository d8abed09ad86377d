import { BreakglassError } from '../../domain/error.ts';
import { createRepository } from '../../github/repository.ts';
import { dispatchWorkflowName } from '../../scaffold/dispatch-fields.ts';
import { FOLDERS } from '../read-documents.ts';
import type { Place } from '../remote/place.ts';
import type { RunFacts } from '../remote/waiting.ts';

const FOLDER = '.github/workflows/';
const ON_MERGE = 'on-merge.yml';
const YAML = '.yml';

/**
 * Holds a run to the workflows that `breakglass init` generates: an approval lets whatever job waits into the environment.
 *
 * @throws BreakglassError `not-default-branch`, `policy-changed`
 */
export async function requireOwnWorkflow({ github, defaultBranch }: Place, run: RunFacts): Promise<void> {
  const hint =
    'reject it: breakglass approve --reject; its job would hold what the environment gives, and is not Breakglass';
  if (run.branch !== defaultBranch) {
    throw new BreakglassError('not-default-branch', `run ${run.id} is of "${run.branch ?? 'no branch'}"`, { hint });
  }
  const file = fileOf(run.workflow, defaultBranch);
  if (run.event === 'push' && file === ON_MERGE) return;
  if (run.event === 'workflow_dispatch') {
    const names = await createRepository(github, run.sha).listFiles(FOLDERS.playbook);
    const playbooks = names.filter((name) => name.endsWith(YAML)).map((name) => name.slice(0, -YAML.length));
    if (playbooks.some((playbook) => dispatchWorkflowName(playbook) === file)) return;
  }
  throw new BreakglassError(
    'policy-changed',
    `run ${run.id} is of ${run.workflow}, by ${run.event}: breakglass init generates no such workflow`,
    { hint },
  );
}

/** GitHub may name the branch behind the path. Nothing else is cut off: a file's name may hold an @. */
function fileOf(path: string, defaultBranch: string): string | undefined {
  const ends = ['', `@${defaultBranch}`, `@refs/heads/${defaultBranch}`];
  const end = ends.findLast((each) => path.endsWith(each)) ?? '';
  return path.startsWith(FOLDER) ? path.slice(FOLDER.length, path.length - end.length) : undefined;
}
