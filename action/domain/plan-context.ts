import type { Person } from './documents.ts';
import type { Account } from './gate-facts.ts';
import type { LiveView } from './live-view.ts';
import type { DiffLine } from './step-kind.ts';

/** What the approver is told beside the plan: how it was made, who may approve it, and who could change the gate. */
export interface PlanContext {
  /** What was found in AWS; undefined for a static plan. */
  readonly live: LiveView | undefined;
  /** The past session that the plan undoes; null where it undoes none. */
  readonly undone: {
    readonly session: string;
    /** When it was opened, ISO 8601 in UTC. */
    readonly since: string;
    readonly incident: string;
    readonly requester: Person;
    /** Step id → what putting it back changes, as the session recorded it. */
    readonly diffs: Readonly<Record<string, readonly DiffLine[]>>;
  } | null;
  /** Where the request came from. */
  readonly source:
    | { readonly kind: 'pull-request'; readonly number: number; readonly merged: boolean }
    | { readonly kind: 'dispatch' };
  /** The incident commander as GitHub authenticated them; null while the request only names one. */
  readonly commander: Account | null;
  /** Page of the run that made the plan: there the approver approves. */
  readonly runUrl: string;
  readonly repository: {
    readonly fullName: string;
    readonly owner: 'customer' | 'vendor';
    /** Who administers it, and so can change the gate; null where the token may not ask. */
    readonly administrators: readonly Account[] | null;
  };
  readonly approval: {
    readonly environment: string;
    readonly minimum: number;
    /** As the install lists them: `login` or `login#id`. */
    readonly people: readonly string[];
    readonly withinMs: number;
    readonly binding: 'none' | 'digest';
  };
}
