import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findRepository, fullName, type Run } from '../world.ts';
import type { Engine } from './engine.ts';
import { patient } from './parse-job.ts';
import { parseWorkflow } from './parse-workflow.ts';
import { defaultPermissions, excess, type Permissions } from './permissions.ts';
import type { CallJob, StepsJob, Workflow } from './workflow.ts';
import { notEmulated, WorkflowProblem } from './workflow-problem.ts';

/** A workflow with everything that it calls, and what each job's token may do: all that is known before anything runs. */
export interface PlannedWorkflow {
  readonly workflow: Workflow;
  /** `owner/repo/.github/workflows/file.yml@ref`: the claim `job_workflow_ref` of its jobs. */
  readonly ref: string;
  readonly sha: string;
  readonly jobs: readonly PlannedJob[];
}

export type PlannedJob =
  | { readonly spec: StepsJob; readonly permissions: Permissions }
  | { readonly spec: CallJob; readonly permissions: Permissions; readonly called: PlannedWorkflow };

const MAX_DEPTH = 10;

/** A file and where it comes from. */
interface Source {
  readonly workflow: Workflow;
  readonly ref: string;
  readonly sha: string;
}

/** Plans a run's own workflow. */
export function planRun(engine: Engine, run: Run, workflow: Workflow): Promise<PlannedWorkflow> {
  const ref = `${fullName(run.repository)}/${run.workflow}@${run.ref}`;
  return plan(engine, run, { workflow, ref, sha: run.sha }, undefined, 1);
}

async function plan(
  engine: Engine,
  run: Run,
  source: Source,
  allowed: Permissions | undefined,
  depth: number,
): Promise<PlannedWorkflow> {
  const { workflow } = source;
  const jobs = workflow.jobs.map(async (spec): Promise<PlannedJob> => {
    const permissions = spec.permissions ?? workflow.permissions ?? allowed ?? defaultPermissions(run.repository);
    if (spec.kind === 'steps') return { spec, permissions };
    const called = await callee(engine, run, source, spec, depth);
    const complain = (text: string): WorkflowProblem =>
      new WorkflowProblem(
        `The workflow is not valid. ${workflow.path} (Line: ${spec.line}, Col: ${spec.column}): Error calling workflow '${spec.uses}'. ${text}`,
      );
    patient(called.workflow.concurrency, spec.uses);
    requireNarrower(called.workflow, permissions, complain);
    requireInterface(called.workflow, spec, complain);
    return { spec, permissions, called: await plan(engine, run, called, permissions, depth + 1) };
  });
  return { ...source, jobs: await Promise.all(jobs) };
}

/** A called workflow can only narrow what its caller may do. */
function requireNarrower(called: Workflow, allowed: Permissions, complain: (text: string) => Error): void {
  const check = (asked: Permissions | undefined, who: string): void => {
    const over = asked === undefined ? undefined : excess(asked, allowed);
    if (over !== undefined)
      throw complain(`${who} is requesting '${over.asked}', but is only allowed '${over.allowed}'.`);
  };
  check(called.permissions, 'The workflow');
  for (const { key, permissions } of called.jobs) check(permissions, `The nested job '${key}'`);
}

function requireInterface(called: Workflow, spec: CallJob, complain: (text: string) => Error): void {
  const { call } = called.triggers;
  if (call === undefined) throw complain('workflow is not reusable as it is missing a `on.workflow_call` trigger');
  for (const name of Object.keys(spec.with)) {
    if (call.inputs[name] === undefined) {
      throw complain(`Invalid input, ${name} is not defined in the referenced workflow.`);
    }
  }
  for (const [name, { required }] of Object.entries(call.inputs)) {
    if (required && spec.with[name] === undefined) {
      throw complain(`Input ${name} is required, but not provided while calling.`);
    }
  }
  if (spec.secrets === 'inherit') return;
  for (const name of Object.keys(spec.secrets)) {
    if (call.secrets[name] === undefined) {
      throw complain(`Invalid secret, ${name} is not defined in the referenced workflow.`);
    }
  }
  for (const [name, { required }] of Object.entries(call.secrets)) {
    if (required && spec.secrets[name] === undefined) {
      throw complain(`Secret ${name} is required, but not provided while calling.`);
    }
  }
}

async function callee(engine: Engine, run: Run, caller: Source, spec: CallJob, depth: number): Promise<Source> {
  if (depth >= MAX_DEPTH) throw new WorkflowProblem(`job "${spec.key}": more than ${MAX_DEPTH} levels of workflows`);
  if (spec.uses.startsWith('./')) {
    const path = spec.uses.slice(2);
    if (depth > 1) throw notEmulated(`'${spec.uses}' of a called workflow`, `jobs.${spec.key}.uses`);
    const text = await fileAt(engine, fullName(run.repository), run.sha, path);
    if (text === undefined) throw missing(caller, spec);
    return { workflow: parseWorkflow(path, text), ref: `${fullName(run.repository)}/${path}@${run.ref}`, sha: run.sha };
  }
  const [, name = '', path = '', ref = ''] =
    /^([^/@]+\/[^/@]+)\/(\.github\/workflows\/[^/@]+\.ya?ml)@(\S+)$/.exec(spec.uses) ?? [];
  if (name === '') throw new WorkflowProblem(`invalid workflow reference '${spec.uses}'`);
  const folder = engine.options.sources?.[name];
  if (folder !== undefined) {
    const text = await readFile(join(folder, path), 'utf8').catch(() => undefined);
    if (text === undefined) throw missing(caller, spec);
    const full = fullRef(ref, 'tags');
    const sha = full === ref ? ref : createHash('sha1').update(`${name}@${ref}`).digest('hex');
    return { workflow: parseWorkflow(path, text), ref: `${name}/${path}@${full}`, sha };
  }
  return inSandbox(engine, run, { name, path, ref }, missing(caller, spec));
}

/** A commit stays as it is; a short name is that of a tag, or of a branch. */
function fullRef(ref: string, kind: 'tags' | 'heads'): string {
  return /^[0-9a-f]{40}$/.test(ref) || ref.startsWith('refs/') ? ref : `refs/${kind}/${ref}`;
}

async function inSandbox(
  engine: Engine,
  run: Run,
  { name, path, ref }: { readonly name: string; readonly path: string; readonly ref: string },
  absent: Error,
): Promise<Source> {
  const [owner = '', repo = ''] = name.split('/');
  const repository = findRepository(engine.world, owner, repo);
  const readable = repository !== undefined && (repository === run.repository || repository.visibility === 'public');
  if (!readable) throw absent;
  // A tag goes before a branch of the same name.
  for (const full of new Set([fullRef(ref, 'tags'), fullRef(ref, 'heads')])) {
    const sha = await repository.git.resolve(full);
    const text = sha === undefined ? undefined : await fileAt(engine, name, sha, path);
    if (sha !== undefined && text !== undefined) {
      return { workflow: parseWorkflow(path, text), ref: `${fullName(repository)}/${path}@${full}`, sha };
    }
  }
  throw absent;
}

async function fileAt(engine: Engine, name: string, sha: string, path: string): Promise<string | undefined> {
  const [owner = '', repo = ''] = name.split('/');
  const object = await findRepository(engine.world, owner, repo)?.git.read(`${sha}:${path}`);
  return object?.type === 'blob' ? object.content.toString('utf8') : undefined;
}

function missing({ workflow }: Source, { uses, line, column }: CallJob): WorkflowProblem {
  return new WorkflowProblem(
    `The workflow is not valid. ${workflow.path} (Line: ${line}, Col: ${column}): error parsing called workflow "${uses}": workflow was not found.`,
  );
}
