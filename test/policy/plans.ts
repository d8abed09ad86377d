import * as fc from 'fast-check';
import type { AwsScope } from '../../action/domain/arn.ts';
import type { Install, Role, Use } from '../../action/domain/documents.ts';
import type { Grant } from '../../action/domain/grant.ts';
import { isJsonObject, type Json, type JsonObject } from '../../action/domain/json.ts';
import { grantsOf } from '../../action/engine/plan.ts';
import { registry } from '../../action/services/registry.ts';

export const SCOPE: AwsScope = { partition: 'aws', account: '123456789012', region: 'us-east-1' };
const STEPS: readonly string[] = [...registry.steps.keys()];
export const KINDS: readonly string[] = [...STEPS, ...registry.checks.keys()];
const NAMES = ['web', 'api', 'shop', 'internal-admin'];

export const ROLE: Role = {
  version: 1,
  role: 'load-balancer',
  title: 'Load balancer',
  description: 'For tests',
  serves: KINDS,
  statements: [],
  scope: { resources: [], tags: {} },
  maxSessionMs: 7_200_000,
  regions: [],
  sourceNetworks: [],
};

export const INSTALL: Install = {
  version: 1,
  install: 'acme-prod',
  account: SCOPE.account,
  region: SCOPE.region,
  partition: 'aws',
  environment: 'acme-prod',
  roles: {},
  recoverRoles: {},
  recover: 'automatic',
  sourceNetworks: [],
  requesters: [],
  commanders: [],
  approvers: { minimum: 1, people: [], withinMs: 3_600_000, binding: 'none' },
  owner: 'customer',
  alerts: [],
  resources: {},
  acceptPublicRepository: false,
};

/** What the steps and checks of a plan need, each permission as often as they ask for it. */
export function grantsOfUses(uses: readonly Use[]): readonly Grant[] {
  return uses.flatMap((use) => grantsOf(registry, use, SCOPE));
}

const place = fc.record({ name: fc.constantFrom(...NAMES), balancer: fc.nat(2), listener: fc.nat(3) });

/** One step or check of a real kind: its example, on a resource of its own. */
function useOf(kinds: readonly string[]): fc.Arbitrary<Use> {
  return fc
    .constantFrom(...kinds)
    .chain((kind) => {
      const examples = (registry.steps.get(kind) ?? registry.checks.get(kind))?.examples ?? [];
      return fc.record({ uses: fc.constant(kind), example: fc.constantFrom(...examples), at: place });
    })
    .map(({ uses, example, at }) => ({ uses, with: moved(example, at) }));
}

/** At least one step, and up to `most` steps and checks, of up to `kinds` kinds: the rest of them do the same on other resources. */
export function plan(
  most: number,
  kinds = KINDS.length,
  from: readonly string[] = KINDS,
): fc.Arbitrary<readonly Use[]> {
  const steps = STEPS.filter((step) => from.includes(step));
  return fc
    .tuple(fc.constantFrom(...steps), fc.uniqueArray(fc.constantFrom(...from), { maxLength: kinds - 1 }))
    .chain(([step, more]) =>
      fc
        .tuple(useOf([step]), fc.array(useOf([step, ...more]), { maxLength: most - 1 }))
        .map(([first, rest]) => [first, ...rest]),
    );
}

/** Networks of a role and of an install that overlap, or none. */
const networks = fc.constantFrom<Pick<Role, 'sourceNetworks'>[]>(
  { sourceNetworks: [] },
  { sourceNetworks: ['203.0.113.0/24'] },
  { sourceNetworks: ['203.0.113.128/25', '198.51.100.0/24'] },
);

const everywhere = ['listener', 'listener-rule', 'loadbalancer', 'targetgroup'].map((type) => pattern(`${type}/*`));

/** A role that holds all of the real kinds, in one of the forms that a file can have. */
export const role: fc.Arbitrary<Role> = fc
  .record({
    resources: fc.constantFrom([], everywhere, [...everywhere, pattern('listener/app/web/*')]),
    tags: fc.constantFrom({}, { team: 'shop' }),
    writtenOut: fc.boolean(),
    networks,
  })
  .map(({ resources, tags, writtenOut, networks: { sourceNetworks } }) => ({
    ...ROLE,
    scope: { resources, tags },
    sourceNetworks,
    statements: writtenOut ? [TOGETHER] : [],
  }));

/** Actions that its author holds together, so that the ladder may as well. */
const TOGETHER: Role['statements'][number] = {
  access: 'write',
  actions: ['ModifyListener', 'CreateRule', 'SetRulePriorities'].map((verb) => `elasticloadbalancing:${verb}`),
  resources: [pattern('listener*')],
  conditions: {},
};

export const install: fc.Arbitrary<Install> = networks.map(({ sourceNetworks }) => ({ ...INSTALL, sourceNetworks }));

function pattern(resource: string): string {
  return `arn:*:elasticloadbalancing:*:*:${resource}`;
}

type Place = { readonly name: string; readonly balancer: number; readonly listener: number };

function moved(params: JsonObject, at: Place): JsonObject {
  return Object.fromEntries(Object.entries(params).map(([key, value]) => [key, movedValue(value, at)]));
}

function movedValue(value: Json, at: Place): Json {
  if (typeof value === 'string') return value.startsWith('arn:') ? movedArn(value, at) : value;
  if (Array.isArray(value)) return value.map((item) => movedValue(item, at));
  return isJsonObject(value) ? moved(value, at) : value;
}

/** Another name, and other random parts. */
function movedArn(arn: string, { name, balancer, listener }: Place): string {
  const ids = [balancer, listener].map((n) => n.toString(16).padStart(16, '5'));
  let at = 0;
  return arn.replace(/\/[\w-]+(?=\/[0-9a-f]{16})/, `/${name}`).replace(/\/[0-9a-f]{16}/g, () => `/${ids[at++ % 2]}`);
}
