import {
  CreateRole$,
  type CreateRoleRequest,
  DeleteRole$,
  type DeleteRoleRequest,
  GetRole$,
  type GetRoleRequest,
  ListRoles$,
  type ListRolesRequest,
  UpdateAssumeRolePolicy$,
  type UpdateAssumeRolePolicyRequest,
  UpdateRole$,
  type UpdateRoleRequest,
  type Role as WireRole,
} from '@aws-sdk/client-iam';
import { uniqueId } from '../identifiers.ts';
import { AwsFault, type Given, type Operation, operation } from '../service.ts';
import { requestTags, roleAccess } from './authorization.ts';
import { requireBetween, requireName, requirePath, requireTags } from './constraints.ts';
import { encodeDocument, parseTrust } from './documents.ts';
import { propagating } from './propagating.ts';
import {
  alreadyExists,
  changeRole,
  deleteConflict,
  type IamWorld,
  iamArn,
  type Role,
  requirePolicy,
  requireRole,
} from './world.ts';

const HOUR_SECONDS = 3_600;

/** IAM's operations on roles themselves. */
export function roleOperations(world: IamWorld): readonly (readonly [string, Operation<unknown, unknown>])[] {
  return [
    ['CreateRole', createRole(world)],
    ['GetRole', getRole(world)],
    ['ListRoles', listRoles(world)],
    ['UpdateRole', updateRole(world)],
    ['UpdateAssumeRolePolicy', updateAssumeRolePolicy(world)],
    ['DeleteRole', deleteRole(world)],
  ];
}

function createRole(world: IamWorld): Operation<unknown, unknown> {
  return operation({
    schema: CreateRole$,
    signed: true,
    authorize: (input: Given<CreateRoleRequest, 'RoleName' | 'AssumeRolePolicyDocument'>) => {
      const boundary = input.PermissionsBoundary;
      const context = {
        ...requestTags(input.Tags),
        ...(boundary === undefined ? {} : { 'iam:PermissionsBoundary': [boundary] }),
      };
      const resource = iamArn(world, `role${input.Path ?? '/'}${input.RoleName}`);
      return [{ action: 'iam:CreateRole', resource, context }];
    },
    handle: (input) => {
      const name = requireName('roleName', input.RoleName, 64);
      const path = requirePath(input.Path);
      const trust = parseTrust(input.AssumeRolePolicyDocument);
      const seconds = requireSessionDuration(input.MaxSessionDuration);
      const boundary =
        input.PermissionsBoundary === undefined ? undefined : requirePolicy(world, input.PermissionsBoundary);
      if (world.roles.has(name)) throw alreadyExists(`Role with name ${name} already exists.`);
      const now = world.clock.now();
      const role: Role = {
        name,
        id: uniqueId('AROA'),
        arn: iamArn(world, `role${path}${name}`),
        path,
        description: input.Description,
        tags: requireTags(input.Tags),
        createdAt: new Date(now),
        maxSessionSeconds: seconds,
        state: propagating({ trust, inline: new Map(), attached: [], boundary }, now + world.propagationMs),
      };
      world.roles.set(name, role);
      return { Role: wireRole(role) };
    },
  });
}

function getRole(world: IamWorld): Operation<unknown, unknown> {
  return operation({
    schema: GetRole$,
    signed: true,
    authorize: (input: Given<GetRoleRequest, 'RoleName'>) => roleAccess(world, 'GetRole', input.RoleName),
    handle: (input) => ({ Role: wireRole(requireRole(world, input.RoleName)) }),
  });
}

function listRoles(world: IamWorld): Operation<unknown, unknown> {
  return operation({
    schema: ListRoles$,
    signed: true,
    authorize: (input: ListRolesRequest) => {
      const prefix = input.PathPrefix ?? '/';
      return [{ action: 'iam:ListRoles', resource: iamArn(world, `role${prefix}`) }];
    },
    handle: ({ PathPrefix: prefix = '/', Marker: marker }) => {
      if (marker !== undefined) throw new AwsFault('InvalidInput', 'The sandbox lists all roles on one page');
      const roles = [...world.roles.values()].filter(({ path }) => path.startsWith(prefix));
      const sorted = roles.toSorted((a, b) => (a.name < b.name ? -1 : 1));
      // Boundary, tags and last use are left out of this list, as IAM does.
      const listed = sorted.map((role) => ({ ...wireRole(role), PermissionsBoundary: undefined, Tags: undefined }));
      return { Roles: listed, IsTruncated: false };
    },
  });
}

function updateRole(world: IamWorld): Operation<unknown, unknown> {
  return operation({
    schema: UpdateRole$,
    signed: true,
    authorize: (input: Given<UpdateRoleRequest, 'RoleName'>) => roleAccess(world, 'UpdateRole', input.RoleName),
    handle: ({ RoleName: name, Description: description, MaxSessionDuration: seconds }) => {
      const role = requireRole(world, name);
      world.roles.set(name, {
        ...role,
        description: description ?? role.description,
        maxSessionSeconds: seconds === undefined ? role.maxSessionSeconds : requireSessionDuration(seconds),
      });
      return {};
    },
  });
}

function updateAssumeRolePolicy(world: IamWorld): Operation<unknown, unknown> {
  return operation({
    schema: UpdateAssumeRolePolicy$,
    signed: true,
    authorize: (input: Given<UpdateAssumeRolePolicyRequest, 'RoleName' | 'PolicyDocument'>) =>
      roleAccess(world, 'UpdateAssumeRolePolicy', input.RoleName),
    handle: (input) => {
      const role = requireRole(world, input.RoleName);
      changeRole(world, role, { trust: parseTrust(input.PolicyDocument) });
      return {};
    },
  });
}

function deleteRole(world: IamWorld): Operation<unknown, unknown> {
  return operation({
    schema: DeleteRole$,
    signed: true,
    authorize: (input: Given<DeleteRoleRequest, 'RoleName'>) => roleAccess(world, 'DeleteRole', input.RoleName),
    handle: (input) => {
      const { inline, attached } = requireRole(world, input.RoleName).state.latest();
      if (inline.size > 0) throw deleteConflict('Cannot delete entity, must delete policies first.');
      if (attached.length > 0) throw deleteConflict('Cannot delete entity, must detach all policies first.');
      world.roles.delete(input.RoleName);
      return {};
    },
  });
}

function requireSessionDuration(seconds = HOUR_SECONDS): number {
  return requireBetween('maxSessionDuration', seconds, HOUR_SECONDS, 12 * HOUR_SECONDS);
}

function wireRole(role: Role): WireRole {
  const { trust, boundary } = role.state.latest();
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: role.createdAt,
    AssumeRolePolicyDocument: encodeDocument(trust),
    MaxSessionDuration: role.maxSessionSeconds,
    ...(role.description === undefined || role.description === '' ? {} : { Description: role.description }),
    ...(boundary === undefined
      ? {}
      : {
          PermissionsBoundary: {
            PermissionsBoundaryType: 'PermissionsBoundaryPolicy',
            PermissionsBoundaryArn: boundary.arn,
          },
        }),
    ...(role.tags.length === 0 ? {} : { Tags: [...role.tags] }),
  };
}
