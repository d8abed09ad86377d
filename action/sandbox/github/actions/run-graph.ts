import type { Json } from '../../../domain/json.ts';
import type { Release } from './activity.ts';
import type { Engine, Led } from './engine.ts';
import { settingsOf } from './engine.ts';
import { asText, holds, templateText, templateValue, type Values } from './expression.ts';
import { inGroup } from './group-entry.ts';
import { skipJob } from './job-report.ts';
import type { PlannedJob, PlannedWorkflow } from './plan-workflow.ts';
import { runJob } from './run-job.ts';
import { callValues } from './workflow-inputs.ts';

export type Result = 'success' | 'failure' | 'cancelled' | 'skipped';

export interface JobEnd {
  readonly result: Result;
  readonly outputs: Readonly<Record<string, Json>>;
}

/** One workflow of a run under way: the run's own, or one that it calls. */
export interface Flow {
  readonly engine: Engine;
  readonly led: Led;
  readonly planned: PlannedWorkflow;
  readonly inputs: Readonly<Record<string, Json>>;
  readonly secrets: Readonly<Record<string, string>>;
  /** `github` without what only a job has. */
  readonly github: Readonly<Record<string, Json>>;
  /** Names of the calling jobs, for people: `break-glass / `. */
  readonly prefix: string;
}

export interface GraphEnd {
  readonly result: Result;
  readonly jobs: ReadonlyMap<string, JobEnd>;
}

/** Runs a workflow's jobs, each as soon as what it needs has ended. */
export async function runGraph(flow: Flow): Promise<GraphEnd> {
  const ends = new Map<string, Promise<JobEnd>>();
  const end = (key: string): Promise<JobEnd> => {
    const known = ends.get(key);
    if (known !== undefined) return known;
    const started = start(flow, key, end);
    ends.set(key, started);
    return started;
  };
  const keys = flow.planned.jobs.map(({ spec }) => spec.key);
  const results = await Promise.all(keys.map(async (key) => [key, await end(key)] as const));
  const jobs = new Map(results);
  return { result: worst([...jobs.values()].map(({ result }) => result)), jobs };
}

export function worst(results: readonly Result[]): Result {
  const found = (['failure', 'cancelled', 'success'] as const).find((result) => results.includes(result));
  return found ?? 'skipped';
}

async function start(flow: Flow, key: string, end: (key: string) => Promise<JobEnd>): Promise<JobEnd> {
  const planned = jobOf(flow, key);
  const needs = await Promise.all(planned.spec.needs.map(async (need) => [need, await end(need)] as const));
  const before = await Promise.all(ancestors(flow, key).map(end));
  const holder = flow.engine.activity.holder();
  try {
    return await decide(
      flow,
      planned,
      new Map(needs),
      before.map(({ result }) => result),
      holder,
    );
  } finally {
    holder.release();
  }
}

function jobOf({ planned }: Flow, key: string): PlannedJob {
  const found = planned.jobs.find(({ spec }) => spec.key === key);
  if (found === undefined) throw new Error(`there is no job ${key}`);
  return found;
}

/** Every job that this one needs, and what they need: success() and failure() look at all of them. */
function ancestors(flow: Flow, key: string): readonly string[] {
  const found = new Set<string>();
  const visit = (each: string): void => {
    for (const need of jobOf(flow, each).spec.needs) {
      if (found.has(need)) continue;
      found.add(need);
      visit(need);
    }
  };
  visit(key);
  return [...found];
}

async function decide(
  flow: Flow,
  planned: PlannedJob,
  needs: ReadonlyMap<string, JobEnd>,
  before: readonly Result[],
  holder: Release,
): Promise<JobEnd> {
  const values = jobValues(flow, needs, before);
  const { spec } = planned;
  const name = `${flow.prefix}${spec.name === undefined ? spec.key : templateText(spec.name, values)}`;
  const wanted = (): boolean => holds(spec.if, values);
  if (!wanted()) {
    skipJob(flow, planned, name);
    return { result: 'skipped', outputs: {} };
  }
  const run = (): Promise<JobEnd> =>
    'called' in planned
      ? runCalled(flow, planned, name, values, holder)
      : runJob({ flow, planned, name, values, wanted, holder });
  return inGroup({ flow, concurrency: spec.concurrency, values, holder, cancel: () => undefined }, run);
}

function jobValues(flow: Flow, needs: ReadonlyMap<string, JobEnd>, before: readonly Result[]): Values {
  const { led, inputs, github, secrets, engine } = flow;
  return {
    contexts: {
      github,
      inputs,
      secrets,
      vars: settingsOf(engine.options.variables, led.run.repository),
      needs: Object.fromEntries([...needs].map(([key, { result, outputs }]) => [key, { result, outputs }])),
    },
    status: {
      always: () => true,
      cancelled: () => led.cancelled,
      success: () => !led.cancelled && before.every((result) => result === 'success'),
      failure: () => !led.cancelled && before.includes('failure'),
    },
  };
}

async function runCalled(
  flow: Flow,
  { spec, called }: Extract<PlannedJob, { readonly called: PlannedWorkflow }>,
  name: string,
  values: Values,
  holder: Release,
): Promise<JobEnd> {
  const { call } = called.workflow.triggers;
  const given = Object.entries(spec.with).map(([key, value]): [string, Json] => [
    key,
    'value' in value ? value.value : templateValue(value.template, values),
  ]);
  const caller = { contexts: { ...values.contexts, inputs: {} } };
  const inputs = callValues(call?.inputs ?? {}, Object.fromEntries(given), caller, `jobs.${spec.key}`);
  const secrets =
    spec.secrets === 'inherit'
      ? flow.secrets
      : Object.fromEntries(Object.entries(spec.secrets).map(([key, value]) => [key, templateText(value, values)]));
  const inner: Flow = { ...flow, planned: called, inputs, secrets, prefix: `${name} / ` };
  const own = { contexts: { github: flow.github, inputs, vars: values.contexts['vars'] ?? {} } };
  const work = async (): Promise<JobEnd> => {
    const { result, jobs } = await flow.engine.activity.lend(holder, runGraph(inner));
    const contexts = {
      ...own.contexts,
      jobs: Object.fromEntries([...jobs].map(([key, { outputs, result: ended }]) => [key, { outputs, result: ended }])),
    };
    const outputs = Object.entries(call?.outputs ?? {}).map(([key, template]): [string, Json] => [
      key,
      asText(templateValue(template, { contexts })),
    ]);
    return { result, outputs: Object.fromEntries(outputs) };
  };
  return inGroup(
    { flow, concurrency: called.workflow.concurrency, values: own, holder, cancel: () => undefined },
    work,
  );
}
