import { ROLE_PATH } from '../domain/stack-names.ts';
import type { OfferedRole, StackInput } from './input.ts';
import { choose, type Fields, ref, type Value } from './intrinsic.ts';
import { breakGlassNames, planNames, policyId, type RoleNames, recoverNames, roleId, sealerNames } from './names.ts';
import { denyPolicy, planPolicy, rolePolicy, sealerPolicy } from './policies.ts';
import { requireFits, requireTrustFits } from './policy-size.ts';
import type { Resource } from './resource.ts';
import { type Entry, PLAN, RUN, recoverEntry, trustPolicy } from './trust.ts';

interface Spec {
  readonly names: RoleNames;
  readonly purpose: 'break-glass' | 'recover' | 'plan' | 'seal';
  /** Name of the role in the playbook repository; absent for the two that belong to all of them. */
  readonly role?: string;
  readonly comment: string;
  readonly description: string;
  readonly permissions: Fields;
  readonly entries: readonly Entry[];
  readonly networks: readonly string[];
  readonly maxSessionMs: number;
}

/** IAM takes no shorter maximum. */
const HOUR_MS = 3_600_000;

/** Every role of the stack, each followed by its policy. */
export function roleResources(input: StackInput): readonly Resource[] {
  const specs = [
    ...input.roles.flatMap((offered) => [breakGlass(input, offered), recover(input, offered)]),
    plan(input),
    sealer(input),
  ];
  return specs.flatMap((spec) => [roleOf(input, spec), policyOf(input, spec)]);
}

function breakGlass(input: StackInput, offered: OfferedRole): Spec {
  const { role } = offered;
  return {
    names: breakGlassNames(input.install.name, role.role),
    purpose: 'break-glass',
    role: role.role,
    comment: `${oneLine(role.title)}: what an approved session may be given. It is narrowed again for each session.`,
    description: `Breakglass: role ${role.role} of install ${input.install.name}, for approved sessions`,
    permissions: rolePolicy(input, offered, 'break-glass'),
    entries: [RUN],
    networks: role.sourceNetworks,
    maxSessionMs: role.maxSessionMs,
  };
}

function recover(input: StackInput, offered: OfferedRole): Spec {
  const { role } = offered;
  return {
    names: recoverNames(input.install.name, role.role),
    purpose: 'recover',
    role: role.role,
    comment: `Puts back what a session of ${role.role} left behind when its runner died. It can make no change of its own.`,
    description: `Breakglass: puts back what a session of ${role.role} of install ${input.install.name} left behind`,
    permissions: rolePolicy(input, offered, 'recover'),
    entries: [recoverEntry(input)],
    networks: role.sourceNetworks,
    maxSessionMs: role.maxSessionMs,
  };
}

function plan(input: StackInput): Spec {
  return {
    names: planNames(input.install.name),
    purpose: 'plan',
    comment: 'Shows the approver what a request would meet. It can only read.',
    description: `Breakglass: reads what a plan for install ${input.install.name} shows`,
    permissions: planPolicy(input),
    entries: [PLAN],
    networks: [],
    maxSessionMs: HOUR_MS,
  };
}

function sealer(input: StackInput): Spec {
  return {
    names: sealerNames(input),
    purpose: 'seal',
    comment:
      'Ends the access of a session: puts a deny on the break-glass roles, and takes it off. It can do so to no other role, not even to itself, and change neither trust policies nor boundaries. What it could put on a break-glass role can only subtract, since the role has its own policy as its boundary.',
    description: `Breakglass: ends the access of sessions of install ${input.install.name}`,
    permissions: sealerPolicy(input),
    entries: [RUN, recoverEntry(input)],
    networks: [],
    maxSessionMs: HOUR_MS,
  };
}

function roleOf(input: StackInput, spec: Spec): Resource {
  const permissions = ref(policyId(spec.names));
  const trust = trustPolicy(input, spec.entries, spec.networks);
  requireTrustFits(trust, spec.names.name, input.install.partition);
  return {
    id: roleId(spec.names),
    comment: spec.comment,
    fields: {
      Type: 'AWS::IAM::Role',
      Condition: spec.names.condition,
      Properties: {
        RoleName: spec.names.name,
        Path: ROLE_PATH,
        Description: spec.description,
        MaxSessionDuration: Math.max(HOUR_MS, spec.maxSessionMs) / 1000,
        AssumeRolePolicyDocument: trust,
        ManagedPolicyArns: [permissions],
        PermissionsBoundary: permissions,
        Tags: tags(input, spec),
      },
    },
  };
}

/**
 * It is always there, and denies everything unless its role is there and the kill switch is off. CloudFormation changes it before
 * it deletes a role, and counts an update as complete even where IAM refuses that deletion because of an inline policy. What
 * then stays behind, outside the stack, still has this policy as its boundary, and can do nothing.
 *
 * It has no description: CloudFormation would have to replace the policy to change one, and cannot, since it has a name.
 */
function policyOf(input: StackInput, spec: Spec): Resource {
  requireFits(spec.permissions, spec.names.name, input.install.partition);
  return {
    id: policyId(spec.names),
    comment: `All that ${roleId(spec.names)} may do: both its only permissions and its boundary. It is always there, and denies everything while the role is not enabled or the kill switch is on: also to a role that IAM could not delete.`,
    fields: {
      Type: 'AWS::IAM::ManagedPolicy',
      Properties: {
        ManagedPolicyName: spec.names.name,
        Path: ROLE_PATH,
        PolicyDocument: choose(spec.names.mayAct, spec.permissions, denyPolicy()),
      },
    },
  };
}

function tags({ install }: StackInput, { role, purpose }: Spec): Value {
  return [
    { Key: 'breakglass:install', Value: install.name },
    ...(role === undefined ? [] : [{ Key: 'breakglass:role', Value: role }]),
    { Key: 'breakglass:purpose', Value: purpose },
  ];
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
