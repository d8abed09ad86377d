import { BreakglassError } from '../domain/error.ts';
import type { Json } from '../domain/json.ts';

/** The values of a policy's element: one string or a list of them; conditions may also hold bare booleans and numbers. */
export function strings(value: Json | undefined, name: string, scalars = false): readonly string[] {
  const list = [value ?? []].flat();
  if (list.length === 0) throw refusedPolicy(`${name} is empty`);
  return list.map((item) => {
    if (typeof item === 'string') return item;
    if (scalars && (typeof item === 'boolean' || typeof item === 'number')) return String(item);
    throw refusedPolicy(`${name} holds ${JSON.stringify(item)}, not a string`);
  });
}

/** The error for a policy that is not understood as a whole. */
export function refusedPolicy(why: string): BreakglassError {
  return new BreakglassError('invalid-value', `the policy is refused: ${why}`);
}
