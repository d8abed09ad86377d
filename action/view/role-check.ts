import type { LiveView } from '../domain/live-view.ts';
import type { Plan } from '../domain/plan.ts';
import type { Line } from './blocks.ts';

/** Whether the role that the run will assume was asked for, in AWS, what it allows. */
export function roleCheck({ role }: Plan, live: LiveView | undefined): Line {
  const name = { code: role.name };
  if (live === undefined) return [name, ', ', { strong: 'not checked live' }, ': AWS was not asked'];
  const { role: check } = live;
  return check.checked
    ? [name, `, checked live: IAM allows all ${check.permissions} permissions that the plan needs`]
    : [name, ', ', { strong: 'not checked live' }, `: ${check.reason}`];
}
