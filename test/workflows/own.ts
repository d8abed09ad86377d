import { repositoryFiles, textOf } from '../repository/files.ts';
import { readWorkflow, type Workflow } from './workflow.ts';

/** The workflows of this repository. */
export const OWN_WORKFLOWS: readonly Workflow[] = repositoryFiles('.github/workflows').map((path) =>
  readWorkflow(path, textOf(path)),
);

export function ownWorkflow(name: string): Workflow {
  const found = OWN_WORKFLOWS.find(({ path }) => path === `.github/workflows/${name}.yml`);
  if (found === undefined) throw new Error(`no workflow ${name}`);
  return found;
}
