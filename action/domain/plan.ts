import type { AwsScope } from './arn.ts';
import type { Person, Use, Watching } from './documents.ts';
import type { Grant } from './grant.ts';
import type { JsonObject } from './json.ts';
import type { ResourceRef } from './step-kind.ts';

/** What a request accepts when no key encrypts the sensitive parts of the record. */
export const SENSITIVE_STATE = 'sensitive-state';

/** A step with its inputs and expressions resolved. */
export interface PlannedStep {
  readonly id: string;
  readonly uses: string;
  /** Resolved, but for the values of `late`: those still hold the playbook's expressions. */
  readonly with: JsonObject;
  /** Keys of `with` that refer to outputs of earlier steps: resolved just before the step. Never its resource. */
  readonly late: readonly string[];
  readonly resource: ResourceRef;
  /** How it is undone: the resource is put back to the state recorded before the step. */
  readonly inverse: { readonly restore: ResourceRef } | { readonly irreversible: true };
  readonly timeoutMs: number;
  /** Milliseconds for which health is watched once it is verified, before the next step. Absent: none. */
  readonly holdMs?: number;
}

/** A session of before that a plan goes on from, so named that nothing of what it recorded can change after the approval. */
export interface PastSession {
  readonly session: string;
  /** SHA-256 of the bytes of the link that opened it, and of its last one; of an open session, of the one that says that all is applied. */
  readonly opening: string;
  readonly last: string;
  /** The session whose id is on what was created: it, or the first of those that went on in its place. */
  readonly owner: string;
}

/** The session whose id stands on what `plan`'s steps create, look for and delete. */
export function ownerOf({ undo, extends: extended }: Pick<Plan, 'undo' | 'extends'>, session: string): string {
  return undo?.owner ?? extended?.owner ?? session;
}

/** How long health is watched when all goes well, in milliseconds: at the end, and between the stages of gradual steps. */
export function watchedMs(
  steps: readonly Pick<PlannedStep, 'holdMs'>[],
  monitor: Pick<Plan['monitor'], 'forMs'>,
): number {
  return steps.reduce((sum, { holdMs = 0 }) => sum + holdMs, monitor.forMs);
}

/** How long the run's credentials live at most, in milliseconds. */
export function heldMs({ workMs, undoMs, leaveMs }: Plan['durations']): number {
  return (leaveMs ?? workMs) + undoMs;
}

/**
 * What the approver approves and what runs: static, so that its digest is the same in the plan job and in the run job.
 * The digest is the SHA-256 of its RFC 8785 JSON.
 */
export interface Plan {
  readonly version: 1;
  readonly request: {
    readonly name: string;
    readonly incident: string;
    readonly reason: string;
    readonly confirmed: readonly string[];
  };
  readonly requester: Person;
  readonly commander: Person;
  readonly playbook: { readonly name: string; readonly summary: string };
  readonly install: { readonly name: string; readonly environment: string } & AwsScope;
  readonly role: {
    readonly name: string;
    readonly arn: string;
    /** Tags without which the role changes no resource; that they are there is seen only in AWS. */
    readonly tags: Readonly<Record<string, string>>;
  };
  /** CIDR blocks that every call has to come from; empty: any. */
  readonly sourceNetworks: readonly string[];
  /** CIDR blocks of private networks that checks may look into. Absent: none. */
  readonly privateNetworks?: readonly string[];
  /** git blob ids of the four files. */
  readonly blobs: {
    readonly request: string;
    readonly playbook: string;
    readonly role: string;
    readonly install: string;
  };
  readonly checks: readonly Use[];
  readonly steps: readonly PlannedStep[];
  readonly monitor: Watching;
  readonly durations: {
    /** Forward steps start only this long after the start. */
    readonly workMs: number;
    /** Undoing may take this long beyond that; the credentials end then. */
    readonly undoMs: number;
    /**
     * Of a temporary change that outlives the job: forward steps and watching end this long after the start, and the credentials
     * `undoMs` later. A recovery puts the change back after `workMs`. Absent: the run does.
     */
    readonly leaveMs?: number;
  };
  readonly revert: 'on-failure' | 'at-end';
  /** Who undoes what a run leaves that dies: recovery, at once or once a reviewer lets it, or `none`: a person. */
  readonly recover: 'automatic' | 'approval' | 'none';
  /** Whether the run can end its own access, and show that it has ended: the install has a sealer role. */
  readonly seals: boolean;
  readonly onDrift: 'refuse' | 'proceed';
  /** Values that may be secrets are recorded under the customer's key. Absent: the install has none, and they are not recorded. */
  readonly stateKey?: true;
  /** The request accepts that, without such a key, they can be put back by the run alone. Absent: it does not. */
  readonly acceptsSensitive?: true;
  readonly irreversible: readonly string[];
  readonly grants: readonly Grant[];
  /** The past session whose changes this plan puts back: each step goes from what that step made to what it found. */
  readonly undo?: PastSession;
  /** The open session in whose place this one goes on: its steps are applied, and their states before are those that it recorded. */
  readonly extends?: PastSession;
  /** Session policies from narrowest to widest, as compact JSON, before their end in time and the session's id are put in. */
  readonly sessionPolicies: readonly string[];
}
