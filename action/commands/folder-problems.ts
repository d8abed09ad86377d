import type { Install, Playbook, SourceFile } from '../domain/documents.ts';
import type { Drill } from '../domain/drill.ts';
import { BreakglassError } from '../domain/error.ts';
import type { Registry } from '../domain/step-kind.ts';
import { checkDocument } from '../playbook/check-document.ts';
import { parseDrill, parseInstall, parsePlaybook, parseRole } from '../playbook/parse.ts';
import { type RoleFit, roleFit } from './coverage/role-fit.ts';
import type { Unused } from './coverage/unused.ts';
import { drillInputProblems, formProblems, missingRole, strayDrill, strayRoles } from './cross-checks.ts';
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

/** All that is wrong with the files of a playbook repository, and what is only worth knowing. */
export interface FolderFindings {
  readonly problems: readonly BreakglassError[];
  /** Empty while a playbook is wrong: what it would use is not known then. */
  readonly unused: readonly Unused[];
}

/**
 * What is wrong with all files of a playbook repository: each by itself, then between those that are valid. Requests are looked
 * at by themselves alone: one that was granted stays as it was, however the playbooks change after it.
 */
export function folderFindings(files: readonly FolderFile[], registry: Registry): FolderFindings {
  const own = new Map(files.map((each) => [each, contentProblems(each, registry)]));
  const valid = files.flatMap((each) => {
    const { kind, file } = each;
    return file instanceof BreakglassError || own.get(each)?.length !== 0 ? [] : [{ kind, file }];
  });
  const beside = besides(files, valid, registry);
  const problems = files.flatMap((each) => {
    const { kind, file } = each;
    const ofFile = own.get(each) ?? [];
    const between =
      file instanceof BreakglassError || ofFile.length > 0 ? [] : betweenFiles(kind, baseName(file.path), beside);
    return [...nameProblems(each), ...ofFile, ...between];
  });
  const isRead = files.every((each) => each.kind !== 'playbook' || own.get(each)?.length === 0);
  return { problems, unused: isRead ? beside.fit.unused() : [] };
}

/** What a file may refer to. A file that is there and wrong is told of by itself, not by all that name it. */
interface Beside {
  readonly roleNames: readonly string[];
  readonly playbookNames: readonly string[];
  readonly playbooks: ReadonlyMap<string, Playbook>;
  readonly installs: ReadonlyMap<string, Install>;
  readonly drills: ReadonlyMap<string, Drill>;
  readonly fit: RoleFit;
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
  const playbooks = parsed('playbook', parsePlaybook);
  const installs = parsed('install', parseInstall);
  const roles = parsed('role', parseRole);
  return {
    roleNames: names('role'),
    playbookNames: names('playbook'),
    playbooks,
    installs,
    drills: parsed('drill', parseDrill),
    fit: roleFit({ roles, playbooks: [...playbooks.values()], installs: [...installs.values()] }, registry),
  };
}

/** What a valid file says against the others. */
function betweenFiles(kind: FileKind, name: string, beside: Beside): readonly BreakglassError[] {
  const { roleNames, playbookNames, playbooks, installs, drills, fit } = beside;
  switch (kind) {
    case 'playbook': {
      const playbook = playbooks.get(name);
      if (playbook === undefined) return [];
      return [...missingRole(playbook, roleNames), ...formProblems(playbook), ...fit.playbookProblems(playbook)];
    }
    case 'install': {
      const install = installs.get(name);
      return install === undefined ? [] : [...strayRoles(install, roleNames), ...fit.installProblems(install)];
    }
    case 'drill': {
      const drill = drills.get(name);
      if (drill === undefined) return [];
      const playbook = playbooks.get(drill.drill);
      const inputs = playbook === undefined ? [] : drillInputProblems(drill, playbook);
      return [...strayDrill(drill, playbookNames), ...inputs];
    }
    case 'role':
      return fit.roleProblems(name);
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
