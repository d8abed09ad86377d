import {
  TagOpenIDConnectProvider$,
  type TagOpenIDConnectProviderRequest,
  TagPolicy$,
  type TagPolicyRequest,
  TagRole$,
  type TagRoleRequest,
  UntagOpenIDConnectProvider$,
  type UntagOpenIDConnectProviderRequest,
  UntagPolicy$,
  type UntagPolicyRequest,
  UntagRole$,
  type UntagRoleRequest,
} from '@aws-sdk/client-iam';
import { type AuthorizationRequest, type Operation, operation } from '../service.ts';
import { entityAccess, requestTags, roleAccess } from './authorization.ts';
import { requireTags } from './constraints.ts';
import { type IamWorld, requirePolicy, requireProvider, requireRole, type Tag } from './world.ts';

interface TagChange {
  readonly Tags?: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] | undefined;
  readonly TagKeys?: readonly string[] | undefined;
}

/** What carries tags: how it is found in an input, who may change it, what it has, and how they are set. */
interface Tagged<I> {
  readonly authorize: (
    action: string,
    input: I,
    keys: Readonly<Record<string, readonly string[]>>,
  ) => AuthorizationRequest[];
  readonly read: (input: I) => readonly Tag[];
  readonly write: (input: I, tags: readonly Tag[]) => void;
}

/** IAM's operations on the tags of roles, managed policies and OpenID Connect providers. */
export function tagOperations(world: IamWorld): readonly (readonly [string, Operation<unknown, unknown>])[] {
  const role: Tagged<TagRoleRequest | UntagRoleRequest> = {
    authorize: (action, { RoleName: name = '' }, keys) => roleAccess(world, action, name, keys),
    read: ({ RoleName: name = '' }) => requireRole(world, name).tags,
    write: ({ RoleName: name = '' }, tags) => world.roles.set(name, { ...requireRole(world, name), tags }),
  };
  const policy: Tagged<TagPolicyRequest | UntagPolicyRequest> = {
    authorize: (action, { PolicyArn: arn = '' }, keys) =>
      entityAccess(action, arn, world.policies.get(arn)?.tags, keys),
    read: ({ PolicyArn: arn = '' }) => requirePolicy(world, arn).tags,
    write: ({ PolicyArn: arn = '' }, tags) => {
      requirePolicy(world, arn).tags = tags;
    },
  };
  const provider: Tagged<TagOpenIDConnectProviderRequest | UntagOpenIDConnectProviderRequest> = {
    authorize: (action, { OpenIDConnectProviderArn: arn = '' }, keys) =>
      entityAccess(action, arn, world.providers.get(arn)?.tags, keys),
    read: ({ OpenIDConnectProviderArn: arn = '' }) => requireProvider(world, arn).tags,
    write: ({ OpenIDConnectProviderArn: arn = '' }, tags) =>
      world.providers.set(arn, { ...requireProvider(world, arn), tags }),
  };
  return [
    changeTags('TagRole', TagRole$, role),
    changeTags('UntagRole', UntagRole$, role),
    changeTags('TagPolicy', TagPolicy$, policy),
    changeTags('UntagPolicy', UntagPolicy$, policy),
    changeTags('TagOpenIDConnectProvider', TagOpenIDConnectProvider$, provider),
    changeTags('UntagOpenIDConnectProvider', UntagOpenIDConnectProvider$, provider),
  ];
}

function changeTags<I extends TagChange>(
  name: string,
  schema: unknown,
  tagged: Tagged<I>,
): readonly [string, Operation<unknown, unknown>] {
  const change = operation({
    schema,
    signed: true,
    authorize: (input: I) =>
      tagged.authorize(name, input, {
        ...requestTags(input.Tags),
        ...(input.TagKeys === undefined ? {} : { 'aws:TagKeys': input.TagKeys }),
      }),
    handle: (input) => {
      const set = requireTags(input.Tags);
      const gone = new Set(
        [...set.map(({ Key: key }) => key), ...(input.TagKeys ?? [])].map((key) => key.toLowerCase()),
      );
      const kept = tagged.read(input).filter(({ Key: key }) => !gone.has(key.toLowerCase()));
      tagged.write(input, requireTags([...kept, ...set]));
      return {};
    },
  });
  return [name, change];
}
