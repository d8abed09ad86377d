import type { Install } from '../domain/documents.ts';
import { BreakglassError } from '../domain/error.ts';
import { isJsonObject, type Json, type JsonObject } from '../domain/json.ts';
import { type ExpressionContext, evaluate } from './expression/evaluate.ts';
import { references } from './expression/references.ts';
import { parseExpression } from './expression/syntax.ts';
import { hasExpression, type Segment, splitTemplate } from './expression/template.ts';
import { show } from './problem.ts';
import { MAX_DEPTH } from './yaml-node.ts';

/** A value with every expression in it evaluated, once: results are data, and are not looked at again. */
export function resolveExpressions(value: Json, context: ExpressionContext, depth = 0): Json {
  if (depth > MAX_DEPTH)
    throw new BreakglassError('invalid-value', `a value is nested deeper than ${MAX_DEPTH} levels`);
  if (typeof value === 'string') return hasExpression(value) ? resolveText(value, context) : value;
  if (Array.isArray(value)) return value.map((item) => resolveExpressions(item, context, depth + 1));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, resolveExpressions(inner, context, depth + 1)]),
  );
}

function resolveText(text: string, context: ExpressionContext): Json {
  const segments = splitTemplate(text);
  const [only] = segments;
  if (segments.length === 1 && only?.kind === 'expression') return evaluate(only.source, context);
  return segments.map((segment) => asText(segment, context)).join('');
}

function asText(segment: Segment, context: ExpressionContext): string {
  if (segment.kind === 'text') return segment.text;
  const value = evaluate(segment.source, context);
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new BreakglassError(
    'invalid-expression',
    `${show(segment.source.trim())} is ${value === null ? 'empty' : 'a list or mapping'} and stands inside a text`,
    { hint: 'use it as the whole value, or turn it into text with join or toJSON' },
  );
}

/** Ids of the steps whose outputs a value refers to, each once: empty when it can be resolved before anything runs. */
export function referencedSteps(value: Json): readonly string[] {
  const ids = expressionsIn(value)
    .flatMap((source) => references(parseExpression(source)))
    .flatMap(([context, id]) => (context === 'steps' && id !== undefined ? [id] : []));
  return [...new Set(ids)];
}

/** What stands between `${{` and `}}`, anywhere in a value. */
export function expressionsIn(value: Json): readonly string[] {
  if (typeof value === 'string') {
    return splitTemplate(value).flatMap((segment) => (segment.kind === 'expression' ? [segment.source] : []));
  }
  if (Array.isArray(value)) return value.flatMap(expressionsIn);
  return isJsonObject(value) ? Object.values(value).flatMap(expressionsIn) : [];
}

/** The `install` context: what an expression may know of an install. No people, no roles. */
export function installContext(install: Install): JsonObject {
  const { account, region, partition, environment } = install;
  return { name: install.install, account, region, partition, environment, resources: install.resources };
}

/** The keys of `installContext`. */
export const INSTALL_FIELDS = ['name', 'account', 'region', 'partition', 'environment', 'resources'] as const;
