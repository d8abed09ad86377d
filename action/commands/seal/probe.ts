import { isDenial } from '../../aws/classify.ts';
import type { TimedEvent } from '../../domain/event.ts';
import type { Plan } from '../../domain/plan.ts';
import { type EngineContext, readContext } from '../../engine/context.ts';
import { stepKind } from '../../engine/fold.ts';
import { checkKind } from '../../engine/observe.ts';
import { PROPAGATION_MS } from './propagation.ts';

/** The call with which the old credentials were tried, and what AWS answered. */
export interface Refusal {
  readonly operation: string;
  readonly requestId: string | null;
  readonly answer: string;
}

/** What trying the session's own credentials came to. */
export type Tried =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** AWS says that they have ended by themselves: whether they had to by then is for the caller to say. */
  | { readonly kind: 'ended' }
  /** No evidence of anything, and why. */
  | { readonly kind: 'unshown'; readonly why: string };

export interface ProbeInput {
  readonly plan: Plan;
  /** What these credentials were allowed when the deny was put: see `allowedReads`. */
  readonly allowed: ReadonlySet<string>;
  readonly signal: AbortSignal;
  /** Whether every credential that STS gave has ended by now, as they were asked for. */
  readonly haveEnded: () => boolean;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5_000;
/** What AWS answers credentials whose time is over. `RequestExpired` is another matter: there a clock is wrong. */
const ENDED = /^ExpiredToken/;

/**
 * The reads that the session's credentials were allowed the last time that they were tried: only of those a refusal shows anything.
 * What was given before they were renewed does not count. To be asked for before the sealer makes calls of its own.
 */
export function allowedReads(events: readonly TimedEvent[]): ReadonlySet<string> {
  const given = events.findLastIndex((event) => event.type === 'assumed' && event.purpose === undefined);
  const allowed = new Set<string>();
  for (const event of given < 0 ? [] : events.slice(given)) {
    if (event.type !== 'call' || event.access !== 'read') continue;
    if (event.outcome === 'ok') allowed.add(readOf(event));
    else if (isDenial(event.outcome)) allowed.delete(readOf(event));
  }
  return allowed;
}

/**
 * Tries the session's own credentials by a read that they were allowed, until AWS refuses it. What AWS answers while the deny
 * spreads is no evidence of anything.
 */
export async function tryUntilRefused(engine: EngineContext, input: ProbeInput): Promise<Tried> {
  const { clock } = engine;
  const probe = probeOf(engine, input);
  const deadline = clock.now() + PROPAGATION_MS;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(LONGEST_PAUSE_MS, pause * 2)) {
    const tried = await tryOnce(engine, probe, input);
    if (tried !== undefined) return tried;
    const left = deadline - clock.now();
    if (left <= 0) {
      const why = `AWS still answered the session's credentials ${PROPAGATION_MS / 1_000} s after it, and did not refuse them`;
      return { kind: 'unshown', why };
    }
    await clock.sleep(Math.min(left, pause), input.signal);
  }
}

function neverAllowed(read: string): Tried {
  const why = `the session's credentials were not allowed ${read} before it either, so that a refusal shows nothing`;
  return { kind: 'unshown', why };
}

/** Undefined where AWS has not refused the credentials, whatever else went wrong: AWS or the way there may have failed. */
async function tryOnce(
  engine: EngineContext,
  { service, read }: Probe,
  { allowed, signal, haveEnded }: ProbeInput,
): Promise<Tried | undefined> {
  const before = engine.ledger.events.length;
  try {
    await read();
    return undefined;
  } catch (error) {
    signal.throwIfAborted();
    const kind = engine.classify(error);
    if (kind !== 'denied' && kind !== 'expired') return undefined;
    const call = refusedIn(engine.ledger.events.slice(before), service);
    if (call === undefined) return undefined;
    if (kind === 'expired') return ENDED.test(call.outcome) && haveEnded() ? { kind: 'ended' } : undefined;
    if (!allowed.has(readOf(call))) return neverAllowed(readOf(call));
    const { operation, requestId, outcome: answer } = call;
    return { kind: 'refused', refusal: { operation, requestId, answer } };
  }
}

type CallEvent = Extract<TimedEvent, { type: 'call' }>;

/** What the record holds of the call that was refused. */
function refusedIn(events: readonly TimedEvent[], service: string): CallEvent | undefined {
  for (const event of events.toReversed()) {
    if (event.type === 'call' && event.service === service && event.outcome !== 'ok') return event;
  }
  return undefined;
}

function readOf({ service, operation }: CallEvent): string {
  return `${service} ${operation}`;
}

interface Probe {
  readonly service: string;
  readonly read: () => Promise<unknown>;
}

/** The first step's own read: opening the session took it. A playbook without steps has checks. */
function probeOf(engine: EngineContext, { plan, signal }: ProbeInput): Probe {
  const { steps, checks, monitor } = plan;
  const [step] = steps;
  if (step !== undefined) {
    const { resourceKind, service } = stepKind(engine.registry, step.uses);
    return { service, read: () => resourceKind.read(readContext(engine, service, signal), step.resource.arn) };
  }
  const [check] = [...checks, ...monitor.checks];
  const kind = checkKind(engine.registry, check?.uses ?? '');
  return {
    service: kind.service,
    read: () => kind.observe(readContext(engine, kind.service, signal), check?.with ?? {}),
  };
}
