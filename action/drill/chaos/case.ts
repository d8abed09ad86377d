import type { Outcome } from '../../domain/session.ts';

/** What is done to one call of a session. */
export const CHAOS_FAULTS = [
  /** The service refuses the call for good. */
  'error',
  'throttle',
  /** A 500 of the service's own kind: nothing has taken effect. */
  'server-error',
  /** The connection is cut before the call has any effect. */
  'reset',
  /** The call takes effect, and its answer is lost. */
  'lost-answer',
  /** The answer takes longer than the client waits; the call takes effect then. */
  'stall',
  /** The session's process is gone before the call reaches the service. */
  'kill-before',
  /** The call takes effect, and the session's process is gone before the answer. */
  'kill-after',
  /** Somebody cancels the run while the call is under way. */
  'interrupt',
] as const;
export type ChaosFault = (typeof CHAOS_FAULTS)[number];

/** One call of a session, named so that every run of the session has it. */
export interface ChaosCall {
  /** As fault rules name it: `elasticloadbalancing`, `iam`, `sts`, `github`. */
  readonly service: string;
  /** `ModifyListener`; for GitHub a REST operation id, a GraphQL root field, or `oidc/token`. */
  readonly operation: string;
  /** The how manieth of its service and operation in the session, from 1. */
  readonly nth: number;
}

/** One session that something happens to. */
export interface ChaosCase {
  readonly playbook: string;
  readonly call: ChaosCall;
  readonly fault: ChaosFault;
}

/** What must never be, and was. A word is never renamed: it stands in reports. */
export const HOLE_KINDS = [
  /** Neither as before nor fixed. */
  'world-between',
  /** Not as the outcome says that it is. */
  'world-not-as-told',
  /** The trail says that the request was refused, and something was changed. */
  'refused-but-changed',
  /** No link says what became of the session. */
  'not-told',
  /** The session is not closed. */
  'session-open',
  'lock-left',
  /** Credentials of a break-glass role still work. */
  'credential-usable',
  'audit-invalid',
  /** A call that changed something is in no link. */
  'call-not-recorded',
  /** A link tells of a call that the service has never seen. */
  'call-not-made',
  /** A recovery ended in an error although nothing is left to be done. */
  'recovery-failed',
  /** The session or its recovery did not end. */
  'not-over',
  /** The same story ended otherwise in a process of its own than in the drill's. */
  'tiers-disagree',
] as const;
export type HoleKind = (typeof HOLE_KINDS)[number];

export interface Hole {
  readonly what: HoleKind;
  /** One line for people: what was found, and what should have been. */
  readonly detail: string;
}

/** How a story ended: what both tiers have to agree on. */
export interface CaseEnd {
  /** What the last link says; null: no link says how it ended. */
  readonly outcome: Outcome | null;
  readonly world: 'before' | 'fixed' | 'between';
  /** What the session itself had done by then: each change that took effect, with how many there were. */
  readonly done: string;
}

/** How one case ended. */
export interface Verdict {
  readonly case: ChaosCase;
  /** False when the session never made the call: then nothing happened to it. */
  readonly reached: boolean;
  readonly holes: readonly Hole[];
  /** Absent where it did not end. */
  readonly end?: CaseEnd;
}

/** What the case is called on the command line, beside the playbook: `elasticloadbalancing:ModifyListener#1:kill-after`. */
export function caseId({ call, fault }: Pick<ChaosCase, 'call' | 'fault'>): string {
  return `${call.service}:${call.operation}#${call.nth}:${fault}`;
}

/** Undefined where the text names no case. */
export function parseCaseId(text: string): Pick<ChaosCase, 'call' | 'fault'> | undefined {
  const [, service = '', operation = '', nth = '', word = ''] =
    /^([\w-]+):([\w/-]+)#(\d{1,4}):([\w-]+)$/.exec(text) ?? [];
  const fault = CHAOS_FAULTS.find((known) => known === word);
  if (fault === undefined || Number(nth) < 1) return undefined;
  return { call: { service, operation, nth: Number(nth) }, fault };
}

/** Every call with every fault, call by call. */
export function casesOf(playbook: string, calls: readonly ChaosCall[]): readonly ChaosCase[] {
  return calls.flatMap((call) => CHAOS_FAULTS.map((fault) => ({ playbook, call, fault })));
}
