import { isJsonObject, type Json } from '../domain/json.ts';
import { nearest } from './nearest.ts';
import { formatPath, type Problem, show } from './problem.ts';
import { PATTERN_ERRORS } from './schema/patterns.ts';
import { pathOf, valueAt } from './schema-path.ts';
import type { SchemaError } from './schema-place.ts';
import type { DocumentPath } from './yaml-node.ts';

/** Keywords that only repeat what another error of the same value says. */
const REPEATING = new Set(['propertyNames', 'if', 'anyOf', 'oneOf']);

/** Where the value that a schema judges stands in its document, and which keys the schema knows. */
export interface Judged {
  readonly root: Json;
  readonly base: DocumentPath;
  readonly known: (path: DocumentPath) => readonly string[];
}

/** A schema error in our words; undefined when another error says the same. */
export function schemaProblem(error: SchemaError, { root, base, known }: Judged): Problem | undefined {
  const inner = pathOf(error.instancePath, root);
  const value = valueAt(root, inner);
  const path = [...base, ...inner];
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownKey(path, String(error.params['additionalProperty']), known(inner), value);
    case 'required':
    case 'dependentRequired':
      return missingKey(path, String(error.params['missingProperty']), value);
    case 'type':
      return wrongType(path, value, error.params['type']);
    case 'const':
    case 'enum':
      return notAllowed(path, value, error);
    case 'discriminator':
      return wrongTag(path, value);
    case 'not':
      return excluded(path, value);
    case 'pattern':
      return mismatch(path, value, error);
    default:
      return REPEATING.has(error.keyword) ? undefined : outOfRange(path, value, error);
  }
}

/** The known key that an unknown one was probably meant to be, a key that is not there yet before one that is. */
export function meantInstead(key: string, keys: readonly string[], parent: Json | undefined): string | undefined {
  const absent = keys.filter((candidate) => !isJsonObject(parent) || !Object.hasOwn(parent, candidate));
  return nearest(key, absent) ?? nearest(key, keys);
}

function unknownKey(path: DocumentPath, key: string, keys: readonly string[], parent: Json | undefined): Problem {
  const near = meantInstead(key, keys, parent);
  return {
    code: 'unknown-key',
    message: `unknown key "${key}" in ${formatPath(path)}`,
    hint: near === undefined ? `remove it; known keys: ${keys.join(', ') || 'none'}` : `did you mean "${near}"?`,
    path: [...path, key],
    point: 'key',
  };
}

function missingKey(path: DocumentPath, key: string, parent: Json | undefined): Problem {
  const example = key === 'version' ? 'version: 1' : `${key}: …`;
  return {
    code: 'missing-key',
    message: `"${key}" is missing in ${formatPath(path)}`,
    hint: isJsonObject(parent) && Object.keys(parent).length === 0 ? `write ${example}` : `add a line "${example}"`,
    path,
    point: 'key',
  };
}

function wrongType(path: DocumentPath, value: Json | undefined, wanted: unknown): Problem {
  const name = Array.isArray(wanted) ? wanted.join(' or ') : String(wanted);
  return {
    code: 'wrong-type',
    message: `${formatPath(path)} is ${show(value)}, not ${article(name)}`,
    hint: typeHint(value, name),
    path,
  };
}

function typeHint(value: Json | undefined, wanted: string): string {
  if (value === null || value === undefined) return 'give it a value, or remove the key';
  if (wanted === 'string' && typeof value !== 'object') {
    return 'put it in quotes: without them YAML reads a number or a boolean, and leading zeros are lost';
  }
  if (wanted === 'integer' && typeof value === 'string') return 'write it without quotes, as a whole number';
  if (wanted === 'array') return 'write a list: one line "- …" for each';
  if (wanted === 'object') return 'write keys and values: "key: value"';
  if (wanted === 'boolean') return 'write true or false, without quotes';
  return `write ${article(wanted)}`;
}

function article(type: string): string {
  if (type === 'array') return 'a list';
  if (type === 'object') return 'a mapping';
  if (type === 'string') return 'text';
  if (type === 'integer') return 'a whole number';
  return `a ${type}`;
}

function notAllowed(path: DocumentPath, value: Json | undefined, error: SchemaError): Problem {
  const { allowedValue, allowedValues } = error.params;
  const allowed = Array.isArray(allowedValues) ? allowedValues : [allowedValue];
  const message = `${formatPath(path)} is ${show(value)}`;
  if (path.length === 1 && path[0] === 'version') {
    return { code: 'unsupported-version', message, hint: 'write version: 1, or use a newer Breakglass', path };
  }
  return { code: 'invalid-value', message, hint: `use ${allowed.map(show).join(' or ')}`, path };
}

function excluded(path: DocumentPath, value: Json | undefined): Problem {
  const message = `${formatPath(path)} is ${show(value)}, which is excluded`;
  return { code: 'out-of-range', message, hint: 'docs/steps says what it may be', path };
}

/** What a schema refuses and nothing above explains: it is refused all the same. */
export function unexplained({ keyword, instancePath }: SchemaError, { root, base }: Judged): Problem {
  const path = [...base, ...pathOf(instancePath, root)];
  return {
    code: 'invalid-value',
    message: `${formatPath(path)} is not valid`,
    hint: `it does not satisfy "${keyword}"`,
    path,
  };
}

function wrongTag(path: DocumentPath, value: Json | undefined): Problem {
  if (isJsonObject(value) && !Object.hasOwn(value, 'type')) return missingKey(path, 'type', value);
  const tag = isJsonObject(value) ? value['type'] : undefined;
  const types = ['resource', 'integer', 'string', 'boolean'];
  const near = typeof tag === 'string' ? nearest(tag, types) : undefined;
  return {
    code: 'invalid-value',
    message: `${formatPath(path)} has the type ${show(tag)}`,
    hint: near === undefined ? `use one of: ${types.join(', ')}` : `did you mean "${near}"?`,
    path: [...path, 'type'],
  };
}

function mismatch(path: DocumentPath, value: Json | undefined, error: SchemaError): Problem {
  const pattern = String(error.params['pattern']);
  const known = PATTERN_ERRORS.get(pattern);
  const { code, hint } = known ?? { code: 'invalid-value' as const, hint: `it has to match ${pattern}` };
  const key = error.propertyName;
  if (key !== undefined) {
    return {
      code,
      message: `invalid name ${show(key)} in ${formatPath(path)}`,
      hint,
      path: [...path, key],
      point: 'key',
    };
  }
  return { code, message: `${formatPath(path)} is ${show(value)}`, hint, path };
}

/** Words for the limit of each keyword. */
const LIMITS: Readonly<Record<string, string>> = {
  minimum: 'at least',
  maximum: 'at most',
  exclusiveMinimum: 'more than',
  exclusiveMaximum: 'less than',
  minLength: 'characters: at least',
  maxLength: 'characters: at most',
  minItems: 'entries: at least',
  maxItems: 'entries: at most',
  minProperties: 'keys: at least',
  maxProperties: 'keys: at most',
  multipleOf: 'a multiple of',
};

function outOfRange(path: DocumentPath, value: Json | undefined, error: SchemaError): Problem {
  const words = Object.hasOwn(LIMITS, error.keyword) ? LIMITS[error.keyword] : undefined;
  const limit = error.params['limit'] ?? error.params['multipleOf'];
  return {
    code: words === undefined ? 'invalid-value' : 'out-of-range',
    message: `${formatPath(path)} is ${show(value)}`,
    hint: words === undefined ? `it does not satisfy "${error.keyword}"` : `allowed: ${words} ${String(limit)}`,
    path,
  };
}
