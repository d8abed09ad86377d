import { BreakglassError } from '../domain/error.ts';
import { conditionKey } from './condition-keys.ts';
import type { RequestContext } from './context.ts';

/** `${name}` or `${name, 'default'}` in a policy. */
export interface PolicyVariable {
  /** A condition key, in lower case. */
  readonly variable: string;
  /** Stands in for a key that has no value in the request. */
  readonly otherwise: string | undefined;
}

/** The documentation does not say what a wildcard, a quote or a brace in a default means: they are refused. */
const VARIABLE = /^([^\s,']+)(?:, '([^'*?${}]+)')?$/;

/**
 * A policy variable from the text between its braces. Throws `invalid-value` for a form, or a key, that is not known, and
 * for a multivalued key: left as it stands, such a variable would make an Allow narrower, but a Deny weaker.
 */
export function parsePolicyVariable(text: string): PolicyVariable {
  const match = VARIABLE.exec(text);
  const name = match?.[1];
  if (match === null || name === undefined) {
    throw new BreakglassError('invalid-value', `"\${${text}}" is not a policy variable`, {
      hint: "write ${key} or ${key, 'default'}, the default without quotes, wildcards and braces",
    });
  }
  if (conditionKey(name).multivalued) {
    throw new BreakglassError('invalid-value', `policy variable "${name}" may have several values`, {
      hint: 'only keys with a single value stand in variables',
    });
  }
  return { variable: name.toLowerCase(), otherwise: match[2] };
}

/** The variable's value in a request; undefined, which nothing equals, for a key that is missing or empty. */
export function valueOf({ variable, otherwise }: PolicyVariable, context: RequestContext): string | undefined {
  const value = context.get(variable)?.[0];
  return value === undefined || value === '' ? otherwise : value;
}
