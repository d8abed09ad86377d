import type { DrillWorld } from '../world.ts';
import { type TrafficProbes, trafficProbes } from './traffic-probes.ts';

/** Asks as customers do at the three moments of a session; it reads from the session's log when its change is in force. */
export interface Watch {
  before(): Promise<void>;
  /** To be called with each line of the run's log. */
  onLine(line: string): void;
  after(): Promise<void>;
  lines(): readonly string[];
  problems(outcome: string | undefined): readonly string[];
}

/** What stands before each event in the log. */
const CLOCK = /^\d{2}:\d{2}:\d{2}\.\d{3} /;

export function watchTraffic(world: DrillWorld, traffic: TrafficProbes = { probes: [], lastStep: '' }): Watch {
  const { probes, lastStep } = traffic;
  const asked = trafficProbes(world, { probes });
  let inForce: Promise<void> | undefined;
  let isAsking = false;
  let isCutShort = false;
  return {
    before: () => asked.at('before'),
    onLine: (logged) => {
      if (probes.length === 0) return;
      const line = logged.replace(CLOCK, '');
      if (isAsking && line.startsWith('rolling back:')) isCutShort = true;
      if (inForce !== undefined || !line.startsWith(`${lastStep}: verified:`)) return;
      isAsking = true;
      inForce = asked.at('during').then(() => {
        isAsking = false;
      });
    },
    after: async () => {
      await inForce;
      await asked.at('after');
    },
    lines: () => asked.lines(),
    problems: (outcome) => [
      ...(probes.length > 0 && inForce === undefined && outcome === 'succeeded'
        ? [`the step ${lastStep} was never in force, so that nothing could be asked meanwhile`]
        : []),
      ...(isCutShort ? ['the change was undone before all was asked: give the drill a longer duration'] : []),
      ...asked.problems(),
    ],
  };
}
