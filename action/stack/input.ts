import type { Role } from '../domain/documents.ts';
import type { Grant } from '../domain/grant.ts';

/** What a customer's stack is made of: facts of the install and of the playbook repository, and the roles that it offers. */
export interface StackInput {
  readonly install: {
    readonly name: string;
    readonly region: string;
    readonly environment: string;
    readonly partition: 'aws' | 'aws-cn' | 'aws-us-gov';
    /** `approval`: what recovery may assume waits behind the environment as well. */
    readonly recover: 'automatic' | 'approval';
  };
  /** Every role that may be enabled, sorted by name. */
  readonly roles: readonly OfferedRole[];
  readonly trust: TrustFacts;
}

export interface OfferedRole {
  readonly role: Role;
  /** Of the kinds that it serves, on example resources. */
  readonly grants: readonly Grant[];
}

/** What the trust policies test, in the form that the playbook repository's tokens really have. */
export interface TrustFacts {
  /** `sts.amazonaws.com`; a drill's own, which AWS refuses, in the sandbox. */
  readonly audience: string;
  /** `owner/name`, for people. */
  readonly repository: string;
  readonly repositoryId: string;
  /** `refs/heads/main`. */
  readonly ref: string;
  /** `repo:acme/break-glass`, or the form with ids; both while a repository moves from one to the other. */
  readonly subjects: readonly [string, ...string[]];
  /** Commit or immutable tag of Breakglass whose workflows are trusted: the default of the parameter AllowedWorkflowRefs. */
  readonly workflowRef: string;
}
