import type { Json } from '../domain/json.ts';
import type { JsonSchema } from '../domain/step-kind.ts';
import { formatPath, type Problem } from './problem.ts';
import { allowedKeys } from './schema-keys.ts';
import { pathOf, valueAt } from './schema-path.ts';
import { meantInstead, schemaProblem } from './schema-problem.ts';
import type { SchemaError } from './schema-validators.ts';

/** Schema errors in our words, each thing said once. */
export function schemaProblems(errors: readonly SchemaError[], value: Json, schema: JsonSchema): readonly Problem[] {
  const choices = errors.filter((error) => error.keyword === 'anyOf');
  const others = errors.filter((error) => !choices.some((choice) => isInside(error, choice)));
  const misspelt = new Set(others.map((error) => meantKey(error, value, schema)));
  return [
    ...choices.flatMap((choice) => choiceProblems(choice, errors, value, schema)),
    ...others
      .filter((error) => error.keyword !== 'required' || !misspelt.has(missingKey(error)))
      .map((error) => schemaProblem(error, value, (path) => allowedKeys(schema, path, value))),
  ].filter((problem) => problem !== undefined);
}

/** The key that an unknown key was probably meant to be: that one is not reported as missing too. */
function meantKey(error: SchemaError, value: Json, schema: JsonSchema): string | undefined {
  if (error.keyword !== 'additionalProperties') return undefined;
  const path = pathOf(error.instancePath, value);
  const meant = meantInstead(
    String(error.params['additionalProperty']),
    allowedKeys(schema, path, value),
    valueAt(value, path),
  );
  return meant === undefined ? undefined : `${error.instancePath}/${meant}`;
}

function missingKey(error: SchemaError): string {
  return `${error.instancePath}/${String(error.params['missingProperty'])}`;
}

function isInside(error: SchemaError, choice: SchemaError): boolean {
  return error.schemaPath.startsWith(`${choice.schemaPath}/`) && error.instancePath.startsWith(choice.instancePath);
}

/** None of several alternatives fits: one problem instead of one for each alternative. */
function choiceProblems(
  choice: SchemaError,
  errors: readonly SchemaError[],
  value: Json,
  schema: JsonSchema,
): readonly (Problem | undefined)[] {
  const inside = errors.filter((error) => isInside(error, choice));
  const path = pathOf(choice.instancePath, value);
  if (inside.length > 0 && inside.every((error) => error.keyword === 'required')) {
    const keys = inside.map((error) => `"${String(error.params['missingProperty'])}"`);
    return [
      {
        code: 'missing-key',
        message: `${keys.join(' or ')} is missing in ${formatPath(path)}`,
        hint: `add at least one of ${keys.join(', ')}`,
        path,
        point: 'key',
      },
    ];
  }
  return inside.slice(0, 1).map((error) => schemaProblem(error, value, (at) => allowedKeys(schema, at, value)));
}
