import { shiftWeights } from '../../../action/services/elbv2/steps/shift-weights.ts';
import { variant } from './variant.ts';

/** It writes without asking for the permission. */
export const callNotGranted = variant('calls-are-granted', {
  grants: (params, scope) => shiftWeights.grants(params, scope).filter(({ access }) => access === 'read'),
});
