import { loadAhead } from '../../action/drill/chaos/load-ahead.ts';
import { createVirtualClock, type VirtualClock } from '../../action/drill/chaos/virtual-clock.ts';
import type { Bundle, PlayedStep } from '../../action/drill/runner.ts';
import { buildWorld, type DrillWorld, type WorldOptions } from '../../action/drill/world.ts';
import { createHttpFetch } from '../../action/runtime/http.ts';
import { directFetch } from '../../action/sandbox/direct-fetch.ts';
import { playStep, type Stage } from './played-step.ts';

/** A world on a clock that nobody waits for, in which the steps of jobs are played in this process. */
export interface PlayedWorld extends DrillWorld {
  readonly clock: VirtualClock;
  readonly bundle: Exclude<Bundle, string>;
  /** Lets time go on until the work is over; outside of it time stands still. */
  readonly drive: Stage['drive'];
}

/** IAM's changes take so long to be in force, in milliseconds of the clock. */
const PROPAGATION_MS = 8_000;
/** Seldom: what waits for an hour waits for as many looks at every target. */
const HEALTH_CHECK_SECONDS = 120;
/** After so many looks at the targets they count as healthy, and what the customer deployed is in force. */
const SETTLED_LOOKS = 5;
/** Longer than any job may take, in milliseconds of the clock. */
const LIMIT_MS = 6 * 3_600_000;
/** No exchange on loopback takes as long, in milliseconds of the wall. */
const EXCHANGE_MS = 60_000;

export type PlayedWorldOptions = Partial<Omit<WorldOptions, 'scale' | 'clock'>>;

export async function buildPlayedWorld(options: PlayedWorldOptions = {}): Promise<PlayedWorld> {
  await loadAhead();
  const virtual = createVirtualClock(Date.now());
  // Sleeps are not always whole milliseconds; what a process is started with is.
  const clock: VirtualClock = { ...virtual, variable: () => `${Math.ceil(virtual.now())}/1` };
  const timing = { scale: 1, propagationMs: PROPAGATION_MS, healthCheckSeconds: HEALTH_CHECK_SECONDS };
  const { healthCheckSeconds, ...settings } = { ...timing, ...options };
  const world = await buildWorld({ ...settings, healthCheckSeconds, clock });
  const stage: Stage = {
    clock,
    send: directFetch(world.sandbox.doors, createHttpFetch(EXCHANGE_MS)),
    drive: createDrive(clock),
  };
  await stage.drive(clock.sleep(SETTLED_LOOKS * healthCheckSeconds * 1_000));
  return { ...world, clock, drive: stage.drive, bundle: (step: PlayedStep) => playStep(stage, step) };
}

/** So much time passes in a world, in milliseconds of its clock. */
export async function letPass(world: DrillWorld, ms: number): Promise<void> {
  const waited = world.sandbox.clock.sleep(ms);
  await (isPlayed(world) ? world.drive(waited) : waited);
}

export function isPlayed(world: DrillWorld): world is PlayedWorld {
  return 'drive' in world;
}

/** Several works may be under way at once: the clock goes on until the last of them is over. */
function createDrive(clock: VirtualClock): Stage['drive'] {
  let open = 0;
  let finish: () => void = () => undefined;
  let going: Promise<void> = Promise.resolve();
  const begin = (): void => {
    const over = new Promise<void>((resolve) => {
      finish = resolve;
    });
    going = going.then(() => clock.run(over, LIMIT_MS));
    going.catch(() => undefined);
  };
  return async (work) => {
    if (open === 0) begin();
    open += 1;
    const done = work.finally(() => {
      open -= 1;
      if (open === 0) finish();
    });
    return Promise.race([done, going.then(() => done)]);
  };
}
