import * as fc from 'fast-check';
import { conditionKey } from '../../action/policy/condition-keys.ts';
import { OPERATORS } from '../../action/policy/operators.ts';
import { ACCOUNT, type Context, ROLE } from './iam-oracle.ts';

export const HOME = `arn:aws:iam::${ACCOUNT}:role/alice`;
const POLICIES = [`arn:aws:iam::${ACCOUNT}:policy/b`, `arn:aws:iam::${ACCOUNT}:policy/breakglass/c`];
const DATES = ['2026-11-21T02:13:00Z', '2026-11-21', '2026-11-21T04:13:00+02:00', '2026-12'];
const SECONDS = ['1795227180', '1795227181', '1000000000'];

/** What requests hold of each key. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  'aws:username': ['alice', 'Alice', 'bob', ''],
  'aws:PrincipalTag/team': ['blue', 'BLUE', 'a*c', ''],
  'aws:ResourceTag/team': ['blue', 'green', 'abc', 'team-alice'],
  'aws:RequestedRegion': ['us-east-1', 'us-west-2'],
  'aws:TagKeys': ['owner', 'Owner', 'cost', ''],
  'aws:CalledVia': ['cloudformation.amazonaws.com', 'athena.amazonaws.com'],
  'aws:SourceArn': [ROLE, HOME, `arn:aws:sns:us-east-1:${ACCOUNT}:t:u`],
  'aws:PrincipalArn': [ROLE, HOME],
  'aws:MultiFactorAuthAge': ['0', '299', '300', '300.0', '3600'],
  'aws:CurrentTime': DATES,
  'aws:TokenIssueTime': [...DATES, ...SECONDS],
  'aws:EpochTime': SECONDS,
  'aws:SecureTransport': ['true', 'false'],
  'aws:MultiFactorAuthPresent': ['true', 'false'],
  'aws:SourceIp': ['203.0.113.7', '203.0.114.1', '2001:db8::1', '2001:0db8:0:0:0:0:0:1'],
  'elasticloadbalancing:SecurityPolicy': ['ELBSecurityPolicy-2016-08', 'ELBSecurityPolicy-TLS13-1-2-2021-06'],
  'elasticloadbalancing:ResourceTag/team': ['blue', 'green'],
  'iam:PermissionsBoundary': POLICIES,
  'iam:PolicyARN': POLICIES,
  'iam:PassedToService': ['ec2.amazonaws.com', 'lambda.amazonaws.com'],
  'sts:ExternalId': ['blue', 'QQ=='],
  'sts:TransitiveTagKeys': ['owner', 'cost'],
};
/** The keys that every call may hold. */
export const GLOBAL = Object.keys(VALUES).filter((key) => key.startsWith('aws:'));

/** What policies compare each type of key with, beside the key's own values. */
const WANTED: Readonly<Record<string, readonly string[]>> = {
  String: [
    '*',
    'a*',
    '?lice',
    'b?ue',
    '*.amazonaws.com',
    'us-*-?',
    'ALICE',
    'owner',
    'a${*}c',
    'a${*}',
    '${aws:username}',
    'team-${aws:username}',
    '${aws:PrincipalTag/team}',
    "${aws:PrincipalTag/team, 'blue'}",
  ],
  ARN: [
    'arn:aws:iam::*:role/*',
    'arn:*:*:*:*:*',
    `arn:aws:iam::${ACCOUNT}:role/\${aws:username}`,
    `arn:aws:sns:us-*-1:${ACCOUNT}:?:u`,
    `arn:aws:iam::${ACCOUNT}:policy/?`,
    'arn:aws:iam::*:policy/breakglass/*',
  ],
  Numeric: ['300', '300.00', '299.5', '-1'],
  Date: [...SECONDS, '2026-11-21T02:13:00.500Z'],
  Epoch: [],
  Bool: ['True', 'FALSE'],
  IPAddress: ['203.0.113.0/24', '2001:DB8::/32', '0.0.0.0/0', '::/0', '10.0.0.0/8'],
};

export type Form = 'plain' | 'IfExists' | 'ForAnyValue' | 'ForAllValues';

/** One line of a Condition block. */
export interface Line {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

export function operatorName(base: string, form: Form): string {
  return form === 'plain' ? base : form === 'IfExists' ? `${base}IfExists` : `${form}:${base}`;
}

export const pick = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
export const some = <T>(values: readonly T[], maxLength: number): fc.Arbitrary<readonly T[]> =>
  fc.uniqueArray(pick(values), { minLength: 1, maxLength });

/** A line that `parsePolicy` takes, over any operator in any form. */
function line(keys: readonly string[], effect: 'Allow' | 'Deny'): fc.Arbitrary<readonly Line[]> {
  const operators = pick([...Object.keys(OPERATORS), 'Null']);
  const forms = pick<Form>(['plain', 'IfExists', 'ForAnyValue', 'ForAllValues']);
  return fc.tuple(operators, forms).chain(([base, form]): fc.Arbitrary<readonly Line[]> => {
    const set = form === 'ForAnyValue' || form === 'ForAllValues';
    const worksWith = OPERATORS[base]?.worksWith;
    const fitting = keys.filter((key) => {
      const { type, multivalued } = conditionKey(key);
      if (worksWith === undefined) return true;
      if (!worksWith.includes(type) || (multivalued && !set)) return false;
      return multivalued || form !== 'ForAllValues' || effect === 'Deny';
    });
    if (fitting.length === 0) return fc.constant([]);
    return pick(fitting).chain((key) => {
      if (worksWith === undefined) {
        return pick(['true', 'false']).map((value) => [{ operator: 'Null', key, values: [value] }]);
      }
      const guard = form === 'ForAllValues' && effect === 'Allow' ? [{ operator: 'Null', key, values: ['false'] }] : [];
      return wanted(base, key).map((values) => [...guard, { operator: operatorName(base, form), key, values }]);
    });
  });
}

function wanted(base: string, key: string): fc.Arbitrary<readonly string[]> {
  const { type } = conditionKey(key);
  const own = VALUES[key] ?? [];
  if (base === 'Bool') return pick([...own, ...(WANTED['Bool'] ?? [])]).map((value) => [value]);
  const base64 = own.filter(Boolean).map((value) => Buffer.from(value).toString('base64'));
  if (base === 'BinaryEquals') return some(base64, 2);
  if (type !== 'Epoch') return some([...own, ...own, ...(WANTED[type] ?? [])], 3);
  return some(base.startsWith('Numeric') ? own : [...own, '2026-11-21T02:13:00Z'], 2);
}

/** Lines as a Condition element; of two lines with one operator and key the first counts. */
export function block(lines: readonly Line[]): Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> {
  const condition: Record<string, Record<string, readonly string[]>> = {};
  for (const { operator, key, values } of lines) {
    const keys = (condition[operator] ??= {});
    keys[key] ??= values;
  }
  return condition;
}

/** None to two lines. */
export const conditions = (keys: readonly string[], effect: 'Allow' | 'Deny'): fc.Arbitrary<readonly Line[]> =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant<readonly Line[]>([]) },
    { weight: 5, arbitrary: line(keys, effect) },
    { weight: 1, arbitrary: fc.tuple(line(keys, effect), line(keys, effect)).map((lines) => lines.flat()) },
  );

/** Each key is there or not, with a value or, where the key may hold several, with a list that may be empty. */
export function contextOf(keys: readonly string[]): fc.Arbitrary<Context> {
  const entries = keys.map((key) => {
    const values = VALUES[key] ?? [];
    const list = conditionKey(key).multivalued
      ? fc.oneof({ weight: 6, arbitrary: some(values, 3) }, { weight: 1, arbitrary: fc.constantFrom([], ['']) })
      : pick(values).map((value) => [value]);
    return fc.option(list, { freq: 3, nil: undefined }).map((value) => [key, value] as const);
  });
  return fc
    .tuple(...entries)
    .map((pairs) => Object.fromEntries(pairs.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))));
}
