import { parseArn } from '../../domain/arn.ts';
import type { InputSpec, Playbook, Role, Use } from '../../domain/documents.ts';
import { BreakglassError } from '../../domain/error.ts';
import type { Grant } from '../../domain/grant.ts';
import { isJsonObject, type Json, type JsonObject } from '../../domain/json.ts';
import type { Registry } from '../../domain/step-kind.ts';
import { grantsOf } from '../../engine/plan.ts';
import { references } from '../../playbook/expression/references.ts';
import { parseExpression } from '../../playbook/expression/syntax.ts';
import {
  expressionsIn,
  installContext,
  referencedSteps,
  resolveExpressions,
} from '../../playbook/resolve-expressions.ts';
import type { Place } from './place.ts';
import { sampleArns } from './sample-arns.ts';

/** What one step or check needs, for whatever inputs, as far as that can be known before a request. */
export interface UseGrants {
  readonly grants: readonly Grant[];
  /** Why it cannot be known, for people. */
  readonly unknown: readonly string[];
  /** ARNs written out that are in another account or Region than this place. */
  readonly foreign: readonly string[];
}

export interface Sampling {
  readonly playbook: Playbook;
  readonly role: Role;
  readonly place: Place;
  readonly registry: Registry;
  /** Inputs with a value of their own, in place of samples. */
  readonly given?: Readonly<Record<string, string>>;
}

/** More combinations of inputs than this are not tried in full, but each value still is. */
const MOST_COMBINATIONS = 256;

/** Names of the inputs that a step or check refers to. */
export function inputsOf(use: Use): readonly string[] {
  const read = expressionsIn(use.with).flatMap((source) => references(parseExpression(source)));
  return [...new Set(read.flatMap(([context, name]) => (context === 'inputs' && name !== undefined ? [name] : [])))];
}

/** The grants of a step or check, over samples of the inputs that it refers to. */
export function useGrants(use: Use, sampling: Sampling): UseGrants {
  const all = combinations(use, sampling).map((inputs) => grantsWith(use, inputs, sampling));
  const unique = new Map(all.flatMap(({ grants }) => grants).map((grant) => [JSON.stringify(grant), grant]));
  return {
    grants: [...unique.values()],
    unknown: [...new Set(all.flatMap(({ unknown }) => unknown))],
    foreign: [...new Set(all.flatMap(({ foreign }) => foreign))],
  };
}

function combinations(use: Use, sampling: Sampling): readonly JsonObject[] {
  const { inputs } = sampling.playbook;
  const choices = inputsOf(use).flatMap((name): readonly (readonly [string, readonly Json[]])[] => {
    const spec = Object.hasOwn(inputs, name) ? inputs[name] : undefined;
    return spec === undefined ? [] : [[name, valuesOf(name, spec, sampling)]];
  });
  const count = choices.reduce((product, [, values]) => product * values.length, 1);
  if (count > MOST_COMBINATIONS) {
    const longest = Math.max(...choices.map(([, values]) => values.length));
    return Array.from({ length: longest }, (_, index) =>
      Object.fromEntries(choices.map(([name, values]) => [name, values[index % values.length] ?? null])),
    );
  }
  return choices.reduce<readonly JsonObject[]>(
    (found, [name, values]) => found.flatMap((inputs_) => values.map((value) => ({ ...inputs_, [name]: value }))),
    [{}],
  );
}

/** Values that stand for all that a request may give. */
function valuesOf(name: string, spec: InputSpec, { given = {}, role, place, registry }: Sampling): readonly Json[] {
  const own = Object.hasOwn(given, name) ? given[name] : undefined;
  if (own !== undefined) return [own];
  switch (spec.type) {
    case 'resource': {
      const samples = sampleArns(spec.kind, role.scope.resources, place.scope, registry);
      return samples.length > 0 ? samples : [`any ${spec.kind}`];
    }
    case 'boolean':
      return [true, false];
    case 'integer':
      return [spec.default ?? spec.minimum ?? 1];
    case 'string':
      return spec.enum ?? [spec.default ?? `any ${name}`];
  }
}

function grantsWith(use: Use, inputs: JsonObject, { place, registry }: Sampling): UseGrants {
  const params = resolved(use, { inputs, install: installContext(place.install) });
  const foreign = arnsIn(params).filter((arn) => isForeign(arn, place));
  if (foreign.length > 0) return { grants: [], unknown: [], foreign };
  try {
    const grants = grantsOf(registry, { uses: use.uses, with: params }, place.scope);
    const unknown = grants.filter(({ resource }) => resource !== '*' && parseArn(resource) === undefined);
    return {
      grants: grants.filter((grant) => !unknown.includes(grant)),
      unknown: unknown.map(({ action, resource }) => `${action} on ${JSON.stringify(resource) ?? 'nothing'}`),
      foreign: [],
    };
  } catch (error) {
    // A kind computes its grants from parameters that a plan has validated; what stands in for an expression may not be valid.
    return { grants: [], unknown: [error instanceof Error ? error.message : String(error)], foreign: [] };
  }
}

/** As a plan resolves it: what refers to earlier steps stays, and so does what cannot be computed from samples. */
function resolved(use: Use, context: { readonly inputs: JsonObject; readonly install: JsonObject }): JsonObject {
  return Object.fromEntries(
    Object.entries(use.with).map(([key, value]) => {
      if (referencedSteps(value).length > 0) return [key, value];
      try {
        return [key, resolveExpressions(value, context)];
      } catch (error) {
        if (!(error instanceof BreakglassError)) throw error;
        return [key, value];
      }
    }),
  );
}

function arnsIn(value: Json): readonly string[] {
  if (typeof value === 'string') return value.startsWith('arn:') ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((item: Json) => arnsIn(item));
  return isJsonObject(value) ? Object.values(value).flatMap((inner) => arnsIn(inner)) : [];
}

function isForeign(text: string, { scope }: Place): boolean {
  const arn = parseArn(text);
  return (
    arn !== undefined &&
    (arn.account !== scope.account || arn.region !== scope.region || arn.partition !== scope.partition)
  );
}
