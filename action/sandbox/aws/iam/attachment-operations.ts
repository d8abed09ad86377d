import {
  AttachRolePolicy$,
  type AttachRolePolicyRequest,
  DeleteRolePermissionsBoundary$,
  type DeleteRolePermissionsBoundaryRequest,
  DetachRolePolicy$,
  type DetachRolePolicyRequest,
  ListAttachedRolePolicies$,
  type ListAttachedRolePoliciesRequest,
  PutRolePermissionsBoundary$,
  type PutRolePermissionsBoundaryRequest,
} from '@aws-sdk/client-iam';
import { type Given, type Operation, operation } from '../service.ts';
import { roleAccess } from './authorization.ts';
import { limitExceeded } from './documents.ts';
import { changeRole, type IamWorld, noSuchEntity, requirePolicy, requireRole } from './world.ts';

const MAX_ATTACHED = 10;

/** IAM's operations that tie managed policies to roles: as permissions, or as their boundary. */
export function attachmentOperations(world: IamWorld): readonly (readonly [string, Operation<unknown, unknown>])[] {
  return [
    ['AttachRolePolicy', attachRolePolicy(world)],
    ['DetachRolePolicy', detachRolePolicy(world)],
    ['ListAttachedRolePolicies', listAttachedRolePolicies(world)],
    ['PutRolePermissionsBoundary', putRolePermissionsBoundary(world)],
    ['DeleteRolePermissionsBoundary', deleteRolePermissionsBoundary(world)],
  ];
}

function attachRolePolicy(world: IamWorld): Operation<unknown, unknown> {
  return operation({
    schema: AttachRolePolicy$,
    signed: true,
    authorize: (input: Given<AttachRolePolicyRequest, 'RoleName' | 'PolicyArn'>) =>
      roleAccess(world, 'AttachRolePolicy', input.RoleName, { 'iam:PolicyARN': [input.PolicyArn] }),
    handle: (input) => {
      const role = requireRole(world, input.RoleName);
      const policy = requirePolicy(world, input.PolicyArn);
      const others = role.state.latest().attached.filter(({ arn }) => arn !== policy.arn);
      if (others.length >= MAX_ATTACHED)
        throw limitExceeded(`Cannot exceed quota for PoliciesPerRole: ${MAX_ATTACHED}`);
      changeRole(world, role, { attached: [...others, policy] });
      return {};
    },
  });
}

function detachRolePolicy(world: IamWorld): Operation<unknown, unknown> {
  return operation({
    schema: DetachRolePolicy$,
    signed: true,
    authorize: (input: Given<DetachRolePolicyRequest, 'RoleName' | 'PolicyArn'>) =>
      roleAccess(world, 'DetachRolePolicy', input.RoleName, { 'iam:PolicyARN': [input.PolicyArn] }),
    handle: (input) => {
      const role = requireRole(world, input.RoleName);
      const { attached } = role.state.latest();
      const others = attached.filter(({ arn }) => arn !== input.PolicyArn);
      if (others.length === attached.length) throw noSuchEntity(`Policy ${input.PolicyArn} was not found.`);
      changeRole(world, role, { attached: others });
      return {};
    },
  });
}

function listAttachedRolePolicies(world: IamWorld): Operation<unknown, unknown> {
  return operation({
    schema: ListAttachedRolePolicies$,
    signed: true,
    authorize: (input: Given<ListAttachedRolePoliciesRequest, 'RoleName'>) =>
      roleAccess(world, 'ListAttachedRolePolicies', input.RoleName),
    handle: (input) => ({
      AttachedPolicies: requireRole(world, input.RoleName)
        .state.latest()
        .attached.map(({ name, arn }) => ({ PolicyName: name, PolicyArn: arn })),
      IsTruncated: false,
    }),
  });
}

function putRolePermissionsBoundary(world: IamWorld): Operation<unknown, unknown> {
  return operation({
    schema: PutRolePermissionsBoundary$,
    signed: true,
    authorize: (input: Given<PutRolePermissionsBoundaryRequest, 'RoleName' | 'PermissionsBoundary'>) =>
      roleAccess(world, 'PutRolePermissionsBoundary', input.RoleName, {
        'iam:PermissionsBoundary': [input.PermissionsBoundary],
      }),
    handle: (input) => {
      const boundary = requirePolicy(world, input.PermissionsBoundary);
      changeRole(world, requireRole(world, input.RoleName), { boundary });
      return {};
    },
  });
}

function deleteRolePermissionsBoundary(world: IamWorld): Operation<unknown, unknown> {
  return operation({
    schema: DeleteRolePermissionsBoundary$,
    signed: true,
    authorize: (input: Given<DeleteRolePermissionsBoundaryRequest, 'RoleName'>) =>
      roleAccess(world, 'DeleteRolePermissionsBoundary', input.RoleName),
    handle: (input) => {
      changeRole(world, requireRole(world, input.RoleName), { boundary: undefined });
      return {};
    },
  });
}
