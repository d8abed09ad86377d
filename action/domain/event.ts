import type { ErrorCode } from './error.ts';
import type { Json, JsonObject } from './json.ts';
import type { Outcome } from './session.ts';
import type { DiffLine, Model, ResourceRef } from './step-kind.ts';

/** The three states that rollback compares, for one unit of a resource. Absent is `null`. */
export interface UnitConflict {
  readonly unit: string;
  readonly before: Json;
  readonly ours: Json;
  readonly now: Json;
}

/** One call to AWS or GitHub. Reads of GitHub are not recorded. */
export interface CallRecord {
  readonly service: string;
  readonly operation: string;
  readonly access: 'read' | 'write';
  readonly requestId: string | null;
  /** `ok`, or the error code that the service answered, or `network:<code>`. */
  readonly outcome: string;
  readonly ms: number;
  readonly params?: JsonObject;
}

export type Seal = { readonly kind: 'expires'; readonly at: string; readonly why: string };

/** What happens in a session, in order. Hosts render these; the audit branch keeps them. */
export type SessionEvent =
  | { readonly type: 'planned'; readonly digest: string }
  | {
      readonly type: 'gate-passed';
      readonly requester: string;
      readonly commander: string;
      readonly approvers: readonly string[];
    }
  | { readonly type: 'locked'; readonly install: string }
  | {
      readonly type: 'assumed';
      readonly role: string;
      readonly identity: string;
      readonly sessionName: string;
      readonly policyRung: number;
      readonly expires: string;
    }
  | {
      readonly type: 'check';
      readonly phase: 'before' | 'monitor';
      readonly uses: string;
      readonly ok: boolean;
      readonly observed: string;
    }
  | {
      readonly type: 'opened';
      readonly resources: readonly { readonly step: string; readonly resource: ResourceRef; readonly before: Model }[];
    }
  | {
      readonly type: 'step-prepared';
      readonly step: string;
      readonly with: JsonObject;
      readonly before: Model;
      readonly after: Model;
    }
  | { readonly type: 'step-started'; readonly step: string; readonly uses: string; readonly diff: readonly DiffLine[] }
  | { readonly type: 'step-applied'; readonly step: string; readonly changed: boolean }
  | { readonly type: 'step-progress'; readonly step: string; readonly progress: string }
  | { readonly type: 'step-verified'; readonly step: string; readonly found: string }
  | { readonly type: 'step-failed'; readonly step: string; readonly code: ErrorCode; readonly message: string }
  | { readonly type: 'monitoring'; readonly forMs: number }
  | { readonly type: 'degraded'; readonly observed: string }
  | { readonly type: 'interrupted'; readonly signal: string }
  | { readonly type: 'rollback-started'; readonly why: ErrorCode }
  | { readonly type: 'step-restored'; readonly step: string; readonly units: readonly string[] }
  | { readonly type: 'step-unchanged'; readonly step: string }
  | {
      readonly type: 'conflict';
      readonly step: string;
      readonly resource: ResourceRef;
      readonly units: readonly UnitConflict[];
    }
  | { readonly type: 'restore-failed'; readonly step: string; readonly code: ErrorCode; readonly message: string }
  | ({ readonly type: 'call' } & CallRecord)
  | { readonly type: 'sealed'; readonly seal: Seal }
  /** Who was told of the session by then, beside the log: `failed` counts what a sink had not taken. */
  | {
      readonly type: 'told';
      readonly sink: string;
      readonly delivered: number;
      readonly failed: number;
      /** A class of error: `timeout`, `status:503`, `network:ECONNREFUSED`; never an address. */
      readonly lastError: string | null;
    }
  | { readonly type: 'refused'; readonly code: ErrorCode; readonly message: string; readonly hint: string | null }
  | {
      readonly type: 'closed';
      readonly outcome: Outcome;
      readonly code: ErrorCode | null;
      readonly message: string | null;
    };

/** An event with the time at which it happened, ISO 8601 in UTC. */
export type TimedEvent = SessionEvent & { readonly at: string };
