import { readFileSync } from 'node:fs';
import { readPairs } from '../sandbox/github/actions/file-commands.ts';
import { createStepLog } from '../sandbox/github/actions/log-commands.ts';
import { inputVariables, runProcess, type StartedProcess } from '../sandbox/github/actions/step-process.ts';

/** One step of a job: the committed bundle in a process of its own, as GitHub's runner starts it. */
export interface ActionStep {
  /** The bundle's path. */
  readonly bundle: string;
  /** What the runner sets: `GITHUB_*`, `RUNNER_*`, `ACTIONS_*`. Nothing else of this process's environment is passed. */
  readonly environment: Readonly<Record<string, string>>;
  /** `with:` */
  readonly inputs: Readonly<Record<string, string>>;
  /** Each line of the log, masked as the runner masks it, workflow commands taken out. */
  readonly onLine?: (line: string) => void;
  /** Told of the process as soon as it runs: tests interrupt it. */
  readonly onStart?: (process: StartedProcess) => void;
}

export interface ActionResult {
  /** Exit code; null when a signal ended the process. */
  readonly exitCode: number | null;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly log: readonly string[];
  /** The log as the process wrote it, workflow commands and all: what nobody but the runner sees. */
  readonly raw: readonly string[];
  /** Annotations of level error: what `::error::` said. */
  readonly errors: readonly string[];
  readonly masks: readonly string[];
}

/** A step as it is given to whoever plays it instead of a process. */
export type PlayedStep = Omit<ActionStep, 'bundle'>;
/** What runs a job's step: the bundle of this path in a process of its own, or something that plays it. */
export type Bundle = string | ((step: PlayedStep) => Promise<ActionResult>);

/** Runs the bundle once and collects what GitHub would collect. */
export async function runStep(step: ActionStep): Promise<ActionResult> {
  const masks: string[] = [];
  const log = createStepLog(masks, step.onLine);
  const { environment } = step;
  const exitCode = await runProcess({
    command: process.execPath,
    args: [step.bundle],
    env: stepVariables(step),
    log,
    onStart: step.onStart,
  });
  return {
    exitCode,
    log: log.log,
    raw: log.raw,
    errors: log.errors,
    masks,
    outputs: readPairs(readOptional(environment['GITHUB_OUTPUT'])),
    summary: readOptional(environment['GITHUB_STEP_SUMMARY']),
  };
}

/** The whole environment of a step's process. */
export function stepVariables({ environment, inputs }: PlayedStep): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    // The runner's Node is the one that GitHub chose; a drill on an older one need not hear of it from the SDK.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    HOME: environment['RUNNER_TEMP'] ?? '/',
    ...environment,
    ...inputVariables(inputs),
  };
}

function readOptional(file: string | undefined): string {
  return file === undefined ? '' : readFileSync(file, 'utf8');
}
