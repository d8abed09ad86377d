import type { StepRecord } from '../world.ts';
import { holds, isTrue, templateText, templateValue } from './expression.ts';
import { type JobState, minutes, resolve, type StepResult, type StepsStart, stepValues } from './job-state.ts';
import { addMask, masked } from './log-commands.ts';
import { runStep } from './run-step.ts';
import type { Step } from './workflow.ts';

/** Runs a job's steps, one after the other; those after a failure only where they ask for it. */
export async function runSteps(
  start: StepsStart,
): Promise<{ readonly result: 'success' | 'failure' | 'cancelled'; readonly outputs: Record<string, string> }> {
  const state: JobState = {
    start,
    env: {},
    path: [],
    masks: [],
    steps: {},
    failed: false,
    cancelled: false,
    stop: () => undefined,
  };
  for (const secret of [start.started.token, ...Object.values(start.flow.secrets)]) addMask(state.masks, secret);
  const { led, planned } = start.flow;
  const spec = start.planned.spec;
  Object.assign(state.env, resolve(planned.workflow.env, stepValues(state)));
  Object.assign(state.env, resolve(spec.env, stepValues(state)));
  const cancel = (): void => {
    if (!start.wanted()) interrupt(state);
  };
  led.onCancel.add(cancel);
  const limit = minutes(spec.timeout ?? 360, () => {
    start.report.errors.push(`the job has exceeded the maximum execution time of ${spec.timeout ?? 360} minutes`);
    interrupt(state);
  });
  try {
    if (led.cancelled) cancel();
    for (const [index, step] of spec.steps.entries()) await oneStep(state, step, index + 1);
  } finally {
    clearTimeout(limit);
    led.onCancel.delete(cancel);
  }
  const result = state.cancelled ? 'cancelled' : state.failed ? 'failure' : 'success';
  return { result, outputs: jobOutputs(state) };
}

function interrupt(state: JobState): void {
  state.cancelled = true;
  state.stop();
}

async function oneStep(state: JobState, step: Step, number: number): Promise<void> {
  const { clock } = state.start.flow.engine.world;
  const values = stepValues(state);
  const record: StepRecord = {
    name: step.name === undefined ? stepName(step) : templateText(step.name, values),
    number,
    status: 'in_progress',
    conclusion: null,
    startedAt: clock.now(),
    completedAt: null,
  };
  state.start.record.steps.push(record);
  const outputs: Record<string, string> = {};
  let outcome: StepResult = 'skipped';
  if (holds(step.if, values)) outcome = await attempt(state, step, outputs);
  const tolerant = step.continueOnError;
  const tolerated = outcome === 'failure' && tolerant !== undefined && isTrue(templateValue(tolerant, values));
  const conclusion = tolerated ? 'success' : outcome;
  if (conclusion === 'failure') state.failed = true;
  if (step.id !== undefined) state.steps[step.id] = { outputs, outcome, conclusion };
  Object.assign(record, { status: 'completed', conclusion, completedAt: clock.now() });
}

/** A step that cannot even start fails: why stands among the job's errors. */
async function attempt(state: JobState, step: Step, outputs: Record<string, string>): Promise<StepResult> {
  const was = state.cancelled;
  try {
    const ended = await runStep(state, step, outputs);
    return state.cancelled && !was ? 'cancelled' : ended;
  } catch (error) {
    const message = masked(error instanceof Error ? error.message : String(error), state.masks);
    state.start.report.errors.push(message);
    state.start.report.log.push(`error: ${message}`);
    return 'failure';
  }
}

function stepName({ does }: Step): string {
  return does.kind === 'uses' ? `Run ${does.uses}` : 'Run a script';
}

/** A job's outputs; one that holds a masked value is left out, as GitHub does. */
function jobOutputs(state: JobState): Record<string, string> {
  const values = stepValues(state);
  const all = Object.entries(resolve(state.start.planned.spec.outputs, values));
  const [kept, dropped] = [true, false].map((clean) =>
    all.filter(([, value]) => (masked(value, state.masks) === value) === clean),
  );
  for (const [name] of dropped ?? []) {
    state.start.report.log.push(`warning: Skip output '${name}' since it may contain secret.`);
  }
  return Object.fromEntries(kept ?? []);
}
