import { describe, expect, it } from 'vitest';
import type { Fields, Value } from '../../action/stack/intrinsic.ts';
import { reviewedRoles } from '../../action/stack/review/read-roles.ts';
import { buildTemplate } from '../../action/stack/template.ts';
import { starter } from './review-input.ts';

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
