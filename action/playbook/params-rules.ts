import { isJsonObject, type Json, type JsonObject } from '../domain/json.ts';
import type { CheckKind, Registry, StepKind } from '../domain/step-kind.ts';
import { hasExpression } from './expression/template.ts';
import { suggest } from './nearest.ts';
import type { Problem } from './problem.ts';
import { schemaErrors } from './schema-errors.ts';
import { pathOf, valueAt } from './schema-path.ts';
import type { SchemaError } from './schema-place.ts';
import { schemaProblems } from './schema-problems.ts';
import type { DocumentPath } from './yaml-node.ts';

/** Keywords that judge a whole by its parts: undecided while a part is an expression. */
const COMPOSITE = new Set(['anyOf', 'oneOf', 'allOf', 'not', 'if', 'contains', 'uniqueItems']);

type Kind = Pick<StepKind | CheckKind, 'params' | 'problems'>;

/**
 * What is wrong with parameters as they stand in a playbook. Expressions are left out: what they result in is
 * validated at plan.
 */
export function writtenParamsProblems(kind: Kind, params: JsonObject, path: DocumentPath): readonly Problem[] {
  const errors = schemaErrors(kind.params, params).filter((error) => !undecided(error, params));
  if (errors.length > 0) return schemaProblems(errors, params, kind.params, path);
  const known = Object.entries(params).filter(([, value]) => !JSON.stringify(value).includes('${{'));
  return togetherProblems(kind, Object.fromEntries(known), path);
}

/** What a kind says of parameters that are right one by one. */
function togetherProblems(kind: Kind, params: JsonObject, path: DocumentPath): readonly Problem[] {
  return kind
    .problems(params)
    .map(({ path: inner, message, hint }) => ({ code: 'invalid-value', message, hint, path: [...path, ...inner] }));
}

/** What is wrong with parameters whose expressions are resolved; paths start with `with`. */
export function validateParams(
  kind: string,
  params: Json,
  kinds: Pick<Registry, 'steps' | 'checks'>,
): readonly Problem[] {
  const definition = kinds.steps.get(kind) ?? kinds.checks.get(kind);
  if (definition === undefined) {
    const known = [...kinds.steps.keys(), ...kinds.checks.keys()];
    const hint = suggest(kind, known, 'there are none');
    return [{ code: 'unknown-step-kind', message: `unknown kind "${kind}"`, hint, path: ['uses'] }];
  }
  const errors = schemaErrors(definition.params, params);
  if (errors.length > 0 || !isJsonObject(params)) return schemaProblems(errors, params, definition.params, ['with']);
  return togetherProblems(definition, params, ['with']);
}

function undecided(error: SchemaError, params: JsonObject): boolean {
  const value = valueAt(params, pathOf(error.instancePath, params));
  if (typeof value === 'string') return hasExpression(value);
  return COMPOSITE.has(error.keyword) && JSON.stringify(value ?? null).includes('${{');
}
