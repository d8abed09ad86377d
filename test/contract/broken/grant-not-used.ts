import { shiftWeights } from '../../../action/services/elbv2/steps/shift-weights.ts';
import { variant } from './variant.ts';

/** It asks for more than it needs. */
export const grantNotUsed = variant('grants-are-used', {
  grants: (params, scope) => [
    ...shiftWeights.grants(params, scope),
    { access: 'write', action: 'elasticloadbalancing:DeleteListener', resource: shiftWeights.resource(params) },
  ],
});
