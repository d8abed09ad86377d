import type { DrilledBefore } from './drill-record.ts';

const DAY_MS = 24 * 3_600_000;
/** A playbook that was not drilled for so long is told about. */
export const OVERDUE_MS = 90 * DAY_MS;

/** What can be drilled: each playbook with whether it has a drill file and since when it exists. */
export interface Drillable {
  readonly playbook: string;
  readonly hasDrill: boolean;
  /** When its file came into the repository, milliseconds since the epoch; unknown where the history is not at hand. */
  readonly since: number | undefined;
}

/** The playbook whose last drill is longest ago, those never drilled first; undefined when none has a drill file. */
export function nextPlaybook(all: readonly Drillable[], before: readonly DrilledBefore[]): string | undefined {
  const candidates = all.filter(({ hasDrill }) => hasDrill).map(({ playbook }) => playbook);
  return leastRecent(candidates, before, ({ playbook }) => playbook);
}

/** The commander whose turn it is: who has commanded longest ago, or never, in the order of the file. */
export function nextCommander(commanders: readonly string[], before: readonly DrilledBefore[]): string | undefined {
  return leastRecent(commanders, before, ({ commander }) => commander);
}

/** Playbooks whose last drill, or whose arrival where there was none, is more than 90 days ago. */
export function overdue(
  all: readonly Drillable[],
  before: readonly DrilledBefore[],
  now: number,
): readonly { readonly playbook: string; readonly lastDrill: string | null; readonly hasDrill: boolean }[] {
  return all.flatMap(({ playbook, hasDrill, since }) => {
    const last = lastOf(before.filter((drilled) => drilled.playbook === playbook));
    const from = last === undefined ? since : Date.parse(last.at);
    // A file whose age is not known has been there for all that anybody knows.
    if (from !== undefined && now - from <= OVERDUE_MS) return [];
    return [{ playbook, lastDrill: last?.at ?? null, hasDrill }];
  });
}

function leastRecent(
  names: readonly string[],
  before: readonly DrilledBefore[],
  nameOf: (drilled: DrilledBefore) => string,
): string | undefined {
  const last = (name: string): number => {
    const found = lastOf(before.filter((drilled) => nameOf(drilled) === name));
    return found === undefined ? Number.NEGATIVE_INFINITY : Date.parse(found.at);
  };
  return names.toSorted((a, b) => Math.sign(last(a) - last(b)) || names.indexOf(a) - names.indexOf(b))[0];
}

function lastOf(drilled: readonly DrilledBefore[]): DrilledBefore | undefined {
  return drilled.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)).at(-1);
}
