import type { Request } from '../domain/documents.ts';
import { BreakglassError } from '../domain/error.ts';
import { isJsonObject, type Json, type JsonObject } from '../domain/json.ts';
import type { Registry } from '../domain/step-kind.ts';
import { valueProblems } from './check-document.ts';
import { suggest } from './nearest.ts';
import { toError } from './problem.ts';
import { parseSource } from './source-document.ts';
import { deceptiveError, findDeceptive } from './source-text.ts';
import { typedRequest } from './typed.ts';
import { asWritten } from './written.ts';

/** Fields of a workflow dispatch: one text each. An empty one counts as not given. */
const FIELDS = [
  'playbook',
  'install',
  'incident',
  'reason',
  'commander',
  'confirmed',
  'duration',
  'inputs',
  'accept',
  'on-drift',
  'undo',
  'extends',
] as const;

/**
 * A request from the fields of a workflow dispatch, held to the same schema as a file. `confirmed` and `accept` hold
 * one entry a line; `inputs` is a YAML or JSON mapping.
 */
export function requestFromDispatch(fields: Readonly<Record<string, string>>, name: string, kinds: Registry): Request {
  const value: Record<string, Json> = { version: 1, request: name };
  for (const [field, given] of Object.entries(fields)) {
    const text = given.replaceAll('\r\n', '\n');
    if (!(FIELDS as readonly string[]).includes(field)) {
      throw new BreakglassError('unknown-key', `unknown dispatch field "${field}"`, {
        hint: suggest(field, FIELDS, 'remove it'),
      });
    }
    const deceptive = findDeceptive(text);
    if (deceptive !== undefined) throw deceptiveError(deceptive.name, undefined);
    if (text.trim() !== '') value[field] = fieldValue(field, text);
  }
  const [problem] = valueProblems('request', value, 'dispatch', kinds);
  if (problem !== undefined) throw toError(problem, undefined);
  return typedRequest(asWritten('request', value));
}

function fieldValue(field: string, text: string): Json {
  if (field === 'confirmed' || field === 'accept') return entries(text);
  return field === 'inputs' ? mapping(text) : text.trim();
}

/** One entry a line; a leading `- ` is taken for a list's bullet. */
function entries(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim().replace(/^- +/, ''))
    .filter((line) => line !== '');
}

function mapping(text: string): JsonObject {
  const { value } = parseSource({ path: 'inputs', text });
  if (isJsonObject(value)) return value;
  throw new BreakglassError('wrong-type', 'inputs is not a mapping', { hint: 'write "name: value", one a line' });
}
