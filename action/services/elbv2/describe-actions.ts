import { VEIL } from '../../domain/hidden.ts';
import { isFixedResponse, isForward, isRedirect, type ListenerAction } from './actions.ts';

/**
 * Actions in words, for the approver: `forward: 90% targetgroup/blue/…, 10% targetgroup/green/…`. `planned`: of those that the step's own
 * params say, which stand in the plan as they are, nothing is left out.
 */
export function describeActions(actions: readonly ListenerAction[], from: 'planned' | 'read' = 'read'): string {
  return actions.map((action) => describeAction(action, from)).join(', then ') || 'none';
}

function describeAction(action: ListenerAction, from: 'planned' | 'read'): string {
  if (isForward(action)) return `forward: ${describeShares(action.targetGroups)}${describeStickiness(action)}`;
  if (isFixedResponse(action)) return `answer ${action.status} ${JSON.stringify(action.body ?? '')}`;
  if (isRedirect(action)) {
    const { status, protocol, host, port, path } = action;
    const query = describeQuery(action, from);
    return `redirect ${status.slice('HTTP_'.length)} to ${protocol}://${host}:${port}${path}?${query}`;
  }
  return action.type;
}

function describeQuery(
  { query }: Extract<ListenerAction, { readonly type: 'redirect' }>,
  from: 'planned' | 'read',
): string {
  if (typeof query === 'string') return query;
  return from === 'planned' && typeof query['$hidden'] === 'string' ? query['$hidden'] : VEIL;
}

type Forward = Extract<ListenerAction, { readonly type: 'forward' }>;

function describeShares(groups: Forward['targetGroups']): string {
  const sum = groups.reduce((total, group) => total + group.weight, 0);
  return groups
    .map(
      ({ arn, weight }) =>
        `${sum === 0 ? 0 : Math.round((weight * 100) / sum)}% ${arn.slice(arn.lastIndexOf(':') + 1)}`,
    )
    .join(', ');
}

function describeStickiness({ stickiness }: Forward): string {
  return stickiness?.enabled === true ? `; a client may stay where it is for ${stickiness.seconds} s` : '';
}
