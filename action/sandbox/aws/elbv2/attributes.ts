import { requireBoolean, required, requiredList, requireOneOf, requireRange } from './constraints.ts';
import { validationError } from './faults.ts';
import { LIMITS } from './limits.ts';
import type { Pairs } from './records.ts';

/** What an attribute may hold: its check throws AWS's error. */
export type AttributeCheck = (value: string, key: string) => void;

/** Attribute key → default value and check. */
export type AttributeTable = Readonly<Record<string, readonly [value: string, check: AttributeCheck]>>;

interface Attribute {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

export const booleanAttribute: AttributeCheck = requireBoolean;
export const textAttribute: AttributeCheck = () => undefined;

export function rangeAttribute(minimum: number, maximum: number, ...words: readonly string[]): AttributeCheck {
  return (value, key) => {
    if (!words.includes(value)) requireRange(/^\d+$/.test(value) ? Number(value) : Number.NaN, key, minimum, maximum);
  };
}

export function choiceAttribute(...allowed: readonly string[]): AttributeCheck {
  return (value, key) => requireOneOf(value, key, allowed);
}

export function defaultsOf(table: AttributeTable): Pairs {
  return new Map(Object.entries(table).map(([key, [value]]) => [key, value]));
}

/** All or nothing: every change is checked before any of them counts. Keys not named keep their values. */
export function changedAttributes(
  table: AttributeTable,
  before: Pairs,
  changes: readonly Attribute[] | undefined,
): Pairs {
  const after = new Map(before);
  const list = requiredList(changes, 'attributes');
  if (list.length > LIMITS.attributesPerRequest) {
    throw validationError(`at most ${LIMITS.attributesPerRequest} attributes can be changed at once`);
  }
  const keys = list.map((change) => change.Key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) throw validationError(`The attribute key '${twice}' was specified more than once`);
  for (const change of list) {
    const key = required(change.Key, 'attributes.member.key');
    const value = change.Value ?? '';
    const known = Object.hasOwn(table, key) ? table[key] : undefined;
    if (known === undefined) throw validationError(`The attribute key '${key}' is not recognized`);
    known[1](value, key);
    after.set(key, value);
  }
  return after;
}

/** Attributes as the API answers them. */
export function answeredAttributes(pairs: Pairs): { Key: string; Value: string }[] {
  return [...pairs].map(([Key, Value]) => ({ Key, Value }));
}
