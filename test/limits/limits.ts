import { isJsonObject, type Json, type JsonObject } from '../../action/domain/json.ts';

/** One limit of a kind's params, as its schema states it. */
export interface Limit {
  /** As an error of the schema names it: where the keyword stands, and of keys which one is missing. */
  readonly id: string;
  readonly keyword: string;
  /** The key that `required` is about. */
  readonly key: string | undefined;
  /** The schema that states it. */
  readonly schema: JsonObject;
  /** The keys of what it limits; `*` is an item of a list. */
  readonly path: readonly string[];
  /** It is about several parts at once, or inside of what is: how to break it, only a person can tell. */
  readonly composite: boolean;
}

const NO_LIMITS = new Set(['title', 'description', 'default', 'properties', 'items', 'discriminator']);
const COMPOSITE = new Set(['anyOf', 'oneOf', 'not', 'dependentRequired', 'dependentSchemas']);

/** Every limit of a schema. What is inside `not` is no limit by itself. */
export function limitsOf(schema: JsonObject): readonly Limit[] {
  return limitsAt({ schema, at: '#', path: [], composite: false });
}

interface Place {
  readonly schema: JsonObject;
  readonly at: string;
  readonly path: readonly string[];
  readonly composite: boolean;
}

function limitsAt(place: Place): readonly Limit[] {
  const { schema, at, path, composite } = place;
  const own = Object.keys(schema).flatMap((keyword): readonly Limit[] => {
    if (NO_LIMITS.has(keyword)) return [];
    const limit = { keyword, schema, path, composite: composite || COMPOSITE.has(keyword) };
    if (keyword === 'required')
      return texts(schema[keyword]).map((key) => ({ ...limit, id: idOf(at, keyword, key), key }));
    if (keyword === 'dependentRequired')
      return Object.values(objectIn(schema[keyword])).flatMap((keys) =>
        texts(keys).map((key) => ({ ...limit, id: idOf(at, keyword, key), key })),
      );
    if (keyword === 'dependentSchemas') return [];
    return [{ ...limit, id: idOf(at, keyword), key: undefined }];
  });
  return [...own, ...inside(place)];
}

export function idOf(at: string, keyword: string, key?: string): string {
  return key === undefined ? `${at}/${keyword}` : `${at}/${keyword} ${key}`;
}

function inside({ schema, at, path, composite }: Place): readonly Limit[] {
  const properties = Object.entries(objectIn(schema['properties'])).flatMap(([key, inner]) =>
    limitsAt({ schema: objectIn(inner), at: `${at}/properties/${key}`, path: [...path, key], composite }),
  );
  const { items } = schema;
  const ofItems = isJsonObject(items)
    ? limitsAt({ schema: items, at: `${at}/items`, path: [...path, '*'], composite })
    : [];
  const branches = ['anyOf', 'oneOf'].flatMap((keyword) =>
    listIn(schema[keyword]).flatMap((each, index) =>
      limitsAt({ schema: objectIn(each), at: `${at}/${keyword}/${index}`, path, composite: true }),
    ),
  );
  const dependent = Object.entries(objectIn(schema['dependentSchemas'])).flatMap(([key, each]) =>
    limitsAt({ schema: objectIn(each), at: `${at}/dependentSchemas/${key}`, path, composite: true }),
  );
  return [...properties, ...ofItems, ...branches, ...dependent];
}

export function objectIn(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

export function listIn(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

export function texts(value: Json | undefined): readonly string[] {
  return listIn(value).map(String);
}
