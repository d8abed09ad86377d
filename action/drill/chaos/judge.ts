import type { Link } from '../../audit/link.ts';
import type { Verification } from '../../audit/verify.ts';
import type { TimedEvent } from '../../domain/event.ts';
import { type Json, sameJson } from '../../domain/json.ts';
import type { Outcome } from '../../domain/session.ts';
import type { CaseEnd, Hole, HoleKind } from './case.ts';
import { compareCalls, isOf, type SeenCall } from './compare-calls.ts';

/** A credential of a break-glass role, and what became of a read that it had been allowed. */
export interface CredentialTrial {
  /** RoleSessionName's part of the principal's ARN. */
  readonly principal: string;
  readonly operation: string;
  /** `ok`, or AWS's error code. */
  readonly answer: string;
  /** When it was tried, in milliseconds since the epoch; absent: after STS's own end. */
  readonly at?: number;
}

/** Everything that is looked at once a session and its recoveries are over: all that the judges of both tiers see. */
export interface Aftermath {
  readonly session: string;
  /** False where the session's process was killed: what it had not written by then, it never wrote. */
  readonly ended: boolean;
  /** Ids of runs of recoveries whose processes were killed. */
  readonly killedRuns?: ReadonlySet<string>;
  /** How long a call may be under way before whoever made it has its answer, in milliseconds of the drill's clock; 0 by default. */
  readonly underWayMs?: number;
  readonly world: {
    readonly before: Json;
    /** As an undisturbed session leaves it. */
    readonly fixed: Json;
    readonly now: Json;
  };
  /** The session's links as they stand on the branch, in order. */
  readonly links: readonly Link[];
  /** What `audit verify` says of the whole branch. */
  readonly trail: Pick<Verification, 'problems' | 'open'>;
  /** Refs of locks that are held. */
  readonly locks: readonly string[];
  /** Every credential of a break-glass role that STS gave, tried once its access is to have ended. */
  readonly trials: readonly CredentialTrial[];
  /** Calls that change something, by the session and its recoveries, as the services saw them. */
  readonly calls: readonly SeenCall[];
  /** The error of the last recovery: it finds nothing that is left to do. */
  readonly recovery: string | undefined;
}

/** AWS's words for credentials that are denied everything, or over. */
const REFUSED: ReadonlySet<string> = new Set(['AccessDenied', 'ExpiredToken', 'ExpiredTokenException']);

/** What must always hold, held against what is. Pure: the same aftermath has the same holes. */
export function judge(aftermath: Aftermath): readonly Hole[] {
  return [
    ...judgeWorld(aftermath),
    ...judgeTelling(aftermath),
    ...judgeAccess(aftermath),
    ...aftermath.trail.problems.map(({ code, reason, path }) => hole('audit-invalid', `${code}: ${reason}, ${path}`)),
    ...compareCalls(aftermath),
    ...(aftermath.recovery === undefined ? [] : [hole('recovery-failed', aftermath.recovery)]),
  ];
}

/** What both tiers have to agree on, where they played the same story. */
export function endOf(aftermath: Pick<Aftermath, 'session' | 'links' | 'world' | 'calls'>): CaseEnd {
  const { before, fixed, now } = aftermath.world;
  const world = sameJson(now, before) ? 'before' : sameJson(now, fixed) ? 'fixed' : 'between';
  return { outcome: toldOutcome(aftermath.links) ?? null, world, done: doneBySession(aftermath) };
}

/** What people are told, and objects that no ref names yet, say nothing of how far a session came. */
const BESIDE = /^(POST|PATCH) \/(issues|git\/(trees|commits)$)/;

function doneBySession({ session, calls }: Pick<Aftermath, 'session' | 'calls'>): string {
  const counts = new Map<string, number>();
  for (const { operation, by, accepted } of calls) {
    if (!accepted || BESIDE.test(operation) || !isOf(session, by)) continue;
    counts.set(operation, (counts.get(operation) ?? 0) + 1);
  }
  return [...counts]
    .map(([operation, count]) => `${operation} ${count}`)
    .toSorted()
    .join(', ');
}

/** How the session's last link says that it ended; undefined while no link says so. */
export function toldOutcome(links: readonly Link[]): Outcome | undefined {
  const last = links.at(-1);
  if (last?.state === 'refused') return 'refused';
  const closed = last?.events.findLast(isClosed);
  return last?.state === 'closed' ? closed?.outcome : undefined;
}

function isClosed(event: TimedEvent): event is Extract<TimedEvent, { type: 'closed' }> {
  return event.type === 'closed';
}

function judgeWorld({ world, links, calls }: Aftermath): readonly Hole[] {
  const { before, fixed, now } = world;
  const [isBefore, isFixed] = [sameJson(now, before), sameJson(now, fixed)];
  const outcome = toldOutcome(links);
  const wrote = calls.filter(({ service, accepted }) => accepted && service === 'elasticloadbalancing');
  const holes: Hole[] = [];
  if (!isBefore && !isFixed) holes.push(hole('world-between', 'the world is neither as it was nor fixed'));
  if (outcome === 'succeeded' && !isFixed) holes.push(hole('world-not-as-told', 'closed as succeeded, and not fixed'));
  if (outcome === 'rolled-back' && !isBefore) {
    holes.push(hole('world-not-as-told', 'closed as rolled-back, and not as it was'));
  }
  if (outcome === 'failed') {
    holes.push(hole('world-not-as-told', 'closed as failed, although nobody else changed anything'));
  }
  if (outcome === 'refused' && (wrote.length > 0 || !isBefore)) {
    const what = wrote.map(({ operation }) => operation).join(', ') || 'the world is not as it was';
    holes.push(hole('refused-but-changed', `the last link says refused: ${what}`));
  }
  return holes;
}

/** The trail says how it ended, and nothing is held any more. */
function judgeTelling({ session, links, trail, locks, trials, calls }: Aftermath): readonly Hole[] {
  const open = trail.open.map((each) => hole('session-open', `${each.session} since ${each.since}`));
  const kept = locks.map((ref) => hole('lock-left', ref));
  if (links.length > 0 || open.length > 0) {
    const untold = toldOutcome(links) === undefined && open.length === 0;
    const state = links.at(-1)?.state ?? 'none';
    return [...open, ...kept, ...(untold ? [hole('not-told', `the last link of ${session} is "${state}"`)] : [])];
  }
  // What ended before it held anything has nothing to tell.
  const held = trials.length > 0 || calls.some(({ operation, accepted }) => operation === 'updateRefs' && accepted);
  return [...kept, ...(held ? [hole('not-told', `${session} has no link`)] : [])];
}

function judgeAccess({ trials, links }: Aftermath): readonly Hole[] {
  const ended = links.flatMap(({ events }) => events.flatMap(shownEnd));
  return trials
    .filter(({ at, answer }) => !REFUSED.has(answer) && (at === undefined || ended.some((end) => end <= at)))
    .map(({ principal, operation, answer }) => {
      return hole('credential-usable', `${operation} as ${principal}: ${answer === 'ok' ? 'allowed' : answer}`);
    });
}

/** When the trail says that it was shown that access had ended. */
function shownEnd(event: TimedEvent): readonly number[] {
  const shown = event.type === 'sealed' && (event.seal.kind === 'probed' || event.seal.kind === 'expired');
  return shown ? [Date.parse(event.at)] : [];
}

export function hole(what: HoleKind, detail: string): Hole {
  return { what, detail };
}
