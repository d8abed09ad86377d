import type { JsonObject } from '../../../../domain/json.ts';
import { formatError } from '../errors.ts';

/** Refuses an object with a member that the sandbox does not know: nothing of a template is ever ignored. */
export function requireMembers(object: JsonObject, known: readonly string[], path: string): void {
  const unknown = Object.keys(object).filter((key) => !known.includes(key));
  if (unknown.length > 0) throw formatError(`Invalid template property or properties [${path}/${unknown.join(', ')}]`);
}
