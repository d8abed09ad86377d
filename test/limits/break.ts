import { isJsonObject, type Json } from '../../action/domain/json.ts';
import { type Patterns, sample } from './fill.ts';
import { type Limit, listIn, objectIn } from './limits.ts';

/** Values beyond a limit, and some at its edge that it still takes, made of one that fits. */
export interface Beyond {
  readonly refused: readonly Json[];
  readonly taken: readonly Json[];
}

/** Of a limit that a person has to break, none. */
export function beyond({ keyword, key, schema }: Limit, fits: Json, patterns: Patterns): Beyond {
  const edge = Number(schema[keyword]);
  const number = schema['type'] === 'integer' || schema['type'] === 'number';
  switch (keyword) {
    case 'minimum':
      return { refused: [edge - 1, ...(edge > 0 ? [-edge] : [])], taken: [edge] };
    case 'maximum':
      return { refused: [edge + 1, edge * 10 + 10], taken: [edge] };
    case 'minLength':
      return { refused: [''.padEnd(edge - 1, 'a')], taken: [] };
    case 'maxLength':
      return { refused: [longer(String(fits), edge + 1)], taken: [longer(String(fits), edge)] };
    case 'minItems':
      return { refused: [items(schema, edge - 1, patterns)], taken: [items(schema, edge, patterns)] };
    case 'maxItems':
      return { refused: [items(schema, edge + 1, patterns)], taken: [items(schema, edge, patterns)] };
    case 'uniqueItems':
      return { refused: [[...listIn(fits).slice(0, 1), ...listIn(fits).slice(0, 1)]], taken: [] };
    case 'minProperties':
      return { refused: [{}], taken: [] };
    case 'maxProperties':
      return { refused: [properties(schema, edge + 1, patterns)], taken: [] };
    case 'required':
      return { refused: [without(fits, key ?? '')], taken: [] };
    case 'additionalProperties':
      return { refused: [{ ...objectIn(fits), 'surprise-me': 1 }], taken: [] };
    case 'enum':
    case 'const':
      return { refused: [number ? 7_777_777 : 'surprise', null], taken: listIn(schema['enum']) };
    case 'type':
      return { refused: wrongTypes(String(schema['type'])), taken: [] };
    case 'pattern': {
      const known = patterns.get(String(schema['pattern']));
      return { refused: known?.refused ?? [], taken: known?.fits ?? [] };
    }
    default:
      return { refused: [], taken: [] };
  }
}

function longer(text: string, length: number): string {
  return text.padEnd(length, 'a').slice(0, length);
}

function items({ items: inner }: Limit['schema'], count: number, patterns: Patterns): Json {
  return Array.from({ length: count }, (_, index) => sample(objectIn(inner), patterns, index));
}

function properties({ properties: all }: Limit['schema'], count: number, patterns: Patterns): Json {
  const some = Object.entries(objectIn(all)).slice(0, count);
  return Object.fromEntries(some.map(([key, schema]) => [key, sample(objectIn(schema), patterns)]));
}

function without(value: Json, key: string): Json {
  return isJsonObject(value) ? Object.fromEntries(Object.entries(value).filter(([each]) => each !== key)) : value;
}

/** Among them what YAML makes of a word by mistake, and a list where one value belongs. */
function wrongTypes(type: string): readonly Json[] {
  const values: readonly (readonly [string, Json])[] = [
    ['string', 'seven'],
    ['boolean', true],
    ['null', null],
    ['array', [1, 2]],
    ['object', { a: 1 }],
    ['number', 1.5],
  ];
  return values.flatMap(([is, value]) => (is === type || (type === 'integer' && is === 'integer') ? [] : [value]));
}
