import { readFileSync } from 'node:fs';
import type { Role } from '../../action/domain/documents.ts';
import { servedGrants } from '../../action/engine/served-grants.ts';
import { parseRole } from '../../action/playbook/parse.ts';
import { registry } from '../../action/services/registry.ts';
import type { OfferedRole, StackInput } from '../../action/stack/input.ts';

/** An example, in which the playbook repository has not moved, and Breakglass is pinned by commit. */
const TRUST: StackInput['trust'] = {
  audience: 'sts.amazonaws.com',
  repository: 'acme/break-glass',
  repositoryId: '987654321',
  ref: 'refs/heads/main',
  subjects: ['repo:acme/break-glass'],
  workflowRef: '0123456789abcdef0123456789abcdef01234567',
};

/** The starter's role, as its file says. */
export function starterRole(changes: Partial<Role> = {}): Role {
  const path = 'playbooks/roles/load-balancer.yml';
  const text = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  return { ...parseRole({ path, text, blob: '' }, registry), ...changes };
}

export function offer(role: Role, region = 'us-east-1'): OfferedRole {
  return { role, grants: servedGrants(registry, role, { partition: 'aws', account: '123456789012', region }) };
}

/** The stack of acme-prod, offering the starter's role, with changes. */
export function sampleInput(
  roles: readonly Role[] = [starterRole()],
  region = 'us-east-1',
  recover: StackInput['install']['recover'] = 'automatic',
): StackInput {
  const partition = region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
  return {
    install: { name: 'acme-prod', region, environment: 'acme-prod', partition, recover },
    roles: roles.map((role) => offer(role, region)),
    trust: TRUST,
  };
}

/** Roles that use all that a role's file can say. */
export const VARIED: readonly Role[] = [
  starterRole({ role: 'redirect', sourceNetworks: ['192.0.2.0/24', '2001:db8::/32'], maxSessionMs: 900_000 }),
  starterRole({
    role: 'web-only',
    scope: {
      resources: [
        'arn:*:elasticloadbalancing:*:*:listener/app/web/*',
        'arn:*:elasticloadbalancing:*:*:listener-rule/app/web/*',
        'arn:*:elasticloadbalancing:*:*:targetgroup/web-*',
      ],
      tags: { team: 'web', 'cost:centre': '42' },
    },
  }),
  starterRole({
    role: 'logs',
    title: 'Stop a noisy function',
    description: 'Sets how often a function may run.',
    serves: [],
    statements: [
      {
        access: 'write',
        actions: ['lambda:PutFunctionConcurrency', 'lambda:DeleteFunctionConcurrency'],
        resources: ['arn:*:lambda:*:*:function:noisy-*'],
        conditions: { StringEquals: { 'aws:ResourceTag/stage': ['prod', 'canary'] } },
      },
      { access: 'read', actions: ['lambda:ListFunctions'], resources: ['*'], conditions: {} },
    ],
  }),
];

/** So many that a condition of theirs has to be nested. */
export const MANY: readonly Role[] = Array.from({ length: 12 }, (_, index) =>
  starterRole({ role: `role-${String.fromCharCode(97 + index)}`, serves: ['elbv2/expect-healthy'] }),
);
