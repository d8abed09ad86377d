import { BreakglassError } from '../domain/error.ts';
import { type ConditionKey, conditionKey } from './condition-keys.ts';
import type { RequestContext } from './context.ts';
import { OPERATORS, type Operator, type ValueTest } from './operators.ts';

/** One line of a Condition block: an operator, a key, and the values that are wanted. */
export interface Condition {
  readonly operator: string;
  /** In lower case: condition keys are case-insensitive. */
  readonly key: string;
  readonly holds: (context: RequestContext) => boolean;
}

/** What decides, beside the line itself, whether it may stand in its statement. */
export interface ConditionOptions {
  /** `${…}` is only known to policies of version 2012-10-17. */
  readonly variables: boolean;
  readonly effect: 'Allow' | 'Deny';
  /** Keys, in lower case, that the same statement requires by `Null: "false"`. */
  readonly required: ReadonlySet<string>;
}

interface OperatorName {
  readonly set: 'ForAllValues' | 'ForAnyValue' | undefined;
  readonly base: string;
  readonly ifExists: boolean;
}

const OPERATOR_NAME = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/;

/**
 * Compiles one line of a Condition block. Throws `invalid-value` for an operator, a key or a value that is not known, and
 * for a combination of them that IAM's validation calls an error, or that would hold where its author does not expect it.
 */
export function compileCondition(
  operator: string,
  name: string,
  values: readonly string[],
  options: ConditionOptions,
): Condition {
  const key = conditionKey(name);
  const lower = name.toLowerCase();
  const parts = parseOperatorName(operator);
  if (parts.base === 'Null') return { operator, key: lower, holds: compileNull(parts, operator, lower, values) };
  const definition = Object.hasOwn(OPERATORS, parts.base) ? OPERATORS[parts.base] : undefined;
  if (definition === undefined) throw unknownOperator(operator);
  requireType(operator, definition, key);
  requireSet(parts, operator, key, options);
  if (parts.base === 'Bool') requireOne(operator, name, values);
  const tests = values.map((value) => definition.compile(value, options));
  return {
    operator,
    key: lower,
    holds: (context) => holds(parts, { negated: definition.negated, tests, key: lower }, context),
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

function compileNull(
  { set, ifExists }: OperatorName,
  operator: string,
  key: string,
  values: readonly string[],
): Condition['holds'] {
  if (ifExists || set !== undefined) {
    throw refused(operator, key, 'it would say the same of every request', 'write Null without prefix and suffix');
  }
  const wanted = requireOne(operator, key, values);
  if (wanted !== 'true' && wanted !== 'false') {
    throw new BreakglassError('invalid-value', `Null takes "true" or "false", not "${wanted}"`);
  }
  return (context) => context.has(key) !== (wanted === 'true');
}

/** IAM documents which operators a key works with, and not what the others do with it. */
function requireType(operator: string, { worksWith }: Operator, key: ConditionKey): void {
  if (worksWith.includes(key.type)) return;
  const fitting = Object.keys(OPERATORS).filter((name) => OPERATORS[name]?.worksWith.includes(key.type) === true);
  throw refused(operator, key.name, `the key is of type ${key.type}`, `use ${fitting.join(', ')}`);
}

function requireSet(name: OperatorName, operator: string, key: ConditionKey, options: ConditionOptions): void {
  const plain = `${name.base}${name.ifExists ? 'IfExists' : ''}`;
  if (name.set === undefined && key.multivalued) {
    const hint = `use ForAnyValue:${plain} or ForAllValues:${plain}`;
    throw refused(operator, key.name, 'a request may hold several values of that key', hint);
  }
  if (name.set === 'ForAnyValue' && name.ifExists) {
    const why = 'IAM documents two things for a request without the key';
    throw refused(operator, key.name, why, `use ForAnyValue:${name.base}, and a statement of its own with Null`);
  }
  if (name.set !== 'ForAllValues' || options.effect === 'Deny') return;
  const why = 'it would also allow requests without the key, or with an empty value';
  if (!key.multivalued) throw refused(operator, key.name, why, `the key is single-valued: use ${plain}`);
  if (options.required.has(key.name.toLowerCase())) return;
  throw refused(operator, key.name, why, `add "Null": {"${key.name}": "false"} to the statement's Condition`);
}

function requireOne(operator: string, key: string, values: readonly string[]): string {
  const [value, ...more] = values;
  if (value !== undefined && more.length === 0) return value;
  throw refused(operator, key, `it has ${values.length} values`, `${operator} takes one value`);
}

function holds(
  name: OperatorName,
  wanted: { readonly negated: boolean; readonly tests: readonly ValueTest[]; readonly key: string },
  context: RequestContext,
): boolean {
  const given = context.get(wanted.key);
  // For a set operator, values that are all empty are the empty set.
  const empty = name.set !== undefined && given?.every((value) => value === '') === true;
  if (given === undefined || empty) {
    if (name.set !== undefined) return name.set === 'ForAllValues';
    return name.ifExists || wanted.negated;
  }
  // "Not one of them" for negated operators: no value that is wanted may match.
  const one = (value: string): boolean => wanted.tests.some((test) => test(value, context)) !== wanted.negated;
  return name.set === 'ForAnyValue' ? given.some(one) : given.every(one);
}

function refused(operator: string, key: string, why: string, hint: string): BreakglassError {
  return new BreakglassError('invalid-value', `${operator} on condition key "${key}" is refused: ${why}`, { hint });
}

function unknownOperator(operator: string): BreakglassError {
  return new BreakglassError('invalid-value', `unknown condition operator "${operator}"`, {
    hint: `known are ${[...Object.keys(OPERATORS), 'Null'].join(', ')}`,
  });
}
