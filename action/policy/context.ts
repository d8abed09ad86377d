import { BreakglassError } from '../domain/error.ts';
import { knownConditionKey } from './condition-keys.ts';

/** Condition keys in lower case, with the values that the request holds. A key without values counts as absent. */
export type RequestContext = ReadonlyMap<string, readonly string[]>;

/**
 * The context of a request. Condition keys are case-insensitive, so two keys that differ only in case are refused, and so
 * are several values of a key that has one. Keys that are not known are let in: no policy that names them is ever compiled,
 * so they decide nothing, and a service may add keys to its requests before anybody writes a policy about them.
 */
export function requestContext(keys: Readonly<Record<string, readonly string[]>>): RequestContext {
  const context = new Map<string, readonly string[]>();
  for (const [name, values] of Object.entries(keys)) {
    const key = name.toLowerCase();
    if (context.has(key)) {
      throw new BreakglassError('invalid-value', `condition key "${name}" stands twice in a request`);
    }
    if (values.length > 1 && knownConditionKey(name)?.multivalued === false) {
      throw new BreakglassError('invalid-value', `condition key "${name}" has ${values.length} values in a request`, {
        hint: 'it is single-valued',
      });
    }
    if (values.length > 0) context.set(key, values);
  }
  return context;
}
