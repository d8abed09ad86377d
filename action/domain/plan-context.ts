import type { Account } from './gate-facts.ts';
import type { LiveView } from './live-view.ts';

/** What the approver is told beside the plan: how it was made, who may approve it, and who could change the gate. */
export interface PlanContext {
  /** What was found in AWS; undefined for a static plan. */
  readonly live: LiveView | undefined;
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
