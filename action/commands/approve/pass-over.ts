import { formatDuration } from '../../domain/duration.ts';
import { BreakglassError } from '../../domain/error.ts';
import type { Place } from '../remote/place.ts';
import type { Waiting } from '../remote/waiting.ts';
import { requireOwnWorkflow } from './own-workflow.ts';
import { installOf, recompute } from './recompute.ts';

/** What is waited for. */
export interface Wanted {
  /** The beginning of the digest of the plan that was read. */
  readonly digest: string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Tells what already waits from what is waited for. */
export interface PassOver {
  /** Why it is not the one that is meant; undefined where it may be. */
  readonly reason: (waiting: Waiting) => Promise<string | undefined>;
  /** What was passed over: the run's id, and why. */
  readonly runs: ReadonlyMap<string, string>;
}

/** Passes over runs whose approval the gate would refuse for their age, that are no break-glass runs, or whose plan is another. */
export function createPassOver(place: Place, wanted: Wanted): PassOver {
  const runs = new Map<string, string>();
  return {
    runs,
    reason: async (waiting) => {
      // A run's plan stays as it is, and it only gets older.
      const reason = runs.get(waiting.run.id) ?? (await reasonAgainst(place, waiting, wanted));
      if (reason !== undefined) runs.set(waiting.run.id, reason);
      return reason;
    },
  };
}

async function reasonAgainst(place: Place, waiting: Waiting, { digest, now }: Wanted): Promise<string | undefined> {
  const { run, environment } = waiting;
  try {
    await requireOwnWorkflow(place, run);
    const { approvers } = await installOf(place.github, run.sha, environment.name);
    const age = now() - Date.parse(run.since);
    if (age > approvers.withinMs) return `it is ${formatDuration(age)} old`;
    if (digest === undefined) return undefined;
    const found = await recompute(place, waiting);
    if (found.kind === 'dispatch' || found.prepared.digest.startsWith(digest)) return undefined;
    return `its plan is ${found.prepared.digest}`;
  } catch (error) {
    // What nobody can plan is not the plan that was read. What GitHub does not tell is no reason against it.
    if (error instanceof BreakglassError && error.fault === 'user') return `${error.code}: ${error.message}`;
    throw error;
  }
}
