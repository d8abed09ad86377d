import {
  DeleteRolePolicy$,
  type DeleteRolePolicyRequest,
  GetRolePolicy$,
  type GetRolePolicyRequest,
  ListRolePolicies$,
  type ListRolePoliciesRequest,
  PutRolePolicy$,
  type PutRolePolicyRequest,
} from '@aws-sdk/client-iam';
import { type Given, type Operation, operation } from '../service.ts';
import { roleAccess } from './authorization.ts';
import { requireName } from './constraints.ts';
import { encodeDocument, limitExceeded, POLICY_LIMITS, parsePermissions, policySize } from './documents.ts';
import { changeRole, type IamWorld, noSuchEntity, requireRole } from './world.ts';

/** IAM's operations on the policies inside a role. */
export function inlinePolicyOperations(world: IamWorld): readonly (readonly [string, Operation<unknown, unknown>])[] {
  return [
    ['PutRolePolicy', putRolePolicy(world)],
    ['GetRolePolicy', getRolePolicy(world)],
    ['DeleteRolePolicy', deleteRolePolicy(world)],
    ['ListRolePolicies', listRolePolicies(world)],
  ];
}

function putRolePolicy(world: IamWorld): Operation<unknown, unknown> {
  return operation({
    schema: PutRolePolicy$,
    signed: true,
    authorize: (input: Given<PutRolePolicyRequest, 'RoleName' | 'PolicyName' | 'PolicyDocument'>) =>
      roleAccess(world, 'PutRolePolicy', input.RoleName),
    handle: (input) => {
      const role = requireRole(world, input.RoleName);
      const name = requireName('policyName', input.PolicyName, 128);
      const inline = new Map(role.state.latest().inline).set(name, parsePermissions(input.PolicyDocument));
      const size = [...inline.values()].reduce((total, { text }) => total + policySize(text), 0);
      if (size > POLICY_LIMITS.inlineTotal) {
        throw limitExceeded(`Maximum policy size of ${POLICY_LIMITS.inlineTotal} bytes exceeded for role ${role.name}`);
      }
      changeRole(world, role, { inline });
      return {};
    },
  });
}

function getRolePolicy(world: IamWorld): Operation<unknown, unknown> {
  return operation({
    schema: GetRolePolicy$,
    signed: true,
    authorize: (input: Given<GetRolePolicyRequest, 'RoleName' | 'PolicyName'>) =>
      roleAccess(world, 'GetRolePolicy', input.RoleName),
    handle: ({ RoleName: role, PolicyName: name }) => {
      const stored = requireRole(world, role).state.latest().inline.get(name);
      if (stored === undefined) throw missing(name);
      return { RoleName: role, PolicyName: name, PolicyDocument: encodeDocument(stored) };
    },
  });
}

function deleteRolePolicy(world: IamWorld): Operation<unknown, unknown> {
  return operation({
    schema: DeleteRolePolicy$,
    signed: true,
    authorize: (input: Given<DeleteRolePolicyRequest, 'RoleName' | 'PolicyName'>) =>
      roleAccess(world, 'DeleteRolePolicy', input.RoleName),
    handle: (input) => {
      const role = requireRole(world, input.RoleName);
      const inline = new Map(role.state.latest().inline);
      if (!inline.delete(input.PolicyName)) throw missing(input.PolicyName);
      changeRole(world, role, { inline });
      return {};
    },
  });
}

function listRolePolicies(world: IamWorld): Operation<unknown, unknown> {
  return operation({
    schema: ListRolePolicies$,
    signed: true,
    authorize: (input: Given<ListRolePoliciesRequest, 'RoleName'>) =>
      roleAccess(world, 'ListRolePolicies', input.RoleName),
    // One page always: a role's quota of inline policies is far below a page.
    handle: (input) => ({
      PolicyNames: [...requireRole(world, input.RoleName).state.latest().inline.keys()].toSorted(),
      IsTruncated: false,
    }),
  });
}

function missing(name: string): ReturnType<typeof noSuchEntity> {
  return noSuchEntity(`The role policy with name ${name} cannot be found.`);
}
