import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SourceFile } from '../domain/documents.ts';
import { BreakglassError } from '../domain/error.ts';
import { PACKAGE_ROOT } from '../drill/package-root.ts';
import { gitOutput } from '../runtime/git-process.ts';
import { readYamlFiles } from '../runtime/yaml-folder.ts';
import { playbookRepositoryFiles } from '../scaffold/playbook-repository.ts';
import { isGenerated, type ScaffoldFile } from '../scaffold/scaffold-file.ts';
import { registry } from '../services/registry.ts';
import { plain } from '../view/escape.ts';
import { formNotes } from './form-notes.ts';
import { parsePlaybookFolder } from './playbook-folder.ts';
import { FOLDERS } from './read-documents.ts';

export interface ScaffoldOptions {
  /** Commit of this repository whose reusable workflows are called, 40 hex digits. */
  readonly workflowSha: string;
  /** The version that people know that commit by: `0.1.0`. */
  readonly version: string;
  /** `main` unless given: merges to it start sessions. */
  readonly defaultBranch?: string;
  /** Overwrites what a person wrote. */
  readonly force?: boolean;
  /** Writes nothing: says what would be. */
  readonly check?: boolean;
  /** Documents taken for present that nobody has written yet. */
  readonly added?: readonly SourceFile[];
}

/** What was done, or with `check`, what would be: paths from the root, sorted. */
export interface ScaffoldOutcome {
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  /** Generated files that nothing needs any more, such as the workflow of a playbook that is gone. */
  readonly removed: readonly string[];
  /** What is not there yet, and why: one sentence each. */
  readonly notes: readonly string[];
}

const WORKFLOWS = '.github/workflows';
const SHA = /^[0-9a-f]{40}$/;
const BRANCH = /^(?!.*(\.\.|\/\/|\.lock$|\/$))[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$/;

/**
 * Writes the files of a playbook repository: the starter playbooks where there are none, and the workflows made from the playbooks and
 * installs found there. Either all of it is written or, where something is wrong, nothing.
 *
 * @throws BreakglassError `already-exists`, `invalid-input`, or the first problem of a document, at file:line:column
 */
export function writeScaffold(root: string, options: ScaffoldOptions): ScaffoldOutcome {
  requireOptions(options);
  const starter = starterFiles(root);
  const sources = Object.values(SOURCES).flatMap((folder) => readYamlFiles(root, folder));
  const folder = parsePlaybookFolder([
    ...sources,
    ...(options.added ?? []),
    ...starter.filter(({ path }) => !existsSync(join(root, path))),
  ]);
  const pin = { sha: options.workflowSha, version: options.version };
  const generated = playbookRepositoryFiles({
    ...folder,
    registry,
    pin,
    defaultBranch: options.defaultBranch ?? 'main',
  });
  const wanted = [...starter, ...generated];
  const changed = wanted.filter(({ path, text }) => existing(root, path) !== text);
  const removed = staleFiles(root, generated);
  if (options.force !== true) for (const file of changed) requireOurs(root, file);
  if (options.check !== true) {
    for (const file of changed) write(root, file);
    for (const path of removed) rmSync(join(root, path));
  }
  const written = changed.map(({ path }) => path).toSorted();
  const unchanged = wanted.map(({ path }) => path).filter((path) => !written.includes(path));
  return { written, unchanged: unchanged.toSorted(), removed, notes: formNotes(folder) };
}

const SOURCES = { playbook: FOLDERS.playbook, role: FOLDERS.role, install: FOLDERS.install } as const;

/** This package's playbooks, the roles that they need and their drills, for a repository that has no playbook yet. */
export function starterFiles(root: string): ReturnType<typeof readYamlFiles> {
  if (readYamlFiles(root, FOLDERS.playbook).length > 0) return [];
  return [FOLDERS.playbook, FOLDERS.role, FOLDERS.drill].flatMap((folder) => readYamlFiles(PACKAGE_ROOT, folder));
}

function existing(root: string, path: string): string | undefined {
  const at = join(root, path);
  return existsSync(at) ? readFileSync(at, 'utf8') : undefined;
}

function requireOurs(root: string, { path }: ScaffoldFile): void {
  const text = existing(root, path);
  if (text === undefined || isGenerated(text)) return;
  throw new BreakglassError('already-exists', `${path} was not written by breakglass init`, {
    hint: 'nothing was written: move that file away, or overwrite it with --force',
  });
}

/** Dispatch workflows that were generated, and that no playbook and install ask for any more. */
function staleFiles(root: string, generated: readonly ScaffoldFile[]): readonly string[] {
  const folder = join(root, WORKFLOWS);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^break-glass-.*\.yml$/.test(name))
    .map((name) => `${WORKFLOWS}/${name}`)
    .filter((path) => !generated.some((file) => file.path === path) && isGenerated(existing(root, path) ?? ''))
    .toSorted();
}

function write(root: string, { path, text }: ScaffoldFile): void {
  const at = join(root, path);
  mkdirSync(dirname(at), { recursive: true });
  writeFileSync(at, text);
}

function requireOptions({ workflowSha, defaultBranch = 'main' }: ScaffoldOptions): void {
  if (!SHA.test(workflowSha)) {
    throw new BreakglassError('invalid-input', `"${workflowSha}" is no commit`, {
      hint: 'name the commit by its 40 hex digits: a tag or a branch can be moved',
    });
  }
  if (!BRANCH.test(defaultBranch)) {
    throw new BreakglassError('invalid-input', `"${defaultBranch}" is no plain name of a branch`);
  }
}

/** Version of this package. */
export function packageVersion(): string {
  const { version }: { version?: unknown } = JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8'));
  return String(version);
}

/**
 * The commit that this copy of the package was checked out at.
 *
 * @throws BreakglassError `invalid-input` where it is no checkout of its own
 */
export async function checkedOutCommit(): Promise<string> {
  const read = async (...args: readonly string[]): Promise<string> => (await gitOutput(PACKAGE_ROOT, args)).trim();
  try {
    // Inside somebody else's repository, as in node_modules, HEAD is theirs.
    const top = await read('rev-parse', '--show-toplevel');
    if (realpathSync(top) === realpathSync(PACKAGE_ROOT)) return await read('rev-parse', 'HEAD');
  } catch (error) {
    throw unknownCommit(error);
  }
  throw unknownCommit(undefined);
}

function unknownCommit(cause: unknown): BreakglassError {
  return new BreakglassError('invalid-input', 'this copy of Breakglass is no checkout, so its commit is not known', {
    hint: 'name the commit of the release by --workflows SHA',
    ...(cause === undefined ? {} : { cause }),
  });
}

/** The default branch of the clone's remote, as it was when it was cloned; `main` where there is none. */
async function remoteDefaultBranch(root: string): Promise<string> {
  try {
    const ref = (await gitOutput(root, ['symbolic-ref', 'refs/remotes/origin/HEAD'])).trim();
    return ref.replace(/^refs\/remotes\/origin\//, '') || 'main';
  } catch {
    return 'main';
  }
}

export interface InitOptions {
  readonly workflows?: string;
  readonly branch?: string;
  readonly force: boolean;
  readonly check: boolean;
}

/** `breakglass init`; exit code 1 when `--check` finds something out of step. */
export async function initCommand(root: string, options: InitOptions, write: (line: string) => void): Promise<number> {
  const { written, unchanged, removed, notes } = writeScaffold(root, {
    workflowSha: options.workflows ?? (await checkedOutCommit()),
    version: packageVersion(),
    defaultBranch: options.branch ?? (await remoteDefaultBranch(root)),
    force: options.force,
    check: options.check,
  });
  const [wrote, remove] = options.check ? ['out of step', 'not needed'] : ['written', 'removed'];
  for (const path of written) write(plain(`${wrote}: ${path}`));
  for (const path of removed) write(plain(`${remove}: ${path}`));
  for (const note of notes) write(plain(note));
  write(`${written.length} ${wrote}, ${unchanged.length} unchanged, ${removed.length} ${remove}`);
  return options.check && written.length + removed.length > 0 ? 1 : 0;
}
