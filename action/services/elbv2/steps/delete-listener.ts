import { DeleteListenerCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { FromSchema } from 'json-schema-to-ts';
import { defineStep } from '../../../domain/define.ts';
import { BreakglassError } from '../../../domain/error.ts';
import { describeActions } from '../describe-actions.ts';
import { loadBalancerOf } from '../listener-arn.ts';
import {
  contentIn,
  existingUnit,
  type LoadBalancerListeners,
  loadBalancerListeners,
  portsIn,
} from '../resources/load-balancer-listeners.ts';
import type { Elbv2Client } from '../service.ts';

const params = {
  type: 'object',
  additionalProperties: false,
  required: ['listener'],
  properties: {
    listener: {
      type: 'string',
      pattern:
        '^arn:[a-z-]+:elasticloadbalancing:[a-z0-9-]+:[0-9]{12}:listener/(app|net|gwy)/[A-Za-z0-9_-]{1,32}/[0-9a-f]{16}/[0-9a-f]{16}$',
      description: 'ARN of the listener',
    },
  },
} as const;

type Params = FromSchema<typeof params>;

/** Another listener in its place would have another ARN, and so would each of its rules: nothing that names them would find them. */
export const deleteListener = defineStep<Params, LoadBalancerListeners, Elbv2Client>({
  kind: 'elbv2/delete-listener',
  summary: 'Deletes a listener with all its rules: nobody can connect at its port any more',
  params,
  examples: [
    {
      listener:
        'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2',
    },
  ],
  irreversible: true,
  undone:
    'It is not: a listener in its place would have another ARN. Its port, protocol, security policy, default certificate and default actions are recorded',
  caveats: [
    'Irreversible always: its rules, its certificate list, its attributes and its tags are not recorded.',
    'To keep clients away for a while, use elbv2/fixed-response or elbv2/set-security-groups, which can be undone.',
  ],
  resourceKind: loadBalancerListeners,
  resource: ({ listener }) => loadBalancerOf(listener),
  grants: ({ listener }) => [
    { access: 'write', phase: 'apply', action: 'elasticloadbalancing:DeleteListener', resource: listener },
  ],
  change: (before, { listener }) => {
    const unit = existingUnit(listener);
    const content = contentIn(before, unit);
    if (content === undefined) {
      throw new BreakglassError('not-applicable', `the load balancer has no listener ${listener}`, {
        hint: 'somebody may have deleted it, or created it again with another ARN: look it up, and name that one',
      });
    }
    const left = Object.keys(portsIn(before)).length - 1;
    return {
      after: without(before, unit),
      diff: [
        {
          what: `${content.protocol} at port ${content.port}`,
          before: describeActions(content.actions),
          after: 'deleted with all its rules, for good: nobody can connect',
        },
        {
          what: 'listeners of the load balancer',
          before: String(left + 1),
          after: left === 0 ? '0: nobody can connect to it at all' : String(left),
        },
      ],
    };
  },
  apply: async (context, { now, units }, { listener }) => {
    const unit = existingUnit(listener);
    if (!units.includes(unit) || contentIn(now, unit) === undefined) return;
    await context.client.send(new DeleteListenerCommand({ ListenerArn: listener }));
  },
  restore: async (_context, _transition, { listener }) => {
    throw new BreakglassError('rollback-failed', `listener ${listener} is deleted, and cannot come back as it was`, {
      hint: 'create another one by hand: the record holds its port, protocol, certificate and default actions',
    });
  },
  takesAway: ({ listener }) => [listener],
  verify: async (context, { listener }) => {
    const model = await loadBalancerListeners.read(context, loadBalancerOf(listener));
    const done = contentIn(model, existingUnit(listener)) === undefined;
    return { done, progress: done ? 'the listener is gone' : 'the listener is still there' };
  },
});

function without(model: LoadBalancerListeners, unit: string): LoadBalancerListeners {
  const { arns } = model;
  return { ...Object.fromEntries(Object.entries(model).filter(([key]) => key !== unit)), arns };
}
