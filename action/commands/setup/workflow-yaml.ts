import { parse } from 'yaml';
import { isJsonObject, type JsonObject } from '../../domain/json.ts';

/** A workflow as GitHub would read it: its events, its jobs, and every `uses:` of them and of their steps. */
export interface ReadWorkflow {
  readonly events: readonly string[];
  readonly workflow: JsonObject;
  readonly jobs: readonly JsonObject[];
  readonly uses: readonly string[];
}

/** Undefined where nobody can be sure what GitHub would make of the text. */
export function readWorkflow(text: string): ReadWorkflow | undefined {
  const workflow = parsed(text);
  if (!isJsonObject(workflow) || !isJsonObject(workflow['jobs'])) return undefined;
  const events = eventsOf(workflow['on']);
  const jobs = Object.values(workflow['jobs']).filter(isJsonObject);
  if (events.length === 0 || jobs.length !== Object.keys(workflow['jobs']).length) return undefined;
  const steps = jobs.flatMap(({ steps }) => (Array.isArray(steps) ? steps : [])).filter(isJsonObject);
  return { events, workflow, jobs, uses: [...jobs, ...steps].flatMap(({ uses }) => scalar(uses)) };
}

function eventsOf(on: unknown): readonly string[] {
  if (Array.isArray(on)) return on.flatMap(scalar);
  return isJsonObject(on) ? Object.keys(on) : scalar(on);
}

/** GitHub takes a number where it wants a name. */
export function scalar(value: unknown): readonly string[] {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [String(value)] : [];
}

/** Aliases are followed, as GitHub does: up to the parser's own limit, beyond which a file is not read. */
function parsed(text: string): unknown {
  try {
    return parse(text, { merge: true, logLevel: 'error' });
  } catch {
    return undefined;
  }
}
