import { BreakglassError } from '../domain/error.ts';
import { isJsonObject, type Json, type JsonObject } from '../domain/json.ts';
import { OUTCOMES } from '../domain/session.ts';
import type { SessionRecord } from './record.ts';

type Check = (value: Json) => boolean;

const text: Check = (value) => typeof value === 'string';
const textOrNull: Check = (value) => value === null || text(value);
const timed: Check = (value) => isJsonObject(value) && text(value['at'] ?? null);
const event: Check = (value) => timed(value) && isJsonObject(value) && text(value['type'] ?? null);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

/** What a record of version 1 has at least; what is inside an event is as it was written. */
const REQUIRED: Readonly<Record<string, Check>> = {
  version: (value) => value === 1,
  session: text,
  drill: (value) => typeof value === 'boolean',
  outcome: (value) => OUTCOMES.some((known) => known === value),
  code: textOrNull,
  message: textOrNull,
  digest: textOrNull,
  plan: (value) => value === null || isJsonObject(value),
  approvers: listOf(text),
  timeline: listOf(event),
  calls: listOf(timed),
};

/** A record from its file's bytes, by its shape alone. Throws `audit-invalid`. */
export function parseRecord(bytes: Uint8Array): SessionRecord {
  let value: Json;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Json;
  } catch (error) {
    throw new BreakglassError('audit-invalid', 'record.json is not JSON', { cause: error });
  }
  if (!isJsonObject(value)) throw new BreakglassError('audit-invalid', 'record.json is not an object');
  const record = value;
  const wrong = Object.entries(REQUIRED).find(
    ([key, check]) => !Object.hasOwn(record, key) || !check(record[key] ?? null),
  );
  if (wrong !== undefined) throw new BreakglassError('audit-invalid', `record.json: "${wrong[0]}" is missing or wrong`);
  return fromJson(record);
}

/** The one place where a checked JSON object becomes a record. */
function fromJson(value: JsonObject): SessionRecord {
  return value as unknown as SessionRecord;
}
