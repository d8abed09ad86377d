import { formatDuration } from '../domain/duration.ts';
import type { TimedEvent } from '../domain/event.ts';
import { withoutRepeats } from '../domain/news.ts';
import type { Outcome } from '../domain/session.ts';
import { accessLine, unsealedOf } from './access.ts';
import { type AlertKind, alert, type Block, details, heading, type Inline, type Line, list, table } from './blocks.ts';
import { fitMarkdown } from './fit.ts';
import { leftToRecover, todo } from './person-needed.ts';
import { section } from './report.ts';
import { calls, changes, conflicts, facts, MEANING, type SummaryModel, timeline } from './session.ts';
import { shortArns } from './short-arn.ts';

/** GitHub drops a longer step summary altogether; another step's may stand before it. */
const SUMMARY_BYTES = 1_000_000;
const COLOURS: Readonly<Record<Outcome, AlertKind>> = {
  succeeded: 'TIP',
  'rolled-back': 'WARNING',
  refused: 'NOTE',
  failed: 'CAUTION',
};
const TITLES: Readonly<Record<Outcome, string>> = {
  succeeded: 'Succeeded',
  'rolled-back': 'Rolled back',
  refused: 'Refused',
  failed: 'Failed',
};

/** The last page of a run, on one screen: how it ended, what to do now, health before and after; then everything else. */
export function summaryPage(model: SummaryModel): readonly Block[] {
  const { drill, outcome, planned, session, events } = model;
  const what = planned === undefined ? session : `${planned.plan.request.incident} on ${planned.plan.install.name}`;
  const isOpen = unsealedOf(events) !== undefined;
  return [
    heading(2, `${drill ? 'DRILL ' : ''}${TITLES[outcome]}${isOpen ? ', NOT SEALED' : ''}: ${what}`),
    alert(isOpen ? 'CAUTION' : COLOURS[outcome], [{ strong: meaning(model) }], ...reason(model)),
    ...todo(model),
    table(['', ''], [...glance(model), ...record(model)]),
    ...section(
      outcome === 'rolled-back' ? 'Changes, all put back' : 'Changes',
      ['step', 'what', 'before', 'after'],
      shortened(changes(events)),
    ),
    ...section('Conflicts', ['resource', 'before', 'ours', 'now'], conflicts(events)),
    heading(2, 'Timeline'),
    list(timeline(withoutRepeats(events)).map(([at, text]) => [clock(at), shortText(text)])),
    ...(planned === undefined ? [] : [details('Who, why and with which role', table(['', ''], facts(model)))]),
    ...calls(events),
  ];
}

/** The page as Markdown that GitHub takes for a step's summary. */
export function renderSummary(model: SummaryModel): string {
  const where: Line =
    model.receipt === undefined
      ? ['The log of this run holds the record.']
      : [{ link: 'The record has all of it', url: model.receipt.recordUrl }];
  return fitMarkdown(summaryPage(model), { most: SUMMARY_BYTES, unit: 'bytes' }, where);
}

/** Where recovery goes on, nobody else is needed yet. */
function meaning({ outcome, events }: SummaryModel): string {
  const isLeft = outcome === 'failed' && leftToRecover(events) !== undefined;
  return isLeft ? 'Not everything is put back yet: recovery does the rest when this run is over.' : MEANING[outcome];
}

function reason({ error }: SummaryModel): readonly Line[] {
  return error === undefined ? [] : [[{ code: error.code }, ` ${error.message}`]];
}

function glance({ events }: SummaryModel): readonly (readonly Line[])[] {
  return [
    ...row('Health before', observed(events, 'before')),
    ...row('Health after the change', observed(events, 'monitor')),
    ...row('Time', took(events)),
    ...row('Credentials', accessLine(events)),
  ];
}

function row(name: string, line: Line | undefined): readonly (readonly Line[])[] {
  return line === undefined ? [] : [[[name], line]];
}

/** The last look of every check in that phase. */
function observed(events: readonly TimedEvent[], phase: 'before' | 'monitor'): Line | undefined {
  const looks = events.flatMap((event) => (event.type === 'check' && event.phase === phase ? [event] : []));
  const last = [...new Map(looks.map((look) => [look.uses, look])).values()];
  if (last.length === 0) return undefined;
  return last.flatMap(({ ok, observed: seen }, index): Inline[] => [
    index === 0 ? '' : '; ',
    { strong: ok ? 'holds' : 'DOES NOT HOLD' },
    `: ${seen}`,
  ]);
}

function took(events: readonly TimedEvent[]): Line | undefined {
  const [start, end] = [events[0], events.at(-1)];
  if (start === undefined || end === undefined) return undefined;
  const since = (event: TimedEvent): string => formatDuration(Date.parse(event.at) - Date.parse(start.at));
  const first = events.find(({ type }) => type === 'step-started');
  const change = first === undefined ? 'nothing was changed' : `the first change after ${since(first)}`;
  return [`${since(end)} from the start of the run to the end; ${change}`];
}

function record({ receipt, session, events }: SummaryModel): readonly (readonly Line[])[] {
  if (receipt === undefined && leftToRecover(events) !== undefined) {
    return [[['Record'], ['written when recovery closes the session; its links so far are on the audit branch']]];
  }
  if (receipt === undefined) return [[['Record'], [{ strong: 'not written' }, ': see the log of this run']]];
  const { commit, commitUrl, recordUrl } = receipt;
  return [
    [['Record'], [{ link: session, url: recordUrl }, ', commit ', { link: commit.slice(0, 12), url: commitUrl }]],
  ];
}

function shortened(rows: readonly (readonly Line[])[]): readonly (readonly Line[])[] {
  return rows.map((cells) => cells.map((cell) => cell.map(shortText)));
}

function shortText(inline: Inline | undefined): Inline {
  if (inline === undefined) return '';
  if (typeof inline === 'string') return shortArns(inline);
  return 'code' in inline ? { code: shortArns(inline.code) } : inline;
}

/** The time of an event without its day. */
function clock(inline: Inline | undefined): Inline {
  return typeof inline === 'object' && 'code' in inline ? { code: inline.code.slice(11, 23) } : '';
}
