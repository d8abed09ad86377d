import type { Playbook, Role, SourceFile } from '../domain/documents.ts';
import { BreakglassError } from '../domain/error.ts';
import type { Registry } from '../domain/step-kind.ts';
import { checkDocument } from '../playbook/check-document.ts';
import { parseDrill, parseInstall, parsePlaybook, parseRole } from '../playbook/parse.ts';
import { drillInputProblems, formProblems, missingRole, strayDrill, strayRoles, unservedUses } from './cross-checks.ts';
import { FOLDERS, REQUEST_PATH } from './read-documents.ts';

export type FileKind = keyof typeof FOLDERS;

/** Every kind, in the order in which their files are told of. */
export const FILE_KINDS = Object.keys(FOLDERS) as readonly FileKind[];

/** A YAML file of a playbook repository: what it is by its folder, and its text or why it cannot be read. */
export interface FolderFile {
  readonly kind: FileKind;
  readonly path: string;
  readonly file: SourceFile | BreakglassError;
}

/** What is wrong with a file, whatever lies beside it. */
export function fileProblems(given: FolderFile, registry: Registry): readonly BreakglassError[] {
  return [...nameProblems(given), ...contentProblems(given, registry)];
}

/**
 * What is wrong with all files of a playbook repository: each by itself, then between those that are valid. Requests are looked
 * at by themselves alone: one that was granted stays as it was, however the playbooks change after it.
 */
export function folderProblems(files: readonly FolderFile[], registry: Registry): readonly BreakglassError[] {
  const own = new Map(files.map((each) => [each, contentProblems(each, registry)]));
  const valid = files.flatMap((each) => {
    const { kind, file } = each;
    return file instanceof BreakglassError || own.get(each)?.length !== 0 ? [] : [{ kind, file }];
  });
  const beside = besides(files, valid, registry);
  return files.flatMap((each) => {
    const { kind, file } = each;
    const problems = own.get(each) ?? [];
    const between =
      file instanceof BreakglassError || problems.length > 0 ? [] : betweenFiles(kind, file, beside, registry);
    return [...nameProblems(each), ...problems, ...between];
  });
}

/** What a file may refer to. A file that is there and wrong is told of by itself, not by all that name it. */
interface Beside {
  readonly roleNames: readonly string[];
  readonly playbookNames: readonly string[];
  readonly roles: ReadonlyMap<string, Role>;
  readonly playbooks: ReadonlyMap<string, Playbook>;
}

interface ValidFile {
  readonly kind: FileKind;
  readonly file: SourceFile;
}

function besides(files: readonly FolderFile[], valid: readonly ValidFile[], registry: Registry): Beside {
  const names = (wanted: FileKind): readonly string[] =>
    files.filter(({ kind }) => kind === wanted).map(({ path }) => baseName(path));
  const parsed = <Typed>(wanted: FileKind, parse: (file: SourceFile, kinds: Registry) => Typed) =>
    new Map(
      valid
        .filter(({ kind }) => kind === wanted)
        .map(({ file }): [string, Typed] => [baseName(file.path), parse(file, registry)]),
    );
  return {
    roleNames: names('role'),
    playbookNames: names('playbook'),
    roles: parsed('role', parseRole),
    playbooks: parsed('playbook', parsePlaybook),
  };
}

function betweenFiles(
  kind: FileKind,
  file: SourceFile,
  { roleNames, playbookNames, roles, playbooks }: Beside,
  registry: Registry,
): readonly BreakglassError[] {
  switch (kind) {
    case 'playbook': {
      const playbook = parsePlaybook(file, registry);
      const role = roles.get(playbook.role);
      const unserved = role === undefined ? [] : unservedUses(playbook, role);
      return [...missingRole(playbook, roleNames), ...formProblems(playbook), ...unserved];
    }
    case 'install':
      return strayRoles(parseInstall(file, registry), roleNames);
    case 'drill': {
      const drill = parseDrill(file, registry);
      const playbook = playbooks.get(drill.drill);
      const inputs = playbook === undefined ? [] : drillInputProblems(drill, playbook);
      return [...strayDrill(drill, playbookNames), ...inputs];
    }
    case 'role':
    case 'request':
      return [];
  }
}

function contentProblems({ kind, file }: FolderFile, registry: Registry): readonly BreakglassError[] {
  return file instanceof BreakglassError ? [file] : checkDocument(kind, file, registry);
}

/** A name that nothing reads: a request is named by its path, every other file by its name without `.yml`. */
function nameProblems({ kind, path }: FolderFile): readonly BreakglassError[] {
  if (kind === 'request' ? REQUEST_PATH.test(path) : path.endsWith('.yml')) return [];
  const hint =
    kind === 'request'
      ? 'name it in lowercase letters, digits and hyphens, such as 2026-11-21-inc-4711.yml'
      : `rename it to ${baseName(path)}.yml`;
  const at = { file: path, line: 1, column: 1 };
  return [new BreakglassError('invalid-name', `${path} is read by nothing under this name`, { hint, at })];
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.ya?ml$/, '');
}
