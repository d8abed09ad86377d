import type { Install, Role, SourceFile } from '../../domain/documents.ts';
import { BreakglassError } from '../../domain/error.ts';
import type { SettingsPlace } from '../../github/settings.ts';
import { parseInstall, parseRole } from '../../playbook/parse.ts';
import { readYamlFiles } from '../../runtime/yaml-folder.ts';
import type { Pin } from '../../scaffold/pin.ts';
import { registry } from '../../services/registry.ts';
import { checkedOutCommit, packageVersion, starterFiles, writeScaffold } from '../init.ts';
import { FOLDERS } from '../read-documents.ts';
import { pinOf } from './called-version.ts';
import type { Change, Difference } from './change.ts';
import { type InstallOptions, installExists, installFile, withIds, writeInstall } from './install-file.ts';

const WORKFLOWS = '.github/workflows';

/** The files of the clone, before anything is asked of GitHub. */
export interface FilePlan {
  /** As they are written now, the one of the command line among them. */
  readonly installs: readonly Install[];
  /** The same with GitHub's ids, and what has to be written. */
  readonly resolve: (place: SettingsPlace, defaultBranch: string) => Promise<ReadyFiles>;
}

export interface ReadyFiles {
  readonly installs: readonly Install[];
  readonly pin: Pin;
  readonly change: Change;
}

/** @throws BreakglassError for whatever is wrong with the options, or with a file in `playbooks/` */
export async function planFiles(
  root: string,
  options: InstallOptions & { readonly workflows?: string },
): Promise<FilePlan> {
  const roles = offeredRoles(root);
  const given = installFile(options, roles);
  const fresh = given !== undefined && !installExists(root, given) ? given : undefined;
  const present = readYamlFiles(root, FOLDERS.install);
  const installs = [...present, ...(fresh === undefined ? [] : [fresh])].map((file) => parseInstall(file, registry));
  if (installs.length === 0) {
    throw new BreakglassError('not-set-up', `there is no install in ${FOLDERS.install}/`, {
      hint: 'give one: --install NAME --account ID --region REGION --requester … --commander … --approver …',
    });
  }
  const pin = await pinFor(root, options.workflows);
  // Whatever is wrong with the documents, or in the way of the workflows, is told now.
  fileChange(root, fresh, pin, 'main');
  return {
    installs,
    resolve: async (place, defaultBranch) => {
      const file = fresh === undefined ? undefined : installFile(await withIds(place, options), roles);
      const resolved = [...present, ...(file === undefined ? [] : [file])].map((each) => parseInstall(each, registry));
      return { installs: resolved, pin, change: fileChange(root, file, pin, defaultBranch) };
    },
  };
}

/** What the customer's stack can offer: the roles of the clone, and of the starter where it has no playbook yet. */
function offeredRoles(root: string): readonly Role[] {
  const present = readYamlFiles(root, FOLDERS.role);
  const fresh = starterFiles(root).filter(
    ({ path }) => path.startsWith(`${FOLDERS.role}/`) && !present.some((file) => file.path === path),
  );
  return [...present, ...fresh].map((file) => parseRole(file, registry));
}

/** The commit that the workflows call already, unless another is named. */
async function pinFor(root: string, workflows: string | undefined): Promise<Pin> {
  if (workflows !== undefined) return { sha: workflows, version: packageVersion() };
  const now = pinOf(readYamlFiles(root, WORKFLOWS));
  return now ?? { sha: await checkedOutCommit(), version: packageVersion() };
}

function fileChange(root: string, file: SourceFile | undefined, pin: Pin, defaultBranch: string): Change {
  const options = { workflowSha: pin.sha, version: pin.version, defaultBranch };
  const { written, removed } = writeScaffold(root, {
    ...options,
    check: true,
    added: file === undefined ? [] : [file],
  });
  const differences: readonly Difference[] = [
    ...(file === undefined ? [] : [{ what: file.path, now: 'missing', wanted: 'written' }]),
    ...written.map((what) => ({ what, now: 'out of step', wanted: 'written' })),
    ...removed.map((what) => ({ what, now: 'not needed any more', wanted: 'removed' })),
  ];
  return {
    subject: 'file',
    differences,
    apply: async () => {
      if (file !== undefined) writeInstall(root, file);
      writeScaffold(root, options);
    },
  };
}
