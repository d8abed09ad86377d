import { formatDuration } from '../domain/duration.ts';
import type { JsonObject } from '../domain/json.ts';
import type { LiveView } from '../domain/live-view.ts';
import type { Plan, PlannedStep } from '../domain/plan.ts';
import { type Block, heading, type Inline, type Line, list, paragraph } from './blocks.ts';

/** The plan as the approver reads it; without a live view it says what will be done, not what it will find. */
export function planPage(plan: Plan, digest: string, live?: LiveView): readonly Block[] {
  return [
    heading(2, `Break glass: ${plan.request.name}`),
    paragraph({ strong: plan.playbook.summary }, ' on ', { code: plan.install.name }, ...place(plan)),
    list(people(plan)),
    heading(3, 'What will happen'),
    list(plan.steps.map(step), true),
    list(checks(plan)),
    ...now(plan, live),
    heading(3, 'What its credentials can do, and nothing else'),
    list(permissions(plan)),
    heading(3, 'How long'),
    list(time(plan)),
    paragraph('Digest ', { code: digest }),
  ];
}

function place({ install }: Plan): readonly Inline[] {
  return [' (account ', { code: install.account }, ', ', { code: install.region }, ')'];
}

function people({ request, requester, commander }: Plan): readonly Line[] {
  return [
    [`${request.incident}: ${request.reason}`],
    [`asked for by ${requester.login}`],
    ...request.confirmed.map((criterion) => [`${commander.login} confirmed: ${criterion}`]),
  ];
}

function step({ id, uses, with: params, inverse }: PlannedStep): Line {
  const undo: Inline = 'restore' in inverse ? '; undone by restoring the recorded state' : { strong: '; IRREVERSIBLE' };
  return [`${id}: `, { code: uses }, ...settings(params), undo];
}

function now(plan: Plan, live: LiveView | undefined): readonly Block[] {
  if (live === undefined) {
    return [paragraph('Static plan: the state before is read, recorded and compared when the session opens.')];
  }
  const looked = new Set(live.steps.map(({ id }) => id));
  return [
    heading(3, 'As it is now'),
    list([
      ...live.steps.flatMap(({ id, diff }) =>
        diff.map(
          ({ what, before, after }): Line => [`${id}: `, { code: what }, ': ', before, ' → ', { strong: after }],
        ),
      ),
      ...plan.steps.flatMap(({ id }): Line[] =>
        looked.has(id) ? [] : [[`${id}: known only when the steps before it are done`]],
      ),
      ...live.checks.map(
        ({ uses, ok, observed }): Line => [{ code: uses }, `: ${observed}`, ok ? '' : { strong: ': does not hold' }],
      ),
    ]),
    paragraph(
      plan.onDrift === 'refuse'
        ? 'If what is shown here has changed when the session opens, the session is refused.'
        : { strong: 'The request says on-drift: proceed. It runs even if what is shown here has changed by then.' },
    ),
  ];
}

function checks({ checks: before, monitor }: Plan): readonly Line[] {
  return [
    ...before.map((check): Line => ['before anything changes: ', { code: check.uses }, ...settings(check.with)]),
    ...monitor.checks.map(
      (check): Line => [
        `for ${formatDuration(monitor.forMs)} afterwards: `,
        { code: check.uses },
        ...settings(check.with),
      ],
    ),
  ];
}

/** The grants; where STS may have to take a wider session policy to fit, that too. */
function permissions({ grants, sessionPolicies, role }: Plan): readonly Line[] {
  return [
    ...grants.map(
      ({ access, action, resource }): Line => [`${access}: `, { code: action }, ' on ', { code: resource }],
    ),
    ...sessionPolicies.slice(1).map((policy): Line => ['or, if AWS finds that too long: ', { code: policy }]),
    ['never more than role ', { code: role.arn }],
  ];
}

function settings(params: JsonObject): readonly Inline[] {
  return Object.entries(params).flatMap(([name, value]): Inline[] => [
    `, ${name} `,
    { code: typeof value === 'string' ? value : JSON.stringify(value) },
  ]);
}

function time({ durations, revert }: Plan): readonly Line[] {
  const { workMs, undoMs } = durations;
  return [
    [
      `work ends ${formatDuration(workMs)} after the start; the credentials end ${formatDuration(undoMs)} later, so that undoing fits`,
    ],
    [
      revert === 'at-end'
        ? 'temporary: it is undone when that time ends'
        : 'it stays, unless a step fails or health degrades: then it is undone',
    ],
    ['if the runner dies, the state before is on the audit branch, and the credentials end by themselves'],
  ];
}
