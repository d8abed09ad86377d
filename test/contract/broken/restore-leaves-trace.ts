import { AddTagsCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { shiftWeights } from '../../../action/services/elbv2/steps/shift-weights.ts';
import { elbv2Of } from '../estate.ts';
import { variant } from './variant.ts';

/** It restores, and leaves a tag. */
export const restoreLeavesTrace = variant('restore-is-exact', {
  grants: (params, scope) => [
    ...shiftWeights.grants(params, scope),
    {
      access: 'write',
      phase: 'restore',
      action: 'elasticloadbalancing:AddTags',
      resource: shiftWeights.resource(params),
    },
  ],
  restore: async (context, transition, params) => {
    await shiftWeights.restore(context, transition, params);
    const Tags = [{ Key: 'restored', Value: 'yes' }];
    await elbv2Of(context.client).send(new AddTagsCommand({ ResourceArns: [shiftWeights.resource(params)], Tags }));
  },
});
