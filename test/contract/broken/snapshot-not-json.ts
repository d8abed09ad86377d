import { shiftWeights } from '../../../action/services/elbv2/steps/shift-weights.ts';
import { variant } from './variant.ts';

/** What it reads holds a member that JSON drops. */
export const snapshotNotJson = variant('snapshot-survives-json', {
  resourceKind: {
    ...shiftWeights.resourceKind,
    read: async (context, arn) =>
      Object.assign({ certificate: undefined }, await shiftWeights.resourceKind.read(context, arn)),
  },
});
