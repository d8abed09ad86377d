import type { ProvenSession } from '../../audit/proven-session.ts';
import type { Install } from '../../domain/documents.ts';
import type { BreakglassError } from '../../domain/error.ts';
import type { RunAttempt } from '../../domain/event.ts';
import type { Outcome } from '../../domain/session.ts';
import type { RunState } from '../../github/open-sessions.ts';
import type { SessionTrust } from '../../github/proven-session.ts';
import { parseInstall } from '../../playbook/parse.ts';
import { FOLDERS } from '../read-documents.ts';
import type { Wiring } from '../wiring.ts';
import type { Rebuilt } from './rebuild.ts';
import { notRecoverable } from './recorded.ts';
import type { RecoveryRoles } from './roles.ts';
import type { Candidate } from './take-over.ts';

/** What a recovery works with, for all that it finds. */
export interface Desk {
  readonly wiring: Wiring;
  /** Its own run. */
  readonly run: RunAttempt;
  readonly trust: SessionTrust;
  /** Aborts when the recovery itself is to end. */
  readonly signal: AbortSignal;
  /** Aborts last: not even a link is waited for. */
  readonly over: AbortSignal;
  /** Every session that was proven: one may go on in another's place. */
  readonly sessions: readonly ProvenSession[];
}

/** A session whose run is over, and what it takes to close it. */
export interface Closable extends Candidate, Rebuilt {
  readonly current: Install;
  /** How the attempt ended that opened it. */
  readonly own: RunState;
  /** Undefined: the install has none any more. */
  readonly roles: RecoveryRoles | undefined;
}

/** A session whose run is over, and what it takes to end it. */
export interface Abandoned extends Closable {
  readonly roles: RecoveryRoles;
}

/** What became of one session. */
export type Recovery =
  /** Its run goes on, or another recovery is at it. */
  | { readonly kind: 'living'; readonly by: string }
  /** It is to be undone only then, milliseconds since the epoch. `undo`: by who has it already; else it is looked at anew. */
  | { readonly kind: 'due'; readonly at: number; readonly undo?: () => Promise<Recovery> }
  /** A reviewer of the environment has to approve first. */
  | { readonly kind: 'needs-approval'; readonly install: string; readonly environment: string }
  | { readonly kind: 'closed'; readonly outcome: Outcome; readonly error: BreakglassError | undefined }
  /** Done, but for its end: the session's credentials end then by themselves, and not before is it closed. */
  | {
      readonly kind: 'ending';
      readonly at: number;
      readonly close: () => Promise<Recovery>;
      readonly outcome: Outcome;
      readonly error: BreakglassError | undefined;
    }
  /** A person is needed. */
  | { readonly kind: 'left'; readonly error: BreakglassError };

/** The install as the default branch has it now: what it says counts, whatever a link says. */
export async function currentInstall({ repository, registry }: Wiring, name: string): Promise<Install> {
  const path = `${FOLDERS.install}/${name}.yml`;
  const file = /^[a-z0-9-]{1,39}$/.test(name) ? await repository.readFile(path) : undefined;
  if (file !== undefined) return parseInstall(file, registry);
  throw notRecoverable(
    `there is no install "${name}" on the default branch`,
    `restore ${path}, so that a recovery knows with which roles`,
  );
}
