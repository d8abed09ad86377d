import type { JsonObject } from './json.ts';
import type { Registry } from './step-kind.ts';

/** A step by what it does to which resource. */
export interface Taking {
  readonly id: string;
  readonly uses: string;
  readonly with: JsonObject;
}

/** A step that is about what an earlier one has deleted, with that one. */
export interface TakenAway<Step extends Taking> {
  readonly step: Step;
  readonly by: Step;
}

/**
 * The first step that touches what a step before it deletes: nothing would be there to change, and the other is irreversible. Of what is
 * written in a playbook as well, where the same expression names the same thing. Pure.
 */
export function takenAwayFirst<Step extends Taking>(
  steps: readonly Step[],
  { steps: kinds }: Pick<Registry, 'steps'>,
): TakenAway<Step> | undefined {
  const gone = new Map<string, Step>();
  for (const step of steps) {
    const kind = kinds.get(step.uses);
    if (kind === undefined) continue;
    const taken = read(() => kind.takesAway?.(step.with)) ?? [];
    const by = [read(() => kind.resource(step.with)) ?? '', ...taken]
      .map((arn) => gone.get(arn))
      .find((found) => found);
    if (by !== undefined) return { step, by };
    for (const arn of taken) gone.set(arn, step);
  }
  return undefined;
}

/** Params that are not valid yet name nothing. */
function read<T>(name: () => T): T | undefined {
  try {
    return name();
  } catch {
    return undefined;
  }
}
