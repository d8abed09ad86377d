import { abortIsHonoured, writesAreAwaited } from './clauses/abort.ts';
import { changeIsPure, changeShowsDiff, examplesValidate, readsAgree, snapshotSurvivesJson } from './clauses/data.ts';
import { faultsAreSurvived } from './clauses/faults.ts';
import { callsAreGranted, grantsAreUsed } from './clauses/grants.ts';
import { type Partner, pairsWork, pairWorks } from './clauses/pairs.ts';
import { phasesAreTrue } from './clauses/phases.ts';
import { restoreIsExact, twiceIsOnce } from './clauses/round-trip.ts';
import { conflictIsReported, otherPartsAreKept } from './clauses/third-party.ts';
import { irreversibleIsTrue } from './clauses/way-back.ts';
import { oneEstate, startTarget } from './estate.ts';
import { startLab } from './lab.ts';
import type { Subject } from './workbench.ts';

/** So fast that every pause of the engine is over in milliseconds. */
const SCALE = 500;

/** A kind with its fixture and its partners. */
export type Member = Pick<Subject, 'kind' | 'fixture' | 'partners'>;

/** One promise of the contract: what is wrong with the kind, or undefined when it keeps it. */
export interface Clause {
  readonly name: string;
  /** Clauses without which this one says nothing. */
  readonly premises?: readonly string[];
  readonly check: (subject: Subject) => Promise<string | undefined>;
}

export interface Violation {
  readonly clause: string;
  readonly what: string;
}

const PAIRS = 'pairs-work';
const FAULTS = 'faults-are-survived';

/** Clauses that each have a test file, of the same name: the last of them with a test for each pair. */
export const LONG = [FAULTS, PAIRS] as const;

export interface Pairs {
  readonly check: (first: Partner, second: Partner) => Promise<string | undefined>;
  close(): Promise<void>;
}

/** Every clause, each after its premises. */
export const CLAUSES: readonly Clause[] = [
  { name: 'examples-validate', check: examplesValidate },
  { name: 'calls-are-granted', check: callsAreGranted },
  { name: 'grants-are-used', premises: ['calls-are-granted'], check: grantsAreUsed },
  { name: 'phases-are-true', premises: ['calls-are-granted', 'grants-are-used'], check: phasesAreTrue },
  { name: 'snapshot-survives-json', check: snapshotSurvivesJson },
  { name: 'reads-agree', check: readsAgree },
  { name: 'change-is-pure', check: changeIsPure },
  { name: 'change-shows-diff', check: changeShowsDiff },
  { name: 'twice-is-once', check: twiceIsOnce },
  { name: 'restore-is-exact', check: restoreIsExact },
  { name: 'irreversible-is-true', check: irreversibleIsTrue },
  { name: FAULTS, premises: ['restore-is-exact'], check: faultsAreSurvived },
  { name: 'other-parts-are-kept', premises: ['restore-is-exact'], check: otherPartsAreKept },
  { name: 'conflict-is-reported', check: conflictIsReported },
  { name: 'abort-is-honoured', check: abortIsHonoured },
  { name: 'writes-are-awaited', check: writesAreAwaited },
  { name: PAIRS, premises: ['calls-are-granted', 'restore-is-exact'], check: pairsWork },
];

/** Holds a kind to one clause, in an account of its own. What is thrown is a violation as well. */
export function violation(clause: Clause, member: Member): Promise<string | undefined> {
  return inLab(member, (subject) => judge(clause, subject));
}

/** Opens an account in which a kind is beside one other after the other, first or second. What is thrown is a violation as well. */
export async function openPairs(member: Member): Promise<Pairs> {
  const { subject, close } = await openLab(member);
  const check: Pairs['check'] = (first, second) =>
    judge({ name: PAIRS, check: (of) => pairWorks(of, first, second) }, subject);
  return { check, close };
}

/** Holds a kind to every clause whose premises hold. */
export function violations(member: Member): Promise<readonly Violation[]> {
  return inLab(member, async (subject) => {
    const found = new Map<string, Violation>();
    for (const clause of CLAUSES) {
      const { name, premises = [] } = clause;
      if (premises.some((premise) => found.has(premise))) continue;
      subject.lab.faults.clear();
      const what = await judge(clause, subject);
      if (what !== undefined) found.set(name, { clause: name, what });
    }
    return [...found.values()];
  });
}

async function judge({ check }: Clause, subject: Subject): Promise<string | undefined> {
  try {
    return await check(subject);
  } catch (error) {
    return `it threw ${String(error)}`;
  }
}

async function inLab<T>(member: Member, work: (subject: Subject) => Promise<T>): Promise<T> {
  const { subject, close } = await openLab(member);
  try {
    return await work(subject);
  } finally {
    await close();
  }
}

/** An account in which a kind works on one estate; whoever opens it closes it. */
export async function openLab(member: Member): Promise<{ readonly subject: Subject; close(): Promise<void> }> {
  const [lab, target] = await Promise.all([startLab(SCALE), startTarget()]);
  return {
    subject: { ...member, lab, targetPort: target.port, estate: oneEstate(lab, target.port) },
    close: async () => {
      await lab.close();
      target.close();
    },
  };
}
