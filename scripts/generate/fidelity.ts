import { readFileSync } from 'node:fs';
import { FIDELITY, readFidelity } from './read-fidelity.ts';

const README = 'README.md';
const MARKED = /(<!-- unproven -->)[^<]*(<!-- \/unproven -->)/g;

/** What says how many behaviours of the sandbox are unproven: path → text. */
export function fidelityFiles(): ReadonlyMap<string, string> {
  const unproven = readFidelity().behaviours.filter(({ proven }) => proven === undefined).length;
  return new Map([
    ['action/domain/fidelity.ts', source(unproven)],
    [README, readFileSync(README, 'utf8').replace(MARKED, `$1${unproven}$2`)],
  ]);
}

function source(unproven: number): string {
  return `/**
 * Behaviours of the platform that the sandbox emulates without a live probe having shown them: rows of
 * \`${FIDELITY}\` that are not proven. Written by \`npm run generate\`.
 */
export const UNPROVEN_BEHAVIOURS = ${unproven};
`;
}
