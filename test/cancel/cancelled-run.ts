import { PEOPLE } from '../../action/drill/hosting.ts';
import type { ActionResult } from '../../action/drill/runner.ts';
import type { DrillWorld } from '../../action/drill/world.ts';
import type { FaultKind, FaultMatch } from '../../action/sandbox/faults.ts';
import { arnsOf, request } from '../refusals/live.ts';
import type { Facts } from '../refusals/row.ts';
import { storyOf } from '../refusals/story.ts';

/** When somebody cancels: as a call arrives, or once the log says something. */
export type Moment =
  | { readonly call: Pick<FaultMatch, 'service' | 'operation' | 'nth'>; readonly after?: true }
  | { readonly line: string };

export interface Cancelled {
  readonly run: ActionResult;
  readonly dumps: { readonly before: unknown; readonly after: unknown };
  /** Calls to AWS by the run job that arrived after the signal, and what the others were. */
  readonly later: readonly string[];
  /** Operations that GitHub answered the run job. */
  readonly github: readonly string[];
}

/** As GitHub cancels, and as an impatient person does it twice. */
const SIGNALS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGINT', 'SIGTERM'];

/** Plays a request up to the moment, and has the run's process get the signals then. */
export async function cancelAt(
  world: DrillWorld,
  name: string,
  moment: Moment,
  {
    facts = {},
    signals = SIGNALS,
    faults = [],
  }: {
    readonly facts?: Facts;
    readonly signals?: readonly NodeJS.Signals[];
    readonly faults?: readonly (FaultMatch & FaultKind)[];
  } = {},
): Promise<Cancelled> {
  const { sandbox } = world;
  const pipeline = await request(world, {}, facts, storyOf(name, facts, arnsOf(world)));
  const plan = await pipeline.plan();
  if (plan.exitCode !== 0) throw new Error(`no plan: ${plan.errors.join('; ')}`);
  await pipeline.review(PEOPLE.approver, 'approved');
  const before = sandbox.aws.dump();
  const asked = sandbox.github.calls().length;
  let kill: (signal: NodeJS.Signals) => void = () => undefined;
  let mark: number | undefined;
  const stop = (): void => {
    if (mark !== undefined) return;
    mark = sandbox.aws.calls().length;
    const [first, ...more] = signals;
    if (first !== undefined) kill(first);
    // Two signals at once would arrive in any order.
    setTimeout(() => more.forEach((signal) => kill(signal)), 100);
  };
  if ('call' in moment) sandbox.faults.add({ ...moment.call, kind: moment.after ? 'hook-after' : 'hook', run: stop });
  for (const fault of faults) sandbox.faults.add(fault);
  const run = await pipeline.run(plan.outputs['digest'] ?? '', {
    onStart: (process) => {
      kill = process.kill;
    },
    onLine: (line) => {
      if ('line' in moment && line.includes(moment.line)) stop();
    },
  });
  sandbox.faults.clear();
  if (mark === undefined) throw new Error('the moment never came');
  return {
    run,
    dumps: { before, after: sandbox.aws.dump() },
    later: sandbox.aws
      .calls()
      .slice(mark)
      .map(({ operation }) => operation),
    github: sandbox.github
      .calls()
      .slice(asked)
      .map(({ operation }) => operation),
  };
}
