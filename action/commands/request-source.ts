import { BreakglassError } from '../domain/error.ts';
import { findAddedRequest } from '../github/added-request.ts';
import type { RequestInput } from '../runtime/action-inputs.ts';
import { sessionOf, type Wiring } from './wiring.ts';

/** A wiring whose request is known. */
export interface Requested extends Wiring {
  readonly source: RequestInput;
}

/**
 * The request that the inputs name, or the one file that the change adds; then the session is named after it, in every job of
 * the run alike. The run job is never left to look for itself: what it runs is what the plan job found.
 *
 * @throws BreakglassError `mixed-change`, `invalid-input`
 */
export async function withRequest(wiring: Wiring): Promise<Requested> {
  const { request } = wiring.inputs;
  if (request !== undefined) return { ...wiring, source: request };
  return withPath(wiring, await findAddedRequest(wiring.github, wiring.runner));
}

/** The wiring of a request file that was found. */
export function withPath(wiring: Wiring, path: string): Requested {
  const source = { path };
  return { ...wiring, source, session: sessionOf(source, wiring.runner) };
}

/** The request that the inputs name, for the job that must not look for one. */
export function givenRequest({ inputs }: Wiring): RequestInput {
  if (inputs.request !== undefined) return inputs.request;
  throw new BreakglassError('invalid-input', 'no request is given', {
    hint: "pass the plan job's output `request` to the input `request`",
  });
}
