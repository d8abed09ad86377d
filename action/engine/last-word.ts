import { type PreparedStep, resourceKey } from './fold.ts';

/**
 * The steps whose verification still says something once all of them are applied: what a later one has changed again, or deleted with its
 * resource, is not as the earlier one made it, and is not meant to be.
 */
export function lastWords(steps: readonly PreparedStep[]): readonly PreparedStep[] {
  return steps.filter((step) => !isChangedAgain(step, steps) && takenAwayBy(step, steps) === undefined);
}

function isChangedAgain(step: PreparedStep, steps: readonly PreparedStep[]): boolean {
  const key = resourceKey(step.plan.resource);
  return laterThan(step, steps).some(
    (later) => resourceKey(later.plan.resource) === key && later.units.some((unit) => step.units.includes(unit)),
  );
}

/** The later step that deletes the resource of `step`, and all that is on it. */
export function takenAwayBy(step: PreparedStep, steps: readonly PreparedStep[]): PreparedStep | undefined {
  return laterThan(step, steps).find(({ kind, plan }) => kind.takesAway?.(plan.with).includes(step.plan.resource.arn));
}

function laterThan({ plan }: PreparedStep, steps: readonly PreparedStep[]): readonly PreparedStep[] {
  return steps.slice(steps.findIndex((other) => other.plan.id === plan.id) + 1);
}
