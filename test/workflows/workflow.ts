import { parse } from 'yaml';
import { isJsonObject, type Json, type JsonObject } from '../../action/domain/json.ts';

/** A workflow as the tests look at it. */
export interface Workflow {
  readonly path: string;
  readonly text: string;
  readonly data: JsonObject;
  readonly events: readonly string[];
  readonly jobs: readonly Job[];
}

export interface Job {
  readonly id: string;
  readonly data: JsonObject;
  readonly permissions: JsonObject;
  readonly steps: readonly JsonObject[];
}

export function readWorkflow(path: string, text: string): Workflow {
  const data = object(parse(text));
  const on = data['on'];
  const events = isJsonObject(on) ? Object.keys(on) : Array.isArray(on) ? on.map(String) : [String(on)];
  const jobs = Object.entries(object(data['jobs'])).map(([id, given]) => {
    const job = object(given);
    const steps = Array.isArray(job['steps']) ? job['steps'].map(object) : [];
    return { id, data: job, permissions: object(job['permissions']), steps };
  });
  return { path, text, data, events, jobs };
}

export function object(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** Every key and value below `node`, with the keys that lead there. */
export function* walk(
  node: Json | undefined,
  path: readonly string[] = [],
): Generator<readonly [readonly string[], Json]> {
  if (node === undefined) return;
  yield [path, node];
  if (Array.isArray(node)) for (const [index, item] of node.entries()) yield* walk(item, [...path, String(index)]);
  else if (isJsonObject(node)) for (const [key, item] of Object.entries(node)) yield* walk(item, [...path, key]);
}
