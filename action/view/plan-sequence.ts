import { formatDuration } from '../domain/duration.ts';
import { heldMs, type Plan } from '../domain/plan.ts';
import type { Sequence } from './blocks.ts';

/** The way of this plan from the request to the seal, for a diagram. */
export function planSequence(plan: Plan): Sequence {
  const { requester, commander, install, steps, durations, monitor, revert } = plan;
  const people = requester.login === commander.login ? [requester.login] : [requester.login, commander.login];
  const actors = [...people, 'approver', 'GitHub', `AWS ${install.region}`];
  const [asks, confirms] = [0, people.length - 1];
  const [approver, github, aws] = [people.length, people.length + 1, people.length + 2];
  return {
    actors,
    messages: [
      { from: asks, to: github, text: `asks for ${plan.playbook.name}` },
      { from: confirms, to: github, text: 'confirms the criteria' },
      { from: approver, to: github, text: `approves at ${install.environment}` },
      {
        from: github,
        to: aws,
        text: `takes the role, for at most ${formatDuration(heldMs(durations))}`,
      },
      { from: aws, to: github, text: 'the state before, put on record' },
      ...steps.flatMap(({ id, uses, holdMs = 0 }) => [
        { from: github, to: aws, text: `${id}, ${uses}` },
        ...(holdMs === 0 ? [] : [{ from: github, to: aws, text: `watches health for ${formatDuration(holdMs)}` }]),
      ]),
      { from: github, to: aws, text: `watches health for ${formatDuration(monitor.forMs)}` },
      ...(revert === 'at-end' ? [{ from: github, to: aws, text: puttingBack(durations) }] : []),
      {
        from: github,
        to: github,
        text: plan.seals ? 'ends access and shows it, closes the record' : 'drops the credentials, closes the record',
      },
    ],
  };
}

function puttingBack({ workMs, leaveMs }: Plan['durations']): string {
  return leaveMs === undefined
    ? 'puts everything back'
    : `recovery puts everything back ${formatDuration(workMs)} after the start`;
}
