import { BreakglassError } from '../domain/error.ts';

/** What a CloudFormation template is made of, with its functions in their long form: `{ Ref: … }`, `{ 'Fn::Sub': … }`. */
export type Value = string | number | boolean | readonly Value[] | Fields;

/** An object of a template. */
export interface Fields {
  readonly [key: string]: Value;
}

export function isFields(value: Value): value is Fields {
  return typeof value === 'object' && !Array.isArray(value);
}

/** Takes the element or property away that it is given to. */
export const NO_VALUE: Fields = { Ref: 'AWS::NoValue' };

/** A parameter's value, or a resource's name or ARN. */
export function ref(name: string): Fields {
  return { Ref: name };
}

/** An attribute of a resource. */
export function attribute(resource: string, name: string): Fields {
  return { 'Fn::GetAtt': [resource, name] };
}

/** `yes` or `no`, by a condition of the template. */
export function choose(condition: string, yes: Value, no: Value): Fields {
  return { 'Fn::If': [condition, yes, no] };
}

/** `value` where the condition holds; nothing otherwise. */
export function only(condition: string, value: Value): Fields {
  return choose(condition, value, NO_VALUE);
}

export function join(separator: string, parts: Value): Fields {
  return { 'Fn::Join': [separator, parts] };
}

/** The pseudo parameters that our own texts hold in place of what only the customer's account knows. */
export const PARTITION = '${AWS::Partition}';
export const ACCOUNT = '${AWS::AccountId}';

const PSEUDO = /\$\{AWS::(?:Partition|AccountId)\}/g;

/**
 * A text of ours that may hold `PARTITION` and `ACCOUNT`. Refuses every other `$`: CloudFormation or IAM would replace what
 * follows it. What people wrote never comes here, but stands in the template as plain text, in which nothing is replaced.
 */
export function sub(text: string): Value {
  if (text.replace(PSEUDO, '').includes('$')) {
    throw new BreakglassError('invalid-value', `"${text}" holds a "$" where AWS would replace what follows`, {
      hint: 'write it without "$"',
    });
  }
  return text.includes('$') ? { 'Fn::Sub': plain(text) } : plain(text);
}

/**
 * A text that stands in a resource as it is. CloudFormation replaces nothing in it, not even `${…}`, except dynamic references
 * to parameters and secrets of the account, which nobody may write into a role.
 */
export function plain(text: string): string {
  if (!text.includes('{{')) return text;
  throw new BreakglassError('invalid-value', `"${text}" holds "{{", with which CloudFormation looks up parameters`, {
    hint: 'write it without "{{"',
  });
}

/** `text` as it is once the stack stands, in the account `123456789012` of `partition`: to count characters, and to evaluate. */
export function resolved(text: string, partition: string): string {
  return text.replaceAll(PARTITION, partition).replaceAll(ACCOUNT, '123456789012');
}
