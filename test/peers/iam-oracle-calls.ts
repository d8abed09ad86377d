import * as fc from 'fast-check';
import { ACCOUNT, type Call, type Document, ROLE } from './iam-oracle.ts';
import { block, conditions, contextOf, GLOBAL, HOME, pick, some } from './iam-oracle-conditions.ts';

const ELB = `arn:aws:elasticloadbalancing:us-east-1:${ACCOUNT}`;
const LISTENER = `${ELB}:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2`;
const RULE = `${ELB}:listener-rule/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2/9683b2d02a6cabee`;
const TARGETS = `${ELB}:targetgroup/blue/73e2d6bc24d8a067`;
const STREAM = `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:app:log-stream:alice`;

/** Calls, with the resources and the keys that AWS's service authorization data gives them. */
const CALLS: readonly { readonly action: string; readonly resource: string; readonly keys: readonly string[] }[] = [
  { action: 'elasticloadbalancing:ModifyListener', resource: LISTENER, keys: ['elasticloadbalancing:SecurityPolicy'] },
  { action: 'elasticloadbalancing:CreateRule', resource: LISTENER, keys: [] },
  { action: 'elasticloadbalancing:DeleteRule', resource: RULE, keys: ['elasticloadbalancing:ResourceTag/team'] },
  { action: 'elasticloadbalancing:DeregisterTargets', resource: TARGETS, keys: [] },
  { action: 'elasticloadbalancing:DescribeRules', resource: '*', keys: [] },
  { action: 'iam:PutRolePolicy', resource: ROLE, keys: ['iam:PermissionsBoundary'] },
  { action: 'iam:AttachRolePolicy', resource: HOME, keys: ['iam:PermissionsBoundary', 'iam:PolicyARN'] },
  { action: 'iam:PassRole', resource: ROLE, keys: ['iam:PassedToService'] },
  { action: 'sts:AssumeRole', resource: ROLE, keys: ['sts:ExternalId', 'sts:TransitiveTagKeys'] },
  { action: 'logs:GetLogEvents', resource: STREAM, keys: [] },
];

type Element = fc.Arbitrary<readonly string[]>;

/** Patterns that often match the call's action, and sometimes name others. */
function actionsNear(action: string): Element {
  const [service = '', name = ''] = action.split(':');
  const wild = [`${service}:*`, `${service}:${name.slice(0, 3)}*`, `${service}:?${name.slice(1)}`];
  const others = CALLS.map((call) => call.action);
  return fc.oneof(
    { weight: 4, arbitrary: some(['*', action, action.toUpperCase(), ...wild], 2) },
    { weight: 1, arbitrary: some(others, 3) },
  );
}

/** Patterns that often match the call's resource, and sometimes mean others. */
function resourcesNear(resource: string): Element {
  const type = resource.slice(0, resource.indexOf('/') + 1);
  const around = [resource, '*', `${resource.slice(0, -4)}*`, `${resource.slice(0, -1)}?`, `${type}*/*`];
  const variables = [`arn:aws:iam::${ACCOUNT}:role/\${aws:username}`, `${resource.slice(0, -2)}\${*}`];
  const wild = [
    'arn:aws:logs:*:log-group:app:log-stream:*',
    `arn:aws:iam::${ACCOUNT}:r*/alice`,
    `${ELB}:listener*/app/*`,
  ];
  const whole = (arns: readonly string[]) => arns.filter((arn) => arn === '*' || arn.split(':').length > 5);
  return fc.oneof(
    { weight: 4, arbitrary: some(whole(around), 2) },
    { weight: 2, arbitrary: some(whole([...CALLS.map((call) => call.resource), ...variables, ...wild]), 3) },
  );
}

function statement({ action, resource, keys }: (typeof CALLS)[number]): fc.Arbitrary<Document['Statement'][number]> {
  const effects = pick(['Allow', 'Allow', 'Allow', 'Allow', 'Deny'] as const);
  const not = pick(['', '', '', '', '', '', 'Not']);
  const elements = fc.tuple(effects, not, actionsNear(action), not, resourcesNear(resource));
  return elements.chain(([Effect, notAction, Action, notResource, Resource]) =>
    conditions([...GLOBAL, ...keys], Effect).map((lines) => ({
      Effect,
      [`${notAction}Action`]: Action,
      [`${notResource}Resource`]: notResource === '' ? Resource : Resource.map(withDefault),
      ...(lines.length === 0 ? {} : { Condition: block(lines) }),
    })),
  );
}

/** In NotResource a variable has to have a default. */
const withDefault = (arn: string): string => arn.replace('${aws:username}', "${aws:username, 'alice'}");

const document = (call: (typeof CALLS)[number]): fc.Arbitrary<Document> =>
  fc
    .array(statement(call), { minLength: 1, maxLength: 4 })
    .map((Statement) => ({ Version: '2012-10-17' as const, Statement }));

/** Calls and policies that are near each other. */
export const call: fc.Arbitrary<Call> = pick(CALLS).chain((of) =>
  fc.record({
    identity: fc.array(document(of), { minLength: 1, maxLength: 2 }),
    boundary: fc.option(document(of), { freq: 2, nil: undefined }),
    session: fc.option(document(of), { freq: 2, nil: undefined }),
    action: fc.constant(of.action),
    resource: fc.constant(of.resource),
    context: contextOf([...GLOBAL, ...of.keys]),
  }),
);
