import { createHash } from 'node:crypto';
import type { Json } from './json.ts';

/** SHA-256 of a value that may hold secrets: enough to see that it changed, nothing of what it says. */
export function fingerprint(value: Json): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
