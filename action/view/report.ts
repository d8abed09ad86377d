import type { TimedEvent } from '../domain/event.ts';
import type { Plan } from '../domain/plan.ts';
import type { Outcome } from '../domain/session.ts';
import { type Block, heading, type Line, list, paragraph, table } from './blocks.ts';
import { shorten } from './escape.ts';
import { eventLine } from './event-line.ts';
import { renderMarkdown } from './markdown.ts';

/** What the page an auditor reads is made of. */
export interface ReportModel {
  readonly session: string;
  readonly drill: boolean;
  readonly outcome: Outcome;
  readonly plan: Plan;
  readonly digest: string;
  readonly events: readonly TimedEvent[];
}

const MEANING: Readonly<Record<Outcome, string>> = {
  succeeded: 'The plan was applied, verified and watched.',
  'rolled-back': 'Something failed; everything that had been changed was put back as it was.',
  refused: 'Nothing was changed.',
  failed: 'A person is needed: see the timeline for what could not be finished, undone or recorded.',
};

/** report.md of a session: committed beside its closing link, which holds its SHA-256. */
export function renderReport(model: ReportModel): string {
  const { session, drill, outcome } = model;
  return renderMarkdown([
    heading(1, `${drill ? 'DRILL ' : ''}${session}: ${outcome}`),
    paragraph({ strong: MEANING[outcome] }),
    table(['', ''], facts(model)),
    ...section('Changes', ['step', 'what', 'before', 'after'], changes(model)),
    ...section('Conflicts', ['resource', 'before', 'ours', 'now'], conflicts(model)),
    heading(2, 'Timeline'),
    list(timeline(model)),
    ...section('Calls', ['at', 'call', 'access', 'outcome', 'request id'], calls(model)),
  ]);
}

function section(title: string, header: readonly string[], rows: readonly (readonly Line[])[]): readonly Block[] {
  return rows.length === 0 ? [] : [heading(2, title), table(header, rows)];
}

function facts({ plan, digest, events }: ReportModel): readonly (readonly Line[])[] {
  const gate = events.find((event) => event.type === 'gate-passed');
  const assumed = events.find((event) => event.type === 'assumed');
  return [
    [['Incident'], [plan.request.incident]],
    [['Reason'], [plan.request.reason]],
    [['Playbook'], [`${plan.playbook.name}: ${plan.playbook.summary}`]],
    [['Install'], [`${plan.install.name}, account ${plan.install.account}, ${plan.install.region}`]],
    [['Requester'], [gate?.requester ?? plan.requester.login]],
    [['Commander'], [gate?.commander ?? plan.commander.login]],
    ...plan.request.confirmed.map((criterion) => [['Confirmed'], [criterion]]),
    [['Approved by'], [gate === undefined ? 'nobody' : gate.approvers.join(', ')]],
    [['Role'], [{ code: plan.role.arn }]],
    [['Identity'], [assumed === undefined ? 'none: no role was assumed' : { code: assumed.identity }]],
    [['Digest'], [{ code: digest }]],
  ];
}

function changes({ events }: ReportModel): readonly (readonly Line[])[] {
  return events.flatMap((event) =>
    event.type === 'step-started'
      ? event.diff.map(({ what, before, after }) => [[event.step], [{ code: what }], [before], [after]])
      : [],
  );
}

function conflicts({ events }: ReportModel): readonly (readonly Line[])[] {
  return events.flatMap((event) =>
    event.type === 'conflict'
      ? event.units.map(({ unit, before, ours, now }) => [
          [{ code: event.resource.arn }, ` ${unit}`],
          ...[before, ours, now].map((value) => [{ code: shorten(JSON.stringify(value), 500) }]),
        ])
      : [],
  );
}

function timeline({ events }: ReportModel): readonly Line[] {
  return events.flatMap((event) => {
    const line = eventLine(event);
    return line === undefined ? [] : [[{ code: event.at }, ` ${line}`]];
  });
}

function calls({ events }: ReportModel): readonly (readonly Line[])[] {
  return events.flatMap((event) =>
    event.type === 'call'
      ? [
          [
            [{ code: event.at }],
            [{ code: `${event.service}:${event.operation}` }],
            [event.access],
            [{ code: event.outcome }],
            [{ code: event.requestId ?? '-' }],
          ],
        ]
      : [],
  );
}
