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

/** Every session policy that AWS may be given, with what it holds beyond the plan. */
export function ladder(plan: Plan): readonly Block[] {
  const all = plan.sessionPolicies;
  return [
    paragraph(
      'AWS is given the first of these that it takes. It packs them, and does not say before how much fits; each is smaller than the one before. When the role is taken, {end} becomes the end of the credentials, and {session} this session.',
    ),
    ...all.flatMap((policy, index) => rung(plan, policy, { index, count: all.length })),
  ];
}

/** Whether no session policy holds more than the grants. */
export function isExact(plan: Plan): boolean {
  return plan.sessionPolicies.every((policy) => added(plan, policy).length === 0);
}

function rung(
  plan: Plan,
  policy: string,
  { index, count }: { readonly index: number; readonly count: number },
): readonly Block[] {
  const place = `${index + 1} of ${count}`;
  const more = added(plan, policy);
  if (more.length === 0) {
    return [
      paragraph(
        { strong: `${place}, exact` },
        index === 0 ? ': what is listed above, and nothing else' : ': the same, in fewer characters',
      ),
      codeBlock('json', policy),
    ];
  }
  return [
    paragraph({ strong: `${place}, wider` }, ': still within the role. Beyond the plan it would also allow'),
    list(more),
    codeBlock('json', policy),
  ];
}

/** What a policy holds beyond the grants, one resource a line. */
function added({ grants }: Plan, policy: string): readonly Line[] {
  const needed = new Set(grants.map(nameOf));
  const lines = new Map<string, { readonly actions: string[]; readonly permission: Permission }>();
  for (const permission of permissionsIn(policy)) {
    if (needed.has(nameOf(permission))) continue;
    const key = JSON.stringify([permission.resource, permission.condition]);
    const line = lines.get(key) ?? { actions: [], permission };
    line.actions.push(permission.action);
    lines.set(key, line);
  }
  return [...lines.values()].map(({ actions, permission }) => [
    ...actions.flatMap((action, index): Inline[] => [index === 0 ? '' : ', ', { code: action }]),
    permission.resource.endsWith('*') ? ' on everything that begins with ' : ' on ',
    { code: permission.resource.replace(/\*$/, '') },
    ...conditional(permission),
  ]);
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
