import { isJsonObject, type Json } from '../../../../domain/json.ts';
import { templateError } from '../errors.ts';
import type { Expression } from './expression.ts';

const PLACEHOLDER = /\$\{([^}]*)\}/g;
const NAME = /^[A-Za-z0-9_.:]+$/;

/** `Fn::Sub`: a text, or a text and the values of names of its own. `${!x}` stands for the text `${x}`. */
export function parseSub(argument: Json, path: string, parse: (value: Json) => Expression): Expression {
  const [text, names = {}, ...more] = Array.isArray(argument) ? argument : [argument];
  if (typeof text !== 'string' || !isJsonObject(names) || more.length > 0) {
    throw templateError(`${path}: it takes a text, or a list of a text and an object of values`);
  }
  const values = new Map(Object.entries(names).map(([name, value]) => [name, parse(value)]));
  const used = new Set<string>();
  const parts: Expression[] = [];
  let end = 0;
  for (const match of text.matchAll(PLACEHOLDER)) {
    parts.push(literal(text.slice(end, match.index)), placeholder(match[1] ?? '', values, path));
    used.add(match[1] ?? '');
    end = match.index + match[0].length;
  }
  const unused = [...values.keys()].find((name) => !used.has(name));
  if (unused !== undefined) throw templateError(`${path}: the text of Fn::Sub does not use "${unused}"`);
  parts.push(literal(text.slice(end)));
  return { kind: 'sub', parts };
}

function placeholder(name: string, values: ReadonlyMap<string, Expression>, path: string): Expression {
  if (name.startsWith('!')) return literal(`\${${name.slice(1)}}`);
  if (!NAME.test(name)) {
    throw templateError(
      `${path}: variable names in Fn::Sub syntax must contain only alphanumeric characters, underscores, periods, and colons, not "${name}"`,
    );
  }
  const given = values.get(name);
  if (given !== undefined) return given;
  const dot = name.indexOf('.');
  return dot < 0
    ? { kind: 'ref', name }
    : { kind: 'attribute', resource: name.slice(0, dot), attribute: name.slice(dot + 1) };
}

function literal(value: string): Expression {
  return { kind: 'literal', value };
}
