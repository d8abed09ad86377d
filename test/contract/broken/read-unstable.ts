import { shiftWeights } from '../../../action/services/elbv2/steps/shift-weights.ts';
import { variant } from './variant.ts';

let reads = 0;

/** It reads a member that is different each time. */
export const readUnstable = variant('reads-agree', {
  resourceKind: {
    ...shiftWeights.resourceKind,
    read: async (context, arn) => ({ ...(await shiftWeights.resourceKind.read(context, arn)), read: (reads += 1) }),
  },
  change: (before, params, ids) => {
    const { after, diff } = shiftWeights.change(before, params, ids);
    return { after: { ...before, ...after }, diff };
  },
});
