import { BreakglassError } from '../domain/error.ts';
import { isJsonObject, type Json, type JsonObject } from '../domain/json.ts';
import { SESSION_STATES, type SessionState } from '../domain/session.ts';
import { canonicalJson } from './canonical.ts';
import type { Link } from './link.ts';

type Check = (value: Json) => boolean;

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const text: Check = (value) => typeof value === 'string' && value.length > 0;
const count: Check = (value) => Number.isSafeInteger(value) && (value as number) > 0;
const pattern =
  (expression: RegExp): Check =>
  (value) =>
    typeof value === 'string' && expression.test(value);

const sha256 = pattern(/^[0-9a-f]{64}$/);
const time = pattern(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
const timestamp: Check = (value) => time(value) && !Number.isNaN(Date.parse(String(value)));
const state: Check = (value) => SESSION_STATES.some((known) => known === value);
const event: Check = (value) => isJsonObject(value) && text(value['type'] ?? null) && timestamp(value['at'] ?? null);
const files: Check = (value) =>
  isJsonObject(value) &&
  Object.entries(value).every(([name, hash]) => (name === 'record.json' || name === 'report.md') && sha256(hash));

/** Every key of a link of version 1, and what its value has to be. */
const REQUIRED: Readonly<Record<string, Check>> = {
  version: (value) => value === 1,
  session: pattern(/^[a-z0-9][a-z0-9-]{0,39}$/),
  sequence: count,
  state,
  repository: pattern(/^[A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+$/),
  repositoryId: count,
  runId: pattern(/^\d{1,20}$/),
  runAttempt: count,
  environment: (value) => value === null || text(value),
  drill: (value) => typeof value === 'boolean',
  at: timestamp,
  previous: sha256,
  events: (value) => Array.isArray(value) && value.every(event),
  proof: (value) => value === null || text(value),
};
const OPTIONAL: Readonly<Record<string, Check>> = { opening: isJsonObject, files };

/** States after which a session receives nothing more. */
export const CLOSING_STATES: readonly SessionState[] = ['closed', 'refused'];

/** What a recovery writes into a session that it takes over. It runs in no environment, or in the session's own. */
export const RECOVERY_STATES: readonly SessionState[] = ['taken-over', 'rolled-back', 'left', 'unsealed', 'closed'];

/**
 * A link from its file's bytes, strictly: exactly the keys of version 1, and exactly the bytes that its canonical JSON
 * has, so that no byte can be changed unseen. Throws `audit-invalid`.
 */
export function parseLink(bytes: Uint8Array): Link {
  let value: Json;
  try {
    const text = UTF8.decode(bytes);
    value = JSON.parse(text) as Json;
    if (`${canonicalJson(value)}\n` !== text) throw new Error('not in canonical form');
  } catch (error) {
    throw new BreakglassError('audit-invalid', 'the file is not canonical JSON', { cause: error });
  }
  return checkLink(value);
}

/** What was read from canonical JSON as a link, where it is one. Throws `audit-invalid`. */
export function checkLink(value: Json): Link {
  if (!isJsonObject(value)) throw invalid('it is not an object');
  const wrong =
    Object.entries(REQUIRED).find(([key, check]) => !Object.hasOwn(value, key) || !check(value[key] ?? null)) ??
    Object.entries(OPTIONAL).find(([key, check]) => Object.hasOwn(value, key) && !check(value[key] ?? null));
  if (wrong !== undefined) throw invalid(`"${wrong[0]}" is missing or wrong`);
  const unknown = Object.keys(value).find((key) => !Object.hasOwn(REQUIRED, key) && !Object.hasOwn(OPTIONAL, key));
  if (unknown !== undefined) throw invalid(`unknown key "${unknown}"`);
  const link = fromJson(value);
  requireStateRules(link);
  return link;
}

/** The one place where a checked JSON object becomes a link. */
function fromJson(value: JsonObject): Link {
  return value as unknown as Link;
}

function requireStateRules(link: Link): void {
  if ((link.state === 'opened') !== (link.opening !== undefined)) {
    throw invalid('an opening link, and no other, holds "opening"');
  }
  if (link.files !== undefined && !CLOSING_STATES.includes(link.state)) {
    throw invalid('only a closing link holds "files"');
  }
  if (link.state === 'closed' && (link.files?.['record.json'] === undefined || link.files['report.md'] === undefined)) {
    throw invalid('a closed link holds the hashes of record.json and report.md');
  }
  // A job without the environment and without id-token may record a refusal, and nothing else; a recovery has no environment
  // either, and its links are proven: the session's order says which of them are a recovery's.
  const refusal = link.state === 'refused' && link.sequence === 1;
  if (link.environment === null && !refusal && !RECOVERY_STATES.includes(link.state))
    throw invalid(`a link in state "${link.state}" names its environment`);
  if (link.proof === null && !refusal) throw invalid(`a link in state "${link.state}" needs a proof`);
}

function invalid(why: string): BreakglassError {
  return new BreakglassError('audit-invalid', `the file is not a link of version 1: ${why}`);
}
