import { isJsonObject, type Json, type JsonObject } from '../domain/json.ts';
import { type Condition, type ConditionOptions, compileCondition } from './condition.ts';
import { refusedPolicy, strings } from './element.ts';

/**
 * A statement's Condition element: every line of it has to hold. Throws `invalid-value` for one that is not known, and for
 * a key that stands twice under one operator in another case, of which readers could take one or the other.
 */
export function parseConditionBlock(
  block: Json | undefined,
  options: Omit<ConditionOptions, 'required'>,
): readonly Condition[] {
  if (block === undefined) return [];
  if (!isJsonObject(block)) throw refusedPolicy('Condition is not an object');
  const required = requiredKeys(block['Null']);
  return Object.entries(block).flatMap(([operator, keys]) => {
    if (!isJsonObject(keys)) throw refusedPolicy(`${operator} is not an object of condition keys`);
    requireDistinct(operator, keys);
    return Object.entries(keys).map(([key, values]) =>
      compileCondition(operator, key, strings(values, key, true), { ...options, required }),
    );
  });
}

function requiredKeys(nulls: Json | undefined): ReadonlySet<string> {
  if (nulls === undefined || !isJsonObject(nulls)) return new Set();
  const required = Object.keys(nulls).filter((key) => [nulls[key]].flat().every((value) => String(value) === 'false'));
  return new Set(required.map((key) => key.toLowerCase()));
}

function requireDistinct(operator: string, keys: JsonObject): void {
  const seen = new Set<string>();
  for (const key of Object.keys(keys)) {
    if (seen.has(key.toLowerCase())) throw refusedPolicy(`${operator} holds "${key}" twice, in another case`);
    seen.add(key.toLowerCase());
  }
}
