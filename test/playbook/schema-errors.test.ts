import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isJsonObject, type Json, type JsonObject } from '../../action/domain/json.ts';
import { SCHEMAS } from '../../action/playbook/check-document.ts';
import { schemaErrors } from '../../action/playbook/schema-errors.ts';
import type { SchemaError } from '../../action/playbook/schema-place.ts';
import { registry } from '../../action/services/registry.ts';

const root = new URL('../../', import.meta.url);
const FOLDERS = { playbook: '', role: 'roles/', install: 'installs/', request: 'requests/', drill: 'drills/' };

function written(folder: string): readonly Json[] {
  const files = readdirSync(new URL(`playbooks/${folder}`, root)).filter((name) => name.endsWith('.yml'));
  return files.map((name): Json => parse(readFileSync(new URL(`playbooks/${folder}${name}`, root), 'utf8')));
}

interface Judge {
  readonly what: string;
  readonly schema: JsonObject;
  /** Values that fit. */
  readonly examples: readonly Json[];
}

const judges: readonly Judge[] = [
  ...[...registry.steps.values(), ...registry.checks.values()].map(({ kind, params, examples }) => {
    return { what: `params of ${kind}`, schema: params, examples };
  }),
  ...(['playbook', 'role', 'install', 'request', 'drill'] as const).map((kind) => {
    return { what: `a ${kind}`, schema: SCHEMAS[kind], examples: written(FOLDERS[kind]) };
  }),
];
const ajv = new Ajv2020({
  allErrors: true,
  strict: true,
  strictRequired: false,
  allowUnionTypes: true,
  discriminator: true,
  messages: false,
  unicode: false,
  logger: false,
});

/** What ajv says of a value; `dependentRequired` also tells what it hangs on, which nobody reads. */
function byAjv(schema: JsonObject): (value: Json) => readonly SchemaError[] {
  const validate = ajv.compile(schema);
  return (value) => {
    validate(value);
    return (validate.errors ?? []).map(({ instancePath, schemaPath, keyword, params, propertyName }) => ({
      instancePath,
      schemaPath,
      keyword,
      params: keyword === 'dependentRequired' ? { missingProperty: params['missingProperty'] } : params,
      ...(propertyName === undefined ? {} : { propertyName }),
    }));
  };
}

/** Values that stand at the edges of what a schema takes, and every key and constant that it names. */
function edges(schema: Json): readonly Json[] {
  if (Array.isArray(schema)) return schema.flatMap(edges);
  if (!isJsonObject(schema)) return [];
  return Object.entries(schema).flatMap(([keyword, argument]): readonly Json[] => {
    if (typeof argument === 'number') {
      const list = argument <= 2_000 ? Array.from({ length: argument + 1 }, () => 'a') : [];
      return [argument - 1, argument, argument + 1, 'a'.repeat(Math.min(argument, 5_000) + 1), list, list.slice(1)];
    }
    if (keyword === 'const') return [argument];
    if (keyword === 'enum' && Array.isArray(argument)) return argument;
    return edges(argument);
  });
}

function keysOf(schema: Json): readonly string[] {
  if (Array.isArray(schema)) return schema.flatMap(keysOf);
  if (!isJsonObject(schema)) return [];
  const own = isJsonObject(schema['properties']) ? Object.keys(schema['properties']) : [];
  return [...own, ...Object.values(schema).flatMap(keysOf)];
}

type Edit = readonly [place: number, how: 'replace' | 'remove' | 'add' | 'repeat', key: string, value: Json];

/** The value with one of its places changed: the place is counted through, depth first. */
function edited(value: Json, [place, how, key, other]: Edit): Json {
  let at = place % countOf(value);
  const walk = (here: Json): Json => {
    at -= 1;
    if (at === -1) return changed(here, how, key, other);
    if (Array.isArray(here)) return here.map(walk);
    return isJsonObject(here)
      ? Object.fromEntries(Object.entries(here).map(([name, each]) => [name, walk(each)]))
      : here;
  };
  return walk(value);
}

function countOf(value: Json): number {
  const inner = Array.isArray(value) ? value : isJsonObject(value) ? Object.values(value) : [];
  return inner.reduce((sum: number, each: Json) => sum + countOf(each), 1);
}

function changed(here: Json, how: Edit[1], key: string, other: Json): Json {
  if (how === 'add' && isJsonObject(here)) return { ...here, [key]: other };
  if (how === 'add' && Array.isArray(here)) return [...here, other];
  if (how === 'repeat' && Array.isArray(here)) return [...here, ...here];
  if (how === 'remove' && isJsonObject(here)) {
    return Object.fromEntries(Object.entries(here).filter(([name]) => name !== key));
  }
  return how === 'remove' && Array.isArray(here) ? here.slice(1) : other;
}

describe.each(judges)('$what', ({ schema: whole, examples }) => {
  const expected = byAjv(whole);
  const keys = keysOf(whole);
  const other = fc.oneof(
    fc.constantFrom(null, true, 0, -1, 1.5, 1e300, '', '${{ inputs.x }}', 'é🚒', '__proto__', ...edges(whole)),
    fc.constantFrom(...examples.flatMap((example) => (isJsonObject(example) ? Object.values(example) : []))),
    fc.jsonValue({ maxDepth: 2 }).map((value): Json => JSON.parse(JSON.stringify(value))),
  );
  const key = fc.constantFrom(...keys, 'surprise', 'a/b~c', 'constructor', 'toString');
  const edit = fc.tuple(fc.nat(), fc.constantFrom('replace', 'remove', 'add', 'repeat'), key, other);

  it('is judged as ajv judges it, error by error', () => {
    let refused = 0;
    fc.assert(
      fc.property(fc.constantFrom(...examples), fc.array(edit, { maxLength: 5 }), (example, edits) => {
        const value = edits.reduce<Json>(edited, example);
        const errors = schemaErrors(whole, value);
        if (errors.length > 0) refused += 1;
        // ajv does not see that "__proto__" is there twice.
        const blind = JSON.stringify(value).includes('__proto__');
        const compared = errors.filter(({ keyword }) => !(blind && keyword === 'uniqueItems'));
        expect(compared).toEqual(
          blind ? expected(value).filter(({ keyword }) => keyword !== 'uniqueItems') : expected(value),
        );
      }),
      { numRuns: 400 },
    );
    expect(refused).toBeGreaterThan(50);
  });

  it('uses no keyword that would be overlooked', () => {
    const walk = (schema: JsonObject): void => {
      // Whatever is judged here, its schema is read first.
      expect(() => schemaErrors(schema, {})).not.toThrow();
      for (const [keyword, argument] of Object.entries(schema)) {
        const named = ['properties', 'dependentSchemas'].includes(keyword);
        const inner = named && isJsonObject(argument) ? Object.values(argument) : [argument].flat();
        const holds =
          named || ['items', 'not', 'anyOf', 'oneOf', 'propertyNames', 'additionalProperties'].includes(keyword);
        for (const each of holds ? inner : []) if (isJsonObject(each)) walk(each);
      }
    };
    walk(whole);
  });
});

describe('what no shipped schema comes to', () => {
  const either = {
    type: 'integer',
    oneOf: [{ type: 'integer', minimum: 1 }, { type: 'integer', maximum: 3 }, { const: 2 }],
  };
  const tagged = {
    type: 'object',
    discriminator: { propertyName: 'type' },
    required: ['type'],
    oneOf: [{ properties: { type: { const: 'a' }, n: { type: 'integer' } } }, { properties: { type: { const: 'b' } } }],
  };
  it.each<[JsonObject, Json]>([
    [either, 2],
    [either, 0],
    [either, 5],
    [tagged, { type: 'a', n: 'x' }],
    [tagged, { type: 'c' }],
    [tagged, { type: 1 }],
    [tagged, {}],
  ])('is judged as ajv judges it: %j, %j', (schema, value) => {
    expect(schemaErrors(schema, value)).toEqual(byAjv(schema)(value));
  });
});

it('refuses the same text twice, whatever it is', () => {
  const schema = { type: 'array', uniqueItems: true, items: { type: 'string' } };
  for (const text of ['a', '', '__proto__', 'constructor']) {
    expect(schemaErrors(schema, [text, 'b', text])).toMatchObject([{ keyword: 'uniqueItems', params: { i: 0, j: 2 } }]);
    expect(schemaErrors(schema, [text, 'b'])).toEqual([]);
  }
});

describe('a schema that says what is not understood', () => {
  it.each<[JsonObject, Json]>([
    [{ patternProperties: { a: {} } }, {}],
    [{ type: 'object', additionalProperties: true }, { a: 1 }],
    [{ discriminator: { propertyName: 'type' } }, {}],
    [{ discriminator: { propertyName: 'type' }, oneOf: [{}] }, { type: 'a' }],
    [{ type: 'text' }, 'a'],
    [{ type: ['integer', 'text'] }, 'a'],
    [{ type: 1 }, 1],
    [{ type: 'number', minimum: '1' }, 1],
    [{ type: 'object', required: 'a' }, {}],
    [{ type: 'array', uniqueItems: true, items: { type: 'object' } }, []],
    [{ anyOf: {} }, 1],
    [{ not: true }, 1],
    [{ $ref: '#/x' }, 1],
    [{ format: 'ipv4' }, 'a'],
  ])('refuses every value: %j', (schema, value) => {
    expect(() => schemaErrors(schema, value)).toThrow(Error);
  });
});
