import { shiftWeights } from '../../../action/services/elbv2/steps/shift-weights.ts';
import { variant } from './variant.ts';

/** It says that it cannot be undone, and could be: whoever believes it gives up a way back. */
export const irreversibleByClaim = variant('irreversible-is-true', {
  irreversible: true,
  grants: (params, scope) =>
    shiftWeights.grants(params, scope).map((grant) => (grant.access === 'read' ? grant : { ...grant, phase: 'apply' })),
});
