import type { ErrorCode } from '../domain/error.ts';
import type { CallRecord, Seal, TimedEvent } from '../domain/event.ts';
import type { Plan } from '../domain/plan.ts';
import type { Outcome } from '../domain/session.ts';
import { canonicalJson, wellFormed } from './canonical.ts';

type TimedCall = CallRecord & { readonly at: string };

/** `record.json`: the whole session in one file, for machines. */
export interface SessionRecord {
  readonly version: 1;
  readonly session: string;
  /** `true`: nothing of this happened to anybody's cloud. */
  readonly drill: boolean;
  readonly outcome: Outcome;
  readonly code: ErrorCode | null;
  readonly message: string | null;
  readonly digest: string | null;
  readonly plan: Plan | null;
  /** `login#id` of those who approved. */
  readonly approvers: readonly string[];
  readonly seal: Seal | null;
  /** Every event but the calls, in order. */
  readonly timeline: readonly TimedEvent[];
  readonly calls: readonly TimedCall[];
  /** How many behaviours of the platform this version relies on without a live probe having shown them. */
  readonly unproven: number;
}

export interface RecordInput extends Omit<SessionRecord, 'version' | 'seal' | 'timeline' | 'calls'> {
  /** All events of the session, calls among them. */
  readonly events: readonly TimedEvent[];
}

/** The record of a session from everything that happened in it. */
export function buildRecord({ events, ...facts }: RecordInput): SessionRecord {
  const sealed = events.findLast((event) => event.type === 'sealed');
  return {
    version: 1,
    ...facts,
    seal: sealed?.seal ?? null,
    timeline: events.filter((event) => event.type !== 'call'),
    calls: events.flatMap((event) => (event.type === 'call' ? [callOf(event)] : [])),
  };
}

/** The bytes of `record.json`, as text. */
export function serializeRecord(record: SessionRecord): string {
  return `${canonicalJson(wellFormed(record))}\n`;
}

function callOf(event: Extract<TimedEvent, { type: 'call' }>): TimedCall {
  const { type: _type, ...call } = event;
  return call;
}
