import type { ErrorCode } from './error.ts';
import type { Json, JsonObject } from './json.ts';
import type { Outcome } from './session.ts';
import type { DiffLine, Model, Recreated, ResourceRef } from './step-kind.ts';

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

/** One attempt of one run. */
export interface RunAttempt {
  readonly runId: string;
  readonly runAttempt: number;
}

/** What is shown of the end of a session's access. Times are ISO 8601 in UTC. */
export type Seal =
  /** A deny was put on the role, and the session's own credentials were tried after it and refused. */
  | {
      readonly kind: 'probed';
      readonly at: string;
      /** Name of the inline policy that denies. */
      readonly policy: string;
      /** The call that was allowed before and was refused now, with AWS's request id and error code. */
      readonly probe: { readonly operation: string; readonly requestId: string | null; readonly answer: string };
    }
  /** STS's own end of every credential that the session can have had has passed. `policy`: the deny that was read back; null: none. */
  | { readonly kind: 'expired'; readonly at: string; readonly ended: string; readonly policy: string | null }
  /** Not shown: the credentials may work until then. The session is not closed. */
  | { readonly kind: 'unsealed'; readonly at: string; readonly until: string; readonly why: string }
  /** Of records written before sealing was built: the session policy's end, shown by nothing. */
  | { readonly kind: 'expires'; readonly at: string; readonly why: string };

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
      /** What the role was taken for; absent: for the session's work. */
      readonly purpose?: 'seal' | 'restore';
    }
  /** A deny on the break-glass role for one session was put and read back. */
  | { readonly type: 'denied'; readonly role: string; readonly policy: string }
  /** A deny whose session's credentials have ended was taken off. */
  | { readonly type: 'deny-pruned'; readonly role: string; readonly policy: string }
  | {
      readonly type: 'taken-over';
      readonly from: RunAttempt;
      readonly by: RunAttempt;
      readonly why: 'run-ended' | 'deadline-passed';
    }
  /**
   * What a recovery found of one step before it restored anything. `between`: some units are as before, some as ours. `hidden`: the
   * state holds values that may be secrets, and the key to the record's is not known: nobody can say whose it is.
   */
  | {
      readonly type: 'compared';
      readonly step: string;
      readonly found: 'before' | 'ours' | 'between' | 'foreign' | 'hidden' | 'irreversible';
    }
  /** A recovery carries an undo on, since it cannot take `steps` back: no recover role holds what makes a change. `why`: what ended it. */
  | { readonly type: 'carried-on'; readonly why: ErrorCode; readonly steps: readonly string[] }
  /** What is left to undo is a recovery's: because time was too short, or since it is due only then. */
  | {
      readonly type: 'left-to-recover';
      readonly why: ErrorCode;
      readonly steps: readonly string[];
      /** Not to be undone before then; null: at once. */
      readonly notBefore: string | null;
    }
  /** Another session, approved on its own, goes on in this one's place. */
  | { readonly type: 'superseded'; readonly by: string }
  /** How the work ended, where the session cannot be closed yet. */
  | {
      readonly type: 'ended';
      readonly outcome: Outcome;
      readonly code: ErrorCode | null;
      readonly message: string | null;
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
      /** The values in its states that may be secrets, under the customer's key. Absent: there is none. */
      readonly sealed?: JsonObject;
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
  | {
      readonly type: 'step-restored';
      readonly step: string;
      readonly units: readonly string[];
      /** The earlier steps whose changes the same calls put back: what was deleted is made again as the session found it. Absent: none. */
      readonly along?: readonly string[];
    }
  | { readonly type: 'step-unchanged'; readonly step: string }
  /** What a step is about was deleted and created again: AWS gave it another ARN, which whoever names it elsewhere has to know. */
  | ({ readonly type: 'recreated'; readonly step: string } & Recreated)
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
