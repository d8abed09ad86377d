import { Dictionary } from '@actions/expressions/data/dictionary';
import { Evaluator } from '@actions/expressions/evaluator';
import { BreakglassError } from '../../domain/error.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import { show } from '../problem.ts';
import { fromData, toData } from './data.ts';
import { boundedFunctions } from './functions.ts';
import { references } from './references.ts';
import { parseExpression } from './syntax.ts';

/** What expressions may read. `steps` is absent while nothing has run yet. */
export interface ExpressionContext {
  readonly inputs: JsonObject;
  readonly install: JsonObject;
  /** Step id → `{ outputs }`. */
  readonly steps?: Readonly<Record<string, { readonly outputs: JsonObject }>>;
}

/** The value of what stands between `${{` and `}}`. It is data: an expression inside the result is only text. */
export function evaluate(source: string, context: ExpressionContext): Json {
  const expression = parseExpression(source);
  const available: JsonObject = { inputs: context.inputs, install: context.install, steps: { ...context.steps } };
  for (const reference of references(expression)) requirePresent(reference, available, source);
  const data = toData(available);
  try {
    if (!(data instanceof Dictionary)) throw new Error('a context is a mapping');
    return fromData(new Evaluator(expression, data, boundedFunctions).evaluate());
  } catch (error) {
    if (error instanceof BreakglassError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new BreakglassError('invalid-expression', `${show(source.trim())} cannot be evaluated: ${reason}`, {
      hint: 'check the types and names in the expression',
      cause: error,
    });
  }
}

/** GitHub reads what does not exist as an empty text; a change to a production system is no place for that. */
function requirePresent(reference: readonly string[], available: JsonObject, source: string): void {
  let value: Json | undefined = available;
  for (const key of reference) {
    value = isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    if (value === undefined) {
      throw new BreakglassError('invalid-expression', `${reference.join('.')} is not known in ${show(source.trim())}`, {
        hint: 'name an input, an output of an earlier step, or a field of the install',
      });
    }
  }
}

function isRecord(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null;
}
