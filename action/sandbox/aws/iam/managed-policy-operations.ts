import {
  CreatePolicy$,
  type CreatePolicyRequest,
  GetPolicy$,
  type GetPolicyRequest,
  GetPolicyVersion$,
  type GetPolicyVersionRequest,
  type Policy,
} from '@aws-sdk/client-iam';
import { uniqueId } from '../identifiers.ts';
import { type Given, type Operation, operation } from '../service.ts';
import { entityAccess, requestTags } from './authorization.ts';
import { requireName, requirePath, requireTags } from './constraints.ts';
import { encodeDocument, limitExceeded, POLICY_LIMITS, parsePermissions, policySize } from './documents.ts';
import { alreadyExists, type IamWorld, iamArn, type ManagedPolicy, noSuchEntity, requirePolicy } from './world.ts';

/** Policies have one version each: the sandbox has no CreatePolicyVersion. */
const ONLY_VERSION = 'v1';

/** IAM's operations on customer managed policies. */
export function managedPolicyOperations(world: IamWorld): readonly (readonly [string, Operation<unknown, unknown>])[] {
  return [
    ['CreatePolicy', createPolicy(world)],
    ['GetPolicy', getPolicy(world)],
    ['GetPolicyVersion', getPolicyVersion(world)],
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
      const stored = parsePermissions(input.PolicyDocument);
      if (policySize(stored.text) > POLICY_LIMITS.managed) {
        throw limitExceeded(`Cannot exceed quota for PolicySize: ${POLICY_LIMITS.managed}`);
      }
      const policy: ManagedPolicy = {
        name,
        id: uniqueId('ANPA'),
        arn: iamArn(world, `policy${path}${name}`),
        path,
        description: input.Description,
        tags: requireTags(input.Tags),
        createdAt: new Date(world.clock.now()),
        stored,
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

function getPolicyVersion(world: IamWorld): Operation<unknown, unknown> {
  return operation({
    schema: GetPolicyVersion$,
    signed: true,
    authorize: (input: Given<GetPolicyVersionRequest, 'PolicyArn' | 'VersionId'>) =>
      entityAccess('GetPolicyVersion', input.PolicyArn, world.policies.get(input.PolicyArn)?.tags),
    handle: (input) => {
      const policy = requirePolicy(world, input.PolicyArn);
      if (input.VersionId !== ONLY_VERSION) {
        throw noSuchEntity(`Policy ${policy.arn} version ${input.VersionId} does not exist or is not attachable.`);
      }
      return {
        PolicyVersion: {
          Document: encodeDocument(policy.stored),
          VersionId: ONLY_VERSION,
          IsDefaultVersion: true,
          CreateDate: policy.createdAt,
        },
      };
    },
  });
}

function wirePolicy(world: IamWorld, policy: ManagedPolicy): Policy {
  const states = [...world.roles.values()].map(({ state }) => state.latest());
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: ONLY_VERSION,
    AttachmentCount: states.filter(({ attached }) => attached.some(({ arn }) => arn === policy.arn)).length,
    PermissionsBoundaryUsageCount: states.filter(({ boundary }) => boundary?.arn === policy.arn).length,
    IsAttachable: true,
    CreateDate: policy.createdAt,
    UpdateDate: policy.createdAt,
    ...(policy.description === undefined ? {} : { Description: policy.description }),
    ...(policy.tags.length === 0 ? {} : { Tags: [...policy.tags] }),
  };
}
