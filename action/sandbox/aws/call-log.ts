import type { NormalizedSchema } from '@smithy/core/schema';
import type { Json, JsonObject } from '../../domain/json.ts';

/** One call that the sandbox answered, or dropped. */
export interface LoggedCall {
  /** The signing name, or `unknown`. */
  readonly service: string;
  readonly operation: string;
  /** ARN of who signed; null for unsigned calls and failed signatures. */
  readonly principal: string | null;
  /** `run_id` of the token that the signer's credentials were given for; null where there was none. */
  readonly run: string | null;
  /** The typed input; members that AWS calls sensitive are `***`. */
  readonly parameters: JsonObject;
  /** `ok`, or the error code. What the caller saw may differ: see `fault`. */
  readonly outcome: string;
  /** The kind of the fault rule that fired, if one did. */
  readonly fault: string | null;
  readonly requestId: string;
  /** ISO 8601 in UTC, by the sandbox's clock. */
  readonly at: string;
}

/** A typed input as JSON, without what its schema marks as sensitive. */
export function loggable(schema: NormalizedSchema, value: unknown): Json {
  if (schema.getMergedTraits().sensitive) return '***';
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map((item) => loggable(schema.getValueSchema(), item));
  if (typeof value === 'object' && value !== null) {
    const member = (name: string): NormalizedSchema =>
      schema.isMapSchema() ? schema.getValueSchema() : schema.getMemberSchema(name);
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, loggable(member(name), item)]));
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
