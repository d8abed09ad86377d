import type { Model } from '../../../action/domain/step-kind.ts';
import { shiftWeights } from '../../../action/services/elbv2/steps/shift-weights.ts';
import { variant } from './variant.ts';

let remembered: Model | undefined;

/** It keeps the way back in one variable, which the second of two steps overwrites. */
export const restoreFromMemory = variant('pairs-work', {
  apply: async (context, transition, params) => {
    remembered = transition.before;
    await shiftWeights.apply(context, transition, params);
  },
  restore: async (context, transition, params) => {
    if (remembered === undefined) throw new Error('nothing to go back to');
    await shiftWeights.restore(context, { ...transition, before: remembered }, params);
  },
});
