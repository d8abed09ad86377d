import type { InputSpec } from '../domain/documents.ts';
import type { Json } from '../domain/json.ts';
import { formatPath, type Problem, show } from './problem.ts';
import type { DocumentPath } from './yaml-node.ts';

/** The longest text that an input takes unless the playbook says otherwise. */
export const DEFAULT_MAX_LENGTH = 256;

type Of<Type extends InputSpec['type']> = Extract<InputSpec, { readonly type: Type }>;

/** What is wrong with a value for an input; resources are only checked to be text. */
export function inputValueProblem(spec: InputSpec, value: Json, path: DocumentPath): Problem | undefined {
  if (spec.type === 'integer') return integerProblem(spec, value, path);
  if (spec.type === 'string') return stringProblem(spec, value, path);
  if (spec.type === 'boolean') return typeof value === 'boolean' ? undefined : wrongType('true or false', value, path);
  return typeof value === 'string' ? undefined : wrongType('the name of a resource', value, path);
}

function integerProblem(spec: Of<'integer'>, value: Json, path: DocumentPath): Problem | undefined {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) return wrongType('a whole number', value, path);
  const { minimum = Number.MIN_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER } = spec;
  if (value >= minimum && value <= maximum) return undefined;
  const from = spec.minimum === undefined ? '' : ` from ${spec.minimum}`;
  const to = spec.maximum === undefined ? '' : ` up to ${spec.maximum}`;
  return { code: 'out-of-range', message: is(path, value), hint: `write a whole number${from}${to}`, path };
}

function stringProblem(spec: Of<'string'>, value: Json, path: DocumentPath): Problem | undefined {
  if (typeof value !== 'string') return wrongType('text', value, path);
  const maximum = spec.maxLength ?? DEFAULT_MAX_LENGTH;
  if (value.length > maximum) {
    return { code: 'out-of-range', message: is(path, value), hint: `write at most ${maximum} characters`, path };
  }
  if (spec.enum !== undefined && !spec.enum.includes(value)) {
    return { code: 'invalid-value', message: is(path, value), hint: `use one of: ${spec.enum.join(', ')}`, path };
  }
  if (spec.pattern === undefined || wholeMatch(spec.pattern).test(value)) return undefined;
  return { code: 'invalid-value', message: is(path, value), hint: `it has to match ${spec.pattern}`, path };
}

/** The pattern of an input, which has to match the whole value. */
export function wholeMatch(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`, 'u');
}

function wrongType(wanted: string, value: Json, path: DocumentPath): Problem {
  const quotes = typeof value === 'string' ? ', without quotes' : '';
  return { code: 'wrong-type', message: is(path, value), hint: `write ${wanted}${quotes}`, path };
}

function is(path: DocumentPath, value: Json): string {
  return `${formatPath(path)} is ${show(value)}`;
}
