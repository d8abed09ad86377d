import { isJsonObject, type Json, type JsonObject } from '../../../../domain/json.ts';
import { formatError, validationError } from '../errors.ts';
import { requireMembers } from './members.ts';

/** A parameter that a template declares. */
export interface ParameterDefinition {
  readonly name: string;
  readonly type: 'String' | 'CommaDelimitedList';
  readonly description: string | undefined;
  readonly standard: string | undefined;
  readonly allowedValues: readonly string[] | undefined;
  readonly allowedPattern: { readonly text: string; readonly test: RegExp } | undefined;
  readonly minLength: number | undefined;
  readonly maxLength: number | undefined;
  /** Told instead of the constraint. */
  readonly constraint: string | undefined;
}

/** A value as a call gives it. */
export interface GivenParameter {
  readonly ParameterKey?: string | undefined;
  readonly ParameterValue?: string | undefined;
  readonly UsePreviousValue?: boolean | undefined;
  readonly ResolvedValue?: string | undefined;
}

const TYPES = ['String', 'CommaDelimitedList'] as const;
const MEMBERS = [
  'Type',
  'Description',
  'Default',
  'AllowedValues',
  'AllowedPattern',
  'MinLength',
  'MaxLength',
  'ConstraintDescription',
];
const MAX_VALUE_CHARACTERS = 4_096;

/** Reads one parameter's declaration. */
export function parseParameter(name: string, declaration: Json): ParameterDefinition {
  const path = `/Parameters/${name}`;
  if (!isJsonObject(declaration)) throw formatError(`[${path}] every Parameters member must be an object`);
  requireMembers(declaration, MEMBERS, path);
  const type = TYPES.find((known) => known === declaration['Type']);
  if (type === undefined) {
    throw formatError(`[${path}/Type] unrecognized parameter type: ${JSON.stringify(declaration['Type'])}`);
  }
  const values = declaration['AllowedValues'];
  const definition: ParameterDefinition = {
    name,
    type,
    description: optionalText(declaration, 'Description', path),
    standard: optionalText(declaration, 'Default', path),
    allowedValues: values === undefined ? undefined : parseAllowedValues(values, path),
    allowedPattern: parsePattern(optionalText(declaration, 'AllowedPattern', path), path),
    minLength: length(declaration, 'MinLength', path),
    maxLength: length(declaration, 'MaxLength', path),
    constraint: optionalText(declaration, 'ConstraintDescription', path),
  };
  const lengths = definition.minLength ?? definition.maxLength;
  if (type === 'CommaDelimitedList' && lengths !== undefined) {
    throw formatError(`[${path}] MinLength and MaxLength are for parameters of type String`);
  }
  if (definition.standard !== undefined) requireValue(definition, definition.standard);
  return definition;
}

/** A parameter's value as `Ref` gives it: a list is split at its commas, each item without the space around it. */
export function referenced(definition: ParameterDefinition, value: string): string | readonly string[] {
  return definition.type === 'String' ? value : value.split(',').map((item) => item.trim());
}

/**
 * The values of all parameters, from what a call gives, the values before (of an update) and the defaults. Throws
 * ValidationError for unknown, missing and unacceptable ones.
 */
export function parameterValues(
  definitions: ReadonlyMap<string, ParameterDefinition>,
  given: readonly GivenParameter[],
  before: ReadonlyMap<string, string> | undefined,
): ReadonlyMap<string, string> {
  const keys = given.map(({ ParameterKey: key = '' }) => key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) throw validationError(`Duplicate parameter key ${twice}`);
  const unknown = keys.filter((key) => !definitions.has(key));
  if (unknown.length > 0) {
    throw validationError(`Parameters: [${unknown.join(', ')}] do not exist in the template`);
  }
  const values = new Map(given.map((parameter) => [parameter.ParameterKey ?? '', givenValue(parameter, before)]));
  const missing: string[] = [];
  for (const definition of definitions.values()) {
    const value = values.get(definition.name) ?? definition.standard;
    if (value === undefined) missing.push(definition.name);
    else values.set(definition.name, requireValue(definition, value));
  }
  if (missing.length > 0) throw validationError(`Parameters: [${missing.join(', ')}] must have values`);
  return values;
}

function givenValue(parameter: GivenParameter, before: ReadonlyMap<string, string> | undefined): string {
  const { ParameterKey: key = '', ParameterValue: value, UsePreviousValue: previous = false } = parameter;
  const invalid = (why: string) => validationError(`Invalid input for parameter key ${key}. ${why}`);
  if (parameter.ResolvedValue !== undefined) throw invalid('Cannot specify a resolved value');
  if (!previous) {
    if (value === undefined) throw invalid('Either a value or usePreviousValue has to be specified');
    return value;
  }
  if (value !== undefined) throw invalid('Cannot specify usePreviousValue as true and also a value');
  const kept = before?.get(key);
  if (kept === undefined) {
    throw invalid('Cannot specify usePreviousValue as true for a parameter key not in the previous template');
  }
  return kept;
}

/** The value, within every constraint of its parameter. */
function requireValue(definition: ParameterDefinition, value: string): string {
  const { name, allowedValues, allowedPattern, minLength, maxLength } = definition;
  const refuse = (constraint: string) =>
    definition.constraint === undefined
      ? validationError(`Parameter '${name}' ${constraint}, found: ${value}`)
      : validationError(`Parameter ${name} failed to satisfy constraint: ${definition.constraint}`);
  if (value.length > MAX_VALUE_CHARACTERS) throw refuse(`must contain at most ${MAX_VALUE_CHARACTERS} characters`);
  if (minLength !== undefined && value.length < minLength)
    throw refuse(`must contain at least ${minLength} characters`);
  if (maxLength !== undefined && value.length > maxLength) throw refuse(`must contain at most ${maxLength} characters`);
  for (const item of [referenced(definition, value)].flat()) {
    if (allowedValues !== undefined && !allowedValues.includes(item)) {
      throw refuse(`must be one of AllowedValues (${allowedValues.join(', ')})`);
    }
    if (allowedPattern !== undefined && !allowedPattern.test.test(item)) {
      throw refuse(`must match pattern ${allowedPattern.text}`);
    }
  }
  return value;
}

function parseAllowedValues(values: Json, path: string): readonly string[] {
  if (!Array.isArray(values) || values.length === 0) throw formatError(`[${path}/AllowedValues] it must be a list`);
  return values.map((value: Json) => text(value, `${path}/AllowedValues`));
}

/** A value has to match as a whole. */
function parsePattern(pattern: string | undefined, path: string): ParameterDefinition['allowedPattern'] {
  if (pattern === undefined) return undefined;
  try {
    return { text: pattern, test: new RegExp(`^(?:${pattern})$`, 'u') };
  } catch (error) {
    throw formatError(`[${path}/AllowedPattern] ${error instanceof Error ? error.message : String(error)}`);
  }
}

function length(declaration: JsonObject, member: string, path: string): number | undefined {
  const value = optionalText(declaration, member, path);
  if (value !== undefined && !/^\d{1,6}$/.test(value)) throw formatError(`[${path}/${member}] ${value} is no length`);
  return value === undefined ? undefined : Number(value);
}

function optionalText(declaration: JsonObject, member: string, path: string): string | undefined {
  const value = declaration[member];
  return value === undefined ? undefined : text(value, `${path}/${member}`);
}

function text(value: Json, path: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw formatError(`[${path}] every value must be a string, not ${JSON.stringify(value)}`);
}
