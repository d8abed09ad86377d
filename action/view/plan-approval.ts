import { formatDuration } from '../domain/duration.ts';
import type { Plan } from '../domain/plan.ts';
import type { PlanContext } from '../domain/plan-context.ts';
import { type Block, codeBlock, heading, type Line, list, paragraph } from './blocks.ts';
import { person } from './person.ts';

/** Where to press, who may, until when, and who could change all of this. */
export function howToApprove(plan: Plan, digest: string, context: PlanContext): readonly Block[] {
  return [
    heading(3, 'How to approve'),
    list([...where(context), who(plan, context), ...administration(context)]),
    ...binding(digest, context),
  ];
}

function where({ source, runUrl, approval }: PlanContext): readonly Line[] {
  if (source.kind === 'pull-request' && !source.merged) {
    return [
      [
        'Nothing to approve yet: when this pull request is merged, a run on the default branch asks for the approval of ',
        { code: approval.environment },
      ],
    ];
  }
  return [
    [
      { link: 'Open the run', url: runUrl },
      ', press ',
      { strong: 'Review deployments' },
      ', choose ',
      { code: approval.environment },
      ', then approve or reject',
    ],
  ];
}

function who({ requester, commander }: Plan, { source, approval }: PlanContext): Line {
  const { minimum, people, withinMs } = approval;
  const counted =
    minimum > 1 && source.kind === 'pull-request'
      ? '; approvals of the last commit of the pull request count, too'
      : '';
  return [
    `${minimum} of `,
    ...people.flatMap((name, index) => [index === 0 ? '' : ', ', { code: name }]),
    `, within ${formatDuration(withinMs)} after the run was started${counted}; never `,
    { code: person(requester) },
    ', nor who wrote, merged or started it',
    ...(requester.login === commander.login ? [' (who asks is the commander here)'] : []),
  ];
}

function binding(digest: string, { approval }: PlanContext): readonly Block[] {
  if (approval.binding === 'none') return [];
  return [
    paragraph({ strong: 'Paste this as the comment of the approval' }, '; without it the approval does not count:'),
    // All of it: two plans that begin alike can be made.
    codeBlock('text', digest),
  ];
}

function administration({ repository }: PlanContext): readonly Line[] {
  const { administrators, fullName, owner } = repository;
  const names: Line =
    administrators === null
      ? [{ strong: 'unknown' }, ': this token may not ask who they are']
      : administrators.length === 0
        ? ['none that GitHub names']
        : administrators.flatMap((account, index) => [index === 0 ? '' : ', ', { code: person(account) }]);
  return [
    owner === 'vendor'
      ? [
          { strong: 'The vendor owns this repository' },
          ', ',
          { code: fullName },
          ': its administrators could change who approves. They are: ',
          ...names,
        ]
      : [
          'The customer owns this repository, ',
          { code: fullName },
          '. Its administrators could change who approves: ',
          ...names,
        ],
  ];
}
