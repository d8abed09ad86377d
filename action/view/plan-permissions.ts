import { type Grant, THIS_SESSION } from '../domain/grant.ts';
import type { Plan } from '../domain/plan.ts';
import { type Block, codeBlock, type Inline, type Line, list, paragraph } from './blocks.ts';

/** The part of a session policy's statement that a page tells of. */
interface Statement {
  readonly Effect?: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: { readonly StringEquals?: Readonly<Record<string, string>> };
}

/** One action on one resource, with what AWS tests beside them. */
type Permission = Pick<Grant, 'action' | 'resource' | 'condition'>;

/** What the plan needs, one permission a line, and the tags that the role asks for. */
export function granted({ grants, role }: Plan): readonly Line[] {
  const tags = Object.entries(role.tags);
  return [
    ...grants.map(
      (grant): Line => [
        `${grant.access}${grant.phase === 'restore' ? ', only to undo' : ''}: `,
        { code: grant.action },
        ' on ',
        { code: grant.resource },
        ...(grant.access === 'write' ? reach(grant) : []),
      ],
    ),
    ...tags.map(
      ([key, value]): Line => [
        'what is there already is changed only if it carries the tag ',
        { code: key },
        ' with the value ',
        { code: value },
        ': else AWS refuses',
      ],
    ),
  ];
}

/** How closely AWS holds a session to the list of permissions, in words: one line for each way of being wider. */
export function closeness(plan: Plan): readonly Block[] {
  const [first = [], ...rest] = distinct(plan);
  if (first.length === 0 && rest.length === 0) {
    return [paragraph({ strong: 'Exact' }, ': nothing but the list above')];
  }
  const narrowest: Line =
    first.length === 0
      ? [{ strong: 'exact' }, ': nothing but the list above']
      : [{ strong: 'wider' }, ': all of it by itself is too long for AWS; also ', ...enumerated(first)];
  return [
    paragraph('AWS packs these permissions, and does not say before how much fits. It holds the session to the first:'),
    list([
      narrowest,
      ...rest.map(
        (more, index): Line => [
          { strong: index === 0 ? 'if AWS cannot pack that' : 'if AWS cannot pack that either' },
          ': also ',
          ...enumerated(more),
        ],
      ),
    ]),
  ];
}

/**
 * What the widest of the session policies holds beyond the list of permissions; empty where all are exact. Where it is more than one
 * line, and nothing but the same actions under the same conditions: where they reach.
 */
export function widest(plan: Plan): Line {
  const policy = plan.sessionPolicies.at(-1) ?? '{"Statement":[]}';
  const lines = added(plan, policy);
  const needed = new Set(plan.grants.map((grant) => nameOf({ ...grant, resource: '' })));
  const permissions = beyond(plan, policy);
  const isSame = permissions.every((permission) => needed.has(nameOf({ ...permission, resource: '' })));
  if (lines.length < 2 || !isSame) return enumerated(lines);
  const places = [...new Map(permissions.map((each) => [each.resource, reached(each)])).values()];
  return ['the same actions', ...enumerated(places, ',')];
}

/** Every session policy that AWS may be given, as it is sent but for what is filled in when the role is taken. */
export function ladder(plan: Plan): readonly Block[] {
  const all = plan.sessionPolicies;
  const bySession = all.some((policy) => policy.includes(THIS_SESSION));
  return [
    paragraph(
      all.length === 1
        ? 'As AWS is given it.'
        : 'AWS is given the first of these that it can pack; each is smaller than the one before.',
      ` When the role is taken, {end} becomes the end of the credentials${bySession ? `, and ${THIS_SESSION} this session` : ''}.`,
    ),
    ...all.flatMap((policy, index) => [
      paragraph({
        strong: `${index + 1} of ${all.length}, ${added(plan, policy).length === 0 ? 'exact' : 'wider'}`,
      }),
      codeBlock('json', policy),
    ]),
  ];
}

/** What each policy adds, without those that add the same as the one before in fewer characters. */
function distinct(plan: Plan): readonly (readonly Line[])[] {
  const all = plan.sessionPolicies.map((policy) => added(plan, policy));
  return all.filter((more, index) => JSON.stringify(more) !== JSON.stringify(all[index - 1]));
}

function enumerated(lines: readonly Line[], separator = '; '): Line {
  return lines.flatMap((line, index) => [...(index === 0 ? [] : [separator]), ...line]);
}

/** What a policy holds beyond the grants, one resource a line. */
function added(plan: Plan, policy: string): readonly Line[] {
  const lines = new Map<string, { readonly actions: string[]; readonly permission: Permission }>();
  for (const permission of beyond(plan, policy)) {
    const key = JSON.stringify([permission.resource, permission.condition]);
    const line = lines.get(key) ?? { actions: [], permission };
    line.actions.push(permission.action);
    lines.set(key, line);
  }
  return [...lines.values()].map(({ actions, permission }) => [
    ...actions.flatMap((action, index): Inline[] => [index === 0 ? '' : ', ', { code: action }]),
    ...reached(permission),
    ...conditional(permission),
  ]);
}

function beyond({ grants }: Plan, policy: string): readonly Permission[] {
  const needed = new Set(grants.map(nameOf));
  return permissionsIn(policy).filter((permission) => !needed.has(nameOf(permission)));
}

function reached({ resource }: Permission): readonly Inline[] {
  if (resource === '*') return [' on everything in this Region'];
  return resource.endsWith('*')
    ? [' on everything that begins with ', { code: resource.slice(0, -1) }]
    : [' on ', { code: resource }];
}

function permissionsIn(policy: string): readonly Permission[] {
  const { Statement: statements }: { readonly Statement: readonly Statement[] } = JSON.parse(policy);
  return statements.flatMap(({ Effect, Action, Resource, Condition }) => {
    if (Effect === 'Deny') return [];
    const { 'aws:RequestedRegion': _region, ...condition } = Condition?.StringEquals ?? {};
    return [Action].flat().flatMap((action) => [Resource].flat().map((resource) => ({ action, resource, condition })));
  });
}

function nameOf({ action, resource, condition = {} }: Permission): string {
  const tested = Object.entries(condition).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([action, resource, tested]);
}

/** What a pattern in a grant means: which of the resources that it could name. */
function reach(grant: Grant): readonly Inline[] {
  if (!grant.resource.includes('*') || grant.resource === '*') return [];
  const tested = conditional(grant);
  return tested.length > 0 ? tested : [`: every ${nounOf(grant)} there, also one that this session creates`];
}

/** The tests of a permission in words. */
function conditional(permission: Permission): readonly Inline[] {
  return Object.entries(permission.condition ?? {}).flatMap(([key, value]): readonly Inline[] => {
    const name = key.slice(key.indexOf('/') + 1);
    if (value === THIS_SESSION) {
      return [`: only a ${nounOf(permission)} that this session creates, which AWS knows by its tag `, { code: name }];
    }
    if (key.endsWith(':CreateAction')) {
      return [`: only on the ${nounOf(permission)} that `, { code: value }, ' creates in the same call'];
    }
    return [', only where ', { code: key }, ' is ', { code: value }];
  });
}

/** `listener rule`, of an ARN of `listener-rule/…`; `resource` where the ARN does not say. */
function nounOf({ resource }: Permission): string {
  const type = /^arn:[^:]*:[^:]*:[^:]*:[^:]*:([a-z]+(?:-[a-z]+)*)[/:]/.exec(resource)?.[1];
  return type?.replaceAll('-', ' ') ?? 'resource';
}
