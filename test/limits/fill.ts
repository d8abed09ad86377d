import { isJsonObject, type Json, type JsonObject } from '../../action/domain/json.ts';
import { listIn, objectIn, texts } from './limits.ts';

/** What a pattern takes, most usual first, and what it refuses. */
export interface Pattern {
  readonly pattern: string;
  readonly fits: readonly string[];
  readonly refused: readonly string[];
}

export type Patterns = ReadonlyMap<string, Pattern>;

/** Values that fit a schema; the nth is another one than the one before, where that is possible. */
export function sample(schema: JsonObject, patterns: Patterns, n = 0): Json {
  if (schema['const'] !== undefined) return schema['const'];
  const options = listIn(schema['enum']);
  if (options.length > 0) return options[n % options.length] ?? null;
  const [branch] = listIn(schema['anyOf']);
  switch (schema['type'] ?? objectIn(branch)['type']) {
    case 'integer':
    case 'number':
      return Number(schema['minimum'] ?? objectIn(branch)['minimum'] ?? 1) + n;
    case 'boolean':
      return n % 2 === 0;
    case 'array':
      return Array.from({ length: Math.max(1, Number(schema['minItems'] ?? 1)) }, (_, index) =>
        sample(objectIn(schema['items']), patterns, index),
      );
    case 'object': {
      const properties = objectIn(schema['properties']);
      const keys = texts(schema['required']);
      const wanted =
        keys.length > 0 || schema['minProperties'] === undefined ? keys : Object.keys(properties).slice(0, 1);
      return Object.fromEntries(wanted.map((key) => [key, sample(objectIn(properties[key]), patterns, n)]));
    }
    default:
      return sampleText(schema, patterns, n);
  }
}

function sampleText(schema: JsonObject, patterns: Patterns, n: number): string {
  const fits = patterns.get(String(schema['pattern']))?.fits;
  if (fits !== undefined) return fits[n % fits.length] ?? '';
  const text = `text-${n}`;
  const most = Number(schema['maxLength'] ?? text.length);
  return text.slice(0, most);
}

/** Params with something at a path, filled in on the way there; none where that is not possible, several where it is in several ways. */
export function withPath(
  value: Json,
  schema: JsonObject,
  path: readonly string[],
  patterns: Patterns,
): readonly { readonly value: Json; readonly path: readonly (string | number)[] }[] {
  const [key, ...rest] = path;
  if (key === undefined) return [{ value, path: [] }];
  if (key === '*') {
    const items = listIn(value);
    const inner = objectIn(schema['items']);
    const first = items[0] ?? sample(inner, patterns);
    return withPath(first, inner, rest, patterns).map((found) => ({
      value: [found.value, ...items.slice(1)],
      path: [0, ...found.path],
    }));
  }
  const own = isJsonObject(value) ? value : {};
  const inner = objectIn(objectIn(schema['properties'])[key]);
  const alone = Object.fromEntries(Object.entries(own).filter(([each]) => texts(schema['required']).includes(each)));
  return [own, alone].flatMap((kept) =>
    withPath(own[key] ?? sample(inner, patterns), inner, rest, patterns).map((found) => ({
      value: { ...kept, [key]: found.value },
      path: [key, ...found.path],
    })),
  );
}
