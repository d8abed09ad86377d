import { BreakglassError } from '../domain/error.ts';
import type { KeyType } from './condition-keys.ts';
import type { RequestContext } from './context.ts';
import { ipRange } from './ip-range.ts';
import { compilePattern, matches } from './pattern.ts';
import { readBoolean, readBytes, readDate, readNumber } from './value.ts';

/** Does the request's value match the one value that was compiled? */
export type ValueTest = (actual: string, context: RequestContext) => boolean;

type Compile = (wanted: string, options: { readonly variables: boolean }) => ValueTest;

/** One condition operator. A negated one holds when none of the wanted values matches. */
export interface Operator {
  readonly negated: boolean;
  /** The types of keys that it compares. */
  readonly worksWith: readonly KeyType[];
  readonly compile: Compile;
}

const string =
  (how: { readonly wildcards: boolean; readonly ignoreCase?: boolean }): Compile =>
  (wanted, options) => {
    const pattern = compilePattern(wanted, { ...options, ...how });
    return (actual, context) => matches(pattern, how.ignoreCase === true ? actual.toLowerCase() : actual, context);
  };

const ARN_PARTS = 6;
/** A policy variable's own colon is no separator. */
const SEPARATOR = /:(?![^${]*\})/;

/** ArnEquals and ArnLike are the same: each of the six parts is matched by itself, with wildcards. */
const arn: Compile = (wanted, options) => {
  const parts = arnParts(wanted.split(SEPARATOR));
  if (parts === undefined) throw new BreakglassError('invalid-value', `"${wanted}" is not an ARN of six parts`);
  const patterns = parts.map((part) => compilePattern(part, { ...options, wildcards: true }));
  return (actual, context) => {
    const actualParts = arnParts(actual.split(':'));
    return patterns.every((pattern, index) => {
      const part = actualParts?.[index];
      return part !== undefined && matches(pattern, part, context);
    });
  };
};

function arnParts(parts: readonly string[]): readonly string[] | undefined {
  if (parts[0] !== 'arn' || parts.length < ARN_PARTS) return undefined;
  return [...parts.slice(0, ARN_PARTS - 1), parts.slice(ARN_PARTS - 1).join(':')];
}

const ordered =
  (read: (text: string) => number, compare: (actual: number, wanted: number) => boolean): Compile =>
  (wanted) => {
    const limit = read(wanted);
    return (actual) => compare(read(actual), limit);
  };

const bool: Compile = (wanted) => {
  const value = readBoolean(wanted);
  return (actual) => readBoolean(actual) === value;
};

/** Byte for byte: the policy holds base64, the request the value itself. */
const binary: Compile = (wanted) => {
  const bytes = readBytes(wanted);
  return (actual) => Buffer.from(actual, 'utf8').equals(bytes);
};

const ip: Compile = (wanted) => ipRange(wanted);

const is = (compile: Compile, ...worksWith: readonly KeyType[]): Operator => ({ negated: false, worksWith, compile });
const isNot = (compile: Compile, ...worksWith: readonly KeyType[]): Operator => ({ negated: true, worksWith, compile });

type Compare = (actual: number, wanted: number) => boolean;
const equal: Compare = (actual, wanted) => actual === wanted;
const less: Compare = (actual, wanted) => actual < wanted;
const lessOrEqual: Compare = (actual, wanted) => actual <= wanted;
const greater: Compare = (actual, wanted) => actual > wanted;
const greaterOrEqual: Compare = (actual, wanted) => actual >= wanted;

const numeric = (compare: Compare): Operator => is(ordered(readNumber, compare), 'Numeric', 'Epoch');
const dated = (compare: Compare): Operator => is(ordered(readDate, compare), 'Date', 'Epoch');

/**
 * The condition operators that are known; each also with `IfExists`, `ForAllValues:` and `ForAnyValue:`. `Null` stands
 * by itself. Source: IAM User Guide, "IAM JSON policy elements: Condition operators", and "Works with" in the page of each
 * key: strings also compare ARNs, dates and numbers both compare seconds since 1970.
 */
export const OPERATORS: Readonly<Record<string, Operator>> = {
  StringEquals: is(string({ wildcards: false }), 'String', 'ARN'),
  StringNotEquals: isNot(string({ wildcards: false }), 'String', 'ARN'),
  StringEqualsIgnoreCase: is(string({ wildcards: false, ignoreCase: true }), 'String', 'ARN'),
  StringNotEqualsIgnoreCase: isNot(string({ wildcards: false, ignoreCase: true }), 'String', 'ARN'),
  StringLike: is(string({ wildcards: true }), 'String', 'ARN'),
  StringNotLike: isNot(string({ wildcards: true }), 'String', 'ARN'),
  ArnEquals: is(arn, 'ARN'),
  ArnLike: is(arn, 'ARN'),
  ArnNotEquals: isNot(arn, 'ARN'),
  ArnNotLike: isNot(arn, 'ARN'),
  NumericEquals: numeric(equal),
  NumericNotEquals: { ...numeric(equal), negated: true },
  NumericLessThan: numeric(less),
  NumericLessThanEquals: numeric(lessOrEqual),
  NumericGreaterThan: numeric(greater),
  NumericGreaterThanEquals: numeric(greaterOrEqual),
  DateEquals: dated(equal),
  DateNotEquals: { ...dated(equal), negated: true },
  DateLessThan: dated(less),
  DateLessThanEquals: dated(lessOrEqual),
  DateGreaterThan: dated(greater),
  DateGreaterThanEquals: dated(greaterOrEqual),
  Bool: is(bool, 'Bool'),
  BinaryEquals: is(binary, 'String'),
  IpAddress: is(ip, 'IPAddress'),
  NotIpAddress: isNot(ip, 'IPAddress'),
};
