import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Json, JsonObject } from '../../action/domain/json.ts';
import { validateParams } from '../../action/playbook/params-rules.ts';
import { schemaErrors } from '../../action/playbook/schema-errors.ts';
import { registry } from '../../action/services/registry.ts';
import { beyond } from './break.ts';
import { type Pattern, withPath } from './fill.ts';
import { linesAt, PATH, saidOf } from './front-door.ts';
import { idOf, type Limit, limitsOf, objectIn } from './limits.ts';

/** What only a person can tell: params that a kind refuses, and why. */
interface Written {
  readonly kind: string;
  readonly why: string;
  readonly with: JsonObject;
  /** The part of the params that is told of. */
  readonly at: string;
}

const PATTERNS = read('patterns.yml') as readonly Pattern[];
const WRITTEN = read('written.yml') as readonly Written[];
const patterns = new Map(PATTERNS.map((each) => [each.pattern, each]));
const kinds = [...registry.steps.values(), ...registry.checks.values()].map(({ kind, params, examples }) => {
  return { kind, params, examples, limits: limitsOf(params), written: WRITTEN.filter((each) => each.kind === kind) };
});

function read(name: string): unknown {
  return parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
}

interface Case {
  readonly why: string;
  readonly params: Json;
  readonly path: readonly (string | number)[];
}

/** Params beyond one limit, each with the part that is wrong, and some at its edge; made of examples that are right otherwise. */
function casesOf(limit: Limit, { params: schema, examples }: (typeof kinds)[number]) {
  const filled = examples
    .flatMap((example) => withPath(example, schema, limit.path, patterns))
    .find(({ value }) => schemaErrors(schema, value).length === 0);
  if (limit.composite || filled === undefined) return { refused: [], taken: [] };
  const fits = filled.path.reduce<Json>(
    (value, key) => (Array.isArray(value) ? value[Number(key)] : objectIn(value)[key]) ?? null,
    filled.value,
  );
  const { refused, taken } = beyond(limit, fits, patterns);
  const made = (value: Json): Case => {
    const params = put(filled.value, filled.path, value);
    const stray = limit.keyword === 'additionalProperties' ? ['surprise-me'] : [];
    return { why: `${limit.id}: ${JSON.stringify(value)}`, params, path: [...filled.path, ...stray] };
  };
  return { refused: refused.map(made), taken: taken.map(made) };
}

function put(value: Json, [key, ...rest]: readonly (string | number)[], wanted: Json): Json {
  if (key === undefined) return wanted;
  if (Array.isArray(value)) return value.map((item, index) => (index === key ? put(item, rest, wanted) : item));
  const own = objectIn(value);
  return { ...own, [key]: put(own[key] ?? null, rest, wanted) };
}

/** The limits that params go beyond, by id. */
function hitBy(schema: JsonObject, params: Json): readonly string[] {
  return schemaErrors(schema, params).map(({ schemaPath, keyword, params: { missingProperty } }) =>
    idOf(
      schemaPath.slice(0, -keyword.length - 1),
      keyword,
      missingProperty === undefined ? undefined : String(missingProperty),
    ),
  );
}

/** What `breakglass validate` and the plan do with params that are wrong; undefined: they refuse them where they are wrong. */
function letThrough(kind: string, { why, params, path }: Case): string | undefined {
  const said = saidOf(kind, params);
  const [first, last] = linesAt(kind, params, path);
  const there = said.find(({ at }) => at?.file === PATH && at.line >= first && at.line <= last && at.column > 0);
  if (said.length === 0) return `${why} is accepted`;
  if (there === undefined)
    return `${why} is told of at ${said.map(({ at }) => at?.line).join()}, not at ${first}-${last}`;
  if (there.hint === undefined) return `${why} is told of without a hint`;
  return isRefusedByPlan(kind, params) ? undefined : `${why} passes the plan`;
}

/** As expressions come out: what they stand for is held to the same, before anybody is asked to approve it. */
function isRefusedByPlan(kind: string, params: Json): boolean {
  if (validateParams(kind, params, registry).length > 0) return true;
  try {
    registry.steps.get(kind)?.stages(objectIn(params));
    return false;
  } catch {
    return true;
  }
}

describe.each(kinds)('$kind', (each) => {
  const { kind, params: schema, limits, written, examples } = each;
  const byHand = written.map((case_): Case => ({ why: case_.why, params: case_.with, path: pathIn(case_.at) }));

  it('is accepted as its examples have it', () => {
    expect(examples.flatMap((example) => saidOf(kind, example))).toEqual([]);
  });

  it('refuses what is beyond each of its limits, where it is written', () => {
    const refused = limits.flatMap((limit) => casesOf(limit, each).refused);
    expect([...refused, ...byHand].flatMap((case_) => letThrough(kind, case_) ?? [])).toEqual([]);
  });

  it('takes what is at the edge of each of them', () => {
    const over = limits.flatMap((limit) =>
      casesOf(limit, each).taken.flatMap(({ why, params }) => (hitBy(schema, params).includes(limit.id) ? [why] : [])),
    );
    expect(over).toEqual([]);
  });

  it('has a refused example for every limit that its schema states', () => {
    const hits = (cases: readonly Case[]) => new Set(cases.flatMap(({ params }) => hitBy(schema, params)));
    const [generated, own] = [hits(limits.flatMap((limit) => casesOf(limit, each).refused)), hits(byHand)];
    const without = limits.filter(({ id, composite }) => !(composite ? own : new Set([...generated, ...own])).has(id));
    expect(without.map(({ id }) => id)).toEqual([]);
  });
});

function pathIn(at: string): readonly (string | number)[] {
  return at === '' ? [] : at.split('/').map((key) => (/^\d+$/.test(key) ? Number(key) : key));
}

describe('what is written by hand', () => {
  it('is of kinds that there are, and has every pattern of theirs and no other', () => {
    expect(WRITTEN.flatMap(({ kind }) => (kinds.some((each) => each.kind === kind) ? [] : [kind]))).toEqual([]);
    const used = kinds.flatMap(({ limits }) => limits.flatMap(({ schema }) => schema['pattern'] ?? []));
    expect([...patterns.keys()].toSorted()).toEqual([...new Set(used.map(String))].toSorted());
  });

  it.each(PATTERNS)('$pattern takes what it is for, and refuses the rest', ({ pattern, fits, refused }) => {
    const compiled = new RegExp(pattern, 'u');
    expect(fits.filter((text) => !compiled.test(text))).toEqual([]);
    expect(refused.filter((text) => compiled.test(text))).toEqual([]);
    expect(refused.length).toBeGreaterThan(1);
  });
});
