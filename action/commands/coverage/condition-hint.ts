import { suggest } from '../../playbook/nearest.ts';
import { CONDITION_KEYS, knownConditionKey } from '../../policy/condition-keys.ts';
import { OPERATORS } from '../../policy/operators.ts';

/** What each kind of operator compares with, as somebody would write it. */
const VALUES: readonly (readonly [RegExp, string])[] = [
  [/^Date/, 'a date such as "2026-11-21T02:13:00Z"'],
  [/^Numeric/, 'a number such as "5"'],
  [/^(?:Bool|Null)$/, '"true" or "false"'],
  [/^(?:Not)?IpAddress$/, 'an address or a block such as 203.0.113.0/24'],
  [/^Arn/, 'an ARN pattern such as arn:*:elasticloadbalancing:*:*:listener/app/web/*'],
  [/^Binary/, 'base64'],
];

/** What to write in place of an operator or key that is not known; undefined where both are known. */
export function unknownPartHint(operator: string, key: string): string | undefined {
  const base = baseOf(operator);
  const operators = [...Object.keys(OPERATORS), 'Null'];
  if (!operators.includes(base)) return suggest(base, operators, '');
  return knownConditionKey(key) === undefined ? suggest(key, keysLike(key), '') : undefined;
}

/** What to write as the value of a condition. */
export function valueHint(operator: string): string {
  const base = baseOf(operator);
  return `write ${VALUES.find(([of]) => of.test(base))?.[1] ?? 'text without a policy variable'}`;
}

function baseOf(operator: string): string {
  return operator.replace(/^For(?:AnyValue|AllValues):/, '').replace(/IfExists$/, '');
}

/** Known keys of the same service, else all; one that ends in a tag's key with the tag that was written. */
function keysLike(key: string): readonly string[] {
  const tag = /\/(.+)$/.exec(key)?.[1] ?? '<key>';
  const all = Object.keys(CONDITION_KEYS).map((name) => (name.endsWith('/') ? `${name}${tag}` : name));
  const service = key.slice(0, key.indexOf(':') + 1).toLowerCase();
  const own = service === '' ? [] : all.filter((name) => name.toLowerCase().startsWith(service));
  return own.length > 0 ? own : all;
}
