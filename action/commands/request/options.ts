import type { Variables } from '../../runtime/environment.ts';
import type { Prompter } from './prompter.ts';

/** What was said on the command line; what is missing is asked, or listed. */
export interface RequestOptions {
  readonly playbook?: string;
  readonly install?: string;
  readonly incident?: string;
  readonly reason?: string;
  readonly commander?: string;
  /** Criteria, word for word. */
  readonly confirm: readonly string[];
  readonly confirmAll: boolean;
  readonly duration?: string;
  /** `name=value`. */
  readonly input: readonly string[];
  readonly accept: readonly string[];
  readonly onDrift: 'refuse' | 'proceed';
  /** Name of the request; by default the date and the incident. */
  readonly name?: string;
  /** Id of the session that is to be undone; playbook and install are then its own. */
  readonly undo?: string;
  /** Id of the open session in whose place this one goes on. */
  readonly extends?: string;
  readonly auditBranch?: string;
  readonly dispatch: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly root: string;
  /** Reads the default branch only: the folder need not be a clone. */
  readonly remote: boolean;
}

/** Where a verb runs. */
export interface Desk {
  /** One line, without its newline. */
  readonly write: (line: string) => void;
  readonly variables: Variables;
  /** Undefined where nobody sits at a terminal. */
  readonly prompter: Prompter | undefined;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}
