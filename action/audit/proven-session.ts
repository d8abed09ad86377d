import type { RunAttempt, TimedEvent } from '../domain/event.ts';
import type { Link } from './link.ts';

/** A session of which every link is proven, in its place and in order. */
export interface ProvenSession {
  readonly session: string;
  /** `audit/YYYY/MM/DD/<session>`, or under `drill/`. */
  readonly folder: string;
  /** The link that opened it. */
  readonly opening: Link;
  /** What GitHub signed of the run that opened it: its workflow file, its ref, the commit whose files it ran. */
  readonly from: { readonly workflow: string; readonly ref: string; readonly sha: string };
  /** All of its links, the opening one first. */
  readonly links: readonly Link[];
  /** What the links tell, in order. */
  readonly events: readonly TimedEvent[];
  /** The run that has it: the one that opened it, or that took it over last, and since when (ISO 8601 in UTC). */
  readonly holder: RunAttempt & { readonly since: string };
  readonly closed: boolean;
}
