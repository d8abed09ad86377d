import { defineResource, defineStep, type TypedResourceKind, type TypedTransition } from '../../domain/define.ts';
import { BreakglassError } from '../../domain/error.ts';
import type { DiffLine, JsonSchema, ParamProblem, StepContext, StepKind } from '../../domain/step-kind.ts';
import type { Elbv2Client } from './service.ts';

/** Attributes of one load balancer, target group or listener, a unit each: key → value, both as AWS spells them. */
export type Attributes = Readonly<Record<string, string>>;

/** An attribute as the API has it. */
export interface Attribute {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

/** Values as the author of a playbook writes them: AWS takes them all as text. */
export type AttributeValues = Readonly<Record<string, string | number | boolean | undefined>>;

/** How AWS is asked for the attributes of one type of resource, and told to change some: those not named keep their values. */
export interface AttributesApi {
  /** The resource that what has the attributes is a part of. Absent: it stands alone. */
  readonly within?: (arn: string) => string;
  /** The IAM actions of both, for example `elasticloadbalancing:DescribeListenerAttributes`. */
  readonly reads: string;
  readonly writes: string;
  readonly describe: (
    client: Elbv2Client,
    arn: string,
    signal: AbortSignal,
  ) => Promise<readonly Attribute[] | undefined>;
  readonly modify: (client: Elbv2Client, arn: string, attributes: Attribute[]) => Promise<unknown>;
}

export type AttributeResource = TypedResourceKind<Attributes, Elbv2Client> & { readonly api: AttributesApi };

/** The resource kind of one type's attributes. */
export function attributeResource(kind: string, api: AttributesApi): AttributeResource {
  const resource = defineResource<Attributes, Elbv2Client>({
    kind,
    atOnce: true,
    ...(api.within === undefined ? {} : { within: api.within }),
    captures: 'every attribute that AWS answers, with its value',
    grants: () => [{ access: 'read', action: api.reads, resource: '*' }],
    read: async ({ client, signal }, arn) => fromAws(await api.describe(client, arn, signal)),
  });
  return { ...resource, api };
}

/** What a step would make of a resource's attributes. */
export interface AttributeChange {
  readonly before: Attributes;
  readonly after: Attributes;
  /** The keys that its params name. */
  readonly wanted: readonly string[];
  readonly arn: string;
}

export interface AttributeStepDefinition<P> {
  readonly kind: string;
  readonly summary: string;
  readonly params: JsonSchema;
  readonly examples: readonly P[];
  readonly caveats?: readonly string[];
  readonly resourceKind: AttributeResource;
  readonly resource: (params: P) => string;
  readonly wanted: (params: P) => AttributeValues;
  /** What is wrong with the values by themselves. */
  readonly problems?: (params: Partial<P>) => readonly ParamProblem[];
  /** Refuses what AWS would refuse of attributes that depend on each other, or of this type of resource. */
  readonly require?: (asked: AttributeChange, params: P) => void;
  /** Why a change could not be put back; see `Change.irreversible`. */
  readonly irreversible?: (asked: AttributeChange) => string | undefined;
}

/** A step kind that sets attributes by their keys, all in one call: AWS checks them together, and takes all of them or none. */
export function attributeStep<P>(definition: AttributeStepDefinition<P>): StepKind {
  const { kind, summary, params, examples, caveats = [], resourceKind, resource, wanted } = definition;
  return defineStep<P, Attributes, Elbv2Client>({
    kind,
    summary,
    params,
    problems: definition.problems ?? (() => []),
    examples,
    undone: 'The values before it are set again, all in one call',
    caveats,
    resourceKind,
    resource,
    grants: (input) => [{ access: 'write', action: resourceKind.api.writes, resource: resource(input) }],
    change: (before, input) => {
      const set = textsOf(wanted(input));
      requireKnown(before, set, resource(input));
      const after = { ...before, ...set };
      const asked = { before, after, wanted: Object.keys(set), arn: resource(input) };
      definition.require?.(asked, input);
      const irreversible = definition.irreversible?.(asked);
      return {
        after,
        diff: asked.wanted.map((key) => difference(key, before, after)),
        ...(irreversible === undefined ? {} : { irreversible }),
      };
    },
    apply: (context, transition, input) => modify(context, resourceKind.api, resource(input), transition, 'after'),
    restore: (context, transition, input) => modify(context, resourceKind.api, resource(input), transition, 'before'),
    verify: async (context, input) => {
      const now = await resourceKind.read(context, resource(input));
      const set = Object.entries(textsOf(wanted(input)));
      const found = set.filter(([key, value]) => now[key] === value).length;
      return { done: found === set.length, progress: `${found} of ${set.length} attributes in force` };
    },
  });
}

function fromAws(attributes: readonly Attribute[] = []): Attributes {
  const pairs = attributes.flatMap(({ Key: key, Value: value = '' }) =>
    key === undefined ? [] : [[key, value] as const],
  );
  return Object.fromEntries(pairs.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The values as AWS takes and answers them. */
export function textsOf(values: AttributeValues): Attributes {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  );
}

/** AWS answers every attribute that a resource of this type has: what it does not answer could not be put back. */
function requireKnown(before: Attributes, set: Attributes, arn: string): void {
  const unknown = Object.keys(set).find((key) => !Object.hasOwn(before, key));
  if (unknown === undefined) return;
  throw new BreakglassError('not-applicable', `${arn} has no attribute ${unknown}`, {
    hint: `AWS answers these for it: ${Object.keys(before).join(', ') || 'none'}`,
  });
}

function difference(key: string, before: Attributes, after: Attributes): DiffLine {
  return { what: key, before: before[key] || 'none', after: after[key] || 'none' };
}

async function modify(
  context: StepContext<Elbv2Client>,
  api: AttributesApi,
  arn: string,
  transition: TypedTransition<Attributes>,
  to: 'before' | 'after',
): Promise<void> {
  const attributes = transition.units.flatMap((key) => {
    const value = transition[to][key];
    return value === undefined ? [] : [{ Key: key, Value: value }];
  });
  if (attributes.length > 0) await api.modify(context.client, arn, attributes);
}
