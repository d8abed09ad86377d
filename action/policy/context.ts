import { BreakglassError } from '../domain/error.ts';

/** Condition keys in lower case, with the values that the request holds. A key without values counts as absent. */
export type RequestContext = ReadonlyMap<string, readonly string[]>;

/** The context of a request. Condition keys are case-insensitive, so two keys that differ only in case are refused. */
export function requestContext(keys: Readonly<Record<string, readonly string[]>>): RequestContext {
  const context = new Map<string, readonly string[]>();
  for (const [name, values] of Object.entries(keys)) {
    const key = name.toLowerCase();
    if (context.has(key))
      throw new BreakglassError('invalid-value', `condition key "${name}" stands twice in a request`);
    if (values.length > 0) context.set(key, values);
  }
  return context;
}
