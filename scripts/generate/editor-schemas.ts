import { isJsonObject, type Json, type JsonObject } from '../../action/domain/json.ts';
import type { Registry } from '../../action/domain/step-kind.ts';
import { drillSchema } from '../../action/playbook/schema/drill.ts';
import { installSchema } from '../../action/playbook/schema/install.ts';
import { playbookSchema } from '../../action/playbook/schema/playbook.ts';
import { requestSchema } from '../../action/playbook/schema/request.ts';
import { roleSchema } from '../../action/playbook/schema/role.ts';

type Kinds = Pick<Registry, 'steps' | 'checks'>;

const EXPRESSION = { type: 'string', pattern: '\\$\\{\\{', description: 'An expression: ${{ inputs.name }}' };

/** The files of `schemas/`, for editors: with the parameters of every step and check kind. */
export function editorSchemas(kinds: Kinds): ReadonlyMap<string, JsonObject> {
  return new Map([
    ['playbook.schema.json', published('playbook', withKinds(playbookSchema, kinds))],
    ['role.schema.json', published('role', roleSchema)],
    ['install.schema.json', published('install', installSchema)],
    ['request.schema.json', published('request', requestSchema)],
    ['drill.schema.json', published('drill', drillSchema)],
  ]);
}

function published(name: string, schema: JsonObject): JsonObject {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:breakglass:schema:${name}:1`,
    ...asObject(withoutDiscriminator(schema)),
  };
}

/** `discriminator` is ajv's own keyword; `oneOf` with constants says the same to everybody else. */
function withoutDiscriminator(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutDiscriminator);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'discriminator')
      .map(([key, inner]) => [key, withoutDiscriminator(inner)]),
  );
}

function withKinds(schema: JsonObject, kinds: Kinds): JsonObject {
  const properties = asObject(schema['properties']);
  const monitor = asObject(properties['monitor']);
  const monitorProperties = asObject(monitor['properties']);
  return {
    ...schema,
    properties: {
      ...properties,
      checks: listOf(properties['checks'], kinds.checks),
      steps: listOf(properties['steps'], kinds.steps),
      monitor: {
        ...monitor,
        properties: { ...monitorProperties, checks: listOf(monitorProperties['checks'], kinds.checks) },
      },
    },
  };
}

function listOf(list: Json | undefined, kinds: Kinds['steps'] | Kinds['checks']): JsonObject {
  const items = asObject(asObject(list)['items']);
  const properties = asObject(items['properties']);
  return {
    ...asObject(list),
    items: {
      ...items,
      properties: {
        ...properties,
        uses: { enum: [...kinds.keys()] },
      },
      allOf: [...kinds.values()].map((kind) => ({
        if: { properties: { uses: { const: kind.kind } }, required: ['uses'] },
        // oxlint-disable-next-line unicorn/no-thenable -- JSON Schema's keyword
        then: { properties: { with: { description: kind.summary, ...orExpression(kind.params, true) } } },
      })),
    },
  };
}

/** The schema of parameters as they stand in a playbook: any value but the whole may be an expression. */
function orExpression(schema: JsonObject, whole = false): JsonObject {
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, nested(key, value)]));
  return whole ? inner : { anyOf: [inner, EXPRESSION] };
}

function nested(key: string, value: Json): Json {
  if ((key === 'properties' || key === 'patternProperties') && isJsonObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, orExpression(asObject(schema))]));
  }
  if ((key === 'items' || key === 'additionalProperties') && isJsonObject(value)) return orExpression(value);
  if ((key === 'oneOf' || key === 'anyOf' || key === 'allOf') && Array.isArray(value)) {
    return value.map((schema) => orExpression(asObject(schema), true));
  }
  return value;
}

function asObject(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
