import type { Model } from '../../../action/domain/step-kind.ts';
import { type ForwardAction, isForward, type ListenerAction } from '../../../action/services/elbv2/actions.ts';
import type { ListenerActions } from '../../../action/services/elbv2/resources/listener-actions.ts';
import { shiftWeights } from '../../../action/services/elbv2/steps/shift-weights.ts';
import { variant } from './variant.ts';

/** It adds to the weights that it finds, where it should set them. */
export const applyRelative = variant('twice-is-once', {
  apply: (context, transition, params) => {
    const { before, after, now } = transition;
    return shiftWeights.apply(context, { ...transition, after: plus(now, before, after) }, params);
  },
});

function plus(now: Model, before: Model, after: Model): Model {
  const actions = actionsOf(after).map((action, index) => {
    if (!isForward(action)) return action;
    const weight = (model: Model, arn: string): number => weightOf(actionsOf(model)[index], arn);
    const targetGroups = action.targetGroups.map((group) => ({
      ...group,
      weight: Math.max(0, weight(now, group.arn) + group.weight - weight(before, group.arn)),
    }));
    return { ...action, targetGroups };
  });
  return { actions };
}

function actionsOf(model: Model): readonly ListenerAction[] {
  return (model as ListenerActions).actions;
}

function weightOf(action: ListenerAction | undefined, arn: string): number {
  const groups: ForwardAction['targetGroups'] = action !== undefined && isForward(action) ? action.targetGroups : [];
  return groups.find((group) => group.arn === arn)?.weight ?? 0;
}
