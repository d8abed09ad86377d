import { shiftWeights } from '../../../action/services/elbv2/steps/shift-weights.ts';
import { variant } from './variant.ts';

/** It waits for its verification's answer, whatever happens meanwhile. */
export const verifyDeaf = variant('abort-is-honoured', {
  verify: (context, params) => shiftWeights.verify({ ...context, signal: new AbortController().signal }, params),
});
