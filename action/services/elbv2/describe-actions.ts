import { isFixedResponse, isForward, isRedirect, type ListenerAction } from './actions.ts';

/** Actions in words, for the approver: `forward: 90% targetgroup/blue/…, 10% targetgroup/green/…`. */
export function describeActions(actions: readonly ListenerAction[]): string {
  return actions.map(describeAction).join(', then ') || 'none';
}

function describeAction(action: ListenerAction): string {
  if (isForward(action)) return `forward: ${describeShares(action.targetGroups)}${describeStickiness(action)}`;
  if (isFixedResponse(action)) return `answer ${action.status} ${JSON.stringify(action.body ?? '')}`;
  if (isRedirect(action)) {
    const { status, protocol, host, port, path, query } = action;
    return `redirect ${status.slice('HTTP_'.length)} to ${protocol}://${host}:${port}${path}?${query}`;
  }
  return action.type;
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
