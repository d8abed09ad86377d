import type { Link } from '../../audit/link.ts';
import { CLOSING_STATES } from '../../audit/parse-link.ts';
import type { CallRecord, TimedEvent } from '../../domain/event.ts';
import type { Hole } from './case.ts';
import type { Aftermath } from './judge.ts';

/** A call that changes something, as the service's own log has it. */
export interface SeenCall {
  /** As fault rules name it. */
  readonly service: string;
  /** `ModifyListener`, a GraphQL root field, or `POST /git/trees`: method and path under the repository. */
  readonly operation: string;
  readonly requestId: string;
  /** Id of the run that made it: the session's, or a recovery's. */
  readonly by: string;
  /** It took effect. */
  readonly accepted: boolean;
  /** Milliseconds since the epoch, by the drill's clock. */
  readonly at: number;
}

/** The services' names in records, where fault rules have others. */
const RECORDED_AS: Readonly<Record<string, string>> = { elbv2: 'elasticloadbalancing' };

/** What a run does once its last link is sealed: it commits it, gives the lock back, and tells people. No link of its own can say so. */
const AFTER_LAST_LINK = /^(createCommitOnBranch|updateRefs|(POST|PATCH) \/issues(\/.*)?)$/;
/** Objects that no ref names: they change nothing, and GitHub forgets them. */
const LOOSE: ReadonlySet<string> = new Set(['POST /git/trees', 'POST /git/commits']);

type RecordedCall = Extract<TimedEvent, { type: 'call' }>;

/**
 * Every call that changed something is in a link, and every call that a link tells of was made. What a run that was killed had
 * done since its last link no link of its own can tell: then one of its recovery has to say what it found instead.
 */
export function compareCalls(aftermath: Told & Pick<Aftermath, 'calls'>): readonly Hole[] {
  const { calls, links } = aftermath;
  const recorded = links.flatMap(({ events }) => events.filter(isWrite));
  const { untold, unmade } = pair(calls, recorded);
  return [
    ...untold
      .filter((call) => !isExplained(call, aftermath))
      .map((call): Hole => ({ what: 'call-not-recorded', detail: `${whose(call, aftermath)}: ${describe(call)}` })),
    ...unmade.map((call): Hole => ({ what: 'call-not-made', detail: describe(call) })),
  ];
}

/** Takes each call with what tells of it: by request id, or without an answer by what it was. */
function pair(
  calls: readonly SeenCall[],
  recorded: readonly RecordedCall[],
): { readonly untold: readonly SeenCall[]; readonly unmade: readonly RecordedCall[] } {
  const left = new Set(recorded);
  const take = (fits: (event: RecordedCall) => boolean): boolean => {
    const found = [...left].find(fits);
    return found !== undefined && left.delete(found);
  };
  const unknown = calls.filter((call) => !take((event) => event.requestId === call.requestId));
  const untold = unknown.filter((call) => !take((event) => event.requestId === null && isSame(event, call)));
  return { untold, unmade: [...left] };
}

function isSame({ service, operation }: CallRecord, call: SeenCall): boolean {
  return (RECORDED_AS[service] ?? service) === call.service && shape(operation).test(call.operation);
}

/** `PATCH /git/refs/{ref}` stands for whatever ref it was. */
function shape(operation: string): RegExp {
  const parts = operation.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`);
}

type Told = Pick<Aftermath, 'session' | 'links' | 'ended' | 'killedRuns' | 'underWayMs'>;

function whose({ by }: SeenCall, { session }: Told): 'session' | 'recovery' {
  return isOf(session, by) ? 'session' : 'recovery';
}

/** Whether a run is the one that the session is of, and no recovery of it. */
export function isOf(session: string, runId: string): boolean {
  return session.endsWith(`-${runId}`);
}

/** Whether the call came after all that its run could write, and something else tells of it. */
function isExplained(call: SeenCall, told: Told): boolean {
  const { links, ended, killedRuns, underWayMs = 0 } = told;
  const last = links.findLast(({ runId }) => runId === call.by);
  if (last !== undefined && call.at < Date.parse(last.at) - underWayMs) return false;
  if (LOOSE.has(call.operation)) return true;
  if (last !== undefined && AFTER_LAST_LINK.test(call.operation)) return true;
  const isRecovery = whose(call, told) === 'recovery';
  // A lock says nothing but that a session is open: where the last link says that it is not, the lock goes.
  if (isRecovery && last === undefined && call.operation === 'updateRefs' && isOver(links.at(-1))) return true;
  const couldWrite = isRecovery ? killedRuns?.has(call.by) !== true : ended && endsRun(last);
  if (couldWrite) return false;
  if (!call.accepted) return true;
  const later = last === undefined ? links : links.slice(links.indexOf(last) + 1);
  return isFound(
    call,
    later.filter(({ runId }) => runId !== call.by),
  );
}

/** Whether it is the last link that a run writes: where it could not be written, the run could tell nothing any more. */
function endsRun(last: Link | undefined): boolean {
  return last === undefined || isOver(last) || last.state === 'left' || last.state === 'unsealed';
}

function isOver(last: Link | undefined): boolean {
  return last !== undefined && CLOSING_STATES.includes(last.state);
}

/** What a later run says that it found of what this one had done. */
function isFound({ service }: SeenCall, later: readonly Link[]): boolean {
  const types = new Set(later.flatMap(({ events }) => events.map(({ type }) => type)));
  switch (service) {
    case 'elasticloadbalancing':
      return types.has('compared');
    case 'iam':
      return types.has('denied') || types.has('deny-pruned') || types.has('sealed');
    default:
      return later.length > 0;
  }
}

function isWrite(event: TimedEvent): event is Extract<TimedEvent, { type: 'call' }> {
  return event.type === 'call' && event.access === 'write';
}

function describe({ service, operation, requestId }: CallRecord | SeenCall): string {
  return `${service} ${operation}, request ${requestId ?? 'without an answer'}`;
}
