import type { ExpressionData } from '@actions/expressions/data/expressiondata';
import { wellKnownFunctions } from '@actions/expressions/funcs';
import type { FunctionDefinition } from '@actions/expressions/funcs/info';
import { BreakglassError } from '../../domain/error.ts';

/** A value inside an expression may not grow beyond this: functions in functions multiply. */
export const MAX_RESULT = 16 * 1024;

/** GitHub's functions, each refusing results that are too large. */
export const boundedFunctions: Map<string, FunctionDefinition> = new Map(
  Object.entries(wellKnownFunctions).map(([name, definition]) => [
    name,
    { ...definition, call: (...args: ExpressionData[]) => bounded(name, definition, args) },
  ]),
);

function bounded(name: string, definition: FunctionDefinition, args: ExpressionData[]): ExpressionData {
  // format repeats an argument as often as its first argument says.
  if (name === 'format') requireSmall(upperBound(args));
  const result = definition.call(...args);
  requireSmall(result.primitive ? result.coerceString().length : 0);
  return result;
}

function upperBound(args: readonly ExpressionData[]): number {
  const [pattern, ...values] = args.map((arg) => arg.coerceString());
  const places = (pattern ?? '').split('{').length - 1;
  return (pattern ?? '').length + places * Math.max(0, ...values.map((value) => value.length));
}

function requireSmall(length: number): void {
  if (length <= MAX_RESULT) return;
  throw new BreakglassError('invalid-expression', `an expression results in more than ${MAX_RESULT} characters`, {
    hint: 'write a shorter expression',
  });
}
