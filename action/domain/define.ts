import type { AwsScope } from './arn.ts';
import type { Grant } from './grant.ts';
import type { JsonObject } from './json.ts';
import type {
  AwsService,
  CheckKind,
  DiffLine,
  JsonSchema,
  Model,
  Observation,
  Opening,
  ParamProblem,
  Recreated,
  ResourceRef,
  Shown,
  StepContext,
  StepKind,
  Verification,
} from './step-kind.ts';

/** Ids under which a step runs: what it creates is tagged with them. */
export interface StepIds {
  readonly session: string;
  readonly step: string;
}

/** A transition in the types of one step kind; see `Transition`. */
export interface TypedTransition<M> {
  readonly before: M;
  readonly after: M;
  readonly now: M;
  readonly units: readonly string[];
}

/** What the author of a step kind writes: params and models in their own types. */
export interface StepDefinition<P, M, C> {
  readonly kind: string;
  readonly summary: string;
  readonly undone: string;
  readonly caveats?: readonly string[];
  readonly params: JsonSchema;
  /** What the schema cannot say of params: see `StepKind.problems`. A param that is not known yet is not there. */
  readonly problems?: (params: Partial<P>) => readonly ParamProblem[];
  readonly examples: readonly P[];
  readonly resourceKind: TypedResourceKind<M, C>;
  /** ARN of the one resource that this step touches. */
  readonly resource: (params: P) => string;
  readonly grants: (params: P, scope: AwsScope) => readonly Grant[];
  /** Pure. Equal models mean that no call is made. */
  readonly change: (
    before: M,
    params: P,
    ids: StepIds,
  ) => { readonly after: M; readonly diff: readonly DiffLine[]; readonly irreversible?: string };
  /** Default: nothing. */
  readonly opens?: (states: Opening<M>, params: P) => readonly DiffLine[];
  readonly apply: (context: StepContext<C>, transition: TypedTransition<M>, params: P) => Promise<void>;
  readonly restore: (context: StepContext<C>, transition: TypedTransition<M>, params: P) => Promise<void>;
  readonly remake?: (before: M, origin: M, params: P) => M;
  readonly takesAway?: (params: P) => readonly string[];
  readonly verify: (context: StepContext<C>, params: P) => Promise<Verification>;
  readonly outputs?: (model: M, params: P, ids: StepIds) => JsonObject;
  /** Default one minute. */
  readonly timeoutMs?: (params: P) => number;
  /** Default: the params as they are, as one. */
  readonly stages?: (params: P) => readonly { readonly params: P; readonly holdMs: number }[];
  readonly irreversible?: true;
}

export interface TypedResourceKind<M, C> {
  readonly kind: string;
  readonly captures: string;
  readonly grants: (arn: string, scope: AwsScope) => readonly Grant[];
  readonly read: (context: Omit<StepContext<C>, 'step'>, arn: string) => Promise<M>;
  readonly recognise?: (now: M, known: readonly M[]) => M;
  readonly recreated?: (now: M, units: readonly string[]) => readonly Recreated[];
  readonly atOnce?: true;
  readonly joint?: (unit: string) => boolean;
  readonly within?: (arn: string) => string;
  readonly shows?: (other: ResourceRef) => readonly Shown[];
}

export interface CheckDefinition<P, C> {
  readonly kind: string;
  readonly summary: string;
  readonly params: JsonSchema;
  readonly problems?: (params: Partial<P>) => readonly ParamProblem[];
  readonly examples: readonly P[];
  readonly grants: (params: P, scope: AwsScope) => readonly Grant[];
  readonly observe: (context: Omit<StepContext<C>, 'step'>, params: P) => Promise<Observation>;
}

const DEFAULT_STEP_TIMEOUT_MS = 60_000;

/**
 * Makes a step kind of its definition. This file is where types that the author proved meet JSON that validators proved:
 * params are validated against `params` before any of these functions is called, and models come from `read`.
 */
export function defineStep<P, M extends Model, C>(definition: StepDefinition<P, M, C>): StepKind {
  const complete = {
    service: serviceOf(definition.kind),
    problems: () => [],
    opens: () => [],
    outputs: () => ({}),
    timeoutMs: () => DEFAULT_STEP_TIMEOUT_MS,
    stages: (params: P) => [{ params, holdMs: 0 }],
    irreversible: false,
    caveats: [],
    ...definition,
  };
  return complete as unknown as StepKind;
}

export function defineCheck<P, C>(definition: CheckDefinition<P, C>): CheckKind {
  return { service: serviceOf(definition.kind), problems: () => [], ...definition } as unknown as CheckKind;
}

export function defineResource<M extends Model, C>(definition: TypedResourceKind<M, C>): TypedResourceKind<M, C> {
  return definition;
}

export function defineService<C>(definition: AwsService<C>): AwsService {
  return definition;
}

function serviceOf(kind: string): string {
  return kind.slice(0, kind.indexOf('/'));
}
