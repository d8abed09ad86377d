import { BreakglassError } from '../domain/error.ts';
import type { RequestContext } from './context.ts';
import { OPERATORS, type ValueTest } from './operators.ts';

/** One line of a Condition block: an operator, a key, and the values that are wanted. */
export interface Condition {
  readonly operator: string;
  /** In lower case: condition keys are case-insensitive. */
  readonly key: string;
  readonly holds: (context: RequestContext) => boolean;
}

interface OperatorName {
  readonly set: 'ForAllValues' | 'ForAnyValue' | undefined;
  readonly base: string;
  readonly ifExists: boolean;
}

const OPERATOR_NAME = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/;

/** Compiles one line of a Condition block; throws `invalid-value` for an operator or a value that is not known. */
export function compileCondition(
  operator: string,
  key: string,
  values: readonly string[],
  options: { readonly variables: boolean },
): Condition {
  const lower = key.toLowerCase();
  const name = parseOperatorName(operator);
  if (name.base === 'Null') return { operator, key: lower, holds: compileNull(name, operator, lower, values) };
  const definition = Object.hasOwn(OPERATORS, name.base) ? OPERATORS[name.base] : undefined;
  if (definition === undefined) throw unknownOperator(operator);
  const tests = values.map((value) => definition.compile(value, options));
  return {
    operator,
    key: lower,
    holds: (context) => holds(name, { negated: definition.negated, tests, key: lower }, context),
  };
}

function parseOperatorName(operator: string): OperatorName {
  const match = OPERATOR_NAME.exec(operator);
  const base = match?.[2];
  if (match === null || base === undefined) throw unknownOperator(operator);
  const set = match[1];
  return {
    set: set === 'ForAllValues' || set === 'ForAnyValue' ? set : undefined,
    base,
    ifExists: match[3] !== undefined,
  };
}

function compileNull(name: OperatorName, operator: string, key: string, values: readonly string[]): Condition['holds'] {
  if (name.ifExists || name.set !== undefined) throw unknownOperator(operator);
  const wanted = values.map((value) => {
    if (value === 'true' || value === 'false') return value === 'true';
    throw new BreakglassError('invalid-value', `Null takes "true" or "false", not "${value}"`);
  });
  return (context) => wanted.includes(!context.has(key));
}

function holds(
  name: OperatorName,
  wanted: { readonly negated: boolean; readonly tests: readonly ValueTest[]; readonly key: string },
  context: RequestContext,
): boolean {
  const actual = context.get(wanted.key);
  // "Not one of them" for negated operators: no value that is wanted may match.
  const one = (value: string): boolean => wanted.tests.some((test) => test(value, context)) !== wanted.negated;
  if (actual === undefined) {
    if (name.ifExists || name.set === 'ForAllValues') return true;
    return name.set === undefined && wanted.negated;
  }
  if (name.set === 'ForAllValues') return actual.every(one);
  if (name.set === 'ForAnyValue') return actual.some(one);
  const [value, ...more] = actual;
  if (value === undefined || more.length > 0) {
    throw new BreakglassError('invalid-value', `condition key "${wanted.key}" has several values in this request`, {
      hint: 'compare it with ForAnyValue: or ForAllValues:',
    });
  }
  return one(value);
}

function unknownOperator(operator: string): BreakglassError {
  return new BreakglassError('invalid-value', `unknown condition operator "${operator}"`, {
    hint: `known are ${[...Object.keys(OPERATORS), 'Null'].join(', ')}`,
  });
}
