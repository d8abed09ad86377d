import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { PACKAGE_ROOT } from '../../../action/drill/package-root.ts';

export const ROLE = 'roles/load-balancer.yml';
export const INSTALL = 'installs/acme-prod.yml';
export const ELBV2 = 'elasticloadbalancing';
export const ELB = 'arn:*:elasticloadbalancing:*:*';
export const HERE = 'arn:aws:elasticloadbalancing:us-east-1:123456789012';

export interface Statement {
  /** The prefix of its actions. Default: that of ELBv2. */
  readonly service?: string;
  readonly access: 'read' | 'write';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const OURS = { StringLike: { 'aws:ResourceTag/breakglass:session': '*' } };
/** What the starter playbooks need, written out. */
export const STATEMENTS: readonly Statement[] = [
  {
    access: 'read',
    actions: [
      'DescribeListeners',
      'DescribeRules',
      'DescribeTags',
      'DescribeTargetGroupAttributes',
      'DescribeTargetHealth',
    ],
    resources: ['*'],
  },
  { access: 'write', actions: ['ModifyListener', 'CreateRule'], resources: [`${ELB}:listener/*`] },
  { access: 'write', actions: ['SetRulePriorities'], resources: [`${ELB}:listener-rule/*`] },
  {
    access: 'write',
    actions: ['AddTags'],
    resources: [`${ELB}:listener-rule/*`],
    conditions: { StringEquals: { 'elasticloadbalancing:CreateAction': 'CreateRule' } },
  },
  { access: 'write', actions: ['DeleteRule'], resources: [`${ELB}:listener-rule/*`], conditions: OURS },
  { access: 'write', actions: ['DeregisterTargets', 'RegisterTargets'], resources: [`${ELB}:targetgroup/*`] },
  {
    access: 'read',
    service: 'ec2',
    actions: ['DescribeInstances', 'DescribeInternetGateways', 'DescribeSubnets', 'DescribeVpcs'],
    resources: ['*'],
  },
];

/** The file of a role with these statements. */
export function roleOf(statements: readonly Statement[], more: Readonly<Record<string, unknown>> = {}): string {
  const full = statements.map(({ service = ELBV2, actions, ...rest }) => ({
    ...rest,
    actions: actions.map((action) => `${service}:${action}`),
  }));
  const head = { version: 1, role: 'load-balancer', title: 'Redirect traffic', description: 'Redirects traffic.' };
  return stringify({ ...head, 'max-session': '2h', statements: full, ...more });
}

/** The statements without one action; a statement that is left with none goes too. */
export function without(action: string): readonly Statement[] {
  return STATEMENTS.map((each) => ({ ...each, actions: each.actions.filter((name) => name !== action) })).filter(
    ({ actions }) => actions.length > 0,
  );
}

/** The role of the starter, with what is given besides. */
export function starterRole(more: Readonly<Record<string, unknown>>): string {
  const starter: Readonly<Record<string, unknown>> = parse(readFileSync(join(PACKAGE_ROOT, 'playbooks', ROLE), 'utf8'));
  return stringify({ ...starter, ...more });
}

/** One load balancer alone. */
export const SCOPE = {
  scope: { resources: [`${ELB}:listener/app/web/*`, `${ELB}:listener-rule/app/web/*`, `${ELB}:targetgroup/*`] },
};

/** The problem of a playbook's first step, at the kind that its role lacks something for. */
export function lacks(playbook: string): string {
  const text = readFileSync(join(PACKAGE_ROOT, 'playbooks', `${playbook}.yml`), 'utf8');
  const before = text.slice(0, text.indexOf('elbv2/', text.indexOf('\nsteps:'))).split('\n');
  return `playbooks/${playbook}.yml:${before.length}:${(before.at(-1) ?? '').length + 1}: role-lacks-grant`;
}
