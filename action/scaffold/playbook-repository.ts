import type { Install, Playbook, Role } from '../domain/documents.ts';
import type { Registry } from '../domain/step-kind.ts';
import { codeOwners } from './code-owners.ts';
import { dispatchTitle, dispatchWorkflow } from './dispatch-workflow.ts';
import type { Pin } from './pin.ts';
import type { ScaffoldFile } from './scaffold-file.ts';
import { drillWorkflow, ON_MERGE, onMergeWorkflow, recoverWorkflow, requestWorkflow } from './steady-workflows.ts';

/** The validated documents of a playbook repository, and what its workflows call. */
export interface PlaybookRepository {
  readonly playbooks: readonly Playbook[];
  readonly roles: readonly Role[];
  readonly installs: readonly Install[];
  readonly registry: Registry;
  readonly pin: Pin;
  /** Sessions are started from it alone: `main`. */
  readonly defaultBranch: string;
}

/**
 * Every generated file of a playbook repository, by path. A playbook that no install can run has no form.
 *
 * @throws BreakglassError `out-of-range` for a playbook that needs more fields than GitHub's form has, `duration-too-long` or
 * `duration-too-short` for one of which the plan takes no duration
 */
export function playbookRepositoryFiles(repository: PlaybookRepository): readonly ScaffoldFile[] {
  const { pin, playbooks, installs, registry, defaultBranch } = repository;
  const dispatchable = dispatchablePlaybooks(repository);
  const titles = dispatchable.map(({ playbook }) => dispatchTitle(playbook.playbook));
  return [
    ...(installs.length === 0 ? [] : [codeOwners(installs)]),
    ...dispatchable.map((given) => dispatchWorkflow({ ...given, registry }, pin)),
    requestWorkflow(pin),
    onMergeWorkflow(pin, defaultBranch),
    recoverWorkflow(pin, [ON_MERGE, ...titles]),
    drillWorkflow(
      pin,
      playbooks.map(({ playbook }) => playbook),
    ),
  ].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** The playbooks that at least one install can run: it has enabled their role. */
export function dispatchablePlaybooks({
  playbooks,
  roles,
  installs,
}: Pick<PlaybookRepository, 'playbooks' | 'roles' | 'installs'>): readonly {
  readonly playbook: Playbook;
  readonly role: Role;
  readonly installs: readonly Install[];
}[] {
  return playbooks.flatMap((playbook) => {
    const role = roles.find(({ role }) => role === playbook.role);
    const able = installs.filter(({ roles }) => Object.hasOwn(roles, playbook.role));
    return role === undefined || able.length === 0 ? [] : [{ playbook, role, installs: able }];
  });
}
