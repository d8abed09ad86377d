import type { Level, Scope } from '../access.ts';
import { requireAccess } from '../access.ts';
import { GithubFault } from '../github-fault.ts';
import type { Repository, Token, World } from '../world.ts';

/** One REST call, as a handler sees it. */
export interface RestCall {
  readonly world: World;
  readonly token: Token | undefined;
  /** The path's parameters, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface RestAnswer {
  readonly status: number;
  /** Undefined for an answer without a body. */
  readonly body?: unknown;
}

/** One endpoint. `operation` is the `operationId` of GitHub's OpenAPI description. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `/repos/{owner}/{repo}/contents/{+path}`; `{+x}` takes slashes. */
  readonly path: string;
  readonly operation: string;
  readonly handle: (call: RestCall) => RestAnswer | Promise<RestAnswer>;
}

export function ok(body: unknown, status = 200): RestAnswer {
  return { status, body };
}

/** A parameter that the route's pattern guarantees. */
export function param(call: RestCall, name: string): string {
  return call.params[name] ?? '';
}

/** The repository that the path names, when the token may do this in it. */
export function repositoryOf(call: RestCall, scopes: Scope | readonly Scope[], level: Level): Repository {
  const name = { owner: param(call, 'owner'), repo: param(call, 'repo') };
  return requireAccess(call.world, call.token, name, typeof scopes === 'string' ? [scopes] : scopes, level);
}

/** A string of the body; undefined when absent; a 422 when it is something else. */
export function text(call: RestCall, key: string): string | undefined {
  const value = call.body[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') {
    throw new GithubFault(
      422,
      `Invalid request.\n\nFor 'properties/${key}', ${JSON.stringify(value)} is not a string.`,
    );
  }
  return value;
}

/** A string of the body that has to be there. */
export function requiredText(call: RestCall, key: string): string {
  const value = text(call, key);
  if (value === undefined) throw new GithubFault(422, `Invalid request.\n\n"${key}" wasn't supplied.`);
  return value;
}

/** The items of the page that the query asks for (`per_page` at most 100, default 30). */
export function page<T>(call: RestCall, items: readonly T[]): readonly T[] {
  const size = Math.min(Math.max(Number(call.query.get('per_page') ?? 30) || 30, 1), 100);
  const number = Math.max(Number(call.query.get('page') ?? 1) || 1, 1);
  return items.slice((number - 1) * size, number * size);
}
