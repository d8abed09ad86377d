import type { TimedEvent } from '../domain/event.ts';
import type { Plan } from '../domain/plan.ts';
import type { Outcome } from '../domain/session.ts';
import { code, markdown, shorten } from './escape.ts';
import { eventLine } from './event-line.ts';

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
  failed: '**A person is needed**: the change is neither whole nor wholly undone.',
};

/** report.md of a session: committed beside its closing link, which holds its SHA-256. */
export function renderReport(model: ReportModel): string {
  return `${[heading(model), facts(model), changes(model), conflicts(model), timeline(model), calls(model)]
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
}

function heading({ session, outcome, drill }: ReportModel): string {
  return `# ${drill ? 'DRILL ' : ''}${markdown(session)}: ${outcome}\n\n${MEANING[outcome]}`;
}

function facts({ plan, digest, events }: ReportModel): string {
  const gate = events.find((event) => event.type === 'gate-passed');
  const assumed = events.find((event) => event.type === 'assumed');
  const rows: readonly (readonly [string, string])[] = [
    ['Incident', markdown(plan.request.incident)],
    ['Reason', markdown(plan.request.reason)],
    ['Playbook', `${markdown(plan.playbook.name)}: ${markdown(plan.playbook.summary)}`],
    ['Install', `${markdown(plan.install.name)} (${code(plan.install.account)}, ${code(plan.install.region)})`],
    ['Requester', markdown(gate?.requester ?? plan.requester.login)],
    ['Commander', markdown(gate?.commander ?? plan.commander.login)],
    ['Criteria confirmed', plan.request.confirmed.map(markdown).join('<br>')],
    ['Approved by', gate === undefined ? 'nobody' : gate.approvers.map(markdown).join(', ')],
    ['Role', code(plan.role.arn)],
    ['Identity', assumed === undefined ? 'none: no role was assumed' : code(assumed.identity)],
    ['Digest', code(digest)],
  ];
  return ['| | |', '|---|---|', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join('\n');
}

function changes({ events }: ReportModel): string {
  const rows = events.flatMap((event) =>
    event.type === 'step-started'
      ? event.diff.map(
          (line) =>
            `| ${markdown(event.step)} | ${code(line.what)} | ${markdown(line.before)} | ${markdown(line.after)} |`,
        )
      : [],
  );
  return rows.length === 0
    ? ''
    : ['## Changes', '', '| step | what | before | after |', '|---|---|---|---|', ...rows].join('\n');
}

function conflicts({ events }: ReportModel): string {
  const rows = events.flatMap((event) =>
    event.type === 'conflict'
      ? event.units.map((unit) => {
          const cells = [unit.before, unit.ours, unit.now].map((value) => code(shorten(JSON.stringify(value), 500)));
          return `| ${code(event.resource.arn)} ${markdown(unit.unit)} | ${cells.join(' | ')} |`;
        })
      : [],
  );
  if (rows.length === 0) return '';
  return ['## Conflicts', '', '| resource | before | ours | now |', '|---|---|---|---|', ...rows].join('\n');
}

function timeline({ events }: ReportModel): string {
  const lines = events.flatMap((event) => {
    const line = eventLine(event);
    return line === undefined ? [] : [`- ${code(event.at)} ${markdown(line)}`];
  });
  return ['## Timeline', '', ...lines].join('\n');
}

function calls({ events }: ReportModel): string {
  const rows = events.flatMap((event) =>
    event.type === 'call'
      ? [
          `| ${code(event.at)} | ${code(`${event.service}:${event.operation}`)} | ${event.access} | ${code(event.outcome)} | ${code(event.requestId ?? '-')} |`,
        ]
      : [],
  );
  return ['## Calls', '', '| at | call | access | outcome | request id |', '|---|---|---|---|---|', ...rows].join('\n');
}
