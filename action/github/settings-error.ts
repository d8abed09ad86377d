import { BreakglassError } from '../domain/error.ts';
import type { Seen } from '../domain/setup-facts.ts';
import { classifyFailure } from './failure.ts';

/** What a call is for, in words, and the permission of a fine-grained token that it needs. */
export interface Errand {
  readonly what: string;
  readonly permission: string;
}

/** What Octokit threw, as an error that says what the token lacks. */
export function settingsError(errand: Errand, error: unknown): BreakglassError {
  if (error instanceof BreakglassError) return error;
  const reason = error instanceof Error ? error.message.replaceAll(/\s+/g, ' ').trim() : String(error);
  const message = `cannot ${errand.what}: ${reason}`;
  switch (classifyFailure(error, Date.now())?.kind) {
    case 'forbidden':
      return new BreakglassError('github-forbidden', message, { hint: neededHint(errand), cause: error });
    case 'missing':
      // GitHub hides what a token may not see.
      return new BreakglassError('github-rejected', message, {
        hint: `it is not there, or the token may not see it: ${neededHint(errand)}`,
        cause: error,
      });
    case 'rejected':
      return new BreakglassError('github-rejected', message, { cause: error });
    default:
      return new BreakglassError('github-unavailable', message, { hint: 'try again', cause: error });
  }
}

function neededHint({ permission }: Errand): string {
  return (
    `use a token of somebody with the role "admin" in the repository: a classic one with the scopes "repo" and "workflow", ` +
    `or a fine-grained one with ${permission}`
  );
}

/** Does a call, and tells its failure as what it was for. */
export async function errand<T>(given: Errand, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw settingsError(given, error);
  }
}

/** What the call answers; or, where GitHub says that the token may not know or that there is nothing, why nobody saw it. */
export async function see<T>(given: Errand, work: Promise<T>): Promise<Seen<T>> {
  try {
    return { seen: true, value: await work };
  } catch (error) {
    const kind = classifyFailure(error, Date.now())?.kind;
    if (kind !== 'forbidden' && kind !== 'missing') throw settingsError(given, error);
    return { seen: false, why: `the token may not ${given.what}: it needs ${given.permission}` };
  }
}

/** The same, where a 404 says that there is none: the caller has seen something beside it by the same permission. */
export async function seeOptional<T>(given: Errand, work: Promise<T>): Promise<Seen<T | null>> {
  try {
    return { seen: true, value: await work };
  } catch (error) {
    if (classifyFailure(error, Date.now())?.kind === 'missing') return { seen: true, value: null };
    return see(given, Promise.reject(error));
  }
}
