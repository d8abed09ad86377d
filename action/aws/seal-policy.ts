import { BreakglassError } from '../domain/error.ts';
import { isJsonObject, type Json, type JsonObject, sameJson } from '../domain/json.ts';
import { SESSION_ID_LIMIT } from '../domain/session.ts';
import { SEAL_POLICY_PREFIX } from '../domain/stack-names.ts';

/** What one inline policy of a sealer's says: whom it denies, and from when on it may be taken off. */
export interface Deny {
  /** Id of the session. */
  readonly session: string;
  /** RoleSessionName, or the beginning of several and a `*`. */
  readonly sessionName: string;
  /** Milliseconds since the epoch, to the second. */
  readonly until: number;
}

const SESSION = new RegExp(`^[A-Za-z0-9][A-Za-z0-9-]{0,${SESSION_ID_LIMIT - 1}}$`);
/** Of what STS takes in a name: a dot after the session's id, so that no other session's name begins with it. */
const REST = /^\.(\*|[\w+=,.@-]{1,62}\*?)$/;
/** `aws:userid` of a session is the unique id of its role, a colon and its name. */
const ANY_ROLE_ID = '*:';
/** IAM takes letters and digits alone as the name of a statement. */
const SID = /^Until(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/**
 * `bg-seal-<session>`: one policy for each session, whichever of its credentials it denies.
 *
 * @throws BreakglassError `invalid-value` for what could mean more than a session in IAM's names or patterns
 */
export function denyPolicyName(session: string): string {
  if (SESSION.test(session)) return `${SEAL_POLICY_PREFIX}${session}`;
  throw new BreakglassError('invalid-value', `"${session}" is not the id of a session`, {
    hint: `ids have at most ${SESSION_ID_LIMIT} letters, digits and hyphens`,
  });
}

/**
 * The document: everything is denied to credentials of these session names, which AWS puts into `aws:userid` after the role's
 * unique id. It has no end of its own, since what has ended needs no deny; the statement's name says when that is.
 *
 * @throws BreakglassError `invalid-value` for a name that is not of this session, or could match another's
 */
export function denyDocument({ session, sessionName, until }: Deny): string {
  denyPolicyName(session);
  if (isOwn(session, sessionName)) return JSON.stringify(documentOf(sessionName, until));
  throw new BreakglassError('invalid-value', `"${sessionName}" does not name credentials of session ${session}`);
}

/** What a policy of a role says, when it is one that `denyDocument` writes and has the name for it; else undefined. */
export function readDeny(name: string, text: string): Deny | undefined {
  const session = name.slice(SEAL_POLICY_PREFIX.length);
  if (!name.startsWith(SEAL_POLICY_PREFIX) || !SESSION.test(session)) return undefined;
  const document = parseJson(text);
  const { Sid, Condition } = onlyStatement(document);
  const until = endOf(Sid);
  const like = isJsonObject(Condition) ? Condition['StringLike'] : undefined;
  const userid = isJsonObject(like) ? like['aws:userid'] : undefined;
  if (until === undefined || typeof userid !== 'string') return undefined;
  const sessionName = userid.slice(ANY_ROLE_ID.length);
  const own = isOwn(session, sessionName) && sameJson(document, documentOf(sessionName, until));
  return own ? { session, sessionName, until } : undefined;
}

/** True when both are the same JSON, whatever the order of keys and the white space. */
export function sameDocument(read: string, put: string): boolean {
  const found = parseJson(read);
  return found !== undefined && sameJson(found, parseJson(put));
}

function isOwn(session: string, sessionName: string): boolean {
  return sessionName.startsWith(session) && REST.test(sessionName.slice(session.length));
}

function documentOf(sessionName: string, until: number): Json {
  const Condition = { StringLike: { 'aws:userid': `${ANY_ROLE_ID}${sessionName}` } };
  const Statement = [{ Sid: sidOf(until), Effect: 'Deny', Action: '*', Resource: '*', Condition }];
  return { Version: '2012-10-17', Statement };
}

/** Rounded up: before then nothing may be taken off. */
function sidOf(until: number): string {
  const second = new Date(Math.ceil(until / 1_000) * 1_000).toISOString();
  return `Until${second.slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

function endOf(sid: Json | undefined): number | undefined {
  const [, year, month, day, hour, minute, second] = (typeof sid === 'string' ? SID.exec(sid) : null) ?? [];
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at) ? undefined : at;
}

function onlyStatement(document: Json | undefined): JsonObject {
  const statements = isJsonObject(document) ? document['Statement'] : undefined;
  const [only] = Array.isArray(statements) ? statements : [];
  return isJsonObject(only) ? only : {};
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
