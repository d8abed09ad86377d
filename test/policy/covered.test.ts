import { describe, expect, it } from 'vitest';
import { coverageOf } from '../../action/policy/covered.ts';
import type { Allow } from '../../action/policy/statement.ts';

const PREFIX = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:';
const HERE = { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } };

function modify(resource: string, conditions: Allow['conditions'] = HERE): Allow {
  const resources = [resource === '*' ? '*' : `${PREFIX}${resource}`];
  return { access: 'write', actions: ['elasticloadbalancing:ModifyListener'], resources, conditions };
}

const tagged = (value: string): Allow['conditions'] => ({
  StringEquals: { ...HERE.StringEquals, 'aws:ResourceTag/team': value },
});

describe('what a role covers', () => {
  it.each<[string, Allow, Allow, boolean]>([
    ['an ARN within a pattern', modify('listener/app/web/1/2'), modify('listener/*'), true],
    ['an ARN beside it', modify('listener-rule/app/web/1/2'), modify('listener/*'), false],
    ['a pattern within a wider one', modify('listener/app/*'), modify('listener/*'), true],
    ['the same pattern', modify('listener/*'), modify('listener/*'), true],
    ['a wider pattern', modify('listener/*'), modify('listener/app/*'), false],
    ['everything', modify('*'), modify('listener/*'), false],
    ['a wildcard where the role has one character', modify('listener/*'), modify('listener/?'), false],
    ['one character where the role has one', modify('listener/x'), modify('listener/?'), true],
    ['a wildcard in the middle', modify('listener/*/web'), modify('listener/*'), true],
    [
      'another Region',
      modify('listener/x', { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } }),
      modify('*'),
      false,
    ],
    ['no Region', modify('listener/x', {}), modify('*'), false],
    ['a tag that it asks for', modify('listener/x', tagged('shop')), modify('*', tagged('shop')), true],
    ['another value of it', modify('listener/x', tagged('bank')), modify('*', tagged('shop')), false],
    ['a tag that it does not ask for', modify('listener/x'), modify('*', tagged('shop')), false],
  ])('counts %s', (_what, wanted, role, covered) => {
    expect(coverageOf([role], {})(wanted)).toEqual(
      covered ? [] : [{ action: wanted.actions[0], resource: wanted.resources[0] }],
    );
  });

  it('takes the tags of the scope to be there, and no other', () => {
    const [wanted, role] = [modify('listener/x'), modify('*', tagged('shop'))];
    expect(coverageOf([role], { team: 'shop' })(wanted)).toEqual([]);
    expect(coverageOf([role], { team: 'bank' })(wanted)).toHaveLength(1);
    // What a grant says itself counts more.
    expect(coverageOf([role], { Team: 'shop' })(modify('listener/x', tagged('bank')))).toHaveLength(1);
  });

  it('asks of every network, and of every action and resource', () => {
    const from = (...networks: readonly string[]) => ({ ...HERE, IpAddress: { 'aws:SourceIp': networks } });
    const role = [modify('*', from('192.0.2.0/24', '203.0.113.0/24'))];
    expect(coverageOf(role, {})(modify('listener/x', from('192.0.2.0/28', '203.0.113.7/32')))).toEqual([]);
    expect(coverageOf(role, {})(modify('listener/x', from('192.0.2.0/28', '198.51.100.0/24')))).toHaveLength(1);
    expect(coverageOf(role, {})(modify('listener/x'))).toHaveLength(1);
    const several = { ...modify('a'), actions: ['a:B', 'a:C'], resources: [`${PREFIX}a/1`, `${PREFIX}a/2`] };
    expect(coverageOf([modify('*')], {})(several)).toHaveLength(4);
  });

  it('covers nothing when it holds nothing', () => {
    expect(coverageOf([], {})(modify('listener/x'))).toHaveLength(1);
  });
});
