import type { BreakglassError } from '../domain/error.ts';
import type { ChangedFile } from '../github/added-request.ts';
import { readAlone, readYamlFiles } from '../github/playbook-files.ts';
import { FILE_KINDS, type FileKind, type FolderFile, fileProblems, folderFindings } from './folder-problems.ts';
import { FOLDERS } from './read-documents.ts';
import type { Wiring } from './wiring.ts';

/** What was looked at, and all that is wrong with it, each at file:line:column. */
export interface Checked {
  readonly files: number;
  readonly problems: readonly BreakglassError[];
}

/** Checks every file of the playbook repository at the run's commit, and what they say of each other. */
export async function checkEveryFile({ github, repository, runner, registry }: Wiring): Promise<Checked> {
  const found = await Promise.all(
    FILE_KINDS.map(async (kind) => {
      const files = await readYamlFiles(github, repository, runner.sha, FOLDERS[kind]);
      return files.map(({ path, file }): FolderFile => ({ kind, path, file }));
    }),
  );
  const files = found.flat();
  return { files: files.length, problems: folderFindings(files, registry).problems };
}

/**
 * Checks those that a change adds or modifies, each by itself: beside a request there is nothing that a change may touch, and
 * how the request fits the rest is known when it is planned.
 */
export async function checkChangedFiles(
  { repository, registry }: Wiring,
  changed: readonly ChangedFile[],
): Promise<Checked> {
  const wanted = changed.flatMap(({ path, status }) => {
    const kind = kindOf(path);
    return kind === undefined || status === 'removed' ? [] : [{ kind, path }];
  });
  const files = await Promise.all(
    wanted.map(
      async ({ kind, path }): Promise<FolderFile> => ({ kind, path, file: await readAlone(repository, path) }),
    ),
  );
  return { files: files.length, problems: files.flatMap((file) => fileProblems(file, registry)) };
}

/** What a YAML file is, by the folder that it lies in. */
function kindOf(path: string): FileKind | undefined {
  const [, folder, name] = /^(.*)\/([^/]*)$/.exec(path) ?? [];
  return name !== undefined && /\.ya?ml$/.test(name) ? FILE_KINDS.find((kind) => FOLDERS[kind] === folder) : undefined;
}
