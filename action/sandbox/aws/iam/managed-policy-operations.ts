import {
  CreatePolicy$,
  type CreatePolicyRequest,
  DeletePolicy$,
  type DeletePolicyRequest,
  GetPolicy$,
  type GetPolicyRequest,
  type Policy,
} from '@aws-sdk/client-iam';
import { uniqueId } from '../identifiers.ts';
import { type Given, type Operation, operation } from '../service.ts';
import { entityAccess, requestTags } from './authorization.ts';
import { requireName, requirePath, requireTags } from './constraints.ts';
import { parseManaged } from './documents.ts';
import { propagating } from './propagating.ts';
import { alreadyExists, deleteConflict, type IamWorld, iamArn, type ManagedPolicy, requirePolicy } from './world.ts';

const FIRST_VERSION = 'v1';

/** IAM's operations on customer managed policies. */
export function managedPolicyOperations(world: IamWorld): readonly (readonly [string, Operation<unknown, unknown>])[] {
  return [
    ['CreatePolicy', createPolicy(world)],
    ['GetPolicy', getPolicy(world)],
    ['DeletePolicy', deletePolicy(world)],
  ];
}

function createPolicy(world: IamWorld): Operation<unknown, unknown> {
  return operation({
    schema: CreatePolicy$,
    signed: true,
    authorize: (input: Given<CreatePolicyRequest, 'PolicyName' | 'PolicyDocument'>) => [
      {
        action: 'iam:CreatePolicy',
        resource: iamArn(world, `policy${input.Path ?? '/'}${input.PolicyName}`),
        context: requestTags(input.Tags),
      },
    ],
    handle: (input) => {
      const name = requireName('policyName', input.PolicyName, 128);
      const path = requirePath(input.Path);
      const stored = parseManaged(input.PolicyDocument);
      const now = world.clock.now();
      const createdAt = new Date(now);
      const policy: ManagedPolicy = {
        name,
        id: uniqueId('ANPA'),
        arn: iamArn(world, `policy${path}${name}`),
        path,
        description: input.Description,
        tags: requireTags(input.Tags),
        createdAt,
        updatedAt: createdAt,
        versions: [{ id: FIRST_VERSION, stored, createdAt }],
        defaultVersion: FIRST_VERSION,
        lastVersion: 1,
        // Nothing has it yet: what makes it count, its attachment, takes its time itself.
        stored: propagating(stored, now),
      };
      // Names are unique in the account, whatever the path.
      if ([...world.policies.values()].some((other) => other.name === name)) {
        throw alreadyExists(`A policy called ${name} already exists. Duplicate names are not allowed.`);
      }
      world.policies.set(policy.arn, policy);
      return { Policy: wirePolicy(world, policy) };
    },
  });
}

function getPolicy(world: IamWorld): Operation<unknown, unknown> {
  return operation({
    schema: GetPolicy$,
    signed: true,
    authorize: (input: Given<GetPolicyRequest, 'PolicyArn'>) =>
      entityAccess('GetPolicy', input.PolicyArn, world.policies.get(input.PolicyArn)?.tags),
    handle: (input) => ({ Policy: wirePolicy(world, requirePolicy(world, input.PolicyArn)) }),
  });
}

function deletePolicy(world: IamWorld): Operation<unknown, unknown> {
  return operation({
    schema: DeletePolicy$,
    signed: true,
    authorize: (input: Given<DeletePolicyRequest, 'PolicyArn'>) =>
      entityAccess('DeletePolicy', input.PolicyArn, world.policies.get(input.PolicyArn)?.tags),
    handle: (input) => {
      const policy = requirePolicy(world, input.PolicyArn);
      const { attachments, boundaries } = uses(world, policy);
      if (attachments + boundaries > 0) throw deleteConflict('Cannot delete a policy attached to entities.');
      if (policy.versions.length > 1) {
        throw deleteConflict(
          "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
        );
      }
      world.policies.delete(policy.arn);
      return {};
    },
  });
}

function uses(world: IamWorld, policy: ManagedPolicy): { readonly attachments: number; readonly boundaries: number } {
  const states = [...world.roles.values()].map(({ state }) => state.latest());
  return {
    attachments: states.filter(({ attached }) => attached.some(({ arn }) => arn === policy.arn)).length,
    boundaries: states.filter(({ boundary }) => boundary?.arn === policy.arn).length,
  };
}

function wirePolicy(world: IamWorld, policy: ManagedPolicy): Policy {
  const { attachments, boundaries } = uses(world, policy);
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersion,
    AttachmentCount: attachments,
    PermissionsBoundaryUsageCount: boundaries,
    IsAttachable: true,
    CreateDate: policy.createdAt,
    UpdateDate: policy.updatedAt,
    ...(policy.description === undefined ? {} : { Description: policy.description }),
    ...(policy.tags.length === 0 ? {} : { Tags: [...policy.tags] }),
  };
}
