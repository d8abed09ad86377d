import { isJsonObject, type Json, type JsonObject } from '../../../../domain/json.ts';
import { formatError, templateError } from '../errors.ts';
import { parseSub } from './sub.ts';

/** A value of a template with its functions read. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'object'; readonly members: readonly (readonly [string, Expression])[] }
  | { readonly kind: 'ref'; readonly name: string }
  | { readonly kind: 'attribute'; readonly resource: string; readonly attribute: string }
  | { readonly kind: 'join'; readonly delimiter: string; readonly list: Expression }
  | { readonly kind: 'split'; readonly delimiter: string; readonly text: Expression }
  | { readonly kind: 'select'; readonly index: Expression; readonly list: Expression }
  | { readonly kind: 'if'; readonly condition: string; readonly chosen: Expression; readonly otherwise: Expression }
  /** `Fn::Sub`: texts and values, one after the other. */
  | { readonly kind: 'sub'; readonly parts: readonly Expression[] };

/** Reads a value; throws ValidationError for every function that the sandbox does not know, and for a known one's misuse. */
export function parseExpression(value: Json, path: string): Expression {
  if (Array.isArray(value)) {
    return { kind: 'list', items: value.map((item, index) => parseExpression(item, `${path}/${index}`)) };
  }
  if (!isJsonObject(value)) {
    if (value === null) throw formatError(`[${path}] 'null' values are not allowed in templates`);
    if (typeof value === 'string' && value.includes('{{resolve:')) {
      throw templateError(`${path}: the sandbox has no dynamic references: ${value}`);
    }
    return { kind: 'literal', value: value as string | number | boolean };
  }
  const name = functionName(value, path);
  if (name === undefined) {
    const members = Object.entries(value).map(([key, item]) => [key, parseExpression(item, `${path}/${key}`)] as const);
    return { kind: 'object', members };
  }
  return parseFunction(name, value[name] ?? null, `${path}/${name}`);
}

/** The one function that an object is, if it is one: no other key may stand beside it. */
export function functionName(value: JsonObject, path: string): string | undefined {
  const keys = Object.keys(value);
  const name = keys.find((key) => key === 'Ref' || key.startsWith('Fn::'));
  if (name !== undefined && keys.length > 1) {
    throw formatError(`[${path}] ${name} stands beside other keys: ${keys.join(', ')}`);
  }
  return name;
}

function parseFunction(name: string, argument: Json, path: string): Expression {
  const parse = (value: Json | undefined): Expression => parseExpression(value ?? null, path);
  switch (name) {
    case 'Ref':
      return { kind: 'ref', name: requireString(argument, path) };
    case 'Fn::GetAtt':
      return parseGetAtt(argument, path);
    case 'Fn::Sub':
      return parseSub(argument, path, parse);
    case 'Fn::Join': {
      const [delimiter, list] = requireArguments(argument, 2, path);
      return { kind: 'join', delimiter: requireString(delimiter, path), list: parse(list) };
    }
    case 'Fn::Split': {
      const [delimiter, text] = requireArguments(argument, 2, path);
      const separator = requireString(delimiter, path);
      if (separator === '') throw templateError(`${path}: Fn::Split needs a delimiter`);
      return { kind: 'split', delimiter: separator, text: parse(text) };
    }
    case 'Fn::Select': {
      const [index, list] = requireArguments(argument, 2, path);
      return { kind: 'select', index: parse(index), list: parse(list) };
    }
    case 'Fn::If': {
      const [condition, chosen, otherwise] = requireArguments(argument, 3, path);
      return {
        kind: 'if',
        condition: requireString(condition, path),
        chosen: parse(chosen),
        otherwise: parse(otherwise),
      };
    }
    default:
      throw templateError(`${path}: the sandbox does not know the function ${name}`);
  }
}

function parseGetAtt(argument: Json, path: string): Expression {
  const parts = typeof argument === 'string' ? splitOnce(argument) : argument;
  const [resource, attribute] = requireArguments(parts, 2, path).map((part) => requireString(part, path));
  if (!resource || !attribute) throw templateError(`${path}: Fn::GetAtt needs a resource and an attribute`);
  return { kind: 'attribute', resource, attribute };
}

/** `Role.Arn` → `Role`, `Arn`; an attribute may hold dots of its own. */
function splitOnce(text: string): readonly string[] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}

/** The arguments of a function that takes a list of exactly so many. */
export function requireArguments(argument: Json, count: number, path: string): readonly Json[] {
  if (!Array.isArray(argument) || argument.length !== count) {
    throw templateError(`${path}: it takes a list of ${count} values`);
  }
  return argument;
}

export function requireString(value: Json | undefined, path: string): string {
  if (typeof value !== 'string') throw templateError(`${path}: ${JSON.stringify(value)} is not a string`);
  return value;
}
