import { createGitHub, type GitHub } from '../github/api.ts';
import type { Wiring } from './wiring.ts';

/**
 * A client for what is shown and decides nothing: on connections that nothing else waits for, and on the wall's time, with so
 * many milliseconds for each answer and for all attempts at it. Its calls are recorded as every other one that changes something.
 */
export function patientClient({ inputs, runner, calls, wall, patientFetch }: Wiring, answerMs: number): GitHub {
  const { owner, name, apiUrl, graphqlUrl } = runner;
  return createGitHub({
    owner,
    name,
    token: inputs.token,
    apiUrl,
    graphqlUrl,
    clock: wall,
    fetch: patientFetch(answerMs),
    onCall: calls.push,
    deadlineMs: answerMs,
  });
}
