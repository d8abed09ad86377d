import { Octokit } from '@octokit/core';
import { BreakglassError } from '../domain/error.ts';
import type { CallRecord } from '../domain/event.ts';
import { isJsonObject } from '../domain/json.ts';
import type { Clock } from '../ports/clock.ts';
import { TryLater } from '../ports/try-later.ts';
import { type Backoff, backoff, OUTAGE_MS } from './backoff.ts';
import { classifyFailure, type GitHubFailure, httpFailure } from './failure.ts';

/** A key of a workflow's `permissions:`, as the error prints it when it is missing. */
export type Permission =
  | 'contents: read'
  | 'contents: write'
  | 'actions: read'
  | 'actions: write'
  | 'pull-requests: read'
  | 'pull-requests: write'
  | 'issues: write';

export interface GitHubOptions {
  readonly owner: string;
  readonly name: string;
  readonly token: string;
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  readonly clock: Clock;
  /** A fetch without redirects; the action passes one over `node:http(s)`. */
  readonly fetch: unknown;
  readonly random?: () => number;
  /** Told of every HTTP attempt of a call that changes something. */
  readonly onCall?: (call: CallRecord) => void;
  /** Milliseconds of the clock until retries end, whatever they are for. */
  readonly deadlineMs?: number;
}

/** What is asked, for the errors and for what may be repeated. */
export interface Purpose {
  /** As in "cannot <what>". */
  readonly what: string;
  readonly permission: Permission;
  /** False where an ambiguous answer must be looked into before the next attempt. */
  readonly repeatable: boolean;
  /** Who asks waits out an outage itself. */
  readonly once?: true;
}

/** An entry of GraphQL's `errors`. */
export interface GraphQlError {
  readonly type: string;
  readonly message: string;
}

export type GraphQlAnswer =
  | { readonly ok: true; readonly data: unknown }
  | { readonly ok: false; readonly errors: readonly GraphQlError[] };

/** One repository on GitHub. Answers are `unknown`: what is read from them is checked where it is read. */
export interface GitHub {
  readonly owner: string;
  readonly name: string;
  readonly clock: Clock;
  readonly random: () => number;
  /** REST under `/repos/{owner}/{repo}`; throws BreakglassError after retries. */
  readonly rest: (purpose: Purpose, route: string, parameters?: Readonly<Record<string, unknown>>) => Promise<unknown>;
  /** Like `rest`, but undefined when GitHub says that there is no such thing. */
  readonly find: (purpose: Purpose, route: string, parameters?: Readonly<Record<string, unknown>>) => Promise<unknown>;
  /** Errors that GraphQL reports are returned; those of HTTP are thrown after retries. */
  readonly graphql: (
    purpose: Purpose,
    query: string,
    variables: Readonly<Record<string, unknown>>,
  ) => Promise<GraphQlAnswer>;
}

/** An answer that may or may not have taken effect: thrown only where the purpose is not repeatable. */
export class AmbiguousAnswer extends Error {
  constructor(what: string, cause: unknown) {
    super(`GitHub's answer was lost: ${what}`, { cause });
    this.name = 'AmbiguousAnswer';
  }
}

/** How long a limit is: GitHub often asks for a minute. One that lasts longer is told at once, with its end. */
const LIMIT_MS = 90_000;
const BACKOFF: Backoff = { baseMs: 400, longestMs: 8_000 };

/**
 * A GitHub client on `@octokit/core`: 4 ms to load, against 15 for `@octokit/rest` and 91 for `@actions/github`. On the
 * way to the fix a dozen routes are used; the CLI, where nobody waits, uses `@octokit/rest`.
 */
export function createGitHub(options: GitHubOptions): GitHub {
  const octokit = new Octokit({
    auth: options.token,
    baseUrl: options.apiUrl,
    userAgent: 'breakglass',
    request: { fetch: options.fetch },
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
  });
  const place = { owner: options.owner, repo: options.name };
  const headers = { 'x-github-api-version': '2022-11-28' };
  const rest: GitHub['rest'] = async (purpose, route, parameters = {}) => {
    const full = route.replace(' ', ' /repos/{owner}/{repo}');
    const operation = route.startsWith('GET ') ? undefined : route;
    return attempt(options, purpose, async () => {
      const request = (): Promise<Answered> => octokit.request(full, { ...parameters, ...place, headers });
      return (await recorded(options, operation, request)).data;
    });
  };
  return {
    owner: options.owner,
    name: options.name,
    clock: options.clock,
    random: options.random ?? Math.random,
    rest,
    find: (purpose, route, parameters) => rest(purpose, route, parameters).catch(undefinedIfMissing),
    graphql: (purpose, query, variables) =>
      attempt(options, purpose, async () => {
        const request = (): Promise<Answered> => octokit.request(`POST ${options.graphqlUrl}`, { query, variables });
        const { data } = await recorded(options, MUTATION.exec(query)?.[1], request);
        return requireAnswer(readGraphQl(data));
      }),
  };
}

interface Answered {
  readonly data: unknown;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** The root field of a mutation. */
const MUTATION = /^\s*mutation[^{]*\{\s*(\w+)/;

/** Tells of a call that changes something; `operation` is undefined for one that only reads. */
async function recorded(
  { clock, onCall }: GitHubOptions,
  operation: string | undefined,
  request: () => Promise<Answered>,
): Promise<Answered> {
  if (operation === undefined || onCall === undefined) return request();
  const start = clock.now();
  const tell = (outcome: string, requestId: unknown): void =>
    onCall({
      service: 'github',
      operation,
      access: 'write',
      requestId: typeof requestId === 'string' ? requestId : null,
      outcome,
      ms: clock.now() - start,
    });
  try {
    const answer = await request();
    tell(firstErrorType(answer.data) ?? 'ok', answer.headers['x-github-request-id']);
    return answer;
  } catch (error) {
    const status = error instanceof Error && 'status' in error ? String(error.status) : 'network';
    tell(status, null);
    throw error;
  }
}

/** GraphQL answers 200 with its errors inside. */
function firstErrorType(data: unknown): string | undefined {
  const errors = isJsonObject(data) ? data['errors'] : undefined;
  const [first] = Array.isArray(errors) ? errors : [];
  return isJsonObject(first) && typeof first['type'] === 'string' ? first['type'] : undefined;
}

/** Repeats what may be repeated, by class of failure, until the deadline. */
async function attempt<T>(options: GitHubOptions, purpose: Purpose, call: () => Promise<T>): Promise<T> {
  const { clock, random = Math.random, deadlineMs } = options;
  const start = clock.now();
  for (let tries = 1; ; tries += 1) {
    try {
      return await call();
    } catch (error) {
      const failure = classifyFailure(error, clock.now());
      if (failure === undefined) throw error;
      if (failure.kind === 'ambiguous' && !purpose.repeatable) throw new AmbiguousAnswer(purpose.what, error);
      const delay = delayOf(failure, tries, random);
      const until = start + (deadlineMs ?? (failure.kind === 'throttled' ? LIMIT_MS : OUTAGE_MS));
      const once = failure.kind === 'ambiguous' && purpose.once === true;
      if (delay === undefined || once || clock.now() + delay > until)
        throw explain(error, failure, purpose, clock.now());
      await clock.sleep(delay);
    }
  }
}

/** Milliseconds until the next attempt, undefined where there is to be none. */
function delayOf(failure: GitHubFailure, tries: number, random: () => number): number | undefined {
  if (failure.kind !== 'throttled' && failure.kind !== 'ambiguous') return undefined;
  const pause = backoff(tries, BACKOFF, random);
  return failure.kind === 'throttled' ? (failure.retryAfterMs ?? 0) + pause : pause;
}

function explain(error: unknown, failure: GitHubFailure, purpose: Purpose, now: number): BreakglassError {
  const message = `cannot ${purpose.what}: ${error instanceof Error ? error.message : String(error)}`;
  if (failure.kind === 'forbidden') return forbidden(message, purpose.permission, error);
  if (failure.kind === 'missing' || failure.kind === 'rejected') {
    return new BreakglassError('github-rejected', message, { cause: error });
  }
  if (failure.kind === 'throttled' && failure.retryAfterMs !== undefined) {
    const retryAt = now + failure.retryAfterMs;
    const until = new Date(retryAt).toISOString();
    const hint = `GitHub limits what this repository's workflows may ask, until ${until}: make a new request then`;
    return new TryLater('github-unavailable', message, { hint, cause: error, retryAt });
  }
  return new BreakglassError('github-unavailable', message, {
    hint: 'see https://www.githubstatus.com, then make a new request',
    cause: error,
  });
}

/** The error of a token that may not, with the lines that let it. */
export function forbidden(message: string, permission: Permission, cause?: unknown): BreakglassError {
  return new BreakglassError('github-forbidden', message, {
    hint: `add to the job, and to the job that calls it when the workflow is reusable:\npermissions:\n  ${permission}`,
    cause,
  });
}

function undefinedIfMissing(error: unknown): undefined {
  if (error instanceof BreakglassError && classifyFailure(error.cause, 0)?.kind === 'missing') return undefined;
  throw error;
}

/** GraphQL tells limits and outages by status 200 as well: they are errors like those of HTTP. */
function requireAnswer(answer: GraphQlAnswer): GraphQlAnswer {
  const [first] = answer.ok ? [] : answer.errors;
  if (first === undefined) return answer;
  if (first.type === 'RATE_LIMITED') throw httpFailure(429, first.message);
  if (first.message.startsWith('Something went wrong while executing your query'))
    throw httpFailure(502, first.message);
  return answer;
}

function readGraphQl(answer: unknown): GraphQlAnswer {
  const { data = null, errors = [] } = isJsonObject(answer) ? answer : {};
  if (!Array.isArray(errors) || errors.length === 0) return { ok: true, data };
  return {
    ok: false,
    errors: errors.filter(isJsonObject).map(({ type, message }) => ({ type: toText(type), message: toText(message) })),
  };
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
