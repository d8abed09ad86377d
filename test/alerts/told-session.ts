import { randomBytes } from 'node:crypto';
import { PEOPLE } from '../../action/drill/hosting.ts';
import type { StepHooks } from '../../action/drill/job.ts';
import type { Pipeline } from '../../action/drill/pipeline.ts';
import type { ActionResult } from '../../action/drill/runner.ts';
import type { DrillWorld } from '../../action/drill/world.ts';
import { arnsOf, request, sessionFiles } from '../refusals/live.ts';
import type { Changes } from '../refusals/row.ts';
import { storyOf } from '../refusals/story.ts';

/** An alert of the install, with what the secret BREAKGLASS_ALERTS says of it. */
export interface Alert {
  readonly spec: Changes;
  readonly secret?: Changes;
}

export interface Told {
  readonly sink: string;
  readonly delivered: number;
  readonly failed: number;
  readonly lastError: string | null;
}

export const KEY = `whsec_${randomBytes(32).toString('base64')}`;

export function webhook(name: string, url: string, spec: Changes = {}): Alert {
  return { spec: { to: 'webhook', name, ...spec }, secret: { url, secret: KEY } };
}

export function slack(name: string, url: string, spec: Changes = {}): Alert {
  return { spec: { to: 'slack', name, ...spec }, secret: { url } };
}

export const STATUS: Alert = { spec: { to: 'status' } };

export function secretOf(alerts: readonly Alert[]): string {
  return JSON.stringify(
    Object.fromEntries(alerts.flatMap(({ spec, secret }) => (secret === undefined ? [] : [[spec['name'], secret]]))),
  );
}

/** Asks, plans and approves under an install that wants these told. */
export async function approved(
  world: DrillWorld,
  name: string,
  alerts: readonly Alert[],
  changes: Changes = {},
): Promise<{ readonly pipeline: Pipeline; run(hooks?: StepHooks): Promise<ActionResult> }> {
  const facts = { install: { alerts: alerts.map(({ spec }) => spec) }, request: changes };
  const pipeline = await request(world, {}, facts, storyOf(name, facts, arnsOf(world)));
  const plan = await pipeline.plan();
  if (plan.exitCode !== 0) throw new Error(`no plan: ${plan.errors.join('; ')}`);
  await pipeline.review(PEOPLE.approver, 'approved');
  return {
    pipeline,
    run: (hooks = {}) =>
      pipeline.run(plan.outputs['digest'] ?? '', {
        ...hooks,
        inputs: { alerts: secretOf(alerts), ...hooks.inputs },
      }),
  };
}

/** What the record says of who was told, by sink. */
export async function toldOf(world: DrillWorld, run: ActionResult): Promise<ReadonlyMap<string, Told>> {
  const { beside } = await sessionFiles(world, run.outputs['record'] ?? '');
  const { timeline }: { timeline: readonly ({ type: string } & Told)[] } = JSON.parse(
    beside.get('record.json') ?? '{}',
  );
  return new Map(timeline.filter(({ type }) => type === 'told').map((told) => [told.sink, told]));
}
