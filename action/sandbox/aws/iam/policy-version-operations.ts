import {
  CreatePolicyVersion$,
  type CreatePolicyVersionRequest,
  DeletePolicyVersion$,
  type DeletePolicyVersionRequest,
  GetPolicyVersion$,
  type GetPolicyVersionRequest,
  ListPolicyVersions$,
  type ListPolicyVersionsRequest,
  type PolicyVersion as WireVersion,
} from '@aws-sdk/client-iam';
import { type AuthorizationRequest, type Given, type Operation, operation } from '../service.ts';
import { entityAccess } from './authorization.ts';
import { encodeDocument, limitExceeded, parseManaged } from './documents.ts';
import {
  deleteConflict,
  type IamWorld,
  type ManagedPolicy,
  noSuchEntity,
  type PolicyVersion,
  requirePolicy,
} from './world.ts';

const MAX_VERSIONS = 5;

/** IAM's operations on the versions of customer managed policies. */
export function policyVersionOperations(world: IamWorld): readonly (readonly [string, Operation<unknown, unknown>])[] {
  return [
    ['CreatePolicyVersion', createVersion(world)],
    ['GetPolicyVersion', getVersion(world)],
    ['ListPolicyVersions', listVersions(world)],
    ['DeletePolicyVersion', deleteVersion(world)],
  ];
}

function createVersion(world: IamWorld): Operation<unknown, unknown> {
  return operation({
    schema: CreatePolicyVersion$,
    signed: true,
    authorize: (input: Given<CreatePolicyVersionRequest, 'PolicyArn' | 'PolicyDocument'>) =>
      access(world, 'CreatePolicyVersion', input.PolicyArn),
    handle: (input) => {
      const policy = requirePolicy(world, input.PolicyArn);
      if (policy.versions.length >= MAX_VERSIONS) {
        throw limitExceeded(
          `A managed policy can have up to ${MAX_VERSIONS} versions. Before you create a new version, you must delete an existing version.`,
        );
      }
      const stored = parseManaged(input.PolicyDocument);
      const now = world.clock.now();
      policy.lastVersion += 1;
      const version = { id: `v${policy.lastVersion}`, stored, createdAt: new Date(now) };
      policy.versions = [...policy.versions, version];
      policy.updatedAt = version.createdAt;
      if (input.SetAsDefault === true) {
        policy.defaultVersion = version.id;
        policy.stored.set(stored, now + world.propagationMs);
      }
      return { PolicyVersion: wireVersion(policy, version, false) };
    },
  });
}

function getVersion(world: IamWorld): Operation<unknown, unknown> {
  return operation({
    schema: GetPolicyVersion$,
    signed: true,
    authorize: (input: Given<GetPolicyVersionRequest, 'PolicyArn' | 'VersionId'>) =>
      access(world, 'GetPolicyVersion', input.PolicyArn),
    handle: (input) => {
      const policy = requirePolicy(world, input.PolicyArn);
      return { PolicyVersion: wireVersion(policy, requireVersion(policy, input.VersionId), true) };
    },
  });
}

function listVersions(world: IamWorld): Operation<unknown, unknown> {
  return operation({
    schema: ListPolicyVersions$,
    signed: true,
    authorize: (input: Given<ListPolicyVersionsRequest, 'PolicyArn'>) =>
      access(world, 'ListPolicyVersions', input.PolicyArn),
    // One page always: there are five versions at most.
    handle: (input) => {
      const policy = requirePolicy(world, input.PolicyArn);
      const versions = policy.versions.toReversed().map((version) => wireVersion(policy, version, false));
      return { Versions: versions, IsTruncated: false };
    },
  });
}

function deleteVersion(world: IamWorld): Operation<unknown, unknown> {
  return operation({
    schema: DeletePolicyVersion$,
    signed: true,
    authorize: (input: Given<DeletePolicyVersionRequest, 'PolicyArn' | 'VersionId'>) =>
      access(world, 'DeletePolicyVersion', input.PolicyArn),
    handle: (input) => {
      const policy = requirePolicy(world, input.PolicyArn);
      const { id } = requireVersion(policy, input.VersionId);
      if (id === policy.defaultVersion) throw deleteConflict('Cannot delete the default version of a policy.');
      policy.versions = policy.versions.filter((version) => version.id !== id);
      return {};
    },
  });
}

function access(world: IamWorld, action: string, arn: string): AuthorizationRequest[] {
  return entityAccess(action, arn, world.policies.get(arn)?.tags);
}

function requireVersion(policy: ManagedPolicy, id: string): PolicyVersion {
  const version = policy.versions.find((candidate) => candidate.id === id);
  if (version === undefined) {
    throw noSuchEntity(`Policy ${policy.arn} version ${id} does not exist or is not attachable.`);
  }
  return version;
}

function wireVersion(policy: ManagedPolicy, version: PolicyVersion, whole: boolean): WireVersion {
  return {
    VersionId: version.id,
    IsDefaultVersion: version.id === policy.defaultVersion,
    CreateDate: version.createdAt,
    ...(whole ? { Document: encodeDocument(version.stored) } : {}),
  };
}
