import { validationError } from './faults.ts';

/** The value, or AWS's ValidationError when the member is missing. */
export function required<T>(value: T | undefined, member: string): T {
  if (value === undefined) {
    throw validationError(
      `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
    );
  }
  return value;
}

/** Like `required`, for lists, which must also hold something. */
export function requiredList<T>(value: readonly T[] | undefined, member: string): readonly T[] {
  const list = required(value, member);
  if (list.length === 0) throw validationError(`${member} must hold at least one item`);
  return list;
}

/** Refuses a number outside the range, or that is no whole number. Undefined passes. */
export function requireRange(value: number | undefined, member: string, minimum: number, maximum: number): void {
  if (value === undefined) return;
  if (Number.isInteger(value) && value >= minimum && value <= maximum) return;
  const bound = value < minimum ? `greater than or equal to ${minimum}` : `less than or equal to ${maximum}`;
  throw validationError(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must have value ${bound}`,
  );
}

/** Refuses a string that is not one of `allowed`. Undefined passes. */
export function requireOneOf(value: string | undefined, member: string, allowed: readonly string[]): void {
  if (value === undefined || allowed.includes(value)) return;
  throw validationError(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must satisfy enum value set: [${allowed.join(', ')}]`,
  );
}

/** Refuses what is longer than a rule's condition may be, in the words that AWS has for conditions. Undefined passes. */
export function requireConditionLength(value: string | undefined, what: string, limit: number): void {
  if (value === undefined || value.length <= limit) return;
  throw validationError(`The '${what}' value is too long; the limit is '${limit}'`);
}

/** Refuses a string longer than `maximum` characters. Undefined passes. */
export function requireLength(value: string | undefined, member: string, maximum: number, minimum = 0): void {
  if (value === undefined || (value.length >= minimum && value.length <= maximum)) return;
  throw validationError(
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must have length between ${minimum} and ${maximum}`,
  );
}

/** Refuses what AWS refuses as the name of a load balancer or target group. */
export function requireName(name: string, kind: 'Load balancer' | 'Target group'): void {
  if (name.length > 32) throw validationError(`${kind} name '${name}' cannot be longer than '32' characters`);
  if (!/^[A-Za-z0-9-]+$/.test(name)) {
    throw validationError(
      `${kind} name '${name}' can only contain characters that are alphanumeric characters or hyphens(-)`,
    );
  }
  if (name.startsWith('-') || name.endsWith('-')) {
    throw validationError(`${kind} name '${name}' cannot begin or end with a hyphen(-)`);
  }
}

/** Lookaround, named and atomic groups, backreferences and Unicode classes, which the load balancer's dialect leaves out. */
const UNSUPPORTED_REGEX = /\(\?[=!<>]|\\[1-9kpP]/;

/** Refuses what is no regular expression of the load balancer's dialect. */
export function requireRegex(source: string): RegExp {
  if (UNSUPPORTED_REGEX.test(source))
    throw validationError(`'${source}' uses an unsupported regular expression feature`);
  try {
    return new RegExp(source);
  } catch {
    throw validationError(`'${source}' is not a valid regular expression`);
  }
}

/** `true` and `false` as attributes spell them. */
export function requireBoolean(value: string, key: string): void {
  if (value !== 'true' && value !== 'false') throw validationError(`The value of '${key}' must be 'true' or 'false'`);
}
