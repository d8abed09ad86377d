import { shiftWeights } from '../../../action/services/elbv2/steps/shift-weights.ts';
import { variant } from './variant.ts';

/** The approver does not see what it changes. */
export const changeUnseen = variant('change-shows-diff', {
  change: (before, params, ids) => ({ ...shiftWeights.change(before, params, ids), diff: [] }),
});
