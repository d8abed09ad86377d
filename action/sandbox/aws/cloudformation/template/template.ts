import { isJsonObject, type Json, type JsonObject } from '../../../../domain/json.ts';
import { formatError } from '../errors.ts';
import { RESOURCE_TYPES } from '../resources/registry.ts';
import { type Condition, parseCondition } from './condition.ts';
import { type Expression, parseExpression } from './expression.ts';
import { requireMembers } from './members.ts';
import { requireKnownNames } from './names.ts';
import { type ParameterDefinition, parseParameter } from './parameters.ts';
import { readTemplate } from './text.ts';

/** What becomes of a resource that its stack gives up. */
export type DeletionPolicy = 'Delete' | 'Retain' | 'RetainExceptOnCreate';

export interface ResourceDefinition {
  readonly id: string;
  readonly type: string;
  readonly properties: Extract<Expression, { kind: 'object' }>;
  /** Nothing reads it, but what it refers to is made before. */
  readonly metadata: Expression;
  readonly condition: string | undefined;
  readonly dependsOn: readonly string[];
  readonly deletionPolicy: DeletionPolicy;
  readonly updateReplacePolicy: DeletionPolicy;
}

export interface OutputDefinition {
  readonly name: string;
  readonly description: string | undefined;
  readonly value: Expression;
  readonly condition: string | undefined;
}

/** A template that is whole: each name that it uses is declared, each type and property known. */
export interface Template {
  readonly text: string;
  readonly description: string | undefined;
  readonly parameters: ReadonlyMap<string, ParameterDefinition>;
  readonly conditions: ReadonlyMap<string, Condition>;
  readonly resources: ReadonlyMap<string, ResourceDefinition>;
  readonly outputs: ReadonlyMap<string, OutputDefinition>;
}

const SECTIONS = [
  'AWSTemplateFormatVersion',
  'Description',
  'Metadata',
  'Parameters',
  'Conditions',
  'Resources',
  'Outputs',
];
const ATTRIBUTES = [
  'Type',
  'Properties',
  'Condition',
  'DependsOn',
  'DeletionPolicy',
  'UpdateReplacePolicy',
  'Metadata',
];
const POLICIES = ['Delete', 'Retain', 'RetainExceptOnCreate'] as const;
const LIMITS = { Parameters: 200, Conditions: 500, Resources: 500, Outputs: 200 } as const;
const MAX_DESCRIPTION_BYTES = 1_024;

/** Reads a template; throws ValidationError for everything in it that CloudFormation or the sandbox does not take. */
export function parseTemplate(text: string): Template {
  const source = readTemplate(text);
  requireMembers(source, SECTIONS, '');
  const version = source['AWSTemplateFormatVersion'];
  if (version !== undefined && version !== '2010-09-09') {
    throw formatError(`unsupported template format version ${JSON.stringify(version)}`);
  }
  const metadata = source['Metadata'];
  if (metadata !== undefined && !isJsonObject(metadata)) throw formatError('[/Metadata] it must be an object');
  const description = optionalString(source, 'Description', '');
  if (Buffer.byteLength(description ?? '') > MAX_DESCRIPTION_BYTES) {
    throw formatError(`[/Description] it is longer than ${MAX_DESCRIPTION_BYTES} bytes`);
  }
  const template: Template = {
    text,
    description,
    parameters: section(source, 'Parameters', parseParameter),
    conditions: section(source, 'Conditions', (name, value) => parseCondition(value, `/Conditions/${name}`)),
    resources: section(source, 'Resources', parseResource),
    outputs: section(source, 'Outputs', parseOutput),
  };
  if (template.resources.size === 0) throw formatError('At least one Resources member must be defined.');
  requireKnownNames(template);
  return template;
}

function section<T>(
  source: JsonObject,
  name: keyof typeof LIMITS,
  parse: (name: string, value: Json) => T,
): ReadonlyMap<string, T> {
  const members = source[name];
  if (members === undefined) return new Map();
  if (!isJsonObject(members)) throw formatError(`[/${name}] it must be an object`);
  const entries = Object.entries(members);
  if (entries.length > LIMITS[name]) {
    throw formatError(
      `Number of ${name.toLowerCase()}, ${entries.length}, is greater than maximum allowed, ${LIMITS[name]}`,
    );
  }
  return new Map(
    entries.map(([key, value]) => {
      if (!/^[A-Za-z0-9]{1,255}$/.test(key)) throw formatError(`${name} name ${key} is non alphanumeric.`);
      return [key, parse(key, value)];
    }),
  );
}

function parseResource(id: string, value: Json): ResourceDefinition {
  const path = `/Resources/${id}`;
  if (!isJsonObject(value)) throw formatError(`[${path}] every Resources member must be an object`);
  requireMembers(value, ATTRIBUTES, path);
  const { Type: type, DependsOn: dependsOn = [] } = value;
  if (typeof type !== 'string') throw formatError(`[${path}] every Resources object must contain a Type member`);
  const known = RESOURCE_TYPES.get(type);
  if (known === undefined) throw formatError(`Unrecognized resource types: [${type}]`);
  const properties = parseExpression(value['Properties'] ?? {}, `${path}/Properties`);
  if (properties.kind !== 'object') throw formatError(`[${path}/Properties] it must be an object`);
  const unknown = properties.members.find(([name]) => !Object.hasOwn(known.properties, name));
  if (unknown !== undefined) throw formatError(`[${path}] Encountered unsupported property ${unknown[0]}`);
  return {
    id,
    type,
    properties,
    metadata: parseExpression(value['Metadata'] ?? {}, `${path}/Metadata`),
    condition: optionalString(value, 'Condition', path),
    dependsOn: [dependsOn].flat().map((name: Json) => requireText(name, `${path}/DependsOn`)),
    deletionPolicy: deletionPolicy(value, 'DeletionPolicy', path),
    updateReplacePolicy: deletionPolicy(value, 'UpdateReplacePolicy', path),
  };
}

function deletionPolicy(value: JsonObject, member: string, path: string): DeletionPolicy {
  const policy = optionalString(value, member, path) ?? 'Delete';
  const known = POLICIES.find((candidate) => candidate === policy);
  if (known === undefined || (member === 'UpdateReplacePolicy' && known === 'RetainExceptOnCreate')) {
    throw formatError(`[${path}] Unrecognized ${member} ${policy}`);
  }
  return known;
}

function parseOutput(name: string, value: Json): OutputDefinition {
  const path = `/Outputs/${name}`;
  if (!isJsonObject(value)) throw formatError(`[${path}] every Outputs member must be an object`);
  requireMembers(value, ['Description', 'Value', 'Condition'], path);
  if (value['Value'] === undefined) throw formatError(`[${path}] every Outputs member must contain a Value object`);
  return {
    name,
    description: optionalString(value, 'Description', path),
    value: parseExpression(value['Value'], `${path}/Value`),
    condition: optionalString(value, 'Condition', path),
  };
}

function optionalString(value: JsonObject, member: string, path: string): string | undefined {
  const text = value[member];
  return text === undefined ? undefined : requireText(text, `${path}/${member}`);
}

function requireText(value: Json, path: string): string {
  if (typeof value !== 'string') throw formatError(`[${path}] ${JSON.stringify(value)} is not a string`);
  return value;
}
