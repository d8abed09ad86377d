import { shiftWeights } from '../../../action/services/elbv2/steps/shift-weights.ts';
import { variant } from './variant.ts';

let changes = 0;

/** Its change depends on how often it was asked. */
export const changeImpure = variant('change-is-pure', {
  change: (before, params, ids) => {
    const { after, diff } = shiftWeights.change(before, params, ids);
    changes += 1;
    return { after, diff: [...diff, { what: 'asked', before: `${changes - 1} times`, after: `${changes} times` }] };
  },
});
