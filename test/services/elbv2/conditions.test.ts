import type { RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, it } from 'vitest';
import { createStateKeeper } from '../../../action/audit/state-keeper.ts';
import {
  anyCondition,
  type ConditionParams,
  conditionProblems,
  conditionProperties,
  conditionsOf,
} from '../../../action/services/elbv2/condition-params.ts';
import {
  conditionsFromAws,
  conditionsToAws,
  describeConditions,
  requireWritable,
} from '../../../action/services/elbv2/conditions.ts';
import { wrongIn } from './rules.ts';

function header(name: string, ...Values: string[]): RuleCondition {
  return { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: name, Values } };
}

function query(...Values: { Key?: string; Value: string }[]): RuleCondition {
  return { Field: 'query-string', QueryStringConfig: { Values } };
}

describe('the conditions of a rule', () => {
  it.each<[string, RuleCondition, RuleCondition]>([
    [
      'the two forms in which AWS answers values',
      { Field: 'path-pattern', Values: ['/a'], PathPatternConfig: { Values: ['/a'] } },
      { Field: 'path-pattern', Values: ['/a'] },
    ],
    [
      'values in another order',
      { Field: 'host-header', HostHeaderConfig: { Values: ['b.example.com', 'a.example.com'] } },
      { Field: 'host-header', HostHeaderConfig: { Values: ['a.example.com', 'b.example.com'] } },
    ],
    ['a header in another case', header('X-Client', 'a'), header('x-client', 'a')],
    ['header values in another order', header('X-Client', 'b', 'a'), header('X-Client', 'a', 'b')],
    ['query parameters in another order', query({ Value: 'a' }, { Value: 'b' }), query({ Value: 'b' }, { Value: 'a' })],
    ['a query without a key, and with an empty one', query({ Value: 'a' }), query({ Key: '', Value: 'a' })],
  ])('are the same with %s', (_, one, other) => {
    expect(conditionsFromAws([one])).toEqual(conditionsFromAws([other]));
  });

  it.each<[string, RuleCondition, RuleCondition]>([
    ['another header value', header('X-Client', 'a'), header('X-Client', 'b')],
    ['another header', header('X-Client', 'a'), header('X-Other', 'a')],
    ['a value cut in two', header('X-Client', 'a,b'), header('X-Client', 'a', 'b')],
    [
      'a pattern made a regular expression',
      header('X-Client', 'a'),
      { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'X-Client', RegexValues: ['a'] } },
    ],
    ['the equals sign in the key', query({ Key: 'a=b', Value: 'c' }), query({ Key: 'a', Value: 'b=c' })],
    ['a key made a part of the value', query({ Key: 'a', Value: 'b' }), query({ Value: 'a=b' })],
    ['a field of the future', { Field: 'geo', Values: ['DE'] }, { Field: 'geo', Values: ['FR'] }],
    [
      'a regular expression instead of a path',
      { Field: 'path-pattern', PathPatternConfig: { Values: ['/a'] } },
      { Field: 'path-pattern', PathPatternConfig: { RegexValues: ['/a'] } },
    ],
  ])('differ with %s', (_, one, other) => {
    expect(conditionsFromAws([one])).not.toEqual(conditionsFromAws([other]));
  });

  it('are in one order, whatever the order in which AWS answers them', () => {
    const all = conditionsOf({ hosts: ['a.example.com'], paths: ['/a'], methods: ['GET'], query: [{ value: 'a' }] });
    expect(conditionsFromAws(all.toReversed())).toEqual(conditionsFromAws(all));
  });

  const REFUSED = expect.objectContaining({ code: 'sensitive-state' });

  it.each([
    ['a header', header('X-Token', 'secret-value')],
    ['a query', query({ Key: 'secret-value', Value: 'secret-value' })],
    ['a field of the future', { Field: 'cookie', Values: ['secret-value'] }],
  ])('let out of %s nothing that it says, and what was recorded of it cannot be written again', (_, condition) => {
    const model = conditionsFromAws([condition]);
    const recorded = createStateKeeper().mask(model);
    expect(JSON.stringify(recorded) + describeConditions(model)).not.toContain('secret-value');
    expect(describeConditions(recorded)).toBe(describeConditions(model));
    expect(() => conditionsToAws(recorded)).toThrow(REFUSED);
  });

  it('cannot be written again, nor replaced, where their field is not known', () => {
    const model = conditionsFromAws([{ Field: 'cookie', Values: ['a'] }]);
    for (const write of [conditionsToAws, requireWritable]) expect(() => write(model)).toThrow(REFUSED);
  });

  it.each<[string, RuleCondition]>([
    ['a header', header('x-token', 'a', 'b*')],
    [
      'regular expressions on a header',
      { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'x-token', RegexValues: ['^a$'] } },
    ],
    ['a query', query({ Value: 'a' }, { Key: 'k', Value: 'a=b' })],
  ])('are written again with %s as it was', (_, condition) => {
    expect(conditionsToAws(conditionsFromAws([condition]))).toEqual([condition]);
  });

  it('are written again as they were, in their own form alone', () => {
    const conditions: RuleCondition[] = [
      { Field: 'host-header', HostHeaderConfig: { Values: ['*.example.com'] } },
      { Field: 'http-request-method', HttpRequestMethodConfig: { Values: ['POST'] } },
      { Field: 'path-pattern', PathPatternConfig: { RegexValues: ['^/a'] } },
      { Field: 'source-ip', SourceIpConfig: { Values: ['10.0.0.0/8', '2001:db8::/32'] } },
    ];
    expect(conditionsToAws(conditionsFromAws(conditions))).toEqual(conditions);
  });
});

describe('the conditions that params ask for', () => {
  const schema = { type: 'object', additionalProperties: false, properties: conditionProperties, anyOf: anyCondition };
  const long = (length: number): string => `/${'a'.repeat(length - 1)}`;

  it.each<[string, object]>([
    ['no condition', {}],
    ['an empty list', { paths: [] }],
    ['six paths', { paths: ['/1', '/2', '/3', '/4', '/5', '/6'] }],
    ['a path of 129 characters', { paths: [long(129)] }],
    ['an empty path', { paths: [''] }],
    ['a path with a space', { paths: ['/a b'] }],
    ['a host without a dot', { hosts: ['localhost'] }],
    ['a host that ends in a digit', { hosts: ['10.0.0.1'] }],
    ['a host of 129 characters', { hosts: [`${'a'.repeat(125)}.com`] }],
    ['a method in small letters', { methods: ['get'] }],
    ['a method of 41 characters', { methods: ['A'.repeat(41)] }],
    ['a header without values', { headers: [{ name: 'X-Client', values: [] }] }],
    ['a header of 41 characters', { headers: [{ name: 'X'.repeat(41), values: ['a'] }] }],
    ['a header with a colon', { headers: [{ name: 'X:Client', values: ['a'] }] }],
    ['a header with a wildcard in its name, and a line end', { headers: [{ name: 'X-*\n', values: ['a'] }] }],
    ['a header value of 129 characters', { headers: [{ name: 'X', values: ['a'.repeat(129)] }] }],
    ['a header value with a line end', { headers: [{ name: 'X', values: ['a\r\nb: c'] }] }],
    ['a header value that is no ASCII', { headers: [{ name: 'X', values: ['\u{1f600}'] }] }],
    ['a query with a control character', { query: [{ key: 'a\u0000', value: 'b' }] }],
    ['a query without a value', { query: [{ key: 'a' }] }],
    ['a query value of 129 characters', { query: [{ value: 'a'.repeat(129) }] }],
    ['an address without a length', { 'source-ips': ['10.0.0.1'] }],
    ['six address blocks', { 'source-ips': [1, 2, 3, 4, 5, 6].map((n) => `10.0.0.${n}/32`) }],
    ['what is no condition', { path: ['/a'] }],
  ])('refuse %s before the gate', (_, params) => {
    expect(wrongIn(schema, { ...params })).not.toEqual([]);
  });

  it.each<[string, ConditionParams]>([
    ['the longest path', { paths: [long(128)] }],
    ['five values', { paths: ['/1', '/2'], methods: ['GET'], hosts: ['a.example.com'], 'source-ips': ['::/0'] }],
    ['five wildcards', { paths: ['/*/*/?'], hosts: ['*.exampl?.com'] }],
    ['two conditions on one header', { headers: ['a', 'b'].map((value) => ({ name: 'X', values: [value] })) }],
    ['the largest and the smallest blocks', { 'source-ips': ['0.0.0.0/0', '10.0.0.1/32', '::1/128', '2001:DB8::/32'] }],
  ])('take %s', (_, params) => {
    expect(wrongIn(schema, { ...params })).toEqual([]);
    expect(conditionProblems(params)).toEqual([]);
  });

  it.each<[string, ConditionParams]>([
    ['six values in all', { paths: ['/1', '/2', '/3'], methods: ['GET', 'HEAD', 'POST'] }],
    ['six wildcards in all', { paths: ['/*/*/*'], hosts: ['*.*.*.com'] }],
    ['six header values in all', { headers: [1, 2, 3].map((n) => ({ name: `X-${n}`, values: ['a', 'b'] })) }],
    ['wildcards in keys and values of the query', { query: [{ key: '***', value: '???' }] }],
    ['the header Host', { headers: [{ name: 'HOST', values: ['a'] }] }],
    ['a block that is too long', { 'source-ips': ['10.0.0.0/33'] }],
    ['an IPv6 block that is too long', { 'source-ips': ['2001:db8::/129'] }],
    ['what is no address', { 'source-ips': ['10.0.0/8'] }],
    ['an IPv6 address with two gaps', { 'source-ips': ['1::2::3/64'] }],
    ['an address with a part above 255', { 'source-ips': ['256.0.0.1/8'] }],
    ['an address with an empty part', { 'source-ips': ['10..0.1/8'] }],
    ['an address with hexadecimal parts', { 'source-ips': ['1e1.0.0.1/8'] }],
  ])('refuse %s, since the schema cannot say it', (_, params) => {
    expect(conditionProblems(params)).toEqual([expect.objectContaining({ hint: expect.any(String) })]);
  });

  it('say in words what they are, but for what may be secret', () => {
    const params = {
      hosts: ['b.example.com', 'a.example.com'],
      headers: [{ name: 'X-Token', values: ['secret-value'] }],
    };
    expect(describeConditions(conditionsFromAws(conditionsOf(params)))).toBe(
      'host-header a.example.com, b.example.com and http-header x-token (values not shown)',
    );
  });
});
