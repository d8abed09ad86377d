import {
  GetOpenIDConnectProviderCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  type IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
} from '@aws-sdk/client-iam';
import { PROVIDER_ARN } from '../world.ts';

/** All that IAM's API tells of roles, their policies and GitHub's provider, for comparing before and after. */
export async function iamState(iam: IAMClient): Promise<unknown> {
  const { Roles: roles = [] } = await iam.send(new ListRolesCommand({}));
  return {
    roles: await Promise.all(roles.map(({ RoleName = '' }) => roleState(iam, RoleName))),
    provider: await found(iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: PROVIDER_ARN }))),
  };
}

/** The document of a managed policy's version; undefined where there is none. */
export async function policyText(iam: IAMClient, PolicyArn: string, VersionId: string): Promise<string | undefined> {
  const answer = await found(iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId })));
  const document = answer?.PolicyVersion?.Document;
  return document === undefined ? undefined : decodeURIComponent(document);
}

async function roleState(iam: IAMClient, RoleName: string): Promise<unknown> {
  const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
  const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
  const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
  const inline = PolicyNames.map(async (PolicyName) => {
    const { PolicyDocument } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
    return [PolicyName, PolicyDocument];
  });
  return { Role, inline: await Promise.all(inline), AttachedPolicies };
}

async function found<T extends { $metadata: unknown }>(call: Promise<T>): Promise<Omit<T, '$metadata'> | undefined> {
  try {
    const { $metadata: _metadata, ...answer } = await call;
    return answer;
  } catch {
    return undefined;
  }
}
