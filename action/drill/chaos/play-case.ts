import type { Json } from '../../domain/json.ts';
import { lastExpiry, markLogs, type Read, readsOf, readTelling, seenCalls, tryCredentials } from './aftermath.ts';
import type { ChaosCall, ChaosCase, Hole, Verdict } from './case.ts';
import { faultRule } from './fault-rule.ts';
import { approvedRun, playRecovery, playSession } from './jobs.ts';
import { type Aftermath, endOf, hole, judge, toldOutcome } from './judge.ts';
import type { Playground } from './playground.ts';
import { NotOver } from './virtual-clock.ts';

/** What an undisturbed session did, and what it left. */
export interface Baseline {
  readonly calls: readonly ChaosCall[];
  readonly reads: readonly Read[];
  readonly fixed: Json;
}

/** A case with what its processes said, for whoever looks into a hole. */
export interface PlayedCase extends Verdict {
  readonly log: readonly string[];
}

/** Past the end of credentials, in milliseconds: clocks differ. */
const PAST_MS = 90_000;

/**
 * Plays the session once without a fault: its calls are what can go wrong. It is held to what every case is held to, so that a hole
 * of it is not taken for one of each case.
 */
export async function playBaseline(ground: Playground): Promise<Baseline> {
  const log: string[] = [];
  const played = await playThrough(ground, undefined, { reads: [], fixed: undefined }, log);
  const { aftermath, calls, reads } = played;
  const holes = judge(aftermath).map(({ what, detail }) => `${what}: ${detail}`);
  const outcome = toldOutcome(aftermath.links);
  if (outcome !== 'succeeded') holes.push(`it ended ${outcome ?? 'without saying how'}`);
  if (holes.length > 0)
    throw new Error(['the undisturbed session is not as it should be', ...holes, ...log].join('\n'));
  await ground.reset();
  return { calls, reads, fixed: aftermath.world.fixed };
}

/** Every call from a mark on, by what fault rules name and number it. */
function callsSince({ world }: Playground, from: ReturnType<typeof markLogs>): readonly ChaosCall[] {
  const { aws, github } = world.sandbox;
  const counts = new Map<string, number>();
  const count = (service: string, operation: string): ChaosCall => {
    const key = `${service} ${operation}`;
    const nth = (counts.get(key) ?? 0) + 1;
    counts.set(key, nth);
    return { service, operation, nth };
  };
  return [
    ...github
      .calls()
      .slice(from.github)
      .map(({ operation }) => count('github', operation.replace(/^graphql\//, ''))),
    ...aws
      .calls()
      .slice(from.aws)
      .map(({ service, operation }) => count(service, operation)),
  ];
}

/** One session with one fault, its recoveries, and what is wrong then. The ground is as before afterwards, unless there is a hole. */
export async function playCase(ground: Playground, baseline: Baseline, chaos: ChaosCase): Promise<PlayedCase> {
  const log: string[] = [];
  try {
    const { aftermath, reached } = await playThrough(ground, chaos, baseline, log);
    const holes = judge(aftermath);
    if (holes.length === 0) await ground.reset();
    return { case: chaos, reached, holes, end: endOf(aftermath), log };
  } catch (error) {
    if (!(error instanceof NotOver)) throw error;
    const holes: readonly Hole[] = [hole('not-over', error.message)];
    return { case: chaos, reached: true, holes, log };
  }
}

interface Through {
  readonly aftermath: Aftermath;
  readonly reached: boolean;
  /** Those of the session itself. */
  readonly calls: readonly ChaosCall[];
  readonly reads: readonly Read[];
}

/** Session, recovery, the end of every credential, recovery. Without a case nothing happens to it. */
async function playThrough(
  ground: Playground,
  chaos: ChaosCase | undefined,
  { reads: allowed, fixed }: { readonly reads: readonly Read[]; readonly fixed: Json | undefined },
  log: string[],
): Promise<Through> {
  const { world, clock, before } = ground;
  const runId = await approvedRun(ground);
  const from = markLogs(world);
  const life = ground.newLife();
  let reached = false;
  const onReached = (): void => {
    reached = true;
  };
  const disarm = chaos === undefined ? noRule : world.sandbox.faults.add(faultRule(chaos, life, clock, onReached));
  const played = await playSession(ground, runId, life);
  disarm();
  const calls = callsSince(ground, from);
  const reads = readsOf(world, from);
  const end = typeof played.end === 'string' ? 'killed' : (played.end.error ?? 'ended');
  log.push('— the session', ...played.host.lines, `— ${end}`);
  await recover(ground, log);
  // Where a session says that its access has ended, it has: also before STS ends it.
  const at = clock.now();
  const early = (await tryCredentials(world, from, allowed)).map((trial) => ({ ...trial, at }));
  const past = lastExpiry(world, from) + PAST_MS - clock.now();
  if (past > 0) {
    clock.jump(past);
    await clock.run(clock.sleep(1_000), PAST_MS);
  }
  const recovery = await recover(ground, log);
  const late = await tryCredentials(world, from, allowed);
  const now = world.sandbox.aws.dump();
  const aftermath: Aftermath = {
    session: played.session,
    ended: played.end !== 'killed',
    world: { before, fixed: fixed ?? now, now },
    ...(await readTelling(world, played.session, ground.git)),
    trials: [...early, ...late],
    calls: seenCalls(world, from),
    recovery,
  };
  return { aftermath, reached: reached || (chaos !== undefined && hasCall(calls, chaos.call)), calls, reads };
}

function noRule(): void {}

async function recover(ground: Playground, log: string[]): Promise<string | undefined> {
  const { end, host } = await playRecovery(ground, ground.newLife());
  const error = typeof end === 'object' ? end.error : undefined;
  log.push('— recovery', ...host.lines, ...(error === undefined ? [] : [`— ${error}`]));
  return error;
}

function hasCall(calls: readonly ChaosCall[], { service, operation, nth }: ChaosCall): boolean {
  return calls.some((call) => call.service === service && call.operation === operation && call.nth === nth);
}
