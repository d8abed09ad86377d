import { DescribeListenersCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { defineResource } from '../../../domain/define.ts';
import { BreakglassError } from '../../../domain/error.ts';
import type { JsonObject } from '../../../domain/json.ts';
import { fromAws, type ListenerAction } from '../actions.ts';
import { loadBalancerOf } from '../listener-arn.ts';
import type { Elbv2Client } from '../service.ts';

/** A listener's default actions, in order: one unit, since `ModifyListener` replaces them as a whole. */
export interface ListenerActions extends JsonObject {
  readonly actions: readonly ListenerAction[];
}

export const listenerActions = defineResource<ListenerActions, Elbv2Client>({
  kind: 'elbv2/listener-actions',
  captures: 'the default actions of the listener, in order',
  atOnce: true,
  within: loadBalancerOf,
  grants: () => [{ access: 'read', action: 'elasticloadbalancing:DescribeListeners', resource: '*' }],
  read: async (context, arn) => {
    const answer = await context.client.send(new DescribeListenersCommand({ ListenerArns: [arn] }), {
      abortSignal: context.signal,
    });
    const listener = answer.Listeners?.[0];
    if (listener === undefined) throw new BreakglassError('resource-missing', `there is no listener ${arn}`);
    return { actions: fromAws(listener.DefaultActions ?? []) };
  },
});
