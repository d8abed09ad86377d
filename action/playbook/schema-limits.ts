import { isJsonObject, type Json, type JsonObject } from '../domain/json.ts';
import { errorAt, list, number, type Place, type SchemaError, text, texts } from './schema-place.ts';

export function numberErrors(at: Place): readonly SchemaError[] {
  const value = number(at.value);
  return [
    ...limited(at, 'maximum', (limit) => value <= limit, '<='),
    ...limited(at, 'minimum', (limit) => value >= limit, '>='),
  ];
}

/** Lengths are in UTF-16 units. */
export function stringErrors(at: Place): readonly SchemaError[] {
  const value = text(at.value);
  const pattern = at.schema['pattern'];
  const fits = pattern === undefined || compiled(text(pattern)).test(value);
  return [
    ...limited(at, 'maxLength', (limit) => value.length <= limit),
    ...limited(at, 'minLength', (limit) => value.length >= limit),
    ...(fits ? [] : [errorAt(at, 'pattern', { pattern })]),
  ];
}

export function arrayErrors(at: Place): readonly SchemaError[] {
  const items = list(at.value);
  return [
    ...limited(at, 'maxItems', (limit) => items.length <= limit),
    ...limited(at, 'minItems', (limit) => items.length >= limit),
  ];
}

/** What is wrong with the keys of an object, whatever their values are. */
export function objectErrors(at: Place): readonly SchemaError[] {
  const { schema, value } = at;
  if (!isJsonObject(value)) return [];
  const keys = Object.keys(value);
  const required = schema['required'];
  return [
    ...limited(at, 'maxProperties', (limit) => keys.length <= limit),
    ...limited(at, 'minProperties', (limit) => keys.length >= limit),
    ...(required === undefined ? [] : requiredKeys(at, 'required', required, value)),
  ];
}

/** An error for each of these keys that is not there. */
export function requiredKeys(
  at: Place,
  keyword: 'required' | 'dependentRequired',
  keys: Json,
  value: JsonObject,
): readonly SchemaError[] {
  return texts(keys).flatMap((key) =>
    Object.hasOwn(value, key) ? [] : [errorAt(at, keyword, { missingProperty: key })],
  );
}

/** The items that are there twice: of texts only; what is no text, the schema of the items refuses. */
export function uniqueErrors(at: Place): readonly SchemaError[] {
  if (at.schema['uniqueItems'] !== true) return [];
  const items = list(at.value);
  const schema = at.schema['items'];
  if (!isJsonObject(schema) || schema['type'] !== 'string')
    throw new Error(`uniqueItems at ${at.schemaPath} is of texts only`);
  const later = new Map<Json, number>();
  for (let i = items.length - 1; i >= 0; i -= 1) {
    const item = items[i];
    if (typeof item !== 'string') continue;
    const j = later.get(item);
    if (j !== undefined) return [errorAt(at, 'uniqueItems', { i, j })];
    later.set(item, i);
  }
  return [];
}

function limited(
  at: Place,
  keyword: string,
  holds: (limit: number) => boolean,
  comparison?: string,
): readonly SchemaError[] {
  const given = at.schema[keyword];
  if (given === undefined) return [];
  const limit = number(given);
  if (holds(limit)) return [];
  return [errorAt(at, keyword, comparison === undefined ? { limit } : { comparison, limit })];
}

const patterns = new Map<string, RegExp>();

function compiled(pattern: string): RegExp {
  const known = patterns.get(pattern);
  if (known !== undefined) return known;
  const made = new RegExp(pattern, 'u');
  patterns.set(pattern, made);
  return made;
}
