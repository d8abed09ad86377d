import { SOURCE_REPOSITORY } from '../domain/trusted-names.ts';

/** A `job_workflow_ref` in its parts. */
export interface WorkflowRef {
  /** `owner/name` */
  readonly repository: string;
  /** The file in `.github/workflows/`. */
  readonly file: string;
}

/** The file that opens sessions, and the one that recovers them. */
const BREAK_GLASS = 'break-glass.yml';
const RECOVER = 'recover.yml';

const WORKFLOW_REF = /^([\w.-]+\/[\w.-]+)\/\.github\/workflows\/([^/@]+)@[^@]+$/;

/** The parts of `owner/name/.github/workflows/file@ref`; undefined for whatever else a token says. */
export function parseWorkflowRef(text: string | null): WorkflowRef | undefined {
  const [, repository, file] = WORKFLOW_REF.exec(text ?? '') ?? [];
  return repository === undefined || file === undefined ? undefined : { repository, file };
}

/** Whether it is the recovery that belongs to the workflow of an opening link: of the same repository, at any ref. */
export function isRecoveryOf(opening: string | null, workflow: string | null): boolean {
  const [opened, recovery] = [parseWorkflowRef(opening), parseWorkflowRef(workflow)];
  return opened !== undefined && recovery?.repository === opened.repository && recovery.file === RECOVER;
}

/** Whether it is our own recovery, where there is no opening link to compare it with. */
export function isOurRecovery(workflow: string | null): boolean {
  const recovery = parseWorkflowRef(workflow);
  return recovery?.repository === SOURCE_REPOSITORY && recovery.file === RECOVER;
}

/** Whether it is the workflow of this repository that opens sessions. */
export function isBreakGlassOf(sourceRepository: string, workflow: string | null): boolean {
  const opened = parseWorkflowRef(workflow);
  return opened?.repository === sourceRepository && opened.file === BREAK_GLASS;
}
