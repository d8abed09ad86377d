import { CHAOS_FAULTS, type ChaosFault, caseId, type Verdict } from './case.ts';

/** A cell: how many cases there were, and how many of them had holes. */
interface Cell {
  readonly cases: number;
  readonly holes: number;
}

const ROW_WIDTH = 48;

/** Operations × faults: a number is so many cases without a hole, `2 of 9` is nine of which two have holes. */
export function matrixLines(verdicts: readonly Verdict[]): readonly string[] {
  const nameOf = ({ case: { call } }: Verdict): string => `${call.service} ${call.operation}`;
  const names = [...new Set(verdicts.map(nameOf))].toSorted();
  return [
    row('', CHAOS_FAULTS),
    ...names.map((name) => {
      const those = verdicts.filter((verdict) => nameOf(verdict) === name);
      const cells = CHAOS_FAULTS.map((fault) => cellText(cellOf(those, fault)));
      return row(name, cells);
    }),
  ];
}

function cellOf(verdicts: readonly Verdict[], fault: ChaosFault): Cell {
  const those = verdicts.filter((verdict) => verdict.case.fault === fault);
  return { cases: those.length, holes: those.filter(({ holes }) => holes.length > 0).length };
}

function cellText({ cases, holes }: Cell): string {
  if (cases === 0) return '·';
  return holes === 0 ? String(cases) : `${holes} of ${cases}`;
}

function row(name: string, cells: readonly string[]): string {
  const widths = CHAOS_FAULTS.map((fault) => Math.max(fault.length, 'NN of NN'.length) + 2);
  return `${name.padEnd(ROW_WIDTH)}${cells.map((cell, index) => cell.padStart(widths[index] ?? 0)).join('')}`.trimEnd();
}

/** Each hole, and how it is seen again. */
export function holeLines({ case: chaos, holes }: Verdict): readonly string[] {
  if (holes.length === 0) return [];
  return [
    ...holes.map(({ what, detail }) => `HOLE ${what}: ${detail}`),
    `  again: npm run drill -- --chaos ${chaos.playbook} --case '${caseId(chaos)}'`,
  ];
}

/** The last line. */
export function totalLine(verdicts: readonly Pick<Verdict, 'holes'>[]): string {
  const holes = verdicts.reduce((sum, verdict) => sum + verdict.holes.length, 0);
  return `${verdicts.length} cases, ${holes} holes`;
}
