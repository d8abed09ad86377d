import { closeJob, openJob, recordJob } from '../jobs.ts';
import { enterEnvironment, setStatus } from '../runs.ts';
import type { JobRecord } from '../world.ts';
import type { Release } from './activity.ts';
import type { JobReport } from './engine.ts';
import { isTrue, templateText, templateValue, type Values } from './expression.ts';
import { reportJob } from './job-report.ts';
import { jobPermissions, type Permissions } from './permissions.ts';
import type { Flow, JobEnd, Result } from './run-graph.ts';
import { runSteps } from './run-steps.ts';
import type { StepsJob } from './workflow.ts';

export interface JobStart {
  readonly flow: Flow;
  readonly planned: { readonly spec: StepsJob; readonly permissions: Permissions };
  readonly name: string;
  /** What the job's own expressions may name. */
  readonly values: Values;
  /** Whether its `if` holds, now: asked again when the run is cancelled. */
  readonly wanted: () => boolean;
  readonly holder: Release;
}

/** Runs a job with steps: once its environment lets it, with a token of its own. */
export async function runJob(start: JobStart): Promise<JobEnd> {
  const { flow, planned, name, values } = start;
  const { world } = flow.engine;
  const { spec } = planned;
  const named = spec.environment === undefined ? '' : templateText(spec.environment, values);
  // An environment without a name is none: so GitHub reads an expression that gives an empty text.
  const environment = named === '' ? null : named;
  const record = recordJob(world, flow.led.run, name);
  const report = reportJob(flow, planned, name, environment);
  const end = (result: Result, outputs: Readonly<Record<string, string>> = {}): JobEnd => {
    Object.assign(record, { status: 'completed', conclusion: result, completedAt: world.clock.now() });
    report.result = result;
    Object.assign(report.outputs, outputs);
    showStatus(flow);
    const tolerated = result === 'failure' && spec.continueOnError !== undefined;
    const shown = tolerated && isTrue(templateValue(spec.continueOnError, values)) ? 'success' : result;
    return { result: shown, outputs };
  };
  if (environment !== null) {
    const refused = await passEnvironment(start, record, report, environment);
    if (refused !== undefined) return end(refused);
  }
  Object.assign(record, { status: 'in_progress', startedAt: world.clock.now() });
  showStatus(flow);
  const started = await openJob(world, flow.led.run, record.id, {
    job: spec.key,
    ...(environment === null ? {} : { environment }),
    permissions: jobPermissions(planned.permissions),
    jobWorkflowRef: flow.planned.ref,
    jobWorkflowSha: flow.planned.sha,
  });
  try {
    const { result, outputs } = await runSteps({ ...start, record, report, started });
    return end(result, outputs);
  } catch (error) {
    report.errors.push(error instanceof Error ? error.message : String(error));
    return end('failure');
  } finally {
    closeJob(world, started.id);
  }
}

/** Waits for the environment's reviewers; undefined when the job may start. */
async function passEnvironment(
  { flow, wanted, holder }: JobStart,
  record: JobRecord,
  report: JobReport,
  environment: string,
): Promise<Result | undefined> {
  const { engine, led } = flow;
  for (;;) {
    if (led.cancelled && !wanted()) return 'cancelled';
    const state = enterEnvironment(engine.world, led.run, environment);
    if (state === 'open') return undefined;
    if (state === 'rejected') {
      report.errors.push(`the deployment to ${environment} was rejected, or is not allowed from ${led.run.ref}`);
      return 'failure';
    }
    record.status = 'waiting';
    showStatus(flow);
    const changed = engine.changed.next();
    await engine.activity.lend(holder, changed);
  }
}

/** How the run stands while its jobs are under way. */
function showStatus({ engine, led }: Pick<Flow, 'engine' | 'led'>): void {
  const jobs = led.run.jobs.filter(({ attempt }) => attempt === led.run.attempt);
  const waiting = jobs.some(({ status }) => status === 'waiting');
  const working = jobs.some(({ status }) => status === 'in_progress');
  setStatus(engine.world, led.run, waiting && !working ? 'waiting' : 'in_progress', null);
  engine.shown.tell();
}
