import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export interface Behaviour {
  readonly id: string;
  readonly behaviour: string;
  readonly source: string;
  readonly probe: string;
  /** A date, or `offline`; absent while no probe has shown it. */
  readonly proven?: string;
}

/** Why tests of somebody else's suite fail against the sandbox. There is no word for "ours": that is mended. */
export interface KnownFailure {
  readonly whose: 'theirs' | 'out-of-scope';
  readonly because: string;
  /** Where it is documented that the sandbox is right, or that it does not have this. */
  readonly source: string;
  /** Stands in what each of these tests says when it fails: a test that fails for another reason is not known. */
  readonly shows: string;
  /** `file.py::test`; one that ends in `*` stands for all that begin so. */
  readonly tests: readonly string[];
}

export interface Fidelity {
  readonly behaviours: readonly Behaviour[];
  /** Name of the suite → its failures. */
  readonly suites: Readonly<Record<string, readonly KnownFailure[]>>;
}

export const FIDELITY = 'action/sandbox/FIDELITY.yml';

/** What the sandbox's fidelity rests on; throws where a row lacks something. */
export function readFidelity(path: string = FIDELITY): Fidelity {
  const fidelity: Fidelity = parse(readFileSync(path, 'utf8'));
  for (const row of fidelity.behaviours) requireText(row.id, row, ['id', 'behaviour', 'source', 'probe']);
  if (new Set(fidelity.behaviours.map(({ id }) => id)).size !== fidelity.behaviours.length)
    throw new Error(`${FIDELITY}: an id stands twice`);
  for (const [suite, failures] of Object.entries(fidelity.suites)) {
    for (const failure of failures) requireKnown(suite, failure);
  }
  return fidelity;
}

function requireKnown(suite: string, failure: KnownFailure): void {
  requireText(`${suite}: ${failure.because}`, failure, ['because', 'source', 'shows']);
  if (!['theirs', 'out-of-scope'].includes(failure.whose)) {
    throw new Error(`${FIDELITY}: ${suite}: ${failure.because}: '${failure.whose}' is not theirs and not out-of-scope`);
  }
  if (failure.tests.length === 0) throw new Error(`${FIDELITY}: ${suite}: ${failure.because}: names no test`);
}

function requireText<T extends object>(name: string, row: T, keys: readonly (keyof T & string)[]): void {
  const missing = keys.find((key) => typeof row[key] !== 'string' || row[key] === '');
  if (missing !== undefined) throw new Error(`${FIDELITY}: ${name} has no ${missing}`);
}
