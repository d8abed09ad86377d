import { BreakglassError } from '../domain/error.ts';
import type { RequestContext } from './context.ts';
import { ipRange } from './ip-range.ts';
import { compilePattern, matches } from './pattern.ts';

/** Does the request's value match the one value that was compiled? */
export type ValueTest = (actual: string, context: RequestContext) => boolean;

/** One condition operator. A negated one holds when none of the wanted values matches. */
export interface Operator {
  readonly negated: boolean;
  readonly compile: (wanted: string, options: { readonly variables: boolean }) => ValueTest;
}

type Compile = Operator['compile'];

const string =
  (how: { readonly wildcards: boolean; readonly ignoreCase?: boolean }): Compile =>
  (wanted, options) => {
    const pattern = compilePattern(wanted, { ...options, ...how });
    return (actual, context) => matches(pattern, how.ignoreCase === true ? actual.toLowerCase() : actual, context);
  };

const ARN_PARTS = 6;

/** ArnEquals and ArnLike are the same: each of the six parts is matched by itself, with wildcards. */
const arn: Compile = (wanted, options) => {
  const parts = arnParts(wanted);
  if (parts === undefined) throw new BreakglassError('invalid-value', `"${wanted}" is not an ARN of six parts`);
  const patterns = parts.map((part) => compilePattern(part, { ...options, wildcards: true }));
  return (actual, context) => {
    const actualParts = arnParts(actual);
    return patterns.every((pattern, index) => {
      const part = actualParts?.[index];
      return part !== undefined && matches(pattern, part, context);
    });
  };
};

function arnParts(text: string): readonly string[] | undefined {
  // A policy variable's own colon is no separator.
  const parts = text.split(/:(?![^${]*\})/);
  if (parts[0] !== 'arn' || parts.length < ARN_PARTS) return undefined;
  return [...parts.slice(0, ARN_PARTS - 1), parts.slice(ARN_PARTS - 1).join(':')];
}

const ordered =
  (read: (text: string) => number, compare: (actual: number, wanted: number) => boolean): Compile =>
  (wanted) => {
    const limit = read(wanted);
    return (actual) => compare(read(actual), limit);
  };

function number(text: string): number {
  if (!/^-?\d+(\.\d+)?$/.test(text)) throw new BreakglassError('invalid-value', `"${text}" is not a number`);
  return Number(text);
}

const DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** Milliseconds since 1970, of a date in ISO 8601 or in seconds since 1970. */
function date(text: string): number {
  const ms = /^\d{1,12}$/.test(text) ? Number(text) * 1000 : DATE.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms)) throw new BreakglassError('invalid-value', `"${text}" is not a date`);
  return ms;
}

const bool: Compile = (wanted) => {
  const value = wanted.toLowerCase();
  if (value !== 'true' && value !== 'false') {
    throw new BreakglassError('invalid-value', `Bool takes "true" or "false", not "${wanted}"`);
  }
  return (actual) => actual.toLowerCase() === value;
};

const ip: Compile = (wanted) => ipRange(wanted);

const is = (compile: Compile): Operator => ({ negated: false, compile });
const isNot = (compile: Compile): Operator => ({ negated: true, compile });

/**
 * The condition operators that are known; each also with `IfExists`, `ForAllValues:` and `ForAnyValue:`. `Null` stands
 * by itself. Source: IAM User Guide, "IAM JSON policy elements: Condition operators".
 */
export const OPERATORS: Readonly<Record<string, Operator>> = {
  StringEquals: is(string({ wildcards: false })),
  StringNotEquals: isNot(string({ wildcards: false })),
  StringEqualsIgnoreCase: is(string({ wildcards: false, ignoreCase: true })),
  StringNotEqualsIgnoreCase: isNot(string({ wildcards: false, ignoreCase: true })),
  StringLike: is(string({ wildcards: true })),
  StringNotLike: isNot(string({ wildcards: true })),
  ArnEquals: is(arn),
  ArnLike: is(arn),
  ArnNotEquals: isNot(arn),
  ArnNotLike: isNot(arn),
  NumericEquals: is(ordered(number, (actual, wanted) => actual === wanted)),
  NumericNotEquals: isNot(ordered(number, (actual, wanted) => actual === wanted)),
  NumericLessThan: is(ordered(number, (actual, wanted) => actual < wanted)),
  NumericLessThanEquals: is(ordered(number, (actual, wanted) => actual <= wanted)),
  NumericGreaterThan: is(ordered(number, (actual, wanted) => actual > wanted)),
  NumericGreaterThanEquals: is(ordered(number, (actual, wanted) => actual >= wanted)),
  DateEquals: is(ordered(date, (actual, wanted) => actual === wanted)),
  DateNotEquals: isNot(ordered(date, (actual, wanted) => actual === wanted)),
  DateLessThan: is(ordered(date, (actual, wanted) => actual < wanted)),
  DateLessThanEquals: is(ordered(date, (actual, wanted) => actual <= wanted)),
  DateGreaterThan: is(ordered(date, (actual, wanted) => actual > wanted)),
  DateGreaterThanEquals: is(ordered(date, (actual, wanted) => actual >= wanted)),
  Bool: is(bool),
  IpAddress: is(ip),
  NotIpAddress: isNot(ip),
};
