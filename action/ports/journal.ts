import { BreakglassError } from '../domain/error.ts';
import type { TimedEvent } from '../domain/event.ts';
import type { JsonObject } from '../domain/json.ts';
import type { SessionState } from '../domain/session.ts';

/** What a link says, before the journal adds place, chain and proof. */
export interface LinkBody {
  readonly session: string;
  /** 1 for the session's first link, then one more each. */
  readonly sequence: number;
  readonly state: SessionState;
  readonly events: readonly TimedEvent[];
  /** On the opening link: the plan, its digest, and per step the state before, the state intended and the inverse. */
  readonly opening?: JsonObject;
}

/** A file that is committed beside a link; the link holds its SHA-256. */
export interface LinkAttachment {
  readonly name: 'record.json' | 'report.md';
  readonly content: string;
}

export interface LinkReceipt {
  /** OID of the commit that holds the link. */
  readonly commit: string;
  /** Path of the link in the audit branch. */
  readonly path: string;
}

/**
 * The append-only audit trail. `append` resolves when the link is durable; it throws when it cannot be made so, and
 * `LinkInDoubt` when nobody knows yet whether it is.
 */
export interface Journal {
  append(body: LinkBody, attachments?: readonly LinkAttachment[]): Promise<LinkReceipt>;
}

/** The answer to a link was lost, and so was every attempt to find out what became of it. */
export class LinkInDoubt extends BreakglassError {
  /**
   * Makes sure of the link before another is given its number: its receipt when it is on the branch, undefined when it is
   * not and never will be. Throws while that cannot be told; it can be asked again.
   */
  readonly settle: () => Promise<LinkReceipt | undefined>;

  constructor(cause: BreakglassError, settle: LinkInDoubt['settle']) {
    super(cause.code, cause.message, { cause, ...(cause.hint === undefined ? {} : { hint: cause.hint }) });
    this.name = 'LinkInDoubt';
    this.settle = settle;
  }
}
