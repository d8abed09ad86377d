import { isJsonObject, type Json } from '../../../../domain/json.ts';
import { formatError, templateError } from '../errors.ts';
import { type Expression, parseExpression, requireArguments, requireString } from './expression.ts';
import { askedConditions, references } from './references.ts';
import { resolve, type Scope, textOf } from './resolve.ts';

/** A condition of a template. */
export type Condition =
  | { readonly kind: 'equals'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Condition[] }
  | { readonly kind: 'not'; readonly operand: Condition }
  | { readonly kind: 'condition'; readonly name: string };

/** Between which an And and an Or takes operands. */
const OPERANDS = { minimum: 2, maximum: 10 } as const;

/** Reads a condition; throws ValidationError for what is none. */
export function parseCondition(value: Json, path: string): Condition {
  const [[name, argument] = ['', null], ...more] = isJsonObject(value) ? Object.entries(value) : [];
  if (more.length > 0) throw formatError(`[${path}] a condition is one function`);
  const at = `${path}/${name}`;
  switch (name) {
    case 'Condition':
      return { kind: 'condition', name: requireString(argument, at) };
    case 'Fn::Equals': {
      const [left, right] = requireArguments(argument, 2, at).map((operand) => parseOperand(operand, at));
      if (left === undefined || right === undefined) throw formatError(`[${at}] it takes two values`);
      return { kind: 'equals', left, right };
    }
    case 'Fn::And':
    case 'Fn::Or':
      return { kind: name === 'Fn::And' ? 'and' : 'or', operands: parseOperands(argument, at) };
    case 'Fn::Not': {
      const [operand = null] = requireArguments(argument, 1, at);
      return { kind: 'not', operand: parseCondition(operand, at) };
    }
    default:
      throw formatError(`[${path}] every Conditions member must be a condition function, not ${JSON.stringify(value)}`);
  }
}

function parseOperands(argument: Json, path: string): readonly Condition[] {
  if (!Array.isArray(argument) || argument.length < OPERANDS.minimum || argument.length > OPERANDS.maximum) {
    throw templateError(`${path}: it takes a list of ${OPERANDS.minimum} to ${OPERANDS.maximum} conditions`);
  }
  return argument.map((operand: Json, index) => parseCondition(operand, `${path}/${index}`));
}

/** Conditions are decided before any resource is there, and among values alone. */
function parseOperand(operand: Json, path: string): Expression {
  const expression = parseExpression(operand, path);
  if (references(expression).some(({ kind }) => kind === 'attribute') || askedConditions(expression).length > 0) {
    throw templateError(`${path}: Fn::GetAtt and Fn::If are not taken inside a condition`);
  }
  return expression;
}

/** The conditions that a condition is made of. */
export function conditionNames(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case 'equals':
      return [];
    case 'and':
    case 'or':
      return condition.operands.flatMap(conditionNames);
    case 'not':
      return conditionNames(condition.operand);
    case 'condition':
      return [condition.name];
  }
}

/** The names that a condition's values refer to. */
export function conditionReferences(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case 'equals':
      return [condition.left, condition.right].flatMap((operand) =>
        references(operand).flatMap((reference) => (reference.kind === 'ref' ? [reference.name] : [])),
      );
    case 'and':
    case 'or':
      return condition.operands.flatMap(conditionReferences);
    case 'not':
      return conditionReferences(condition.operand);
    case 'condition':
      return [];
  }
}

/** Does it hold? `scope.condition` answers for the conditions that it names. */
export function holds(condition: Condition, scope: Scope): boolean {
  switch (condition.kind) {
    case 'equals':
      return (
        textOf(resolve(condition.left, scope), 'Fn::Equals') === textOf(resolve(condition.right, scope), 'Fn::Equals')
      );
    case 'and':
      return condition.operands.every((operand) => holds(operand, scope));
    case 'or':
      return condition.operands.some((operand) => holds(operand, scope));
    case 'not':
      return !holds(condition.operand, scope);
    case 'condition':
      return scope.condition(condition.name);
  }
}
