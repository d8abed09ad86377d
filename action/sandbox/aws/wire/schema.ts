import { NormalizedSchema } from '@smithy/core/schema';
import type { Schema, SchemaRef } from '@smithy/types';

/** The parts of an SDK operation schema such as `CreateRule$`. */
export interface OperationShape {
  readonly name: string;
  readonly input: NormalizedSchema;
  readonly output: NormalizedSchema;
}

const OPERATION = 9;

/**
 * The SDK exports its schemas as tuples without a documented type: `[9, namespace, name, traits, input, output]`. This
 * file is the only one that knows their layout.
 */
export function operationShape(schema: unknown): OperationShape {
  if (!Array.isArray(schema) || schema[0] !== OPERATION) throw new TypeError('not an operation schema of the SDK');
  const [, , name, , input, output] = schema as [number, string, string, unknown, SchemaRef, SchemaRef];
  return { name, input: NormalizedSchema.of(input), output: NormalizedSchema.of(output) };
}

/** Names of a structure's required members: the tuple holds them first, and their number last. */
export function requiredMembers(structure: NormalizedSchema): readonly string[] {
  const schema: unknown = structure.getSchema();
  if (!Array.isArray(schema)) return [];
  const [, , , , names, , required] = schema as [number, string, string, unknown, string[], unknown, number?];
  return names.slice(0, required ?? 0);
}

/** A structure schema of our own, for the envelopes that the SDK has no shapes for. */
export function structure(name: string, members: Readonly<Record<string, unknown>>): Schema {
  return [3, 'breakglass.sandbox', name, 0, Object.keys(members), Object.values(members)] as unknown as Schema;
}

/** The schema of a plain string member. */
export const STRING = 0;
