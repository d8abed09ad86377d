import type { Release } from './activity.ts';
import { isTrue, type Template, templateText, templateValue, type Values } from './expression.ts';
import type { Flow, JobEnd } from './run-graph.ts';
import type { Concurrency } from './workflow.ts';

export interface GroupEntry {
  readonly flow: Pick<Flow, 'engine' | 'led'>;
  readonly concurrency: Concurrency | undefined;
  readonly values: Values;
  readonly holder: Release;
  /** Ends what has the group, when a newer one takes its place. */
  readonly cancel: () => void;
}

/** Does `work` when its concurrency group is free; cancelled where the group says so. */
export async function inGroup(entry: GroupEntry, work: () => Promise<JobEnd>): Promise<JobEnd> {
  const { concurrency, flow, values, holder, cancel } = entry;
  if (concurrency === undefined) return work();
  const group = templateText(concurrency.group, values).toLowerCase();
  const { engine, led } = flow;
  const how = { all: concurrency.queueAll, cancel: truth(concurrency.cancelInProgress, values) };
  const name = `${led.run.repository.id}/${group}`;
  const leave = await engine.activity.lend(holder, engine.groups.enter(name, { owner: led.run.id, cancel }, how));
  if (leave === undefined) return { result: 'cancelled', outputs: {} };
  try {
    return led.cancelled ? { result: 'cancelled', outputs: {} } : await work();
  } finally {
    leave();
  }
}

function truth(template: Template | undefined, values: Values): boolean {
  return template !== undefined && isTrue(templateValue(template, values));
}
