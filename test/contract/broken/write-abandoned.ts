import { ModifyListenerCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { toAws } from '../../../action/services/elbv2/actions.ts';
import type { ListenerActions } from '../../../action/services/elbv2/resources/listener-actions.ts';
import { shiftWeights } from '../../../action/services/elbv2/steps/shift-weights.ts';
import { elbv2Of } from '../estate.ts';
import { variant } from './variant.ts';

/** It stops waiting for its write when it is aborted; the write takes effect all the same. */
export const writeAbandoned = variant('writes-are-awaited', {
  apply: async (context, { after }, params) => {
    const DefaultActions = toAws((after as ListenerActions).actions);
    const command = new ModifyListenerCommand({ ListenerArn: shiftWeights.resource(params), DefaultActions });
    await elbv2Of(context.client).send(command, { abortSignal: context.signal });
  },
});
