import type { AwsScope } from './arn.ts';
import type { Grant } from './grant.ts';
import type { Json, JsonObject } from './json.ts';

/** A JSON Schema (draft 2020-12 subset that ajv compiles), as a literal. */
export type JsonSchema = JsonObject;

/** One resource that a step touches: the unit of snapshot, folding, locking and drift. */
export interface ResourceRef {
  /** Name of a `ResourceKind`, for example `elbv2/listener-actions`. */
  readonly kind: string;
  readonly arn: string;
}

/**
 * The state of one resource as JSON, split into units: top-level keys that are compared, restored and reported one by
 * one. What a step does not touch stays out of the comparison, so that a third party's change beside ours is no conflict.
 */
export type Model = JsonObject;

/** What the engine lends a step while it runs. Times are milliseconds. */
export interface StepContext<Client = unknown> {
  readonly client: Client;
  readonly signal: AbortSignal;
  /** Session id and step id: created resources are tagged `breakglass:session` and `breakglass:step` with them. */
  readonly session: string;
  readonly step: string;
}

/**
 * A kind of resource that steps touch: how to read it, normalised so that two reads of the same state are the same JSON. Values that may
 * be secrets it hides (`hide` of domain/hidden.ts): they are compared and written as they are, and recorded masked.
 */
export interface ResourceKind<Client = unknown> {
  readonly kind: string;
  /** What is read and recorded, as a clause for people. */
  readonly captures: string;
  readonly grants: (arn: string, scope: AwsScope) => readonly Grant[];
  readonly read: (context: Omit<StepContext<Client>, 'step'>, arn: string) => Promise<Model>;
  /**
   * For resources whose parts get a new ARN when they are created again: `now` with each part under the name that it has in
   * `known`, so that what was deleted and put back compares as the same. Pure; what it does not recognise stays as it is.
   */
  readonly recognise?: (now: Model, known: readonly Model[]) => Model;
  /** Of what `units` are about, as `recognise` has named it: what has another ARN than its name. Pure; the record names it. */
  readonly recreated?: (now: Model, units: readonly string[]) => readonly Recreated[];
  /**
   * Every step kind on it writes any of its units, in any state that they had, and those that AWS checks together in one call: what several
   * steps changed is put back by the last one of them, straight to where the session found it.
   */
  readonly atOnce?: true;
  /** Where not: whether a unit is one of those that AWS checks together. Pure. */
  readonly joint?: (unit: string) => boolean;
  /** ARN of what it is a part of, where steps on one part may change what another shows. Absent: it stands alone. Pure. */
  readonly within?: (arn: string) => string;
  /** What its units show of another resource: steps on that one change it here as well. Pure. */
  readonly shows?: (other: ResourceRef) => readonly Shown[];
}

/** A member of a unit that is a unit of another resource too. */
export interface Shown {
  readonly unit: string;
  readonly member: string;
  /** The unit there. */
  readonly of: string;
}

/** Something that was deleted and created again: the ARN that it had, and the one that it has. */
export interface Recreated {
  readonly was: string;
  readonly is: string;
}

/** One line of the diff that the approver reads. */
export interface DiffLine {
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

export interface Change {
  readonly after: Model;
  readonly diff: readonly DiffLine[];
  /**
   * Why this change cannot be put back in the state that it meets: a secret that AWS does not return, an ARN that is gone. One
   * clause, for people. Such a step runs only where its playbook says `irreversible: true`, and the request accepted that.
   */
  readonly irreversible?: string;
}

/** The states by which it is judged what a change lets through. */
export interface Opening<M = Model> {
  /** Before the first step of the session on the resource: one step may hide what the next one opens. */
  readonly origin: M;
  readonly before: M;
  readonly after: M;
}

/** One of several changes that a step makes one after the other. */
export interface Stage {
  /** Params of the same kind, which make this change and no other. */
  readonly params: JsonObject;
  /** How long health is watched before the next one begins, in milliseconds. */
  readonly holdMs: number;
}

/** What a step does to its resource: from `before` to `after`, where `now` is what was read just before the write. */
export interface Transition {
  readonly before: Model;
  readonly after: Model;
  readonly now: Model;
  /** The units (keys of the models) to converge. */
  readonly units: readonly string[];
}

export interface Verification {
  readonly done: boolean;
  /** One line for people: what is still awaited, or what was found. */
  readonly progress: string;
}

/** What is wrong with params though each of them is right: AWS limits several of them together, or a schema cannot say it. */
export interface ParamProblem {
  /** Where it is to be mended: keys and indexes, from the params. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly hint: string;
}

/** A step kind after `defineStep`: params are validated against `params` before anything here sees them. */
export interface StepKind<Client = unknown> {
  readonly kind: string;
  readonly service: string;
  readonly summary: string;
  /** How it is undone, in a sentence without its period. */
  readonly undone: string;
  /** What is sensitive about it, or irreversible in some states, each in a sentence. */
  readonly caveats: readonly string[];
  readonly params: JsonSchema;
  /** Of params that meet the schema; those that are not known yet are left out. Pure. */
  readonly problems: (params: JsonObject) => readonly ParamProblem[];
  readonly examples: readonly JsonObject[];
  readonly resourceKind: ResourceKind<Client>;
  readonly resource: (params: JsonObject) => string;
  readonly grants: (params: JsonObject, scope: AwsScope) => readonly Grant[];
  readonly change: (before: Model, params: JsonObject, ids: { session: string; step: string }) => Change;
  /**
   * Lines for the approver, beside the diff, of what a change lets through that had been held back. Asked of what is about to be done, and
   * of no record: what was done was judged then. Pure.
   *
   * @throws BreakglassError `not-applicable` where it lets something through, and the params do not say that they mean to
   */
  readonly opens: (states: Opening, params: JsonObject) => readonly DiffLine[];
  /** Converges `units` from `now` to `after`. Called again after an ambiguous answer: it must be idempotent. */
  readonly apply: (context: StepContext<Client>, transition: Transition, params: JsonObject) => Promise<void>;
  /** Converges `units` from `now` back to `before`; idempotent as well. */
  readonly restore: (context: StepContext<Client>, transition: Transition, params: JsonObject) => Promise<void>;
  /**
   * Of a kind that deletes what restoring makes again, with another ARN: the state in which it is made. `origin` is `before` without what
   * the session's earlier steps changed of it, as far as that is theirs to put back: they may do so only at the ARN that is gone. Pure.
   */
  readonly remake?: (before: Model, origin: Model, params: JsonObject) => Model;
  /** ARNs of resources that are gone once it is applied, and with them what earlier steps made of them. Pure. */
  readonly takesAway?: (params: JsonObject) => readonly string[];
  readonly verify: (context: StepContext<Client>, params: JsonObject) => Promise<Verification>;
  /** What later steps may refer to as `steps.<id>.outputs.*`, from the resource as read back. */
  readonly outputs: (model: Model, params: JsonObject, ids: { session: string; step: string }) => JsonObject;
  /** Milliseconds that apply and verify together may take, and restore again. */
  readonly timeoutMs: (params: JsonObject) => number;
  /** The changes that these params ask for, in order: each is planned, recorded, verified and undone as a step of its own. */
  readonly stages: (params: JsonObject) => readonly Stage[];
  readonly irreversible: boolean;
}

export interface Observation {
  readonly ok: boolean;
  /** One line for people: `3 of 4 targets healthy (at least 50% wanted)`. */
  readonly observed: string;
}

/** A check kind after `defineCheck`: one look at the world, which changes nothing. */
export interface CheckKind<Client = unknown> {
  readonly kind: string;
  readonly service: string;
  readonly summary: string;
  readonly params: JsonSchema;
  /** As of a step kind. */
  readonly problems: (params: JsonObject) => readonly ParamProblem[];
  readonly examples: readonly JsonObject[];
  readonly grants: (params: JsonObject, scope: AwsScope) => readonly Grant[];
  readonly observe: (context: Omit<StepContext<Client>, 'step'>, params: JsonObject) => Promise<Observation>;
}

/** How an AWS error that a client threw is to be treated. */
export type AwsErrorClass = 'denied' | 'throttled' | 'transient' | 'missing' | 'rejected' | 'expired';

/** What kinds are about: a service of AWS, or something outside it. */
export type ServiceDefinition<Client = unknown> = AwsService<Client> | OutsideService<Client>;

/** An AWS service that step kinds use. */
export interface AwsService<Client = unknown> {
  readonly name: string;
  /** The prefix of its IAM actions and its ARN service, for example `elasticloadbalancing`. */
  readonly iamPrefix: string;
  /** The suffix of `AWS_ENDPOINT_URL_…`, for example `ELASTIC_LOAD_BALANCING_V2`. */
  readonly endpointVariable: string;
  readonly connect: (options: ClientOptions) => Client;
  /** Kinds of `type: resource` inputs, with the pattern that the resource part of their ARN has to match. */
  readonly resourceTypes: Readonly<Record<string, RegExp>>;
}

/** What no permission of AWS is about: its kinds are checks without grants, and name no resource. */
export interface OutsideService<Client = unknown> {
  readonly name: string;
  readonly iamPrefix?: undefined;
  readonly connect: (reach: Reach) => Client;
  readonly resourceTypes: Readonly<Record<string, never>>;
}

/** Which addresses a look outside AWS may go to. */
export interface Reach {
  /** A drill looks at this machine and nothing else; everything else looks at public addresses. */
  readonly drill: boolean;
  /** CIDR blocks of private networks that the install allows beside public addresses. */
  readonly privateNetworks: readonly string[];
}

/** What every SDK client is given beside region, endpoint and credentials. */
export interface ClientSettings {
  readonly maxAttempts: 1;
  readonly retryMode: 'standard';
  readonly defaultsMode: 'standard';
  readonly useDualstackEndpoint: false;
  readonly useFipsEndpoint: false;
  readonly userAgentAppId: string;
  readonly authSchemePreference: string[];
  readonly sigv4aSigningRegionSet: string[];
  readonly requestHandler: RequestLimits | RequestHandler;
}

/** Of a client's own way to AWS, in milliseconds. */
export interface RequestLimits {
  readonly connectionTimeout: number;
  readonly requestTimeout: number;
  readonly socketTimeout: number;
  readonly throwOnRequestTimeout: true;
}

/** Another way to AWS, in the form that the SDK wants: a drill's, which can be lost with everything that is on it. */
export interface RequestHandler {
  handle(
    request: {
      readonly protocol: string;
      readonly hostname: string;
      readonly port?: number;
      readonly method: string;
      readonly path: string;
      readonly query: Readonly<Record<string, string | readonly string[] | null>>;
      readonly headers: Readonly<Record<string, string>>;
      readonly body?: unknown;
    },
    options?: { readonly abortSignal?: unknown },
  ): Promise<{
    readonly response: {
      readonly statusCode: number;
      readonly reason?: string;
      readonly headers: Record<string, string>;
      readonly body: unknown;
    };
  }>;
  updateHttpClientConfig(): void;
  httpHandlerConfigs(): object;
}

export interface ClientOptions {
  readonly region: string;
  readonly endpoint: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
  };
  /**
   * Spread into the client's configuration: keeps the SDK from reading files and the environment, and from retrying.
   */
  readonly settings: ClientSettings;
  /** Plugs the call recorder into an SDK client's middleware stack. */
  readonly use: (client: { readonly middlewareStack: unknown }) => void;
}

/** Everything that the engine can run. A new kind is one file and one line in its service's list. */
export interface Registry {
  readonly services: ReadonlyMap<string, ServiceDefinition>;
  readonly steps: ReadonlyMap<string, StepKind>;
  readonly checks: ReadonlyMap<string, CheckKind>;
}

export type { Json, JsonObject };
