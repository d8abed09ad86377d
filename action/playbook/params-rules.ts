import type { Json, JsonObject } from '../domain/json.ts';
import type { JsonSchema, Registry } from '../domain/step-kind.ts';
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

/**
 * What is wrong with parameters as they stand in a playbook. Expressions are left out: what they result in is
 * validated at plan.
 */
export function writtenParamsProblems(schema: JsonSchema, params: JsonObject, path: DocumentPath): readonly Problem[] {
  const errors = schemaErrors(schema, params).filter((error) => !undecided(error, params));
  return schemaProblems(errors, params, schema, path);
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
  return schemaProblems(schemaErrors(definition.params, params), params, definition.params, ['with']);
}

function undecided(error: SchemaError, params: JsonObject): boolean {
  const value = valueAt(params, pathOf(error.instancePath, params));
  if (typeof value === 'string') return hasExpression(value);
  return COMPOSITE.has(error.keyword) && JSON.stringify(value ?? null).includes('${{');
}
