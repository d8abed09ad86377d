import { recordJob } from '../jobs.ts';
import type { JobReport } from './engine.ts';
import type { PlannedJob } from './plan-workflow.ts';
import type { Flow } from './run-graph.ts';

export function reportJob(
  flow: Flow,
  { spec, permissions }: PlannedJob,
  name: string,
  environment: string | null,
): JobReport {
  const report: JobReport = {
    key: spec.key,
    name,
    environment,
    permissions,
    jobWorkflowRef: flow.planned.ref,
    result: null,
    outputs: {},
    log: [],
    raw: [],
    errors: [],
    summary: '',
  };
  flow.led.reports.push(report);
  return report;
}

/** A job whose `if` does not hold is listed as skipped. */
export function skipJob(flow: Flow, planned: PlannedJob, name: string): void {
  const { world } = flow.engine;
  const record = recordJob(world, flow.led.run, name);
  Object.assign(record, { status: 'completed', conclusion: 'skipped', completedAt: world.clock.now() });
  reportJob(flow, planned, name, null).result = 'skipped';
}
