import { formatDuration } from '../domain/duration.ts';
import type { LiveView } from '../domain/live-view.ts';
import { type Plan, type PlannedStep, watchedMs } from '../domain/plan.ts';
import type { PlanContext } from '../domain/plan-context.ts';
import { alert, type Block, codeBlock, heading, type Inline, type Line, paragraph, table } from './blocks.ts';
import { person } from './person.ts';
import { howToApprove } from './plan-approval.ts';
import { planDetails } from './plan-details.ts';
import { roleCheck } from './role-check.ts';
import { settings } from './settings.ts';
import { shortArns } from './short-arn.ts';

/**
 * The plan as the approver reads it, woken at night. The first screen decides: what, where, why, who asks, what changes, is it
 * healthy, can it be undone. What it may do, and what happens if something fails, is folded underneath.
 */
export function planPage(plan: Plan, digest: string, context: PlanContext): readonly Block[] {
  const { live } = context;
  return [
    heading(2, title(plan)),
    ...goesOnFrom(plan, context),
    ...warnings(plan, live),
    paragraph({ strong: plan.playbook.summary }),
    table(['', ''], facts(plan, context)),
    heading(
      3,
      live === undefined ? 'What changes (static: AWS was not asked)' : 'What changes (live: read from AWS just now)',
    ),
    changes(plan, live, context.undone?.diffs ?? {}),
    paragraph(drift(plan, live)),
    ...howToApprove(plan, digest, context),
    ...planDetails(plan),
    paragraph('Digest of this plan'),
    codeBlock('text', digest),
  ];
}

function title({ request, install, undo, extends: extended }: Plan): string {
  const more = extended === undefined ? '' : `extend session ${extended.session}, `;
  const what = undo === undefined ? more : `undo session ${undo.session}, `;
  return `Break glass: ${what}${request.incident} on ${install.name}`;
}

/** Before anything else: that this is no change of a playbook's, but the end of one. */
function goesOnFrom({ undo, extends: extended }: Plan, { undone }: PlanContext): readonly Block[] {
  if (extended !== undefined) {
    return [
      alert('IMPORTANT', [
        { strong: `This extends session ${extended.session}` },
        ', whose change is in force. Nothing is changed now; it is put back as it was before that session when this one ends.',
      ]),
    ];
  }
  if (undo === undefined) return [];
  const whose: Line =
    undone === null
      ? []
      : [`, opened ${undone.since} for ${undone.incident}, asked for by `, { code: person(undone.requester) }];
  return [
    alert('IMPORTANT', [
      { strong: `This undoes session ${undo.session}` },
      ...whose,
      '. What it changed is put back as it was before; what somebody else has changed there since refuses the whole.',
    ]),
  ];
}

/** What must not be overlooked, on top. */
function warnings(plan: Plan, live: LiveView | undefined): readonly Block[] {
  const failing = live?.checks.filter(({ ok }) => !ok) ?? [];
  return [
    ...(plan.irreversible.length === 0
      ? []
      : [
          alert('CAUTION', [
            { strong: `Cannot be undone: ${plan.irreversible.join(', ')}` },
            '. The request accepts this by name. Everything else is put back if something fails.',
          ]),
        ]),
    ...secretState(plan),
    ...(plan.sourceNetworks.length === 0
      ? []
      : [
          alert('WARNING', [
            { strong: `AWS takes its calls only from ${plan.sourceNetworks.join(', ')}` },
            ". GitHub's hosted runners have no stable addresses: on one of them every call is refused, and nothing is changed.",
          ]),
        ]),
    ...(failing.length === 0
      ? []
      : [
          alert('WARNING', [
            { strong: 'A check does not hold now' },
            `: ${failing.map(({ uses, observed }) => `${uses}: ${observed}`).join('; ')}. If it does not hold at the start either, nothing is changed.`,
          ]),
        ]),
  ];
}

/** Said before anybody knows whether the state holds such values: it is read only later, or by somebody else. */
function secretState({ acceptsSensitive, stateKey }: Plan): readonly Block[] {
  if (acceptsSensitive !== true || stateKey === true) return [];
  return [
    alert('CAUTION', [
      { strong: 'Values that may be secrets are not recorded' },
      ': the install has no key for them. Such values that this replaces (of headers, queries, logins) only the run itself can put back, from memory: if it dies, a person has to. The request accepts this as sensitive-state.',
    ]),
  ];
}

function facts(plan: Plan, context: PlanContext): readonly (readonly Line[])[] {
  const { request, requester, install } = plan;
  return [
    [['Where'], [{ code: install.name }, ', account ', { code: install.account }, ', ', { code: install.region }]],
    [['Why'], [`${request.incident}: ${request.reason}`]],
    [['Asked for by'], [{ code: person(requester) }, origin(context)]],
    confirmation(plan, context),
    [['Healthy now'], health(plan, context.live)],
    [['Its role'], roleCheck(plan, context.live)],
    [['Undo'], undoing(plan)],
    [['Lasts'], lasting(plan)],
  ];
}

function origin({ source }: PlanContext): string {
  if (source.kind === 'dispatch') return ', by workflow dispatch';
  return `, by pull request ${source.number}`;
}

/** The file only names a commander: that they confirmed is said of an account which GitHub authenticated, and of no other. */
function confirmation({ request, commander: named }: Plan, { source, commander }: PlanContext): readonly Line[] {
  const isOpen = source.kind === 'pull-request' && !source.merged;
  const label = commander !== null ? 'Confirmed by' : isOpen ? 'To be confirmed by' : 'Not confirmed by';
  return [[label], [{ code: person(commander ?? named) }, `: ${request.confirmed.join('; ')}`]];
}

function health({ checks, undo }: Plan, live: LiveView | undefined): Line {
  if (undo !== undefined) return [{ strong: 'unknown' }, ": the playbook's checks are about the change that is undone"];
  if (checks.length === 0) return [{ strong: 'unknown' }, ': the playbook has no check'];
  if (live === undefined) return [{ strong: 'not known' }, ': checked when the session opens, before anything changes'];
  return live.checks.flatMap(({ ok, observed }, index): Inline[] => [
    index === 0 ? '' : '; ',
    { strong: ok ? 'yes' : 'NO' },
    `: ${observed}`,
  ]);
}

const LATE = 'put back by recovery when the time ends, which may be late: schedules are';

function undoing({ irreversible, steps, durations, revert }: Plan): Line {
  const when =
    revert === 'at-end'
      ? `${durations.leaveMs === undefined ? 'when the time ends' : LATE}, and at once if something fails`
      : 'by itself, if a step fails or health degrades';
  const most = `: ${when}; takes at most ${formatDuration(durations.undoMs)}`;
  if (irreversible.length === 0) return [{ strong: 'yes' }, most];
  if (steps.every(({ inverse }) => 'irreversible' in inverse)) return [{ strong: 'NO, CANNOT BE UNDONE' }];
  return [{ strong: `NOT ${irreversible.join(', ')}` }, `; the rest${most}`];
}

function lasting({ durations, steps, monitor, revert, extends: extended }: Plan): Line {
  const stays = revert === 'at-end' ? 'temporary' : 'the change stays';
  // What is extended has been through its stages.
  const watched = formatDuration(watchedMs(extended === undefined ? steps : [], monitor));
  return [`at most ${formatDuration(durations.workMs)}, of which health is watched for ${watched}; ${stays}`];
}

/** Before → after of every step; what is not known yet says so. */
function changes(
  { steps }: Plan,
  live: LiveView | undefined,
  recorded: NonNullable<PlanContext['undone']>['diffs'],
): Block {
  const rows = steps.flatMap((step): readonly (readonly Line[])[] => {
    const failing: Line = ['restore' in step.inverse ? 'put back' : { strong: 'IRREVERSIBLE' }];
    const diff = live === undefined ? recorded[step.id] : live.steps.find(({ id }) => id === step.id)?.diff;
    if (diff !== undefined && diff.length > 0) {
      return diff.map(({ what, before, after }) => [
        [step.id],
        [{ code: shortArns(what) }],
        [before],
        [after],
        failing,
      ]);
    }
    const before = diff === undefined ? unknown(step, live) : 'already as wanted';
    return [[[step.id], [{ code: step.uses }, ...settings(step.with)], [before], ['as said'], failing]];
  });
  return table(['step', 'what', 'before', 'after', 'if it fails'], rows);
}

function unknown({ late }: PlannedStep, live: LiveView | undefined): string {
  return live === undefined && late.length === 0 ? 'read at the start' : 'known after the steps before it';
}

function drift({ onDrift }: Plan, live: LiveView | undefined): Inline {
  if (onDrift === 'proceed')
    return { strong: 'The request says on-drift: proceed. It runs even if AWS is not as shown here by then.' };
  if (live === undefined)
    return 'The state before is read, put on record and compared when the session opens, before anything changes.';
  return 'If any of this differs when the session opens, it is refused and nothing is changed.';
}
