import { formatDuration } from '../domain/duration.ts';
import { type Block, heading, list, paragraph, table } from './blocks.ts';

/** What an issue about a failed drill says. */
export interface FailedDrill {
  readonly playbook: string;
  readonly commander: string;
  readonly outcome: string;
  readonly problems: readonly string[];
  /** Page of the run; undefined outside a run. */
  readonly runUrl: string | undefined;
}

export function failedDrillPage({ playbook, commander, outcome, problems, runUrl }: FailedDrill): readonly Block[] {
  return [
    heading(2, `The drill of ${playbook} failed`),
    paragraph('In an emergency this playbook may not do what it says. It ended as ', { strong: outcome }, '.'),
    list(problems.map((problem) => [problem])),
    paragraph(`${commander} was the commander. `, ...(runUrl === undefined ? [] : ['Its log: ', { code: runUrl }])),
    paragraph('On any machine with Node and git: ', { code: `breakglass habit --local --playbook ${playbook}` }),
  ];
}

export interface OverduePlaybook {
  readonly playbook: string;
  /** ISO 8601; null when it never was. */
  readonly lastDrill: string | null;
  readonly hasDrill: boolean;
}

export function overdueDrillPage(
  { playbook, lastDrill, hasDrill }: OverduePlaybook,
  limitMs: number,
): readonly Block[] {
  const days = Math.round(limitMs / (24 * 3_600_000));
  return [
    heading(2, `${playbook} has not been drilled for ${days} days`),
    table(
      ['', ''],
      [
        [['Last drill'], [lastDrill ?? 'never']],
        [['Drill file'], [hasDrill ? { code: `playbooks/drills/${playbook}.yml` } : 'none']],
      ],
    ),
    paragraph(
      hasDrill
        ? 'The monthly drill takes the playbook that was drilled longest ago. Dispatch the drill workflow to catch up.'
        : `Say in playbooks/drills/${playbook}.yml how it is practised, or remove the playbook.`,
    ),
  ];
}

/** Times of a drill for people, in a sentence. */
export function drillTimesLine(times: {
  readonly plan: number;
  readonly firstChange: number | null;
  readonly recovery: number | null;
  readonly closed: number;
}): string {
  const after = (ms: number | null): string => (ms === null ? 'never' : formatDuration(ms));
  return `plan after ${formatDuration(times.plan)}; from the approval: first change ${after(times.firstChange)}, recovered ${after(times.recovery)}, closed ${formatDuration(times.closed)}`;
}
