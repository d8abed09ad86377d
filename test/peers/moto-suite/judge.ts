import type { KnownFailure } from '../../../scripts/generate/read-fidelity.ts';

/** How one test of somebody else's suite ended. */
export interface Outcome {
  readonly test: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly message: string;
}

export interface Verdict {
  /** One line each: what is not as it is classified. */
  readonly problems: readonly string[];
  /** For people: how many passed, and whose the failures are. */
  readonly rate: string;
}

/** Holds the outcomes of a suite to what is known of its failures. */
export function judge(outcomes: readonly Outcome[], known: readonly KnownFailure[]): Verdict {
  const failed = outcomes.filter(({ outcome }) => outcome === 'failed');
  const problems = [
    ...outcomes.flatMap((outcome) => problemsOf(outcome, known)),
    ...known.flatMap(({ tests }) =>
      tests.filter((name) => !outcomes.some(({ test }) => stands(name, test))).map((name) => `${name}: no such test`),
    ),
  ];
  const count = (whose: KnownFailure['whose']): number =>
    failed.filter(({ test }) => known.some((failure) => failure.whose === whose && names(failure, test))).length;
  const [theirs, outOfScope] = [count('theirs'), count('out-of-scope')];
  const passed = outcomes.filter(({ outcome }) => outcome === 'passed').length;
  const share = Math.round((100 * passed) / (outcomes.length - outOfScope));
  const ours = failed.length - theirs - outOfScope;
  return {
    problems,
    rate:
      `${passed} of ${outcomes.length} passed (${share} % of what is in scope), ${failed.length} failed: ` +
      `theirs ${theirs}, out of scope ${outOfScope}, ours or unclassified ${ours}`,
  };
}

function problemsOf({ test, outcome, message }: Outcome, known: readonly KnownFailure[]): readonly string[] {
  const [failure, ...more] = known.filter((each) => names(each, test));
  if (more.length > 0) return [`${test}: is classified twice`];
  if (outcome === 'skipped') return [`${test}: was skipped: ${message}`];
  if (outcome === 'passed') return failure === undefined ? [] : [`${test}: passes: remove it`];
  if (failure === undefined) return [`${test}: is not classified: ${message}`];
  return message.includes(failure.shows) ? [] : [`${test}: fails, but not with ${failure.shows}: ${message}`];
}

function names(failure: KnownFailure, test: string): boolean {
  return failure.tests.some((name) => stands(name, test));
}

function stands(name: string, test: string): boolean {
  return name.endsWith('*') ? test.startsWith(name.slice(0, -1)) : test === name;
}
