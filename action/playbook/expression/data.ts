import { Array as ArrayData } from '@actions/expressions/data/array';
import { BooleanData } from '@actions/expressions/data/boolean';
import { Dictionary } from '@actions/expressions/data/dictionary';
import type { ExpressionData } from '@actions/expressions/data/expressiondata';
import { Null } from '@actions/expressions/data/null';
import { NumberData } from '@actions/expressions/data/number';
import { StringData } from '@actions/expressions/data/string';
import { BreakglassError } from '../../domain/error.ts';
import { isJsonObject, type Json } from '../../domain/json.ts';

/** JSON as the evaluator's data. */
export function toData(value: Json): ExpressionData {
  if (value === null) return new Null();
  if (typeof value === 'string') return new StringData(value);
  if (typeof value === 'number') return new NumberData(value);
  if (typeof value === 'boolean') return new BooleanData(value);
  if (isJsonObject(value)) {
    return new Dictionary(...Object.entries(value).map(([key, inner]) => ({ key, value: toData(inner) })));
  }
  return new ArrayData(...value.map(toData));
}

/** The evaluator's data as JSON. */
export function fromData(data: ExpressionData): Json {
  if (data instanceof ArrayData) return data.values().map(fromData);
  if (data instanceof Dictionary) {
    return Object.fromEntries(data.pairs().map(({ key, value }) => [key, fromData(value)]));
  }
  if (data instanceof StringData || data instanceof BooleanData) return data.value;
  if (data instanceof NumberData) {
    // JSON knows no negative zero.
    if (Number.isFinite(data.value)) return data.value === 0 ? 0 : data.value;
    throw new BreakglassError('invalid-expression', `an expression results in ${data.value}`, {
      hint: 'compare or convert values of the same type',
    });
  }
  return null;
}
