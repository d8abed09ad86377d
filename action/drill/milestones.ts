import type { Tick, Window } from './traffic.ts';
import type { DrillWorld } from './world.ts';

/** Wall time from `approvedAt` until AWS took the session's first change, in milliseconds; null when there was none. */
export function firstChange({ sandbox }: DrillWorld, approvedAt: number): number | null {
  const wall = wallClock(sandbox.clockVariable);
  const changes = sandbox.aws
    .calls()
    .filter(({ service, operation, outcome }) => {
      return service === 'elasticloadbalancing' && !operation.startsWith('Describe') && outcome === 'ok';
    })
    .map(({ at }) => wall(Date.parse(at)) - approvedAt)
    .filter((ms) => ms >= 0);
  return changes.length === 0 ? null : Math.round(Math.min(...changes));
}

/**
 * Wall time from `approvedAt` until no request failed any more, in milliseconds: the end of the first tick without a failure
 * after the last one with any. Null when some still fail `afterwards`.
 */
export function recovery(ticks: readonly Tick[], afterwards: Window, approvedAt: number): number | null {
  if (afterwards.errors > 0) return null;
  const lastBad = ticks.findLastIndex(({ errors }) => errors > 0);
  const firstGood = ticks[lastBad + 1];
  return firstGood === undefined ? null : Math.max(0, firstGood.at - approvedAt);
}

/** Turns a time of the drill's clock, `<epoch>/<scale>`, back into one of the wall's. */
function wallClock(variable: string): (at: number) => number {
  const [epoch = 0, scale = 1] = variable.split('/').map(Number);
  return (at) => epoch + (at - epoch) / scale;
}
