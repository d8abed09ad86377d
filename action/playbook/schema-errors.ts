import { isJsonObject, type Json, type JsonObject, sameJson } from '../domain/json.ts';
import type { JsonSchema } from '../domain/step-kind.ts';
import { arrayErrors, numberErrors, objectErrors, requiredKeys, stringErrors, uniqueErrors } from './schema-limits.ts';
import { errorAt, escapeKey, list, type Place, type SchemaError, schemaIn, text, texts } from './schema-place.ts';

type Group = 'number' | 'string' | 'array' | 'object';

/** The keywords that schemas may use, by the type of value that they judge; a schema with any other one is refused. */
const KEYWORDS = {
  number: ['minimum', 'maximum'],
  string: ['minLength', 'maxLength', 'pattern'],
  any: ['const', 'enum', 'not', 'anyOf', 'oneOf', 'discriminator'],
  array: ['minItems', 'maxItems', 'uniqueItems', 'items'],
  object: [
    'minProperties',
    'maxProperties',
    'required',
    'propertyNames',
    'additionalProperties',
    'properties',
    'dependentRequired',
    'dependentSchemas',
  ],
} as const;
const KNOWN: ReadonlySet<string> = new Set([
  'type',
  'title',
  'description',
  'default',
  ...Object.values(KEYWORDS).flat(),
]);

/**
 * Errors of a value against the schema of a kind's params, as ajv reports them and in its order: a test compares the two. Read
 * where it stands instead of compiled: compiled, the schemas of all kinds would be more to load than the rest of the action.
 *
 * @throws Error for a schema that uses what is not known here: a value is never accepted because nobody looked
 */
export function schemaErrors(schema: JsonSchema, value: Json): readonly SchemaError[] {
  return errorsAt({ schema, value, instancePath: '', schemaPath: '#' });
}

function errorsAt(at: Place): readonly SchemaError[] {
  const unknown = Object.keys(at.schema).find((keyword) => !KNOWN.has(keyword));
  if (unknown !== undefined) throw new Error(`a schema uses "${unknown}" at ${at.schemaPath}`);
  const wrong = typeErrors(at);
  // As ajv does: of a schema that is about one type, the type is told where that type's keywords would have been.
  const wanted = at.schema['type'];
  const late = (group: Group): boolean => wanted === group && uses(at, group);
  const ofGroup = (group: Group, judge: (at: Place) => readonly SchemaError[]): readonly SchemaError[] => {
    if (isType(at.value, group)) return judge(at);
    return late(group) ? wrong : [];
  };
  const isLate = (['number', 'string', 'array', 'object'] as const).some(late);
  return [
    ...(isLate ? [] : wrong),
    ...ofGroup('number', numberErrors),
    ...ofGroup('string', stringErrors),
    ...anyTypeErrors(at),
    ...ofGroup('array', (place) => [...arrayErrors(place), ...itemErrors(place), ...uniqueErrors(place)]),
    ...ofGroup('object', (place) => [
      ...objectErrors(place),
      ...nameErrors(place),
      ...additionalErrors(place),
      ...propertyErrors(place),
      ...dependentErrors(place),
      ...taggedErrors(place),
    ]),
  ];
}

function uses({ schema }: Place, group: Group): boolean {
  return KEYWORDS[group].some((keyword) => Object.hasOwn(schema, keyword));
}

function typeErrors(at: Place): readonly SchemaError[] {
  const wanted = at.schema['type'];
  if (wanted === undefined) return [];
  const types = typeof wanted === 'string' ? [wanted] : texts(wanted);
  return types.some((type) => isType(at.value, type)) ? [] : [errorAt(at, 'type', { type: wanted })];
}

function isType(value: Json, type: string): boolean {
  switch (type) {
    case 'object':
      return isJsonObject(value);
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return Number.isFinite(value);
    case 'null':
      return value === null;
    case 'string':
    case 'boolean':
      return typeof value === type;
    default:
      throw new Error(`a schema uses the type "${type}"`);
  }
}

function anyTypeErrors(at: Place): readonly SchemaError[] {
  const { schema, value } = at;
  const constant = schema['const'];
  const allowed = schema['enum'];
  return [
    ...(constant === undefined || sameJson(value, constant) ? [] : [errorAt(at, 'const', { allowedValue: constant })]),
    ...(allowed === undefined || list(allowed).some((each) => sameJson(value, each))
      ? []
      : [errorAt(at, 'enum', { allowedValues: allowed })]),
    ...(schema['not'] === undefined || errorsAt(below(at, schema['not'], 'not')).length > 0
      ? []
      : [errorAt(at, 'not', {})]),
    ...anyOfErrors(at),
    ...oneOfErrors(at),
  ];
}

function anyOfErrors(at: Place): readonly SchemaError[] {
  const found = branches(at, 'anyOf');
  if (found.length === 0 || found.some((errors) => errors.length === 0)) return [];
  return [...found.flat(), errorAt(at, 'anyOf', {})];
}

function oneOfErrors(at: Place): readonly SchemaError[] {
  if (at.schema['discriminator'] !== undefined) return [];
  const found = branches(at, 'oneOf');
  if (found.length === 0) return [];
  const passing = found.flatMap((errors, index) => (errors.length === 0 ? [index] : []));
  if (passing.length === 1) return [];
  // Of those after the second that fits, nobody asks.
  const judged = passing[1] === undefined ? found : found.slice(0, passing[1]);
  const passingSchemas = passing.length === 0 ? null : passing.slice(0, 2);
  return [...judged.flat(), errorAt(at, 'oneOf', { passingSchemas })];
}

function branches(at: Place, keyword: 'anyOf' | 'oneOf'): readonly (readonly SchemaError[])[] {
  const all = at.schema[keyword];
  if (all === undefined) return [];
  return list(all).map((schema, index) => errorsAt(below(at, schema, `${keyword}/${index}`)));
}

function itemErrors(at: Place): readonly SchemaError[] {
  const schema = at.schema['items'];
  if (schema === undefined || !Array.isArray(at.value)) return [];
  return at.value.flatMap((value: Json, index) =>
    errorsAt({ ...below(at, schema, 'items'), value, instancePath: `${at.instancePath}/${index}` }),
  );
}

function nameErrors(at: Place): readonly SchemaError[] {
  const names = at.schema['propertyNames'];
  if (names === undefined || !isJsonObject(at.value)) return [];
  return Object.keys(at.value).flatMap((propertyName) => {
    const errors = errorsAt({ ...below(at, names, 'propertyNames'), value: propertyName });
    if (errors.length === 0) return [];
    return [...errors.map((each) => ({ ...each, propertyName })), errorAt(at, 'propertyNames', { propertyName })];
  });
}

function additionalErrors(at: Place): readonly SchemaError[] {
  const { value, instancePath } = at;
  const allowed = at.schema['additionalProperties'];
  if (allowed === undefined || !isJsonObject(value)) return [];
  const named = schemasOf(at, 'properties');
  return Object.entries(value).flatMap(([key, inner]) => {
    if (Object.hasOwn(named, key)) return [];
    if (allowed === false) return [errorAt(at, 'additionalProperties', { additionalProperty: key })];
    const path = `${instancePath}/${escapeKey(key)}`;
    return errorsAt({ ...below(at, allowed, 'additionalProperties'), value: inner, instancePath: path });
  });
}

/** One of several schemas, by the constant that a property has in each of them. */
function taggedErrors(at: Place): readonly SchemaError[] {
  const discriminator = at.schema['discriminator'];
  if (discriminator === undefined || !isJsonObject(at.value)) return [];
  const tag = text(schemaIn(discriminator)['propertyName'] ?? null);
  const tagValue = Object.hasOwn(at.value, tag) ? at.value[tag] : undefined;
  const all = list(at.schema['oneOf'] ?? null);
  const index = all.findIndex((each) => tagOf(each, tag) === tagValue);
  const chosen = all[index];
  if (typeof tagValue === 'string' && chosen !== undefined) return errorsAt(below(at, chosen, `oneOf/${index}`));
  return [errorAt(at, 'discriminator', { error: typeof tagValue === 'string' ? 'mapping' : 'tag', tag, tagValue })];
}

function tagOf(schema: Json, tag: string): string {
  const properties = schemaIn(schemaIn(schema)['properties'] ?? null);
  return text(schemaIn(properties[tag] ?? null)['const'] ?? null);
}

function propertyErrors(at: Place): readonly SchemaError[] {
  const { value, instancePath } = at;
  if (!isJsonObject(value)) return [];
  return Object.entries(schemasOf(at, 'properties')).flatMap(([key, schema]) => {
    const inner = Object.hasOwn(value, key) ? value[key] : undefined;
    if (inner === undefined) return [];
    const path = `${instancePath}/${escapeKey(key)}`;
    return errorsAt({ ...below(at, schema, `properties/${escapeKey(key)}`), value: inner, instancePath: path });
  });
}

function dependentErrors(at: Place): readonly SchemaError[] {
  const { value } = at;
  if (!isJsonObject(value)) return [];
  const required = Object.entries(schemasOf(at, 'dependentRequired')).flatMap(([property, keys]) =>
    Object.hasOwn(value, property) ? requiredKeys(at, 'dependentRequired', keys, value) : [],
  );
  const inner = Object.entries(schemasOf(at, 'dependentSchemas')).flatMap(([property, schema]) =>
    Object.hasOwn(value, property) ? errorsAt(below(at, schema, `dependentSchemas/${escapeKey(property)}`)) : [],
  );
  return [...required, ...inner];
}

function schemasOf({ schema }: Place, keyword: string): JsonObject {
  const found = schema[keyword];
  return found === undefined ? {} : schemaIn(found);
}

function below(at: Place, schema: Json, path: string): Place {
  return { ...at, schema: schemaIn(schema), schemaPath: `${at.schemaPath}/${path}` };
}
