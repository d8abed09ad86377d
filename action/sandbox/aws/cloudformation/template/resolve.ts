import type { Json } from '../../../../domain/json.ts';
import { templateError } from '../errors.ts';
import type { Expression } from './expression.ts';

/** What the names of a template stand for. Each function throws for a name that it does not know. */
export interface Scope {
  /** A parameter, a pseudo parameter, or a resource's main value. */
  readonly ref: (name: string) => string | readonly string[];
  readonly attribute: (resource: string, attribute: string) => string;
  readonly condition: (name: string) => boolean;
}

const NO_VALUE = 'AWS::NoValue';

/** The value of an expression; undefined for `AWS::NoValue`, which takes its key or its place in a list away. */
export function resolve(expression: Expression, scope: Scope): Json | undefined {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'list':
      return expression.items.flatMap((item) => {
        const value = resolve(item, scope);
        return value === undefined ? [] : [value];
      });
    case 'object':
      return Object.fromEntries(
        expression.members.flatMap(([key, member]) => {
          const value = resolve(member, scope);
          return value === undefined ? [] : [[key, value] as const];
        }),
      );
    case 'ref':
      return expression.name === NO_VALUE ? undefined : scope.ref(expression.name);
    case 'attribute':
      return scope.attribute(expression.resource, expression.attribute);
    case 'join':
      return texts(expression.list, scope, 'Fn::Join').join(expression.delimiter);
    case 'split':
      return textOf(resolve(expression.text, scope), 'Fn::Split').split(expression.delimiter);
    case 'select':
      return select(expression, scope);
    case 'if':
      return resolve(scope.condition(expression.condition) ? expression.chosen : expression.otherwise, scope);
    case 'sub':
      return expression.parts.map((part) => textOf(resolve(part, scope), 'Fn::Sub')).join('');
  }
}

function select(expression: Extract<Expression, { kind: 'select' }>, scope: Scope): Json {
  const index = textOf(resolve(expression.index, scope), 'Fn::Select');
  const list = resolve(expression.list, scope);
  if (!Array.isArray(list)) throw templateError('Fn::Select requires a list');
  const value: Json | undefined = /^\d{1,6}$/.test(index) ? list[Number(index)] : undefined;
  if (value === undefined) throw templateError(`Fn::Select cannot select nonexistent value at index ${index}`);
  return value;
}

function texts(expression: Expression, scope: Scope, name: string): readonly string[] {
  const list = resolve(expression, scope);
  if (!Array.isArray(list)) throw templateError(`${name} requires a list of strings`);
  return list.map((item: Json) => textOf(item, name));
}

/** A string, or a number or boolean as the string that CloudFormation makes of it. */
export function textOf(value: Json | undefined, name: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw templateError(`${name} requires strings, not ${value === undefined ? 'AWS::NoValue' : JSON.stringify(value)}`);
}
