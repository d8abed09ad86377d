import { buildRecord, serializeRecord } from '../audit/record.ts';
import type { BreakglassError } from '../domain/error.ts';
import { UNPROVEN_BEHAVIOURS } from '../domain/fidelity.ts';
import type { Plan } from '../domain/plan.ts';
import type { Outcome } from '../domain/session.ts';
import { insist, LAST_LINK_MS } from '../engine/insist.ts';
import type { LeftToRecover } from '../engine/leave.ts';
import type { Ledger } from '../engine/ledger.ts';
import type { Clock } from '../ports/clock.ts';
import type { LinkAttachment, LinkReceipt } from '../ports/journal.ts';
import type { ActionsHost } from '../runtime/actions-host.ts';
import { unsealedOf } from '../view/access.ts';
import { renderReport } from '../view/report.ts';
import { notWritten } from './not-written.ts';

/** What a session is known by when its last link is written. */
export interface Closing {
  readonly session: string;
  readonly drill: boolean;
  readonly outcome: Outcome;
  readonly error: BreakglassError | undefined;
  /** Undefined when the request was refused before there was a plan. */
  readonly planned: { readonly plan: Plan; readonly digest: string } | undefined;
  /** What a recovery is to put back: then there is no last link yet. */
  readonly left?: LeftToRecover;
}

/**
 * Writes the last link, with the record and the report beside it. With `patience` an audit branch that cannot be reached keeps
 * a session that has changed something waiting for it, until an interruption; one that is only refused waits for nobody. Where the
 * end of access was not shown, the link says so instead, and closes nothing.
 */
export async function closeSession(
  ledger: Ledger,
  closing: Closing,
  patience?: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<LinkReceipt> {
  const { outcome, error } = closing;
  const forMs = ledger.written === 0 ? 0 : LAST_LINK_MS;
  const insistent = <T>(work: () => Promise<T>): Promise<T> =>
    patience === undefined ? work() : insist(work, { ...patience, forMs });
  // An opening link whose answer was lost decides whether this one closes the session or refuses it.
  await insistent(() => ledger.settle());
  if (ledger.written === 0) {
    const { code = 'internal', message = '', hint = null } = error ?? {};
    const stands = { type: 'refused', code, message, hint } as const;
    return ledger.link('refused', { stands, attachments: () => attachments(ledger, closing) });
  }
  const end = { outcome, code: error?.code ?? null, message: error?.message ?? null };
  if (unsealedOf(ledger.events) !== undefined) {
    // The record is written when the session is closed: by a recovery, once its credentials have ended by themselves.
    return insistent(() => ledger.link('unsealed', { stands: { type: 'ended', ...end } }));
  }
  const stands = { type: 'closed', ...end } as const;
  return insistent(() => ledger.link('closed', { stands, attachments: () => attachments(ledger, closing) }));
}

/** The record as it would be committed, for the log when the audit branch cannot be written. */
export function recordOf(ledger: Ledger, { session, drill, outcome, error, planned }: Closing): string {
  const gate = ledger.events.find((event) => event.type === 'gate-passed');
  return serializeRecord(
    buildRecord({
      session,
      drill,
      outcome,
      code: error?.code ?? null,
      message: error?.message ?? null,
      digest: planned?.digest ?? null,
      plan: planned?.plan ?? null,
      approvers: gate?.approvers ?? [],
      events: ledger.events,
      unproven: UNPROVEN_BEHAVIOURS,
    }),
  );
}

/** The record into the log, so that it is not lost with the runner. */
export function unwritten(
  host: Pick<ActionsHost, 'warn' | 'group'>,
  ledger: Ledger,
  closing: Closing,
  failure: unknown,
): undefined {
  host.warn(notWritten(failure));
  host.group('record.json, as it would have been committed', recordOf(ledger, closing));
  return undefined;
}

function attachments(ledger: Ledger, closing: Closing): readonly LinkAttachment[] {
  const record: LinkAttachment = { name: 'record.json', content: recordOf(ledger, closing) };
  if (closing.planned === undefined) return [record];
  return [record, { name: 'report.md', content: renderReport({ ...closing, events: ledger.events }) }];
}
