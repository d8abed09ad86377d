import { isJsonObject, type Json, type JsonObject } from '../domain/json.ts';

/** Why a value does not fit its schema, in ajv's form. */
export interface SchemaError {
  /** JSON pointer of the value. */
  readonly instancePath: string;
  /** Where the keyword stands in the schema. */
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Set when the error is about a key's name instead of its value. */
  readonly propertyName?: string;
}

/** A value, and the schema that judges it. */
export interface Place {
  readonly schema: JsonObject;
  readonly value: Json;
  readonly instancePath: string;
  readonly schemaPath: string;
}

export function errorAt(at: Place, keyword: string, params: SchemaError['params']): SchemaError {
  return { instancePath: at.instancePath, schemaPath: `${at.schemaPath}/${keyword}`, keyword, params };
}

/** A key as a part of a JSON pointer. */
export function escapeKey(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

export function schemaIn(argument: Json): JsonObject {
  if (isJsonObject(argument)) return argument;
  throw notIt('a mapping', argument);
}

export function list(argument: Json): readonly Json[] {
  if (Array.isArray(argument)) return argument;
  throw notIt('a list', argument);
}

export function texts(argument: Json): readonly string[] {
  return list(argument).map(text);
}

export function text(argument: Json): string {
  if (typeof argument === 'string') return argument;
  throw notIt('text', argument);
}

export function number(argument: Json): number {
  if (typeof argument === 'number') return argument;
  throw notIt('a number', argument);
}

/** A keyword of a schema is a line of code: what is wrong with it is a bug, and nothing passes it. */
function notIt(wanted: string, argument: Json): Error {
  return new Error(`a schema holds ${JSON.stringify(argument)} where ${wanted} belongs`);
}
