/** Octokit's RequestError; told by its shape, since its package is not a dependency of ours. */
interface RequestError extends Error {
  readonly status: number;
  /** Undefined when there was no answer at all. */
  readonly response?: { readonly headers: Readonly<Record<string, unknown>> };
}

/**
 * What an answer of GitHub's means for the next attempt. `throttled` was certainly not carried out; `ambiguous` may have
 * been; the others will not change by asking again.
 */
export type GitHubFailure =
  | { readonly kind: 'throttled'; readonly retryAfterMs: number | undefined }
  | { readonly kind: 'ambiguous' }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'rejected' };

/** Classifies what Octokit threw; undefined when it is not an answer or a network error of GitHub's. */
export function classifyFailure(error: unknown, now: number): GitHubFailure | undefined {
  if (!isRequestError(error)) return undefined;
  const { status, response } = error;
  if (response === undefined || status >= 500 || status === 408) return { kind: 'ambiguous' };
  if (isThrottled(error)) return { kind: 'throttled', retryAfterMs: retryAfter(error, now) };
  if (status === 401 || status === 403) return { kind: 'forbidden' };
  if (status === 404 || isUnknownCommit(error)) return { kind: 'missing' };
  return { kind: 'rejected' };
}

/** An error like Octokit's, for what GitHub says by other means than the status. */
export function httpFailure(status: number, message: string): Error {
  return Object.assign(new Error(message), { name: 'HttpError', status, response: { headers: {} } });
}

function isRequestError(error: unknown): error is RequestError {
  return error instanceof Error && error.name === 'HttpError' && 'status' in error && typeof error.status === 'number';
}

/** The commits API says 422, not 404, of a branch that does not exist. */
function isUnknownCommit({ status, message }: RequestError): boolean {
  return status === 422 && /^No commit found/i.test(message);
}

const SECONDARY = /secondary rate limit|abuse detection/i;

/** GitHub tells primary and secondary limits by 429, or by 403 with one of these marks. */
function isThrottled({ status, response, message }: RequestError): boolean {
  if (status === 429) return true;
  if (status !== 403 || response === undefined) return false;
  const headers = response.headers;
  return headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0' || SECONDARY.test(message);
}

/** What GitHub wants waited for after a secondary limit that says nothing of it. Source: best practices of its REST API. */
const SECONDARY_MS = 60_000;
/** GitHub's limits are reset every hour. */
const LONGEST_MS = 24 * 3_600_000;

/** Milliseconds that GitHub asks to wait: `retry-after` in seconds, else until the limit is reset. */
function retryAfter({ response, message }: RequestError, now: number): number | undefined {
  const headers = response?.headers ?? {};
  const seconds = Number(headers['retry-after']);
  if (headers['retry-after'] !== undefined && Number.isFinite(seconds)) return bounded(seconds * 1000);
  const reset = Number(headers['x-ratelimit-reset']);
  if (headers['x-ratelimit-remaining'] === '0' && Number.isFinite(reset)) return bounded(reset * 1000 - now);
  return SECONDARY.test(message) ? SECONDARY_MS : undefined;
}

/** What a header says is not what it has to be. */
function bounded(ms: number): number {
  return Math.min(Math.max(0, ms), LONGEST_MS);
}
