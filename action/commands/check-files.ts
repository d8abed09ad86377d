import { BreakglassError } from '../domain/error.ts';
import type { ChangedFile } from '../github/added-request.ts';
import { type ReadFile, readAlone, readYamlFiles } from '../github/playbook-files.ts';
import { checkDocument } from '../playbook/check-document.ts';
import { FOLDERS } from './read-documents.ts';
import type { Wiring } from './wiring.ts';

/** What was looked at, and all that is wrong with it, each at file:line:column. */
export interface Checked {
  readonly files: number;
  readonly problems: readonly BreakglassError[];
}

type Kind = keyof typeof FOLDERS;

/** Checks every playbook, role, install and request at the run's commit. */
export async function checkEveryFile(wiring: Wiring): Promise<Checked> {
  const { github, repository, runner } = wiring;
  const found = await Promise.all(
    KINDS.map(async (kind) => {
      const files = await readYamlFiles(github, repository, runner.sha, FOLDERS[kind]);
      return files.map((file) => ({ kind, file }));
    }),
  );
  return checkAll(found.flat(), wiring);
}

/** Checks those that a change adds or modifies. */
export async function checkChangedFiles(wiring: Wiring, changed: readonly ChangedFile[]): Promise<Checked> {
  const wanted = changed.flatMap(({ path, status }) => {
    const kind = kindOf(path);
    return kind === undefined || status === 'removed' ? [] : [{ kind, path }];
  });
  const found = wanted.map(async ({ kind, path }) => ({
    kind,
    file: { path, file: await readAlone(wiring.repository, path) },
  }));
  return checkAll(await Promise.all(found), wiring);
}

const KINDS = Object.keys(FOLDERS) as readonly Kind[];

/** What a YAML file is, by the folder that it lies in. */
function kindOf(path: string): Kind | undefined {
  const [, folder, name] = /^(.*)\/([^/]*)$/.exec(path) ?? [];
  return name !== undefined && /\.ya?ml$/.test(name) ? KINDS.find((kind) => FOLDERS[kind] === folder) : undefined;
}

function checkAll(files: readonly { readonly kind: Kind; readonly file: ReadFile }[], { registry }: Wiring): Checked {
  const problems = files.flatMap(({ kind, file: { file } }) =>
    file instanceof BreakglassError ? [file] : checkDocument(kind, file, registry),
  );
  return { files: files.length, problems };
}
