import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface Behaviour {
  readonly id: string;
  readonly behaviour: string;
  readonly source: string;
  readonly probe: string;
  /** A date, or `offline`; absent while no probe has shown it. */
  readonly proven?: string;
}

const FIDELITY = 'action/sandbox/FIDELITY.yml';
const README = 'README.md';
const MARKED = /(<!-- unproven -->)[^<]*(<!-- \/unproven -->)/g;

/** What says how many behaviours of the sandbox are unproven: path → text. */
export function fidelityFiles(): ReadonlyMap<string, string> {
  const { behaviours }: { readonly behaviours: readonly Behaviour[] } = parse(readFileSync(FIDELITY, 'utf8'));
  for (const row of behaviours) requireComplete(row);
  if (new Set(behaviours.map(({ id }) => id)).size !== behaviours.length)
    throw new Error(`${FIDELITY}: an id stands twice`);
  const unproven = behaviours.filter(({ proven }) => proven === undefined).length;
  return new Map([
    ['action/domain/fidelity.ts', source(unproven)],
    [README, readFileSync(README, 'utf8').replace(MARKED, `$1${unproven}$2`)],
  ]);
}

function requireComplete(row: Behaviour): void {
  const missing = (['id', 'behaviour', 'source', 'probe'] as const).find(
    (key) => typeof row[key] !== 'string' || row[key] === '',
  );
  if (missing !== undefined) throw new Error(`${FIDELITY}: ${row.id} has no ${missing}`);
}

function source(unproven: number): string {
  return `/**
 * Behaviours of the platform that the sandbox emulates without a live probe having shown them: rows of
 * \`${FIDELITY}\` that are not proven. Written by \`npm run generate\`.
 */
export const UNPROVEN_BEHAVIOURS = ${unproven};
`;
}
