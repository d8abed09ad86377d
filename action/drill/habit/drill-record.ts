import type { JsonObject } from '../../domain/json.ts';

/** One drill, as it is kept on the branch of drill records. Times are milliseconds. */
export interface DrillRecord {
  readonly version: 1;
  readonly playbook: string;
  /** Whose commanders take turns. */
  readonly installs: readonly string[];
  /** `login` or `login#id`, as the install lists them. */
  readonly commander: string;
  /** When it began, ISO 8601 in UTC. */
  readonly at: string;
  readonly passed: boolean;
  readonly outcome: string;
  /** What was not as the drill's file says. */
  readonly problems: readonly string[];
  readonly times: DrillTimes;
  /** Commit of the playbooks that were drilled; null outside a clone. */
  readonly commit: string | null;
  /** Version of Breakglass. */
  readonly breakglass: string;
  /** Behaviours of AWS and GitHub that the sandbox assumes and no probe has shown. */
  readonly unproven: number;
}

/** On the machine that drilled. People answer at once in a drill, and health is watched on a faster clock. */
export interface DrillTimes {
  /** From the merge of the request until the plan is in front of the approver. */
  readonly plan: number;
  /** From the approval until AWS has taken the first change; null when there was none. */
  readonly firstChange: number | null;
  /** From the approval until the last request that failed; null when they never stopped failing. */
  readonly recovery: number | null;
  /** From the approval until the record is closed. */
  readonly closed: number;
}

/** `drills/2026/11/2026-11-21T02-13-00Z-shift-traffic.json`: sorted by time in every listing. */
export function drillRecordPath({ at, playbook }: Pick<DrillRecord, 'at' | 'playbook'>): string {
  const second = `${at.slice(0, 19).replaceAll(':', '-')}Z`;
  return `drills/${at.slice(0, 4)}/${at.slice(5, 7)}/${second}-${playbook}.json`;
}

/** Who drilled what, and when: all that the next pick needs. Read from a branch that others can write to as well. */
export type DrilledBefore = Pick<DrillRecord, 'playbook' | 'commander' | 'at' | 'passed'>;

/** Undefined for a file that is no drill record. */
export function readDrilledBefore(value: JsonObject): DrilledBefore | undefined {
  const { version, playbook, commander, at, passed } = value;
  if (version !== 1 || typeof playbook !== 'string' || typeof commander !== 'string') return undefined;
  if (typeof at !== 'string' || Number.isNaN(Date.parse(at)) || typeof passed !== 'boolean') return undefined;
  return { playbook, commander, at, passed };
}
