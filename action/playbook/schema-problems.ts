import type { Json } from '../domain/json.ts';
import type { JsonSchema } from '../domain/step-kind.ts';
import { formatPath, type Problem } from './problem.ts';
import { allowedKeys } from './schema-keys.ts';
import { pathOf, valueAt } from './schema-path.ts';
import type { SchemaError } from './schema-place.ts';
import { type Judged, meantInstead, schemaProblem, unexplained } from './schema-problem.ts';
import type { DocumentPath } from './yaml-node.ts';

/** Schema errors of the value at `base` of a document in our words, each thing said once. */
export function schemaProblems(
  errors: readonly SchemaError[],
  value: Json,
  schema: JsonSchema,
  base: DocumentPath = [],
): readonly Problem[] {
  const judged: Judged = { root: value, base, known: (path) => allowedKeys(schema, path, value) };
  const choices = errors.filter((error) => error.keyword === 'anyOf');
  const others = errors.filter((error) => !choices.some((choice) => isInside(error, choice)));
  const misspelt = new Set(others.flatMap((error) => meantKey(error, judged) ?? []));
  const found = [
    ...choices.map((choice) => choiceProblem(choice, errors, judged, misspelt)),
    ...others.filter((error) => !isMisspelt(error, misspelt)).map((error) => schemaProblem(error, judged)),
  ].filter((problem) => problem !== undefined);
  const [first] = errors;
  // Whatever is not put into words stays an error: a value that its schema refuses never passes.
  return found.length > 0 || first === undefined ? found : [unexplained(first, judged)];
}

/** The key that an unknown key was probably meant to be: that one is not reported as missing too. */
function meantKey(error: SchemaError, { root, known }: Judged): string | undefined {
  if (error.keyword !== 'additionalProperties') return undefined;
  const path = pathOf(error.instancePath, root);
  const meant = meantInstead(String(error.params['additionalProperty']), known(path), valueAt(root, path));
  return meant === undefined ? undefined : `${error.instancePath}/${meant}`;
}

function isMisspelt({ keyword, instancePath, params }: SchemaError, misspelt: ReadonlySet<string>): boolean {
  return keyword === 'required' && misspelt.has(`${instancePath}/${String(params['missingProperty'])}`);
}

function isInside(error: SchemaError, choice: SchemaError): boolean {
  return error.schemaPath.startsWith(`${choice.schemaPath}/`) && error.instancePath.startsWith(choice.instancePath);
}

/** None of several alternatives fits: one problem instead of one for each alternative. */
function choiceProblem(
  choice: SchemaError,
  errors: readonly SchemaError[],
  judged: Judged,
  misspelt: ReadonlySet<string>,
): Problem | undefined {
  const inside = errors.filter((error) => isInside(error, choice));
  if (inside.some((error) => isMisspelt(error, misspelt))) return undefined;
  const [first] = inside;
  if (first === undefined) return undefined;
  if (inside.some((error) => error.keyword !== 'required')) return schemaProblem(first, judged);
  const path = [...judged.base, ...pathOf(choice.instancePath, judged.root)];
  const keys = inside.map((error) => `"${String(error.params['missingProperty'])}"`);
  return {
    code: 'missing-key',
    message: `${keys.join(' or ')} is missing in ${formatPath(path)}`,
    hint: `add at least one of ${keys.join(', ')}`,
    path,
    point: 'key',
  };
}
