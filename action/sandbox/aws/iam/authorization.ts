import type { AuthorizationRequest } from '../service.ts';
import { type IamWorld, iamArn, type Role, type Tag } from './world.ts';

type Keys = Readonly<Record<string, readonly string[]>>;

/** The actions that IAM knows `iam:PermissionsBoundary` for; GetRolePolicy is not one of them. */
const BOUNDARY_ACTIONS: ReadonlySet<string> = new Set([
  'AttachRolePolicy',
  'CreateRole',
  'DeleteRole',
  'DeleteRolePermissionsBoundary',
  'DeleteRolePolicy',
  'DetachRolePolicy',
  'GetRole',
  'PutRolePermissionsBoundary',
  'PutRolePolicy',
  'UpdateAssumeRolePolicy',
  'UpdateRole',
]);

/** The permission that an operation on a role needs, with the condition keys that the role brings. */
export function roleAccess(world: IamWorld, action: string, name: string, extra: Keys = {}): AuthorizationRequest[] {
  const role = world.roles.get(name);
  const resource = role?.arn ?? iamArn(world, `role/${name}`);
  return [{ action: `iam:${action}`, resource, context: { ...roleKeys(action, role), ...extra } }];
}

/** The permission that an operation on another IAM entity needs. */
export function entityAccess(
  action: string,
  arn: string,
  tags: readonly Tag[] = [],
  extra: Keys = {},
): AuthorizationRequest[] {
  return [{ action: `iam:${action}`, resource: arn, context: { ...resourceTags(tags), ...extra } }];
}

function roleKeys(action: string, role: Role | undefined): Keys {
  if (role === undefined) return {};
  const boundary = BOUNDARY_ACTIONS.has(action) ? role.state.latest().boundary : undefined;
  return {
    ...resourceTags(role.tags),
    ...(boundary === undefined ? {} : { 'iam:PermissionsBoundary': [boundary.arn] }),
  };
}

function resourceTags(tags: readonly Tag[]): Keys {
  return Object.fromEntries(
    tags.flatMap(({ Key: key, Value: value }) => [
      [`aws:ResourceTag/${key}`, [value]],
      [`iam:ResourceTag/${key}`, [value]],
    ]),
  );
}

/** The keys of a request that creates something with tags. */
export function requestTags(
  tags: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] | undefined,
): Keys {
  if (tags === undefined || tags.length === 0) return {};
  return {
    ...Object.fromEntries(tags.map(({ Key: key, Value: value }) => [`aws:RequestTag/${key}`, [value ?? '']])),
    'aws:TagKeys': tags.flatMap(({ Key: key }) => key ?? []),
  };
}
