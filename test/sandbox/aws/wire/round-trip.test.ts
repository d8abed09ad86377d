import * as cloudformation from '@aws-sdk/client-cloudformation';
import * as elbv2 from '@aws-sdk/client-elastic-load-balancing-v2';
import * as iam from '@aws-sdk/client-iam';
import * as sts from '@aws-sdk/client-sts';
import { QueryShapeSerializer } from '@aws-sdk/core/protocols';
import type { NormalizedSchema } from '@smithy/core/schema';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readQuery } from '../../../../action/sandbox/aws/wire/params.ts';
import { readInput } from '../../../../action/sandbox/aws/wire/read-input.ts';
import { operationShape, requiredMembers } from '../../../../action/sandbox/aws/wire/schema.ts';

const OPERATION = 9;
/** The SDK writes nothing at all for an empty map. */
const DICTIONARY = { minKeys: 1, maxKeys: 3, noNullPrototype: true } as const;

/** Every operation that a client's module exports the schema of. */
function operations(client: Readonly<Record<string, unknown>>): readonly unknown[] {
  return Object.values(client).filter((value) => Array.isArray(value) && value[0] === OPERATION);
}

/** Values of a schema's type; structures have at least one member, since the SDK writes nothing for an empty one. */
function valueOf(schema: NormalizedSchema): fc.Arbitrary<unknown> {
  if (schema.isStructSchema()) return structureOf(schema).filter((value) => Object.keys(value).length > 0);
  if (schema.isListSchema()) return fc.array(valueOf(schema.getValueSchema()), { maxLength: 3 });
  if (schema.isMapSchema())
    return fc.dictionary(fc.string({ minLength: 1 }), valueOf(schema.getValueSchema()), DICTIONARY);
  if (schema.isBooleanSchema()) return fc.boolean();
  if (schema.isNumericSchema()) return fc.integer();
  if (schema.isStringSchema()) return fc.string({ unit: 'grapheme', maxLength: 12 });
  if (schema.isBlobSchema()) return fc.uint8Array({ maxLength: 12 });
  if (schema.isTimestampSchema()) return fc.integer({ min: 0, max: 4e9 }).map((seconds) => new Date(seconds * 1000));
  throw new TypeError(`no values for ${schema.getName(true) ?? 'a schema'}`);
}

function structureOf(schema: NormalizedSchema): fc.Arbitrary<Record<string, unknown>> {
  const all = [...schema.structIterator()];
  const members = Object.fromEntries(all.map(([name, member]) => [name, valueOf(member)]));
  // What it is not given of these, the SDK makes up.
  const tokens = all.filter(([, member]) => member.getMergedTraits().idempotencyToken).map(([name]) => name);
  return fc.record(members, { requiredKeys: [...requiredMembers(schema), ...tokens] });
}

describe.each([
  ['CloudFormation', cloudformation],
  ['ELBv2', elbv2],
  ['IAM', iam],
  ['STS', sts],
] as const)('every operation of %s', (_name, client) => {
  const all = operations(client);

  it('is found', () => {
    expect(all.length).toBeGreaterThan(5);
  });

  it('reads back whatever input the SDK sends', () => {
    for (const operation of all) {
      const { input } = operationShape(operation);
      if (input.isUnitSchema()) continue;
      fc.assert(
        fc.property(structureOf(input), (value) => {
          const serializer = new QueryShapeSerializer({
            timestampFormat: { useTrait: true, default: 5 },
            serializeEmptyLists: true,
          });
          serializer.write(input.getSchema(), value);
          expect(readInput(input, readQuery(String(serializer.flush())).params)).toEqual(value);
        }),
        { numRuns: 10 },
      );
    }
  });
});
