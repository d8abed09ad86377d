import { isJsonObject, type Json, type JsonObject } from '../domain/json.ts';
import type { DocumentPath } from './yaml-node.ts';

/** The keys that a schema allows at `path` of a document: what an unknown key is compared with. */
export function allowedKeys(schema: JsonObject, path: DocumentPath, document: Json): readonly string[] {
  let at: JsonObject = schema;
  let value: Json | undefined = document;
  for (const step of path) {
    value = isJsonObject(value) ? value[step] : Array.isArray(value) ? value[Number(step)] : undefined;
    at = branch(below(at, step), value);
  }
  return Object.keys(asObject(at['properties']));
}

function below(schema: JsonObject, step: string | number): JsonObject {
  if (typeof step === 'number') return asObject(schema['items']);
  const named = asObject(schema['properties'])[step];
  return asObject(named ?? schema['additionalProperties']);
}

/** The branch of a `oneOf` over `type` constants that `value` is in. */
function branch(schema: JsonObject, value: Json | undefined): JsonObject {
  const branches = schema['oneOf'];
  if (!Array.isArray(branches) || !isJsonObject(value)) return schema;
  const chosen = branches.find(
    (candidate) => asObject(asObject(asObject(candidate)['properties'])['type'])['const'] === value['type'],
  );
  return asObject(chosen);
}

function asObject(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
