import { canonicalJson } from '../audit/canonical.ts';
import type { Sealed, StateKeeper } from '../audit/state-keeper.ts';
import { BreakglassError } from '../domain/error.ts';
import { type Hidden, hasMasked, isHidden, secretsIn, veiled } from '../domain/hidden.ts';
import { type Json, sameJson } from '../domain/json.ts';
import type { Plan } from '../domain/plan.ts';
import type { Model } from '../domain/step-kind.ts';
import { type PreparedStep, resourceKey } from './fold.ts';

/** The values that may be secrets in what a step touches, before it and after it. */
export function touchedSecrets({ before, after, units }: PreparedStep): readonly Hidden[] {
  return units.flatMap((unit) => [...secretsAt(before, unit), ...secretsAt(after, unit)].filter(isHidden));
}

/** Whether it touches what may be a secret and is not known here. */
export function touchesMasked({ before, after, units }: PreparedStep): boolean {
  return units.some((unit) => [before, after].some((model) => hasMasked(model[unit] ?? null)));
}

/** What a link has of them: nothing where no key of the customer's is there. `about`: what it has beside them, which they are bound to. */
export function sealedIn(
  { seal }: StateKeeper,
  about: Json,
  prepared: readonly PreparedStep[],
): { readonly sealed?: Sealed } {
  return seal === undefined ? {} : { sealed: seal(about, prepared.flatMap(touchedSecrets)) };
}

function secretsAt(model: Model, unit: string): ReturnType<typeof secretsIn> {
  return secretsIn(model[unit] ?? null);
}

/**
 * Refuses, before anything is changed, what could not be put back once this process is gone, unless the request accepts that. What steps
 * themselves write stands in the plan, and needs no keeping.
 *
 * `look`: only to show the plan. Where the install has a key, the session may know what is not known here.
 *
 * @throws BreakglassError `sensitive-state`
 */
export function requireKept(plan: Plan, prepared: readonly PreparedStep[], purpose: 'look' | 'run'): void {
  // By unit: the same value anywhere else is AWS's to know, and no plan says that it was there.
  const written = new Set<string>();
  for (const step of prepared) {
    const { before, after, units } = step;
    if (touchesMasked(step) && !(purpose === 'look' && plan.stateKey === true)) throw lost(step);
    const found = units.flatMap((unit) => placedAt(step, before, unit));
    const isReversible = !('irreversible' in step.plan.inverse);
    if (isReversible && found.some((secret) => !written.has(secret))) requireWayBack(plan, step);
    const had = new Set(found);
    for (const secret of units.flatMap((unit) => placedAt(step, after, unit))) {
      if (!had.has(secret)) written.add(secret);
    }
  }
}

/** Its secrets, each with where it stands. */
function placedAt({ plan }: PreparedStep, model: Model, unit: string): readonly string[] {
  const at = `${resourceKey(plan.resource)} ${unit}`;
  return secretsAt(model, unit).map((secret) => `${at} ${canonicalJson(secret)}`);
}

function requireWayBack({ stateKey, acceptsSensitive, durations }: Plan, { plan }: PreparedStep): void {
  if (stateKey === true) return;
  const what = `step "${plan.id}" replaces values on ${plan.resource.arn} that may be secrets, and the install has no key to record them under`;
  if (durations.leaveMs !== undefined) {
    throw new BreakglassError('sensitive-state', `${what}: what outlives the run could not be put back`, {
      hint: `${WITH_KEY}, or ask for a duration that the run itself lasts`,
    });
  }
  if (acceptsSensitive === true) return;
  throw new BreakglassError('sensitive-state', what, {
    hint: `${WITH_KEY}; or add accept: [sensitive-state] to the request: then only the run itself can put them back, from memory, and a run that dies leaves them to a person`,
  });
}

const WITH_KEY =
  'have the customer set the secret BREAKGLASS_STATE_KEY of the environment and state-key: true in the install';

function lost({ plan }: PreparedStep): BreakglassError {
  return new BreakglassError(
    'sensitive-state',
    `step "${plan.id}" is about values on ${plan.resource.arn} that the record has not in clear, and they are not known here`,
    { hint: 'run it with the key under which that session recorded them, or put them back by hand' },
  );
}

/** Whether two states are the same as far as it can be told without knowing secrets. */
export function sameButSecrets(a: Json | undefined, b: Json | undefined): boolean {
  return sameJson(veiled(a ?? null), veiled(b ?? null)) && (a === undefined) === (b === undefined);
}
