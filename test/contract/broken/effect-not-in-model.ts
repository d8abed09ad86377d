import { AddTagsCommand, RemoveTagsCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { shiftWeights } from '../../../action/services/elbv2/steps/shift-weights.ts';
import { elbv2Of } from '../estate.ts';
import { variant } from './variant.ts';

/** It tags first and writes then, but does not read the tag: when the write fails, nothing tells of the tag. */
export const effectNotInModel = variant('faults-are-survived', {
  grants: (params, scope) => [
    ...shiftWeights.grants(params, scope),
    {
      access: 'write',
      phase: 'apply',
      action: 'elasticloadbalancing:AddTags',
      resource: shiftWeights.resource(params),
    },
    {
      access: 'write',
      phase: 'restore',
      action: 'elasticloadbalancing:RemoveTags',
      resource: shiftWeights.resource(params),
    },
  ],
  apply: async (context, transition, params) => {
    const ResourceArns = [shiftWeights.resource(params)];
    const Tags = [{ Key: 'shifted', Value: 'yes' }];
    await elbv2Of(context.client).send(new AddTagsCommand({ ResourceArns, Tags }));
    await shiftWeights.apply(context, transition, params);
  },
  restore: async (context, transition, params) => {
    await shiftWeights.restore(context, transition, params);
    const ResourceArns = [shiftWeights.resource(params)];
    await elbv2Of(context.client).send(new RemoveTagsCommand({ ResourceArns, TagKeys: ['shifted'] }));
  },
});
