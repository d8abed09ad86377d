import { sessionOf } from '../../../commands/wiring.ts';
import { requestPath } from '../../pipeline.ts';
import { markLogs, readTelling, seenCalls, tryCredentials } from '../aftermath.ts';
import type { CaseEnd, Hole } from '../case.ts';
import { endOf, hole, judge } from '../judge.ts';
import { type Arena, PROPAGATION_MS } from './arena.ts';
import { type KillCase, killId } from './kills.ts';
import { playKills, type Story } from './play.ts';

/** How a story ended, for people and to hold it against the other tier. */
export interface KillVerdict {
  readonly case: KillCase;
  readonly id: string;
  readonly reached: boolean;
  readonly holes: readonly Hole[];
  /** Absent where it could not be played to its end. */
  readonly end?: CaseEnd;
  readonly killed: number;
  readonly killedWaiting: number;
  /** What the processes said, for whoever looks into a hole. */
  readonly log: readonly string[];
}

/** On a busy machine a process may take so long to see an answer, in milliseconds of the wall. */
const UNDER_WAY_MS = 2_000;

/** Plays one case in the arena, and judges what is left. The arena is as before afterwards, unless there is a hole. */
export async function playVerdict(arena: Arena, kill: KillCase): Promise<KillVerdict> {
  const { world, before, fixed } = arena;
  const run = await arena.newSession();
  const session = sessionOf({ path: requestPath() }, { runId: String(run.runId), runAttempt: 1 });
  const from = markLogs(world);
  const story = await playKills(arena, run, kill);
  const now = world.sandbox.aws.dump();
  // What the last recovery denied is in force when IAM has spread it.
  await world.sandbox.clock.sleep(PROPAGATION_MS);
  const telling = await readTelling(world, session);
  const aftermath = {
    session,
    ended: story.run.exitCode !== null,
    world: { before, fixed, now },
    ...telling,
    trials: await tryCredentials(world, from, arena.reads),
    calls: seenCalls(world, from),
    killedRuns: killedRuns(story),
    underWayMs: UNDER_WAY_MS * arena.scale,
    recovery: lastError(story),
  };
  const stuck = story.stuck ? [hole('not-over', 'a process was still there after its time')] : [];
  const holes = [...judge(aftermath), ...stuck];
  if (holes.length === 0) await arena.reset();
  return {
    case: kill,
    id: killId(kill),
    reached: story.reached,
    holes,
    end: endOf(aftermath),
    killed: story.killed,
    killedWaiting: story.killedWaiting,
    log: logOf(story),
  };
}

/** One that failed is as one that was killed: what it had no link for, the next one has to tell. */
function killedRuns({ recoveries }: Story): ReadonlySet<string> {
  return new Set(recoveries.filter(({ result }) => result.exitCode !== 0).map(({ runId }) => String(runId)));
}

/** A recovery that was killed was followed by another: only the last one counts. */
function lastError({ recoveries }: Story): string | undefined {
  const last = recoveries.at(-1)?.result;
  if (last === undefined || last.exitCode === 0) return undefined;
  return last.errors.join('; ') || `it ended ${last.exitCode ?? 'by a signal'}`;
}

function logOf({ run, recoveries }: Story): readonly string[] {
  const part = (name: string, { log, errors, exitCode }: Story['run']): readonly string[] => [
    `— ${name}`,
    ...log,
    ...errors.map((error) => `error: ${error}`),
    `— ${exitCode === null ? 'killed' : `exit ${exitCode}`}`,
  ];
  return [...part('session', run), ...recoveries.flatMap(({ result }) => part('recovery', result))];
}
