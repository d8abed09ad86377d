import type { GateInput } from '../gate/rule.ts';
import type { RequestInput } from '../runtime/action-inputs.ts';
import type { Prepared } from './prepare.ts';

/** What the gate decides on, of a plan as it was prepared; `now` in milliseconds since the epoch. */
export function gateInput({ facts, documents, digest }: Prepared, source: RequestInput, now: number): GateInput {
  const { install, request } = documents;
  return { facts, install, request, source, digest, now };
}
