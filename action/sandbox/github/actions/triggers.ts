import { checkFilter, matchesFilter } from './filter-pattern.ts';
import { isMapping, type Mapping, mapping, onlyKeys, scalar, texts } from './shape.ts';
import {
  type CallInputs,
  type DispatchInputs,
  readCall,
  readDispatchInputs,
  type WorkflowCall,
} from './workflow-inputs.ts';
import { notEmulated, WorkflowProblem } from './workflow-problem.ts';

/** `x` and `x-ignore`: at most one of them. */
interface Filter {
  readonly only: readonly string[] | undefined;
  readonly ignore: readonly string[] | undefined;
}

export interface PushTrigger {
  readonly branches: Filter;
  readonly tags: Filter;
  readonly paths: Filter;
}

export interface PullRequestTrigger {
  readonly types: readonly string[];
  readonly branches: Filter;
  readonly paths: Filter;
}

export interface WorkflowRunTrigger {
  readonly workflows: readonly string[];
  readonly types: readonly string[];
  readonly branches: Filter;
}

/** What starts a workflow. */
export interface Triggers {
  readonly push?: PushTrigger;
  readonly pullRequest?: PullRequestTrigger;
  readonly workflowRun?: WorkflowRunTrigger;
  readonly dispatch?: DispatchInputs;
  readonly call?: WorkflowCall;
  /** Cron expressions; they start nothing by themselves here. */
  readonly schedule?: readonly string[];
}

export type { CallInputs };

/** Reads `on:`; an event that the sandbox does not emulate is refused. */
export function readTriggers(value: unknown): Triggers {
  if (value === undefined) throw new WorkflowProblem("required property is missing: 'on'");
  const events: Mapping = isMapping(value) ? value : Object.fromEntries(texts(value, 'on').map((name) => [name, null]));
  return Object.assign({}, ...Object.entries(events).map(([name, options]) => readTrigger(name, options))) as Triggers;
}

function readTrigger(name: string, value: unknown): Triggers {
  const where = `on.${name}`;
  switch (name) {
    case 'push':
      return { push: readPush(mapping(value, where), where) };
    case 'pull_request':
      return { pullRequest: readPullRequest(mapping(value, where), where) };
    case 'workflow_run':
      return { workflowRun: readWorkflowRun(mapping(value, where), where) };
    case 'workflow_dispatch':
      return { dispatch: readDispatchInputs(mapping(value, where), where) };
    case 'workflow_call':
      return { call: readCall(mapping(value, where), where) };
    case 'schedule':
      return { schedule: readSchedule(value, where) };
    default:
      throw notEmulated(`the event '${name}'`, 'on');
  }
}

function readFilter(given: Mapping, name: string, where: string): Filter {
  const read = (key: string): readonly string[] | undefined =>
    given[key] === undefined ? undefined : checkFilter(texts(given[key], `${where}.${key}`), `${where}.${key}`);
  const [only, ignore] = [read(name), read(`${name}-ignore`)];
  if (only !== undefined && ignore !== undefined) {
    throw new WorkflowProblem(`${where}: you may only define one of '${name}' and '${name}-ignore'`);
  }
  return { only, ignore };
}

function readPush(given: Mapping, where: string): PushTrigger {
  onlyKeys(given, ['branches', 'branches-ignore', 'tags', 'tags-ignore', 'paths', 'paths-ignore'], where);
  return {
    branches: readFilter(given, 'branches', where),
    tags: readFilter(given, 'tags', where),
    paths: readFilter(given, 'paths', where),
  };
}

function readPullRequest(given: Mapping, where: string): PullRequestTrigger {
  onlyKeys(given, ['types', 'branches', 'branches-ignore', 'paths', 'paths-ignore'], where);
  const types = given['types'] === undefined ? ['opened', 'synchronize', 'reopened'] : texts(given['types'], where);
  const foreign = types.find((type) => !['opened', 'synchronize', 'reopened'].includes(type));
  if (foreign !== undefined) throw notEmulated(`the activity type '${foreign}'`, where);
  return { types, branches: readFilter(given, 'branches', where), paths: readFilter(given, 'paths', where) };
}

function readWorkflowRun(given: Mapping, where: string): WorkflowRunTrigger {
  onlyKeys(given, ['workflows', 'types', 'branches', 'branches-ignore'], where);
  const types = given['types'] === undefined ? ['requested', 'completed'] : texts(given['types'], where);
  const foreign = types.find((type) => type !== 'completed');
  if (foreign !== undefined) throw notEmulated(`the activity type '${foreign}'`, where);
  return {
    workflows: texts(given['workflows'], `${where}.workflows`),
    types,
    branches: readFilter(given, 'branches', where),
  };
}

function readSchedule(value: unknown, where: string): readonly string[] {
  if (!Array.isArray(value)) throw new WorkflowProblem(`${where}: a list is expected`);
  return value.map((entry: unknown) => {
    const given = mapping(entry, where);
    onlyKeys(given, ['cron', 'timezone'], where);
    return scalar(given['cron'], `${where}.cron`);
  });
}

/** A pushed ref: where only branches are named no tag starts anything, and the other way round. */
export function pushStarts({ branches, tags, paths }: PushTrigger, ref: string, changed: readonly string[]): boolean {
  const [, kind, name = ''] = /^refs\/(heads|tags)\/(.+)$/.exec(ref) ?? [];
  if (kind === undefined) return false;
  const [own, other] = kind === 'heads' ? [branches, tags] : [tags, branches];
  if (isEmpty(own) && !isEmpty(other)) return false;
  // Paths are not looked at for tags.
  return nameHolds(own, name) && (kind === 'tags' || pathsHold(paths, changed));
}

export function pullRequestStarts(
  { types, branches, paths }: PullRequestTrigger,
  pull: { readonly action: string; readonly base: string; readonly changed: readonly string[] },
): boolean {
  return types.includes(pull.action) && nameHolds(branches, pull.base) && pathsHold(paths, pull.changed);
}

export function workflowRunStarts({ workflows, branches }: WorkflowRunTrigger, name: string, branch: string): boolean {
  return workflows.includes(name) && nameHolds(branches, branch);
}

const isEmpty = ({ only, ignore }: Filter): boolean => only === undefined && ignore === undefined;

function nameHolds({ only, ignore }: Filter, name: string): boolean {
  if (only !== undefined) return matchesFilter(only, name);
  return ignore === undefined || !matchesFilter(ignore, name);
}

/** One file that counts is enough. */
function pathsHold({ only, ignore }: Filter, changed: readonly string[]): boolean {
  if (only !== undefined) return changed.some((path) => matchesFilter(only, path));
  return ignore === undefined || changed.some((path) => !matchesFilter(ignore, path));
}
