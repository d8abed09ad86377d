import type { ErrorCode } from '../domain/error.ts';
import type { TimedEvent } from '../domain/event.ts';
import type { Plan } from '../domain/plan.ts';
import type { Outcome } from '../domain/session.ts';
import type { Block, Line } from './blocks.ts';
import { details, table } from './blocks.ts';
import { shorten } from './escape.ts';
import { eventLine } from './event-line.ts';

/** A session that has ended, as its report and its summary tell of it. */
export interface SessionModel {
  readonly session: string;
  readonly drill: boolean;
  readonly outcome: Outcome;
  readonly error:
    | { readonly code: ErrorCode; readonly message: string; readonly hint?: string | undefined }
    | undefined;
  /** Undefined when the request was refused before there was a plan. */
  readonly planned: { readonly plan: Plan; readonly digest: string } | undefined;
  readonly events: readonly TimedEvent[];
}

/** A session that has ended, and what became of its record and its lock. */
export interface SummaryModel extends SessionModel {
  /** Where the record is on GitHub; undefined when the audit branch was not written. */
  readonly receipt: { readonly commit: string; readonly commitUrl: string; readonly recordUrl: string } | undefined;
  /** Name of the install whose lock is kept until a person has seen to it. */
  readonly lockKept: string | undefined;
}

/** Each outcome in one sentence. */
export const MEANING: Readonly<Record<Outcome, string>> = {
  succeeded: 'The plan was applied, verified and watched.',
  'rolled-back': 'Something failed; everything that had been changed was put back as it was.',
  refused: 'Nothing was changed.',
  failed: 'A person is needed: see the timeline for what could not be finished, undone or recorded.',
};

/** Who asked, confirmed and approved, and which role it was. */
export function facts({ planned, events }: SessionModel): readonly (readonly Line[])[] {
  if (planned === undefined) return [];
  const { plan, digest } = planned;
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

/** What every step changed, or set out to. */
export function changes(events: readonly TimedEvent[]): readonly (readonly Line[])[] {
  return events.flatMap((event) =>
    event.type === 'step-started'
      ? event.diff.map(({ what, before, after }) => [[event.step], [{ code: what }], [before], [after]])
      : [],
  );
}

export function conflicts(events: readonly TimedEvent[]): readonly (readonly Line[])[] {
  return events.flatMap((event) =>
    event.type === 'conflict'
      ? event.units.map(({ unit, before, ours, now }) => [
          [{ code: event.resource.arn }, ' ', { code: unit }],
          ...[before, ours, now].map((value) => [{ code: shorten(JSON.stringify(value), 500) }]),
        ])
      : [],
  );
}

export function timeline(events: readonly TimedEvent[]): readonly Line[] {
  return events.flatMap((event) => {
    const line = eventLine(event);
    return line === undefined ? [] : [[{ code: event.at }, ` ${line}`]];
  });
}

/** Every call that was recorded, folded. */
export function calls(events: readonly TimedEvent[]): readonly Block[] {
  const rows = events.flatMap((event) =>
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
  if (rows.length === 0) return [];
  return [details(`Every call: ${rows.length}`, table(['at', 'call', 'access', 'outcome', 'request id'], rows))];
}
