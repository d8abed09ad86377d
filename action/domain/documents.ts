import type { AddressedSink } from './alert-sink.ts';
import type { JsonObject } from './json.ts';

/** The files that people write, after validation: defaults filled in, durations in milliseconds. */
export interface Use {
  readonly uses: string;
  readonly with: JsonObject;
}

/** `description`: one line for whoever asks. */
export type InputSpec = { readonly description?: string } & (
  | { readonly type: 'resource'; readonly kind: string; readonly default?: string }
  | { readonly type: 'integer'; readonly minimum?: number; readonly maximum?: number; readonly default?: number }
  | {
      readonly type: 'string';
      readonly pattern?: string;
      readonly maxLength?: number;
      readonly enum?: readonly string[];
      readonly default?: string;
    }
  | { readonly type: 'boolean'; readonly default?: boolean }
);

export interface PlaybookStep extends Use {
  readonly id: string;
  readonly irreversible: boolean;
}

/** What has to stay true after the last step. */
export interface Watching {
  readonly forMs: number;
  /** Looks that begin sooner do not count: AWS takes some seconds to put a change into force everywhere. Absent: every look counts. */
  readonly settleMs?: number;
  readonly checks: readonly Use[];
}

export interface Playbook {
  readonly version: 1;
  readonly playbook: string;
  readonly summary: string;
  /** Name of a file in `playbooks/roles/`. */
  readonly role: string;
  readonly criteria: readonly string[];
  readonly inputs: Readonly<Record<string, InputSpec>>;
  readonly checks: readonly Use[];
  readonly steps: readonly PlaybookStep[];
  readonly monitor: Watching;
  readonly maxDurationMs: number;
  readonly revert: 'on-failure' | 'at-end';
}

export interface Role {
  readonly version: 1;
  readonly role: string;
  readonly title: string;
  readonly description: string;
  /** Step and check kinds whose grants this role holds. */
  readonly serves: readonly string[];
  /** Permissions written out, beside those of `serves`. */
  readonly statements: readonly RoleStatement[];
  /** What of the install's account and Region the grants of `serves` reach. */
  readonly scope: RoleScope;
  readonly maxSessionMs: number;
  /** Regions in which an install may have it; empty: any. Its policy always holds the install's own alone. */
  readonly regions: readonly string[];
  /** CIDR blocks that calls have to come from; empty: any. */
  readonly sourceNetworks: readonly string[];
}

/** `resources`: ARN patterns, in which partition, Region and account are always read as the install's. */
export interface RoleStatement {
  readonly access: 'read' | 'write';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Operator → condition key → values. */
  readonly conditions: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

export interface RoleScope {
  /** ARN patterns; of a resource type that none of them names, nothing is reached. Empty: every resource of each type. */
  readonly resources: readonly string[];
  /** Tags that a resource has to have before it may be changed. */
  readonly tags: Readonly<Record<string, string>>;
}

export interface Person {
  readonly login: string;
  /** GitHub's numeric user id: survives a rename, and is not recycled as a login is. */
  readonly id?: number;
}

/** How people are told of a session as it goes on. Where to, and with which key, are secrets: see the action's input `alerts`. */
export type AlertSpec =
  /** A comment with the state of the session: on the request's pull request, or in an issue of its own. */
  | { readonly to: 'status' }
  | {
      readonly to: AddressedSink;
      /** Names the address and the key among the alert secrets. */
      readonly name: string;
      /** Nothing is changed before this sink has taken the `opened` event. */
      readonly required: boolean;
    };

export interface Install {
  readonly version: 1;
  readonly install: string;
  readonly account: string;
  readonly region: string;
  readonly partition: 'aws' | 'aws-cn' | 'aws-us-gov';
  readonly environment: string;
  /** A role that can only read: with it the plan shows what it finds. Without it the plan is static. */
  readonly planRole?: string;
  /** Puts a session's deny on a break-glass role, and takes it off; can do nothing else. */
  readonly sealerRole?: string;
  /** Role name → ARN. */
  readonly roles: Readonly<Record<string, string>>;
  /** Role name → ARN of the role that can only restore what a session of that role left behind. */
  readonly recoverRoles: Readonly<Record<string, string>>;
  /** `approval`: a recovery waits for a reviewer of the environment before it may restore anything. */
  readonly recover: 'automatic' | 'approval';
  /** CIDR blocks that a session's calls have to come from; empty: any. */
  readonly sourceNetworks: readonly string[];
  /** CIDR blocks of private networks that `http/expect` may look into. Absent: public addresses alone. */
  readonly privateNetworks?: readonly string[];
  /** What may be secret in the state is recorded under a key, the environment's secret `BREAKGLASS_STATE_KEY`. Absent: it is not. */
  readonly stateKey?: true;
  readonly requesters: readonly Person[];
  readonly commanders: readonly Person[];
  readonly approvers: {
    readonly minimum: number;
    readonly people: readonly Person[];
    readonly withinMs: number;
    /** `digest`: an approval counts only if its comment names the first 12 characters of the plan's digest. */
    readonly binding: 'none' | 'digest';
  };
  /** Who owns and administers the repository: a vendor's administrators can change the gate. */
  readonly owner: 'customer' | 'vendor';
  readonly alerts: readonly AlertSpec[];
  /** Resource kind → name → ARN. */
  readonly resources: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly acceptPublicRepository: boolean;
}

export interface Request {
  readonly version: 1;
  readonly request: string;
  readonly playbook: string;
  readonly install: string;
  readonly incident: string;
  readonly reason: string;
  readonly commander: Person;
  readonly confirmed: readonly string[];
  readonly durationMs: number;
  readonly inputs: JsonObject;
  /** Ids of irreversible steps, or `sensitive-state`, that the requester accepts. */
  readonly accept: readonly string[];
  readonly onDrift: 'refuse' | 'proceed';
  /** Id of a session that succeeded: what it changed is put back as it was. */
  readonly undo?: string;
  /** Id of an open session of a temporary change: this one goes on in its place. */
  readonly extends?: string;
}

/** A file as it stands in the repository, with the git blob id of its bytes. */
export interface SourceFile {
  /** Path from the repository's root. */
  readonly path: string;
  readonly text: string;
  /** SHA-1 of `blob <length>\0<bytes>`, lowercase hex. */
  readonly blob: string;
}
