import { shiftWeights } from '../../../action/services/elbv2/steps/shift-weights.ts';
import { variant } from './variant.ts';

/** It says that only applying writes: what restores could not. */
export const phaseWrong = variant('phases-are-true', {
  grants: (params, scope) =>
    shiftWeights.grants(params, scope).map((grant) => (grant.access === 'read' ? grant : { ...grant, phase: 'apply' })),
});
