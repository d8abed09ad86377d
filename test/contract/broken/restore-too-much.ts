import { DescribeListenersCommand, ModifyListenerCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { shiftWeights } from '../../../action/services/elbv2/steps/shift-weights.ts';
import { elbv2Of } from '../estate.ts';
import { variant } from './variant.ts';

/** It puts the whole listener back, not only what it changed. */
export const restoreTooMuch = variant('other-parts-are-kept', {
  resourceKind: {
    ...shiftWeights.resourceKind,
    read: async (context, arn) => {
      const command = new DescribeListenersCommand({ ListenerArns: [arn] });
      const answer = await elbv2Of(context.client).send(command, { abortSignal: context.signal });
      return { ...(await shiftWeights.resourceKind.read(context, arn)), port: answer.Listeners?.[0]?.Port ?? 0 };
    },
  },
  change: (before, params, ids) => {
    const { after, diff } = shiftWeights.change(before, params, ids);
    return { after: { ...before, ...after }, diff };
  },
  restore: async (context, transition, params) => {
    const Port = Number(transition.before['port']);
    await elbv2Of(context.client).send(new ModifyListenerCommand({ ListenerArn: shiftWeights.resource(params), Port }));
    await shiftWeights.restore(context, transition, params);
  },
});
