import type { AwsScope } from './arn.ts';
import type { Person, Use } from './documents.ts';
import type { Grant } from './grant.ts';
import type { JsonObject } from './json.ts';
import type { ResourceRef } from './step-kind.ts';

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
  /** git blob ids of the four files. */
  readonly blobs: {
    readonly request: string;
    readonly playbook: string;
    readonly role: string;
    readonly install: string;
  };
  readonly checks: readonly Use[];
  readonly steps: readonly PlannedStep[];
  readonly monitor: { readonly forMs: number; readonly checks: readonly Use[] };
  readonly durations: {
    /** Forward steps start only this long after the start. */
    readonly workMs: number;
    /** Undoing may take this long beyond that; the credentials end then. */
    readonly undoMs: number;
  };
  readonly revert: 'on-failure' | 'at-end';
  readonly onDrift: 'refuse' | 'proceed';
  readonly irreversible: readonly string[];
  readonly grants: readonly Grant[];
  /** Session policies from narrowest to widest, as compact JSON, before their end in time and the session's id are put in. */
  readonly sessionPolicies: readonly string[];
}
