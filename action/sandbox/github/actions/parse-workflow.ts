import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { parseTemplate } from './expression.ts';
import { readConcurrency, readJob } from './parse-job.ts';
import { readTemplates } from './parse-values.ts';
import { readPermissions } from './permissions.ts';
import { SCOPES } from './scopes.ts';
import { mapping, onlyKeys, scalar } from './shape.ts';
import { readTriggers } from './triggers.ts';
import type { Workflow } from './workflow.ts';
import { WorkflowProblem } from './workflow-problem.ts';

const KEYS = ['name', 'run-name', 'on', 'permissions', 'env', 'concurrency', 'jobs'];

/**
 * Reads a workflow file: its shape, its names and its expressions.
 *
 * @throws WorkflowProblem for what GitHub would refuse, and for what the sandbox does not emulate
 */
export function parseWorkflow(path: string, text: string): Workflow {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, merge: false });
  const [error] = document.errors;
  if (error !== undefined) throw new WorkflowProblem(`${path}: ${error.message.split('\n')[0]}`);
  try {
    return readWorkflow(path, mapping(document.toJS(), 'the file'), jobPositions(document.contents, lines));
  } catch (problem) {
    if (problem instanceof WorkflowProblem) throw new WorkflowProblem(`${path}: ${problem.message}`);
    throw problem;
  }
}

type Positions = ReadonlyMap<string, { readonly line: number; readonly column: number }>;

function readWorkflow(path: string, file: Readonly<Record<string, unknown>>, positions: Positions): Workflow {
  onlyKeys(file, KEYS, 'the file');
  // The name of a run is shown to people only, but has to be an expression that can be read.
  if (file['run-name'] !== undefined) parseTemplate(scalar(file['run-name'], 'run-name'), SCOPES.runName, 'run-name');
  const jobs = Object.entries(mapping(file['jobs'], 'jobs')).map(([key, value]) =>
    readJob(key, mapping(value, `jobs.${key}`), positions.get(key) ?? { line: 1, column: 1 }),
  );
  if (jobs.length === 0) throw new WorkflowProblem('the workflow must contain at least one job');
  requireGraph(jobs);
  const name = file['name'] === undefined ? path : scalar(file['name'], 'name');
  return {
    path,
    name: name === '' ? path : name,
    triggers: readTriggers(file['on']),
    permissions: readPermissions(file['permissions'], 'permissions'),
    env: readTemplates(file['env'], SCOPES.workflowEnv, 'env'),
    concurrency: readConcurrency(file['concurrency'], SCOPES.workflowConcurrency, 'concurrency'),
    jobs,
  };
}

/** Line and column of each job's key, 1-based: GitHub's messages name them. */
function jobPositions(contents: unknown, lines: LineCounter): Positions {
  const jobs = isMap(contents) ? contents.get('jobs', true) : undefined;
  if (!isMap(jobs)) return new Map();
  return new Map(
    jobs.items.flatMap(({ key }) => {
      if (!isScalar(key)) return [];
      const { line, col } = lines.linePos(key.range?.[0] ?? 0);
      return [[String(key.value), { line, column: col }] as const];
    }),
  );
}

/** Every need is a job, and no job waits for itself. */
function requireGraph(jobs: readonly { readonly key: string; readonly needs: readonly string[] }[]): void {
  const needs = new Map(jobs.map((job) => [job.key, job.needs]));
  const done = new Set<string>();
  const visit = (key: string, path: readonly string[]): void => {
    if (path.includes(key)) throw new WorkflowProblem(`jobs.${key}: the needs go round in a circle`);
    if (done.has(key)) return;
    for (const need of needs.get(key) ?? []) {
      if (!needs.has(need)) throw new WorkflowProblem(`Job '${key}' depends on unknown job '${need}'.`);
      visit(need, [...path, key]);
    }
    done.add(key);
  };
  for (const key of needs.keys()) visit(key, []);
}
