import { formatDuration } from '../domain/duration.ts';
import { heldMs, type Plan } from '../domain/plan.ts';
import { type Block, details, type Line, list, mermaid } from './blocks.ts';
import { closeness, granted, ladder, widest } from './plan-permissions.ts';
import { planSequence } from './plan-sequence.ts';
import { settings } from './settings.ts';

/** What the first screen leaves out: exact steps, permissions, times, what happens if something fails. */
export function planDetails(plan: Plan): readonly Block[] {
  return [
    details('What it may do', list(granted(plan)), ...closeness(plan)),
    details('What it can never do', list(never(plan))),
    details('What exactly runs, and what is checked', list(steps(plan), true), list(checks(plan))),
    details('How long, and what if something fails', list(failures(plan))),
    details('The whole way, in order', mermaid(planSequence(plan))),
    details('The session policies that AWS is given, as JSON', ...ladder(plan)),
  ];
}

function never(plan: Plan): readonly Line[] {
  const { durations, role, sourceNetworks } = plan;
  const whole = plan.grants.some(({ access, resource }) => access === 'read' && resource === '*');
  const iam = plan.grants.some(({ action }) => /^(?:iam|sts):/.test(action));
  const more = widest(plan);
  const most = formatDuration(heldMs(durations));
  return [
    [
      'anything that is not listed above',
      ...(more.length === 0 ? [] : [' or, at the widest, ', ...more]),
      '; and nothing beyond role ',
      { code: role.arn },
    ],
    [`anything later than ${most} after its start: AWS itself refuses from then on`],
    ...(sourceNetworks.length === 0 ? [] : [[`anything from another address than ${sourceNetworks.join(', ')}`]]),
    ...(iam ? [] : [['give anybody access: it holds nothing of IAM']]),
    ...(whole
      ? [['look outside this account and Region; within them, AWS cannot narrow the reads on * to a resource']]
      : []),
  ];
}

function steps(plan: Plan): readonly Line[] {
  return plan.steps.map(({ id, uses, with: params, inverse, timeoutMs, holdMs = 0 }) => [
    `${id}: `,
    { code: uses },
    ...settings(params),
    `; given ${formatDuration(timeoutMs)}; `,
    'restore' in inverse ? 'undone by restoring the recorded state' : { strong: 'IRREVERSIBLE' },
    holdMs === 0 ? '' : `; then health is watched for ${formatDuration(holdMs)}, before the next step`,
  ]);
}

function checks({ checks: before, steps: all, monitor, privateNetworks = [] }: Plan): readonly Line[] {
  const between = all.some(({ holdMs }) => holdMs !== undefined) ? ', and between the stages of a gradual step' : '';
  const settling =
    monitor.settleMs === undefined
      ? ''
      : ` (what is seen in the first ${formatDuration(monitor.settleMs)} does not count)`;
  return [
    ...(privateNetworks.length === 0
      ? []
      : [['checks may look into the private networks ', { code: privateNetworks.join(', ') }]]),
    ...before.map((check): Line => ['before anything changes: ', { code: check.uses }, ...settings(check.with)]),
    ...monitor.checks.map(
      (check): Line => [
        `for ${formatDuration(monitor.forMs)} afterwards${between}${settling}: `,
        { code: check.uses },
        ...settings(check.with),
      ],
    ),
  ];
}

function failures(plan: Plan): readonly Line[] {
  const { durations, revert } = plan;
  const { workMs, undoMs, leaveMs } = durations;
  const byRecovery = `Temporary: the run leaves it in force, and everything is put back by recovery ${formatDuration(workMs)} after the start, which may be late: schedules are`;
  return [
    [
      `No step starts later than ${formatDuration(leaveMs ?? workMs)} after the start; the credentials end ${formatDuration(undoMs)} later, so that undoing fits`,
    ],
    [
      revert === 'at-end'
        ? leaveMs === undefined
          ? 'Temporary: everything is put back when that time ends'
          : byRecovery
        : 'It stays, unless a step fails or health degrades: then everything is put back, the last step first',
    ],
    ['What somebody else changes meanwhile is never overwritten knowingly: it is reported, and left to a person'],
    secretsInState(plan),
    ifTheRunnerDies(plan),
    atItsEnd(plan),
  ];
}

function secretsInState({ stateKey, acceptsSensitive }: Plan): Line {
  const what =
    'Values in the state that may be secrets (of headers, queries, logins) are not shown here, nor compared with what is shown';
  if (stateKey === true) return [`${what}. They are recorded under the customer's key`];
  const otherwise =
    acceptsSensitive === true
      ? 'the request accepts that only the run itself can put them back'
      : 'a step that replaces one is refused before anything changes';
  return [`${what}. They are recorded as keyed hashes alone: ${otherwise}`];
}

function ifTheRunnerDies({ recover, revert, durations }: Plan): Line {
  const end = formatDuration(heldMs(durations));
  const undone =
    revert === 'at-end'
      ? 'everything is put back'
      : 'what was not finished is put back; what was complete and verified stays';
  switch (recover) {
    case 'automatic':
      return [
        'If the runner dies, ',
        { strong: 'recovery ends it' },
        `: when GitHub says that the run is over, its credentials are denied, and then ${undone}, from the state before on the audit branch. Nobody is asked, and the lock stays until then`,
      ];
    case 'approval':
      return [
        'If the runner dies, ',
        { strong: 'recovery waits for a reviewer' },
        ` of the environment: before that nothing is denied and nothing put back. Then ${undone}, from the state before on the audit branch. The credentials end ${end} after the start, and the lock stays until then`,
      ];
    case 'none':
      return [
        'If the runner dies, ',
        { strong: 'nothing is undone by itself' },
        `: the install has no recover role for this role, or no sealer role. The state before is on the audit branch, the credentials end ${end} after the start, the lock stays`,
      ];
  }
}

function atItsEnd({ seals, durations }: Plan): Line {
  return seals
    ? ['At its end a deny is put on the role for this session, and its credentials are tried until AWS refuses them']
    : [
        'At its end ',
        { strong: 'nothing ends its access early' },
        `: the install has no sealer role. The credentials are thrown away, could work until ${formatDuration(heldMs(durations))} after the start, and the session is not closed before`,
      ];
}
