import { formatDuration } from '../domain/duration.ts';
import type { TimedEvent } from '../domain/event.ts';
import { withoutRepeats } from '../domain/news.ts';
import { alert, type Block, codeBlock, heading, type Inline, type Line, list, paragraph, table } from './blocks.ts';
import { section } from './report.ts';
import { changes, conflicts, facts, MEANING, type SessionModel, timeline } from './session.ts';

/** A closed session, for those who write down what is to be learnt from it. */
export interface IncidentModel extends SessionModel {
  /** Where the record is on GitHub. */
  readonly recordUrl: string;
  readonly reportUrl: string;
  readonly runUrl: string;
  readonly commits: readonly { readonly oid: string; readonly url: string }[];
  /** How many links the session has. */
  readonly links: number;
  /** A change to the playbook that follows from the events. */
  readonly proposal:
    | {
        readonly path: string;
        readonly where: string;
        readonly from: string;
        readonly to: string;
        readonly why: string;
      }
    | undefined;
}

/** docs/incidents/<session>.md: what is known, and what people have to write. */
export function incidentPage(model: IncidentModel): readonly Block[] {
  const { drill, outcome, session, events, planned } = model;
  const what = planned === undefined ? session : `${planned.plan.request.incident} on ${planned.plan.install.name}`;
  return [
    heading(1, `${drill ? 'Drill: ' : ''}${what}`),
    alert('NOTE', [
      'Written from the record of session ',
      { code: session },
      '. Its hashes fit together; its proofs were ',
      { strong: 'read, not verified' },
      ': for that, run breakglass audit verify on a clone.',
    ]),
    paragraph({ strong: MEANING[outcome] }),
    table(['', ''], [...when(model), ...facts(model), ...proof(model)]),
    ...section('Changes', ['step', 'what', 'before', 'after'], changes(events)),
    ...section('Conflicts', ['resource', 'before', 'ours', 'now'], conflicts(events)),
    ...section('Health', ['check', 'before', 'last seen'], health(events)),
    heading(2, 'Timeline'),
    list(timeline(withoutRepeats(events))),
    ...proposalBlocks(model),
    ...PROMPTS,
  ];
}

/** The pull request's own text: it is short, for the page is one of its files. */
export function incidentBody(model: IncidentModel, path: string): readonly Block[] {
  return [
    paragraph(
      `The session ended as ${model.outcome}. `,
      { code: path },
      ' holds what the record says of it, and questions that only people can answer. Write the answers into this branch, then merge it.',
    ),
    ...proposalBlocks(model),
    paragraph(
      'This was opened by a job without credentials for AWS. Close it if there is nothing to learn: it is not opened again.',
    ),
  ];
}

function when({ events, outcome, error }: IncidentModel): readonly (readonly Line[])[] {
  const [first, last] = [events[0], events.at(-1)];
  if (first === undefined || last === undefined) return [];
  const took = Date.parse(last.at) - Date.parse(first.at);
  const code: readonly Inline[] = error === undefined ? [] : [', ', { code: error.code }, `: ${error.message}`];
  return [
    [['Began'], [{ code: first.at }]],
    [['Ended'], [{ code: last.at }, Number.isFinite(took) ? `, after ${formatDuration(took)}` : '']],
    [['Outcome'], [{ strong: outcome }, ...code]],
  ];
}

function proof({ recordUrl, reportUrl, runUrl, commits, links }: IncidentModel): readonly (readonly Line[])[] {
  const commitLine = commits.flatMap(({ oid, url }, index): Inline[] => [
    index === 0 ? '' : ', ',
    { link: oid.slice(0, 12), url },
  ]);
  return [
    [['Record'], [{ link: 'record.json', url: recordUrl }, ', ', { link: 'report.md', url: reportUrl }]],
    [['Links'], [`${links}, in commits `, ...commitLine]],
    [['Run'], [{ link: 'its log', url: runUrl }]],
  ];
}

/** What every check saw before anything changed, and the last time that it was looked at. */
function health(events: readonly TimedEvent[]): readonly (readonly Line[])[] {
  const looks = events.flatMap((event) => (event.type === 'check' ? [event] : []));
  return [...new Set(looks.map(({ uses }) => uses))].map((uses) => {
    const before = looks.find((look) => look.uses === uses && look.phase === 'before');
    const last = looks.findLast((look) => look.uses === uses && look.phase === 'monitor');
    return [[{ code: uses }], seen(before), seen(last)];
  });
}

function seen(look: { readonly ok: boolean; readonly observed: string } | undefined): Line {
  return look === undefined
    ? ['not looked at']
    : [{ strong: look.ok ? 'holds' : 'does not hold' }, `: ${look.observed}`];
}

function proposalBlocks({ proposal }: IncidentModel): readonly Block[] {
  if (proposal === undefined) return [];
  const { path, where, from, to, why } = proposal;
  return [
    heading(2, 'A proposal, to be judged by people'),
    paragraph('The session showed that a limit of ', { code: path }, ` may be wrong: ${why}.`),
    codeBlock('text', [where, `- ${from}`, `+ ${to}`].join('\n')),
    paragraph('The change is in this pull request. Take it out if the limit was right: nothing else depends on it.'),
  ];
}

const PROMPTS: readonly Block[] = [
  heading(2, 'What happened'),
  paragraph('For people to write: what broke, since when, and what was tried before this session?'),
  heading(2, 'Impact'),
  paragraph('Who noticed what, how many, for how long? What was lost, and can it be made good?'),
  heading(2, 'Detection'),
  paragraph('What told us, and how long after it began? What could have told us sooner?'),
  heading(2, 'What went well'),
  paragraph('What helped that we should keep?'),
  heading(2, 'What to change'),
  paragraph(
    'Why was it possible? Which check, limit, alarm or page would have kept it from happening, or made it shorter?',
  ),
  heading(2, 'Action items'),
  table(['what', 'who', 'until'], [[[''], [''], ['']]]),
];
