import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readActionFile } from './action-file.ts';
import { checkOut } from './checkout.ts';
import { templateText, type Values } from './expression.ts';
import { readPairs } from './file-commands.ts';
import { type JobState, minutes, stepValues } from './job-state.ts';
import { createStepLog, type StepLog } from './log-commands.ts';
import { inputVariables, runProcess, type StartedProcess } from './step-process.ts';
import type { Step } from './workflow.ts';
import { notEmulated, WorkflowProblem } from './workflow-problem.ts';

type Ended = 'success' | 'failure';

/** Grace periods of GitHub's runner, in milliseconds: SIGINT, then SIGTERM, then it kills. */
const GRACE = { interrupt: 7_500, terminate: 2_500 };

const FILES = ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'] as const;

/** What a step is to run. */
interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Runs one step; its outputs go into `outputs`. */
export async function runStep(state: JobState, step: Step, outputs: Record<string, string>): Promise<Ended> {
  const { start } = state;
  const own = Object.entries(step.env).map(([key, template]) => [key, templateText(template, stepValues(state))]);
  const env: Record<string, string> = { ...state.env, ...Object.fromEntries(own) };
  const values = { ...stepValues(state), contexts: { ...stepValues(state).contexts, env } };
  const { led, engine } = start.flow;
  const log = createStepLog(state.masks, (line) => {
    start.report.log.push(line);
    engine.options.onLine?.({ run: led.run.id, job: start.name, line });
  });
  const command =
    step.does.kind === 'run' ? await script(state, step.does, values) : await action(state, step.does, values, log);
  if (command === undefined) return 'success';
  const files = await commandFiles(state);
  let late = false;
  const end = (): void => {
    late = true;
    state.stop();
  };
  const limit = step.timeout === undefined ? undefined : minutes(step.timeout, end);
  const code = await runProcess({
    ...command,
    env: { ...machine(state), ...env, ...start.started.env, ...files, ...command.env },
    log,
    onStart: (process) => watch(state, process),
  }).finally(() => {
    clearTimeout(limit);
    state.stop = () => undefined;
  });
  start.report.raw.push(...log.raw);
  start.report.errors.push(...log.errors);
  await takeFiles(state, files, outputs);
  return code === 0 && !late ? 'success' : 'failure';
}

/** What the machine gives every process: nothing of this process's own environment but where programs are. */
function machine(state: JobState): Record<string, string> {
  const { started, flow } = state.start;
  return {
    PATH: [...state.path, process.env['PATH'] ?? ''].join(':'),
    // The runner's Node is the one that GitHub chose; a sandbox on an older one need not hear of it from the SDK.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    HOME: started.env['RUNNER_TEMP'] ?? '/',
    ...flow.engine.options.environment,
  };
}

function watch(state: JobState, process: StartedProcess): void {
  state.start.flow.engine.options.onStart?.(state.start.name, process);
  state.stop = () => {
    process.kill('SIGINT');
    const terminate = setTimeout(() => process.kill('SIGTERM'), GRACE.interrupt).unref();
    const kill = setTimeout(() => process.kill('SIGKILL'), GRACE.interrupt + GRACE.terminate).unref();
    state.stop = () => {
      for (const timer of [terminate, kill]) clearTimeout(timer);
    };
  };
}

async function script(
  state: JobState,
  { script: template, shell, folder }: Extract<Step['does'], { readonly kind: 'run' }>,
  values: Values,
): Promise<Command> {
  const { env } = state.start.started;
  const workspace = env['GITHUB_WORKSPACE'] ?? '/';
  const file = join(env['RUNNER_TEMP'] ?? '/', `script-${state.start.record.steps.length}.sh`);
  await writeFile(file, templateText(template, values));
  const options = shell === 'bash' ? ['--noprofile', '--norc', '-eo', 'pipefail'] : ['-e'];
  const cwd = folder === undefined ? workspace : join(workspace, templateText(folder, values));
  return { command: 'bash', args: [...options, file], cwd, env: { GITHUB_ACTION: '__run' } };
}

/** What an action runs; undefined for one that the sandbox does itself. */
async function action(
  state: JobState,
  { uses, with: given }: Extract<Step['does'], { readonly kind: 'uses' }>,
  values: Values,
  log: StepLog,
): Promise<Command | undefined> {
  const [, name = '', path = '', ref = ''] = /^([^/@]+\/[^/@]+)\/?([^@]*)@(.+)$/.exec(uses) ?? [];
  const inputs = Object.fromEntries(
    Object.entries(given).map(([key, template]) => [key, templateText(template, values)]),
  );
  const { options } = state.start.flow.engine;
  const source = options.sources?.[name];
  const workspace = state.start.started.env['GITHUB_WORKSPACE'] ?? '/';
  if (source === undefined) {
    if (name === 'actions/checkout') await checkOut(state, inputs, log);
    else if (name !== 'actions/setup-node') {
      throw new WorkflowProblem(`Unable to resolve action ${name}, repository not found`);
    }
    return undefined;
  }
  const folder = join(source, path);
  const file = await readActionFile(folder, uses);
  for (const key of Object.keys(inputs)) {
    if (!Object.hasOwn(file.inputs, key.toLowerCase())) {
      log.take(`::warning::Unexpected input(s) '${key}', valid inputs are [${Object.keys(file.inputs).join(', ')}]`);
    }
  }
  const defaults = Object.entries(file.inputs).flatMap(([key, template]) =>
    template === undefined ? [] : [[key, templateText(template, values)] as const],
  );
  const lower = Object.entries(inputs).map(([key, value]) => [key.toLowerCase(), value] as const);
  return {
    command: process.execPath,
    args: [options.bundle ?? join(folder, file.main)],
    cwd: workspace,
    env: {
      GITHUB_ACTION: `__${name.replace('/', '_')}`,
      GITHUB_ACTION_REPOSITORY: name,
      GITHUB_ACTION_REF: ref,
      ...inputVariables(Object.fromEntries([...defaults, ...lower])),
    },
  };
}

/** Files for the step's commands, empty, and of this step alone. */
async function commandFiles(state: JobState): Promise<Record<(typeof FILES)[number], string>> {
  const folder = join(state.start.started.env['RUNNER_TEMP'] ?? '/', '_runner_file_commands');
  await mkdir(folder, { recursive: true });
  const number = state.start.record.steps.length;
  const entries = FILES.map((name) => [name, join(folder, `${name.toLowerCase()}_${number}`)] as const);
  await Promise.all(entries.map(([, path]) => writeFile(path, '')));
  return Object.fromEntries(entries) as Record<(typeof FILES)[number], string>;
}

async function takeFiles(
  state: JobState,
  files: Awaited<ReturnType<typeof commandFiles>>,
  outputs: Record<string, string>,
): Promise<void> {
  const read = (name: (typeof FILES)[number]): Promise<string> => readFile(files[name], 'utf8');
  Object.assign(outputs, readPairs(await read('GITHUB_OUTPUT')));
  for (const [name, value] of Object.entries(readPairs(await read('GITHUB_ENV')))) {
    if (name.toUpperCase() === 'NODE_OPTIONS') {
      throw new WorkflowProblem(`Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.`);
    }
    // GitHub's own variables cannot be written over.
    if (!/^(GITHUB_|RUNNER_)/i.test(name)) state.env[name] = value;
  }
  const paths = (await read('GITHUB_PATH')).split(/\r?\n/).filter((line) => line !== '');
  state.path.unshift(...paths.toReversed());
  if ((await read('GITHUB_STATE')) !== '') throw notEmulated('GITHUB_STATE', 'an action');
  state.start.report.summary += await read('GITHUB_STEP_SUMMARY');
}
