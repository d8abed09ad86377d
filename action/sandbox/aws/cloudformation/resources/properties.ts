import { isJsonObject, type Json, type JsonObject } from '../../../../domain/json.ts';
import type { Tag } from '../../iam/world.ts';
import { AwsFault } from '../../service.ts';

/** Of what shape a property is. `policies` are IAM's inline policies; `json` is kept as it is. */
export type Shape = 'string' | 'integer' | 'boolean' | 'json' | 'strings' | 'objects' | 'tags' | 'policies';

export interface PropertyRule {
  readonly shape: Shape;
  readonly required?: true;
  /** A change of it makes a new resource, and then takes the old one away. */
  readonly replaces?: true;
}

/** Properties in their shapes, or the error that CloudFormation puts into the resource's event. */
export function shapeProperties(
  rules: Readonly<Record<string, PropertyRule>>,
  properties: JsonObject,
  logicalId: string,
): JsonObject {
  const refuse = (why: string) =>
    new AwsFault('InvalidRequest', `Properties validation failed for resource ${logicalId} with message: ${why}`);
  for (const [name, { required }] of Object.entries(rules)) {
    if (required === true && properties[name] === undefined) throw refuse(`#: required key [${name}] not found`);
  }
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => {
      const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
      if (rule === undefined) throw refuse(`#: extraneous key [${name}] is not permitted`);
      const shaped = shape(rule.shape, value);
      if (shaped === undefined) throw refuse(`#/${name}: expected ${rule.shape}, found: ${JSON.stringify(value)}`);
      return [name, shaped];
    }),
  );
}

/** CloudFormation takes numbers and booleans for strings, and strings that say a number or boolean for these. */
function shape(wanted: Shape, value: Json): Json | undefined {
  switch (wanted) {
    case 'string':
      return scalarText(value);
    case 'integer':
      return /^-?\d{1,15}$/.test(scalarText(value) ?? '') ? Number(scalarText(value)) : undefined;
    case 'boolean':
      return { true: true, false: false }[scalarText(value) ?? ''];
    case 'json':
      return isJsonObject(value) ? value : undefined;
    case 'strings':
      return listOf(value, scalarText);
    case 'objects':
      return listOf(value, (item) => (isJsonObject(item) ? item : undefined));
    case 'tags':
      return listOf(value, (item) => members(item, { Key: scalarText, Value: scalarText }));
    case 'policies':
      return listOf(value, (item) =>
        members(item, { PolicyName: scalarText, PolicyDocument: (document) => shape('json', document) }),
      );
  }
}

function scalarText(value: Json | undefined): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

function listOf(value: Json, item: (value: Json) => Json | undefined): Json | undefined {
  if (!Array.isArray(value)) return undefined;
  const shaped = value.map((one: Json) => item(one));
  return shaped.every((one) => one !== undefined) ? shaped : undefined;
}

function members(
  value: Json,
  wanted: Readonly<Record<string, (value: Json) => Json | undefined>>,
): JsonObject | undefined {
  if (!isJsonObject(value) || Object.keys(value).length !== Object.keys(wanted).length) return undefined;
  const entries = Object.entries(wanted).flatMap(([name, read]) => {
    const member = value[name];
    const shaped = member === undefined ? undefined : read(member);
    return shaped === undefined ? [] : [[name, shaped] as const];
  });
  return entries.length === Object.keys(wanted).length ? Object.fromEntries(entries) : undefined;
}

/** A string property, after its shape was looked at. */
export function stringOf(properties: JsonObject, name: string): string | undefined {
  const value = properties[name];
  return typeof value === 'string' ? value : undefined;
}

export function integerOf(properties: JsonObject, name: string): number | undefined {
  const value = properties[name];
  return typeof value === 'number' ? value : undefined;
}

/** A policy document as IAM takes it. */
export function documentOf(properties: JsonObject, name: string): string {
  return JSON.stringify(properties[name] ?? {});
}

export function stringsOf(properties: JsonObject, name: string): readonly string[] {
  return [properties[name] ?? []].flat().filter((value): value is string => typeof value === 'string');
}

/** Inline policies by name. */
export function policiesOf(properties: JsonObject): ReadonlyMap<string, string> {
  return new Map(
    objects(properties, 'Policies').map((policy) => [
      stringOf(policy, 'PolicyName') ?? '',
      documentOf(policy, 'PolicyDocument'),
    ]),
  );
}

/** The resource's tags, and those of its stack that it has no others for. */
export function tagsOf(properties: JsonObject, stackTags: readonly Tag[]): Tag[] {
  const own = objects(properties, 'Tags').map((tag) => ({
    Key: stringOf(tag, 'Key') ?? '',
    Value: stringOf(tag, 'Value') ?? '',
  }));
  const keys = new Set(own.map(({ Key: key }) => key));
  return [...own, ...stackTags.filter(({ Key: key }) => !keys.has(key))];
}

function objects(properties: JsonObject, name: string): readonly JsonObject[] {
  return [properties[name] ?? []].flat().filter((value) => isJsonObject(value));
}
