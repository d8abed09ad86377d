import type { TimedEvent } from '../domain/event.ts';
import type { Plan } from '../domain/plan.ts';
import type { Outcome } from '../domain/session.ts';
import { accessLine, UNSEALED_HINT, unsealedOf } from './access.ts';
import { type AlertKind, alert, type Block, heading, type Line, list, paragraph, table } from './blocks.ts';
import { shorten } from './escape.ts';
import { eventLine } from './event-line.ts';
import { fitMarkdown } from './fit.ts';
import { MEANING } from './session.ts';
import { shortArns } from './short-arn.ts';

/** The state of a session as the people around it follow it. */
export interface StatusModel {
  readonly session: string;
  readonly drill: boolean;
  readonly plan: Plan;
  readonly runUrl: string;
  /** What happened so far that is news. */
  readonly events: readonly TimedEvent[];
  /** Once the session has ended and its record is written. */
  readonly record: { readonly commit: string; readonly commitUrl: string } | undefined;
  /** True in an issue of its own, which is closed when nothing is left to do. */
  readonly ownIssue: boolean;
}

/** GitHub takes 65,536 characters. */
const MAX_CHARACTERS = 60_000;
const MAX_LINE = 500;
/** Of a long session the beginning is in the log and in the record. */
const SHOWN_LINES = 60;

export function renderStatus(model: StatusModel): string {
  const rest = [{ link: 'The log of the run has all of it', url: model.runUrl }];
  return fitMarkdown(statusPage(model), { most: MAX_CHARACTERS, unit: 'characters' }, rest);
}

function statusPage(model: StatusModel): readonly Block[] {
  const { session, drill, events, ownIssue } = model;
  const outcome = outcomeOf(events);
  return [
    heading(2, `${drill ? 'DRILL: ' : ''}Break glass: `, { code: session }),
    alert(kindOf(events, outcome), stateLine(events, outcome)),
    table(['', ''], factsOf(model)),
    heading(3, 'Timeline'),
    list(timelineOf(events)),
    paragraph(unsealedOf(events) === undefined ? closing(outcome, ownIssue) : UNSEALED),
  ];
}

function outcomeOf(events: readonly TimedEvent[]): Outcome | undefined {
  const last = events.at(-1);
  if (last?.type === 'refused') return 'refused';
  return last?.type === 'closed' || last?.type === 'ended' ? last.outcome : undefined;
}

const KIND: Readonly<Record<Outcome, AlertKind>> = {
  succeeded: 'TIP',
  'rolled-back': 'WARNING',
  refused: 'IMPORTANT',
  failed: 'CAUTION',
};

function kindOf(events: readonly TimedEvent[], outcome: Outcome | undefined): AlertKind {
  if (unsealedOf(events) !== undefined) return 'CAUTION';
  if (outcome !== undefined) return KIND[outcome];
  return events.some(isTrouble) ? 'WARNING' : 'NOTE';
}

function isTrouble({ type }: TimedEvent): boolean {
  return type === 'rollback-started' || type === 'degraded' || type === 'conflict' || type === 'restore-failed';
}

function stateLine(events: readonly TimedEvent[], outcome: Outcome | undefined): Line {
  if (outcome !== undefined) {
    const access: Line = unsealedOf(events) === undefined ? [] : [' Access: ', ...accessLine(events)];
    return [{ strong: outcome }, `. ${MEANING[outcome]}`, ...access];
  }
  const line = events.map((event) => eventLine(event)).findLast((text) => text !== undefined);
  return [{ strong: 'In progress' }, `: ${shown(line ?? 'starting')}`];
}

function factsOf({ plan, runUrl, events, record }: StatusModel): readonly (readonly Line[])[] {
  const gate = events.find((event) => event.type === 'gate-passed');
  return [
    [['Incident'], [shown(`${plan.request.incident}: ${plan.request.reason}`)]],
    [['Playbook'], [`${plan.playbook.name}: ${plan.playbook.summary}`]],
    [['Install'], [`${plan.install.name}, account ${plan.install.account}, ${plan.install.region}`]],
    [['Asked for by'], [gate?.requester ?? plan.requester.login]],
    [['Approved by'], [gate === undefined ? 'not yet known' : gate.approvers.join(', ')]],
    [['Run'], [{ link: 'its log', url: runUrl }]],
    ...(record === undefined ? [] : [[['Record'], [{ link: record.commit.slice(0, 12), url: record.commitUrl }]]]),
  ];
}

function timelineOf(events: readonly TimedEvent[]): readonly Line[] {
  const lines = events.flatMap((event): readonly Line[] => {
    const text = eventLine(event);
    return text === undefined ? [] : [[{ code: event.at.slice(11, 19) }, ` ${shown(text)}`]];
  });
  const left = lines.length - SHOWN_LINES;
  return left <= 0 ? lines : [[`${left} earlier ones are in the log`], ...lines.slice(left)];
}

function shown(text: string): string {
  return shorten(shortArns(text), MAX_LINE);
}

const UNSEALED = `This session is not closed: ${UNSEALED_HINT}. Times are UTC.`;

function closing(outcome: Outcome | undefined, ownIssue: boolean): string {
  if (outcome === undefined) return 'This is updated as it goes on, at most every ten seconds. Times are UTC.';
  if (!ownIssue) return 'This session has ended. Times are UTC.';
  return outcome === 'succeeded'
    ? 'This session has ended, and this issue is closed with it. Times are UTC.'
    : 'This session has ended. The issue stays open for the people who see to the incident. Times are UTC.';
}
