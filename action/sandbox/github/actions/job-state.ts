import type { Json } from '../../../domain/json.ts';
import type { StartedJob } from '../jobs.ts';
import type { JobRecord } from '../world.ts';
import type { JobReport } from './engine.ts';
import { templateText, type Values } from './expression.ts';
import type { JobStart } from './run-job.ts';
import type { Templates } from './workflow.ts';

export interface StepsStart extends JobStart {
  readonly record: JobRecord;
  readonly report: JobReport;
  readonly started: StartedJob;
}

export type StepResult = 'success' | 'failure' | 'cancelled' | 'skipped';

/** A job while its steps run. */
export interface JobState {
  readonly start: StepsStart;
  /** `env`: the workflow's, the job's, and what steps added through GITHUB_ENV. */
  readonly env: Record<string, string>;
  /** What steps put before PATH, the last one first. */
  readonly path: string[];
  readonly masks: string[];
  readonly steps: Record<string, { outputs: Record<string, string>; outcome: StepResult; conclusion: StepResult }>;
  failed: boolean;
  cancelled: boolean;
  /** Interrupts the process that runs now, as GitHub does on cancel. */
  stop: () => void;
}

/** By the wall: a step's process knows no other. */
export function minutes(count: number, work: () => void): NodeJS.Timeout {
  return setTimeout(work, Math.min(count * 60_000, 2 ** 31 - 1)).unref();
}

export function resolve(templates: Templates, values: Values): Record<string, string> {
  return Object.fromEntries(Object.entries(templates).map(([key, template]) => [key, templateText(template, values)]));
}

/** What a step's expressions may name. */
export function stepValues(state: JobState): Values {
  const { start } = state;
  const { token, env } = start.started;
  const { contexts } = start.values;
  return {
    contexts: {
      ...contexts,
      github: { ...(contexts['github'] as Record<string, Json>), ...jobContext(env), token },
      secrets: { ...start.flow.secrets, GITHUB_TOKEN: token },
      env: { ...state.env },
      steps: structuredClone(state.steps),
      runner: runnerContext(env),
    },
    status: {
      always: () => true,
      cancelled: () => state.cancelled,
      success: () => !state.cancelled && !state.failed,
      failure: () => state.failed,
    },
  };
}

function jobContext(env: Readonly<Record<string, string>>): Record<string, Json> {
  const of = (name: string): string => env[name] ?? '';
  return { job: of('GITHUB_JOB'), workspace: of('GITHUB_WORKSPACE'), event_path: of('GITHUB_EVENT_PATH') };
}

function runnerContext(env: Readonly<Record<string, string>>): Record<string, Json> {
  const of = (name: string): string => env[name] ?? '';
  return {
    os: of('RUNNER_OS'),
    arch: of('RUNNER_ARCH'),
    name: of('RUNNER_NAME'),
    temp: of('RUNNER_TEMP'),
    tool_cache: of('RUNNER_TOOL_CACHE'),
    environment: of('RUNNER_ENVIRONMENT'),
  };
}
