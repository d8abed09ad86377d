import type { NormalizedSchema } from '@smithy/core/schema';
import { AwsFault } from '../service.ts';
import { type ParamNode, unknownParameter } from './params.ts';
import { requiredMembers } from './schema.ts';

/** Where a value stands, both as the wire writes it and as AWS's validation messages do. */
interface Place {
  readonly key: string;
  readonly path: string;
}

/**
 * Reads the tree of Query parameters as the SDK's input type, the inverse of its serializer. Unknown parameters, wrong
 * types and missing required members are refused.
 */
export function readInput(schema: NormalizedSchema, params: ParamNode): unknown {
  if (schema.isUnitSchema()) {
    rejectOthers(params, new Set(), '');
    return {};
  }
  const missing: string[] = [];
  const input = readStructure(schema, params, { key: '', path: '' }, missing);
  if (missing.length > 0) throw missingMembers(missing);
  return input;
}

function missingMembers(paths: readonly string[]): AwsFault {
  const details = paths.map((path) => `Value null at '${path}' failed to satisfy constraint: Member must not be null`);
  const noun = paths.length === 1 ? 'validation error' : 'validation errors';
  return new AwsFault('ValidationError', `${paths.length} ${noun} detected: ${details.join('; ')}`);
}

function readValue(schema: NormalizedSchema, node: ParamNode, place: Place, missing: string[]): unknown {
  if (schema.isStructSchema()) return readStructure(schema, node, place, missing);
  if (schema.isListSchema()) return readList(schema, node, place, missing);
  if (schema.isMapSchema()) return readMap(schema, node, place, missing);
  if (node.value === undefined || node.children.size > 0) throw malformed(`Unexpected complex element at ${place.key}`);
  return readScalar(schema, node.value, place);
}

function readStructure(
  schema: NormalizedSchema,
  node: ParamNode,
  place: Place,
  missing: string[],
): Record<string, unknown> {
  if (node.value !== undefined && node.value !== '') throw malformed(`Expected a structure at ${place.key}`);
  const result: Record<string, unknown> = {};
  const known = new Set<string>();
  for (const [name, member] of schema.structIterator()) {
    const wireName = member.getMergedTraits().xmlName ?? name;
    known.add(wireName);
    const child = node.children.get(wireName);
    if (child === undefined) continue;
    result[name] = readValue(member, child, below(place, wireName, camel(name)), missing);
  }
  rejectOthers(node, known, place.key);
  for (const name of requiredMembers(schema)) {
    if (result[name] === undefined) missing.push(below(place, name, camel(name)).path);
  }
  return result;
}

function readList(schema: NormalizedSchema, node: ParamNode, place: Place, missing: string[]): unknown[] {
  if (isEmptyList(node, place)) return [];
  const member = schema.getValueSchema();
  const suffix = member.getMergedTraits().xmlName ?? 'member';
  const items = listNode(schema, node, suffix, place);
  return numbered(items, place).map(([index, child]) =>
    readValue(member, child, below(place, `${suffix}.${index}`, `${index}.member`), missing),
  );
}

function readMap(
  schema: NormalizedSchema,
  node: ParamNode,
  place: Place,
  missing: string[],
): Readonly<Record<string, unknown>> {
  if (isEmptyList(node, place)) return {};
  const [key, value] = [schema.getKeySchema(), schema.getValueSchema()];
  const [keyName, valueName] = [key.getMergedTraits().xmlName ?? 'key', value.getMergedTraits().xmlName ?? 'value'];
  const entries = numbered(listNode(schema, node, 'entry', place), place).map(([index, entry]) => {
    const at = below(place, `entry.${index}`, `${index}`);
    rejectOthers(entry, new Set([keyName, valueName]), at.key);
    const [keyNode, valueNode] = [entry.children.get(keyName), entry.children.get(valueName)];
    if (keyNode === undefined || valueNode === undefined) throw malformed(`Incomplete map entry at ${at.key}`);
    return [String(readValue(key, keyNode, at, missing)), readValue(value, valueNode, at, missing)] as const;
  });
  return Object.fromEntries(entries);
}

/** The SDK and the CLI write an empty list as its name with an empty value. */
function isEmptyList(node: ParamNode, place: Place): boolean {
  if (node.value === undefined) return false;
  if (node.value === '' && node.children.size === 0) return true;
  throw malformed(`Expected a list at ${place.key}`);
}

function listNode(schema: NormalizedSchema, node: ParamNode, suffix: string, place: Place): ParamNode {
  if (schema.getMergedTraits().xmlFlattened) return node;
  rejectOthers(node, new Set([suffix]), place.key);
  return node.children.get(suffix) ?? node;
}

function numbered(node: ParamNode, place: Place): readonly (readonly [number, ParamNode])[] {
  const items = [...node.children].map(([key, child]) => {
    if (!/^[1-9]\d{0,5}$/.test(key)) throw malformed(`Expected a list index at ${place.key}, found ${key}`);
    return [Number(key), child] as const;
  });
  items.sort(([a], [b]) => a - b);
  if (items.some(([index], position) => index !== position + 1)) {
    throw malformed(`List indexes at ${place.key} are not consecutive from 1`);
  }
  return items;
}

function readScalar(schema: NormalizedSchema, text: string, place: Place): unknown {
  if (schema.isStringSchema()) return text;
  if (schema.isBooleanSchema()) {
    if (text === 'true' || text === 'false') return text === 'true';
    throw malformed(`Invalid boolean at ${place.key}: ${text}`);
  }
  if (schema.isNumericSchema()) {
    // Integers alone: no input of the emulated services holds a fraction, and the schemas do not tell the two apart.
    const value = /^-?\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
    if (Number.isSafeInteger(value)) return value;
    throw malformed(`Invalid integer at ${place.key}: ${text}`);
  }
  if (schema.isTimestampSchema()) {
    const value = new Date(text);
    if (!Number.isNaN(value.getTime())) return value;
    throw malformed(`Invalid timestamp at ${place.key}: ${text}`);
  }
  if (schema.isBlobSchema()) {
    if (/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return new Uint8Array(Buffer.from(text, 'base64'));
    throw malformed(`Invalid base64 at ${place.key}`);
  }
  throw new TypeError(`no reader for the schema ${schema.getName(true) ?? '(unnamed)'}`);
}

function rejectOthers(node: ParamNode, known: ReadonlySet<string>, key: string): void {
  for (const name of node.children.keys()) {
    if (!known.has(name)) throw unknownParameter(key === '' ? name : `${key}.${name}`);
  }
}

function below(place: Place, wireName: string, name: string): Place {
  return place.key === ''
    ? { key: wireName, path: name }
    : { key: `${place.key}.${wireName}`, path: `${place.path}.${name}` };
}

function camel(name: string): string {
  return name.slice(0, 1).toLowerCase() + name.slice(1);
}

function malformed(message: string): AwsFault {
  return new AwsFault('MalformedInput', message);
}
