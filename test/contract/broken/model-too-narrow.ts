import type { Model } from '../../../action/domain/step-kind.ts';
import { isForward } from '../../../action/services/elbv2/actions.ts';
import type { ListenerActions } from '../../../action/services/elbv2/resources/listener-actions.ts';
import { shiftWeights } from '../../../action/services/elbv2/steps/shift-weights.ts';
import { variant } from './variant.ts';

/** It writes stickiness without looking at it: somebody else's is overwritten unseen. */
export const modelTooNarrow = variant('conflict-is-reported', {
  resourceKind: {
    ...shiftWeights.resourceKind,
    read: async (context, arn) => withoutStickiness(await shiftWeights.resourceKind.read(context, arn)),
  },
});

function withoutStickiness(model: Model): Model {
  const { actions } = model as ListenerActions;
  const stickiness = { enabled: false, seconds: null };
  return { actions: actions.map((action) => (isForward(action) ? { ...action, stickiness } : action)) };
}
