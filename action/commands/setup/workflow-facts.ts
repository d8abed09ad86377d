import { parse } from 'yaml';
import type { SourceFile } from '../../domain/documents.ts';
import { BreakglassError } from '../../domain/error.ts';
import { isJsonObject } from '../../domain/json.ts';
import type { WorkflowFacts } from '../../domain/setup-facts.ts';
import { type Pin, SOURCE_REPOSITORY } from '../../scaffold/pin.ts';
import { playbookRepositoryFiles } from '../../scaffold/playbook-repository.ts';
import type { ScaffoldFile } from '../../scaffold/scaffold-file.ts';
import { parsePlaybookFolder } from '../playbook-folder.ts';

const WORKFLOW = /^\.github\/workflows\//;

/**
 * What each workflow is started by, may do, calls and enters. Which of them lie where `breakglass init` writes its own is told by
 * the documents beside them; where those do not fit together, none does.
 */
export function workflowFacts(files: readonly SourceFile[], defaultBranch: string): readonly WorkflowFacts[] {
  const generated = new Set(generatedFiles(files, defaultBranch)?.map(({ path }) => path));
  return files
    .filter(({ path }) => WORKFLOW.test(path))
    .map(({ path, text }) => ({ path, generated: generated.has(path), ...readWorkflow(text) }));
}

const UNREADABLE = { readable: false, events: [], grants: [], uses: [], environments: [] };

function readWorkflow(text: string): Omit<WorkflowFacts, 'path' | 'generated'> {
  const workflow = parsed(text);
  if (!isJsonObject(workflow) || !isJsonObject(workflow['jobs'])) return UNREADABLE;
  const events = eventsOf(workflow['on']);
  const jobs = Object.values(workflow['jobs']).filter(isJsonObject);
  if (events.length === 0 || jobs.length !== Object.keys(workflow['jobs']).length) return UNREADABLE;
  const steps = jobs.flatMap(({ steps }) => (Array.isArray(steps) ? steps : [])).filter(isJsonObject);
  const environments = jobs.map(({ environment }) => (isJsonObject(environment) ? environment['name'] : environment));
  return {
    readable: true,
    events,
    grants: [workflow, ...jobs].flatMap(({ permissions }) => grantsOf(permissions)),
    uses: [...jobs, ...steps].flatMap(({ uses }) => scalar(uses)),
    environments: environments.flatMap(scalar),
  };
}

function eventsOf(on: unknown): readonly string[] {
  if (Array.isArray(on)) return on.flatMap(scalar);
  return isJsonObject(on) ? Object.keys(on) : scalar(on);
}

function grantsOf(permissions: unknown): readonly string[] {
  if (!isJsonObject(permissions)) return scalar(permissions).filter((each) => each === 'write-all');
  return Object.entries(permissions).flatMap(([scope, level]) => (level === 'write' ? [`${scope}: write`] : []));
}

/** GitHub takes a number where it wants a name. */
function scalar(value: unknown): readonly string[] {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [String(value)] : [];
}

/** Aliases are followed, as GitHub does: up to the parser's own limit, beyond which a file is not read. */
function parsed(text: string): unknown {
  try {
    return parse(text, { merge: true, logLevel: 'error' });
  } catch {
    return undefined;
  }
}

/** The commit of this repository that the workflows call, and the version that stands beside it. */
export function pinOf(files: readonly SourceFile[]): Pin | undefined {
  const call = new RegExp(`uses: ${SOURCE_REPOSITORY}[^@\\s]*@([0-9a-f]{40}) # v(\\S+)`);
  const found = files.flatMap(({ path, text }) => (WORKFLOW.test(path) ? [call.exec(text)] : []));
  const [, sha, version] = found.find((match) => match !== null) ?? [];
  return sha === undefined || version === undefined ? undefined : { sha, version };
}

/**
 * Generated files that are not as `breakglass init` would write them from the playbooks and installs beside them, for the commit
 * that they call now. Where the documents themselves are wrong, nothing can be said: undefined.
 */
export function outOfStep(files: readonly SourceFile[], defaultBranch: string): readonly string[] | undefined {
  if (pinOf(files) === undefined) return ['.github/workflows/'];
  const now = new Map(files.map(({ path, text }) => [path, text]));
  return generatedFiles(files, defaultBranch)
    ?.filter(({ path, text }) => now.get(path) !== text)
    .map(({ path }) => path);
}

/** What `breakglass init` would write; undefined where nothing is pinned, or the documents do not fit together. */
function generatedFiles(files: readonly SourceFile[], defaultBranch: string): readonly ScaffoldFile[] | undefined {
  const pin = pinOf(files);
  if (pin === undefined) return undefined;
  try {
    return playbookRepositoryFiles({ ...parsePlaybookFolder(files), pin, defaultBranch });
  } catch (error) {
    if (error instanceof BreakglassError) return undefined;
    throw error;
  }
}
