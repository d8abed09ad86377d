import type { SourceFile } from '../../domain/documents.ts';
import { BreakglassError } from '../../domain/error.ts';
import { isJsonObject } from '../../domain/json.ts';
import type { WorkflowFacts } from '../../domain/setup-facts.ts';
import type { Pin } from '../../scaffold/pin.ts';
import { playbookRepositoryFiles } from '../../scaffold/playbook-repository.ts';
import type { ScaffoldFile } from '../../scaffold/scaffold-file.ts';
import { registry } from '../../services/registry.ts';
import { parsePlaybookFolder } from '../playbook-folder.ts';
import { callsOf, onlyPin } from './called-version.ts';
import { readWorkflow, scalar } from './workflow-yaml.ts';

const WORKFLOW = /^\.github\/workflows\//;
const NO_PIN: Pin = { sha: '', version: '' };

/**
 * What each workflow is started by, may do, calls and enters. Which of them lie where `breakglass init` writes its own is told by
 * the documents beside them; where those do not fit together, none does.
 */
export function workflowFacts(files: readonly SourceFile[], defaultBranch: string): readonly WorkflowFacts[] {
  const generated = new Set(generatedFiles(files, defaultBranch)?.map(({ path }) => path));
  return files
    .filter(({ path }) => WORKFLOW.test(path))
    .map(({ path, text }) => ({ path, generated: generated.has(path), ...factsOf(text) }));
}

const UNREADABLE = { readable: false, events: [], grants: [], uses: [], environments: [] };

function factsOf(text: string): Omit<WorkflowFacts, 'path' | 'generated'> {
  const read = readWorkflow(text);
  if (read === undefined) return UNREADABLE;
  const { events, workflow, jobs, uses } = read;
  const environments = jobs.map(({ environment }) => (isJsonObject(environment) ? environment['name'] : environment));
  return {
    readable: true,
    events,
    grants: [workflow, ...jobs].flatMap(({ permissions }) => grantsOf(permissions)),
    uses,
    environments: environments.flatMap(scalar),
  };
}

function grantsOf(permissions: unknown): readonly string[] {
  if (!isJsonObject(permissions)) return scalar(permissions).filter((each) => each === 'write-all');
  return Object.entries(permissions).flatMap(([scope, level]) => (level === 'write' ? [`${scope}: write`] : []));
}

/**
 * Generated files that are not as `breakglass init` would write them from the playbooks and installs beside them, for the commit
 * that they call now. Where they call several, each that calls any is one. Where the documents themselves are wrong, nothing can be
 * said: undefined.
 */
export function outOfStep(files: readonly SourceFile[], defaultBranch: string): readonly string[] | undefined {
  const calls = callsOf(files);
  if (calls.length === 0) return ['.github/workflows/'];
  const wanted = generatedFiles(files, defaultBranch);
  if (wanted !== undefined && onlyPin(calls) === undefined) return [...new Set(calls.map(({ path }) => path))];
  const now = new Map(files.map(({ path, text }) => [path, text]));
  return wanted?.filter(({ path, text }) => now.get(path) !== text).map(({ path }) => path);
}

/** What `breakglass init` would write; undefined where nothing is called, or the documents do not fit together. */
function generatedFiles(files: readonly SourceFile[], defaultBranch: string): readonly ScaffoldFile[] | undefined {
  const calls = callsOf(files);
  // Which files there are does not hang on the commit.
  const pin = onlyPin(calls) ?? NO_PIN;
  if (calls.length === 0) return undefined;
  try {
    return playbookRepositoryFiles({ ...parsePlaybookFolder(files), registry, pin, defaultBranch });
  } catch (error) {
    if (error instanceof BreakglassError) return undefined;
    throw error;
  }
}
