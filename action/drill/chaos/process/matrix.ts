import { KILLS } from './kill.ts';
import { VICTIMS } from './kills.ts';
import type { ProcessTierResult } from './tier.ts';
import type { KillVerdict } from './verdict.ts';

/** The tier in lines of plain text: who was killed, how, and what of it was found; each hole with its case at the end. */
export function killMatrix(result: ProcessTierResult): readonly string[] {
  const { verdicts, killed, killedWaiting, shared, elsewhere } = result;
  const columns = KILLS.filter((kill) => verdicts.some(({ case: { blows } }) => blows.at(-1)?.kill === kill));
  const playbooks = [...new Set(verdicts.map(({ case: { playbook } }) => playbook))].toSorted();
  const rows = playbooks.flatMap((playbook) =>
    VICTIMS.map((victim) => {
      const mine = verdicts.filter(
        ({ case: each }) => each.playbook === playbook && each.blows.at(-1)?.victim === victim,
      );
      const cells = columns.map((kill) => cell(mine.filter(({ case: { blows } }) => blows.at(-1)?.kill === kill)));
      return [`${playbook}, ${WORDS[victim]}`, ...cells];
    }),
  );
  const lines = table([['killed', ...columns], ...rows]);
  const bad = verdicts.filter(({ holes }) => holes.length > 0);
  const holes = bad.reduce((sum, each) => sum + each.holes.length, 0);
  const missed = verdicts.filter(({ reached }) => !reached).length;
  return [
    ...lines,
    ...bad.flatMap(({ case: { playbook }, id, holes: found }) => [
      ...found.map(({ what, detail }) => `HOLE ${what}: ${detail}`),
      `  again: npm run drill -- --chaos ${playbook} --kill '${id}'`,
    ]),
    `${killed} processes ended by SIGKILL at a call of theirs, ${killedWaiting} while they waited`,
    `${shared} stories held against the other tier's; ${elsewhere} that it has killed at the same call, with more done or less`,
    ...(missed === 0 ? [] : [`${missed} cases came to nothing: the call was not made`]),
    `${verdicts.length} cases, ${holes} holes`,
  ];
}

const WORDS = {
  session: 'the session',
  recovery: 'its recovery',
  'second-recovery': 'the one after it',
} as const;

/** `12`, or with holes `1 of 12`; a dot for none. */
function cell(verdicts: readonly KillVerdict[]): string {
  const bad = verdicts.filter(({ holes }) => holes.length > 0).length;
  if (verdicts.length === 0) return '·';
  return bad === 0 ? String(verdicts.length) : `${bad} of ${verdicts.length}`;
}

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const [head = []] = rows;
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((text, column) => (column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
