import type { Json } from '../../../domain/json.ts';
import { parseCondition, parseTemplate, type Scope } from './expression.ts';
import { parseSteps } from './parse-step.ts';
import { expressionOf, readMinutes, readTemplates } from './parse-values.ts';
import { readPermissions } from './permissions.ts';
import { SCOPES } from './scopes.ts';
import { flag, isMapping, type Mapping, mapping, onlyKeys, scalar, texts } from './shape.ts';
import type { CallJob, Concurrency, Given, JobSpec, StepsJob } from './workflow.ts';
import { notEmulated, WorkflowProblem } from './workflow-problem.ts';

const COMMON = ['name', 'needs', 'if', 'permissions', 'concurrency'];
const STEPS_KEYS = [
  ...COMMON,
  'runs-on',
  'environment',
  'outputs',
  'env',
  'continue-on-error',
  'timeout-minutes',
  'steps',
];
const CALL_KEYS = [...COMMON, 'uses', 'with', 'secrets'];
const NAME = /^[A-Za-z_][A-Za-z0-9_-]*$/;

export function readConcurrency(value: unknown, scope: Scope, where: string): Concurrency | undefined {
  if (value === undefined) return undefined;
  const given: Mapping = isMapping(value) ? value : { group: value };
  onlyKeys(given, ['group', 'cancel-in-progress', 'queue'], where);
  const queue = given['queue'] ?? 'single';
  if (queue !== 'single' && queue !== 'max')
    throw new WorkflowProblem(`${where}.queue: unexpected value '${String(queue)}'`);
  const cancel = given['cancel-in-progress'] === false ? undefined : given['cancel-in-progress'];
  if (queue === 'max' && cancel === true) {
    throw new WorkflowProblem(`${where}: 'queue: max' cannot be combined with 'cancel-in-progress: true'`);
  }
  return {
    group: parseTemplate(scalar(given['group'], `${where}.group`), scope, `${where}.group`),
    cancelInProgress:
      cancel === undefined
        ? undefined
        : parseTemplate(expressionOf(cancel, where), scope, `${where}.cancel-in-progress`),
    queueAll: queue === 'max',
  };
}

export function readJob(key: string, given: Mapping, at: { readonly line: number; readonly column: number }): JobSpec {
  const where = `jobs.${key}`;
  if (!NAME.test(key)) throw new WorkflowProblem(`${where}: the name of a job is not valid`);
  const calls = given['uses'] !== undefined;
  onlyKeys(given, calls ? CALL_KEYS : STEPS_KEYS, where);
  const condition = given['if'];
  const common = {
    key,
    ...at,
    name:
      given['name'] === undefined
        ? undefined
        : parseTemplate(scalar(given['name'], `${where}.name`), SCOPES.job, where),
    needs: texts(given['needs'], `${where}.needs`),
    if:
      condition === undefined
        ? undefined
        : parseCondition(scalar(condition, `${where}.if`), SCOPES.jobIf, `${where}.if`),
    permissions: readPermissions(given['permissions'], `${where}.permissions`),
    concurrency: patient(readConcurrency(given['concurrency'], SCOPES.job, `${where}.concurrency`), where),
  };
  return calls ? { ...common, ...readCallJob(given, where) } : { ...common, ...readStepsJob(given, where) };
}

/** Only a run can be cancelled by a newer one, not a job or a called workflow. */
export function patient<T extends Concurrency | undefined>(concurrency: T, where: string): T {
  if (concurrency?.cancelInProgress !== undefined) throw notEmulated("'cancel-in-progress' of a job", where);
  return concurrency;
}

type Own<T> = Omit<T, 'key' | 'line' | 'column' | 'name' | 'needs' | 'if' | 'permissions' | 'concurrency'>;

function readStepsJob(given: Mapping, where: string): Own<StepsJob> {
  if (given['runs-on'] === undefined) throw new WorkflowProblem(`${where}: required property is missing: runs-on`);
  for (const label of texts(given['runs-on'], `${where}.runs-on`)) requireLinux(label, where);
  const tolerant = given['continue-on-error'];
  return {
    kind: 'steps',
    environment: readEnvironment(given['environment'], `${where}.environment`),
    outputs: readTemplates(given['outputs'], SCOPES.jobOutput, `${where}.outputs`),
    env: readTemplates(given['env'], SCOPES.jobEnv, `${where}.env`),
    continueOnError:
      tolerant === undefined
        ? undefined
        : parseTemplate(expressionOf(tolerant, where), SCOPES.job, `${where}.continue-on-error`),
    timeout: readMinutes(given['timeout-minutes'], `${where}.timeout-minutes`),
    steps: parseSteps(given['steps'], `${where}.steps`),
  };
}

function requireLinux(label: string, where: string): void {
  if (!/^ubuntu-(latest|slim|\d\d\.\d\d)(-arm)?$/.test(label)) throw notEmulated(`the runner '${label}'`, where);
}

function readEnvironment(value: unknown, where: string): StepsJob['environment'] {
  if (value === undefined) return undefined;
  const given: Mapping = isMapping(value) ? value : { name: value };
  onlyKeys(given, ['name', 'url', 'deployment'], where);
  if (given['deployment'] !== undefined && !flag(given['deployment'], where))
    throw notEmulated('deployment: false', where);
  return parseTemplate(scalar(given['name'], `${where}.name`), SCOPES.job, `${where}.name`);
}

function readCallJob(given: Mapping, where: string): Own<CallJob> {
  const secrets = given['secrets'];
  return {
    kind: 'call',
    uses: scalar(given['uses'], `${where}.uses`),
    with: Object.fromEntries(
      Object.entries(mapping(given['with'], `${where}.with`)).map(([name, value]): [string, Given] => {
        const place = `${where}.with.${name}`;
        if (typeof value === 'string') return [name, { template: parseTemplate(value, SCOPES.job, place) }];
        return [name, { value: (typeof value === 'object' ? scalar(value, place) : value) as Json }];
      }),
    ),
    secrets: secrets === 'inherit' ? 'inherit' : readTemplates(secrets, SCOPES.jobSecrets, `${where}.secrets`),
  };
}
