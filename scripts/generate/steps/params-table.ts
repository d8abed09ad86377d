import { isJsonObject, type Json, type JsonObject } from '../../../action/domain/json.ts';

/** Every param of a kind, those within lists and objects too, each with its type, its limits and what it is. */
export function paramsTable(schema: JsonObject): string {
  const rows = rowsOf(schema, '').map(
    ({ name, property, required }) =>
      `| \`${name}\` | ${cell(typeOf(property))} | ${required ? 'yes' : defaultOf(property)} | ${cell(plainText(property['description']))} |`,
  );
  return ['| parameter | type | required | what it is |', '|---|---|---|---|', ...rows].join('\n');
}

interface Row {
  readonly name: string;
  readonly property: JsonObject;
  readonly required: boolean;
}

function rowsOf(schema: JsonObject, prefix: string): readonly Row[] {
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return Object.entries(objectAt(schema, 'properties')).flatMap(([key, value]) => {
    const property = isJsonObject(value) ? value : {};
    const name = `${prefix}${key}`;
    const row = { name, property, required: required.includes(key) };
    return [row, ...rowsOf(property, `${name}.`), ...rowsOf(objectAt(property, 'items'), `${name}[].`)];
  });
}

function defaultOf(property: JsonObject): string {
  return property['default'] === undefined ? 'no' : `no, \`${cell(JSON.stringify(property['default']))}\``;
}

/** A property's type and limits in a few words. */
export function typeOf(property: JsonObject): string {
  const { type, enum: values, pattern, items, anyOf } = property;
  if (Array.isArray(anyOf)) return anyOf.filter(isJsonObject).map(typeOf).join(' or ');
  if (Array.isArray(values)) return values.map((value) => `\`${plainText(value)}\``).join(', ');
  if (type === 'array' && isJsonObject(items)) {
    return `list${rangeOf(property, 'minItems', 'maxItems', ' of ')} of ${typeOf(items)}`;
  }
  const range = rangeOf(property, 'minimum', 'maximum', ', ');
  const length = rangeOf(property, 'minLength', 'maxLength', ', ');
  return [
    `${plainText(type)}${range}${length === '' ? '' : `${length} characters`}`,
    ...(pattern === undefined ? [] : [`\`${plainText(pattern)}\``]),
  ].join(', ');
}

function rangeOf(property: JsonObject, least: string, most: string, before: string): string {
  const [from, to] = [property[least], property[most]];
  if (from === undefined && to === undefined) return '';
  if (from === undefined) return `${before}at most ${plainText(to)}`;
  return to === undefined ? `${before}at least ${plainText(from)}` : `${before}${plainText(from)} to ${plainText(to)}`;
}

function plainText(value: Json | undefined): string {
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function objectAt(schema: JsonObject, key: string): JsonObject {
  const value = schema[key];
  return isJsonObject(value) ? value : {};
}
