import { asBreakglassError, BreakglassError } from '../../domain/error.ts';
import { AmbiguousAnswer, createGitHub, type GitHub } from '../../github/api.ts';
import { classifyFailure } from '../../github/failure.ts';
import type { CliEnvironment } from '../../runtime/cli-environment.ts';
import { systemClock } from '../../runtime/clock.ts';
import { createHttpFetch } from '../../runtime/http.ts';

/** Milliseconds: a person waits in front of it. */
const DEADLINE_MS = 20_000;

/** The client of somebody at a terminal, by a token of their own: what it may not do is a matter of that token. */
export function createPersonalClient({ owner, name, token, apiUrl }: CliEnvironment): GitHub {
  const github = createGitHub({
    owner,
    name,
    token,
    apiUrl,
    graphqlUrl: `${apiUrl}/graphql`,
    clock: systemClock,
    fetch: createHttpFetch(),
    deadlineMs: DEADLINE_MS,
  });
  return {
    ...github,
    rest: (purpose, route, parameters) => github.rest(purpose, route, parameters).catch(told),
    find: (purpose, route, parameters) => github.find(purpose, route, parameters).catch(told),
    graphql: (purpose, query, variables) => github.graphql(purpose, query, variables).catch(told),
  };
}

/** An error of GitHub's as somebody at a terminal can act on it. */
export function told(error: unknown): never {
  if (error instanceof AmbiguousAnswer) {
    throw new BreakglassError('github-unavailable', error.message, {
      hint: 'it may have happened or not: look at the repository before you try again',
      cause: error,
    });
  }
  const failure = asBreakglassError(error);
  if (failure.code !== 'github-forbidden') throw failure;
  throw tokenMayNot(failure.message, failure.cause);
}

/** What a token of one's own may not, and which one may. */
export function tokenMayNot(message: string, cause?: unknown): BreakglassError {
  return new BreakglassError('github-forbidden', message, { hint: HOW_TOKEN, cause });
}

/** What Octokit threw of a call that `createGitHub` does not make. */
export function refused(what: string, error: unknown): BreakglassError {
  const kind = classifyFailure(error, Date.now())?.kind;
  const message = `cannot ${what}: ${error instanceof Error ? error.message : String(error)}`;
  if (kind === 'forbidden') return tokenMayNot(message, error);
  const code = kind === 'missing' || kind === 'rejected' ? 'github-rejected' : 'github-unavailable';
  return new BreakglassError(code, message, { cause: error });
}

const HOW_TOKEN =
  'use a token of your own: a classic one with the scope "repo", or a fine-grained one for this repository with ' +
  'contents, pull requests, actions and deployments: read and write';
