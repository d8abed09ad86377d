import { parse } from 'yaml';
import type { SourceFile } from '../../domain/documents.ts';
import { BreakglassError } from '../../domain/error.ts';
import { isJsonObject } from '../../domain/json.ts';
import type { WorkflowFacts } from '../../domain/setup-facts.ts';
import { type Pin, SOURCE_REPOSITORY } from '../../scaffold/pin.ts';
import { playbookRepositoryFiles } from '../../scaffold/playbook-repository.ts';
import { parsePlaybookFolder } from '../playbook-folder.ts';

const WORKFLOW = /^\.github\/workflows\//;

/** What each workflow calls and enters. One that is no YAML runs nothing, and is found out of step. */
export function workflowFacts(files: readonly SourceFile[]): readonly WorkflowFacts[] {
  return files.filter(({ path }) => WORKFLOW.test(path)).map(({ path, text }) => ({ path, ...readJobs(text) }));
}

function readJobs(text: string): Omit<WorkflowFacts, 'path'> {
  const jobs = Object.values(field(parsed(text), 'jobs'));
  const steps = jobs.flatMap((job) => {
    const listed = isJsonObject(job) ? job['steps'] : [];
    return Array.isArray(listed) ? listed : [];
  });
  const environments = jobs.map((job) => {
    const given = isJsonObject(job) ? job['environment'] : undefined;
    return isJsonObject(given) ? given['name'] : given;
  });
  const uses = [...jobs, ...steps].map((each) => (isJsonObject(each) ? each['uses'] : undefined));
  return { uses: uses.filter(isText), environments: environments.filter(isText) };
}

const isText = (value: unknown): value is string => typeof value === 'string';

function field(value: unknown, key: string): Readonly<Record<string, unknown>> {
  const found = isJsonObject(value) ? value[key] : undefined;
  return isJsonObject(found) ? found : {};
}

function parsed(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0 });
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
  const pin = pinOf(files);
  if (pin === undefined) return ['.github/workflows/'];
  try {
    const wanted = playbookRepositoryFiles({ ...parsePlaybookFolder(files), pin, defaultBranch });
    const now = new Map(files.map(({ path, text }) => [path, text]));
    return wanted.filter(({ path, text }) => now.get(path) !== text).map(({ path }) => path);
  } catch (error) {
    if (error instanceof BreakglassError) return undefined;
    throw error;
  }
}
