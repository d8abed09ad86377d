import type { ReviewLine } from './review-block.ts';
import type { ReviewedRole } from './review-roles.ts';
import { REGION_KEY } from './review-words.ts';

/** Something that a role cannot do. It is said only where the role's statements bear it out. */
export interface Never {
  readonly line: ReviewLine;
  /** Calls of that sort, each denied by the role's policy: a test asks the evaluator. */
  readonly calls: readonly NeverCall[];
}

export interface NeverCall {
  readonly action: string;
  readonly resource: string;
  /** Where the call is made; the install's own Region, unless given. */
  readonly region?: string;
}

interface Candidate extends Never {
  readonly holds: (held: Held) => boolean;
}

interface Held {
  readonly actions: ReadonlySet<string>;
  readonly services: ReadonlySet<string>;
}

const LOAD_BALANCING = 'elasticloadbalancing';
/** With these somebody could get at other permissions than the role's own. */
const POWERS = ['iam', 'sts', 'organizations', 'cloudformation', 'lambda', 'ssm', 'sso'];
/** Actions of which no answer holds what a customer's users sent or stored. */
const CONFIGURATION_ALONE: ReadonlySet<string> = new Set([LOAD_BALANCING]);
const OWN_ROLE = 'arn:aws:iam::123456789012:role/breakglass/any';

function elbv2(action: string, resource: string): NeverCall {
  return { action: `${LOAD_BALANCING}:${action}`, resource: elbv2Arn(resource) };
}

function elbv2Arn(resource: string): string {
  return `arn:aws:${LOAD_BALANCING}:us-east-1:123456789012:${resource}`;
}

const CANDIDATES: readonly Candidate[] = [
  {
    line: [
      'Create or delete a load balancer, a listener or a target group, or change the subnets or security groups of one.',
    ],
    calls: [
      elbv2('CreateLoadBalancer', 'loadbalancer/app/web/50dc6c495c0c9188'),
      elbv2('DeleteLoadBalancer', 'loadbalancer/app/web/50dc6c495c0c9188'),
      elbv2('SetSecurityGroups', 'loadbalancer/app/web/50dc6c495c0c9188'),
      elbv2('SetSubnets', 'loadbalancer/app/web/50dc6c495c0c9188'),
      elbv2('CreateListener', 'loadbalancer/app/web/50dc6c495c0c9188'),
      elbv2('DeleteListener', 'listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2'),
      elbv2('CreateTargetGroup', 'targetgroup/green/73e2d6bc24d8a067'),
      elbv2('DeleteTargetGroup', 'targetgroup/green/73e2d6bc24d8a067'),
    ],
    holds: ({ services }) => services.has(LOAD_BALANCING),
  },
  {
    line: [
      'Read a request, a response, a log or anything else that your users send or that you store: these actions see how load balancers are configured, and whether targets are healthy.',
    ],
    calls: [
      { action: 's3:GetObject', resource: 'arn:aws:s3:::acme-logs/elb.gz' },
      { action: 'logs:GetLogEvents', resource: 'arn:aws:logs:us-east-1:123456789012:log-group:web:log-stream:a' },
      { action: 'dynamodb:GetItem', resource: 'arn:aws:dynamodb:us-east-1:123456789012:table/orders' },
      { action: 'secretsmanager:GetSecretValue', resource: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:a' },
    ],
    holds: ({ services }) => [...services].every((service) => CONFIGURATION_ALONE.has(service)),
  },
  {
    line: [
      'Touch IAM, or get at other permissions: no users, roles, policies or credentials, and not its own role either. It cannot widen itself.',
    ],
    calls: [
      { action: 'iam:PutRolePolicy', resource: OWN_ROLE },
      { action: 'iam:DeleteRolePermissionsBoundary', resource: OWN_ROLE },
      { action: 'iam:UpdateAssumeRolePolicy', resource: OWN_ROLE },
      { action: 'iam:PassRole', resource: OWN_ROLE },
      { action: 'sts:AssumeRole', resource: 'arn:aws:iam::123456789012:role/admin' },
      { action: 'cloudformation:UpdateStack', resource: 'arn:aws:cloudformation:us-east-1:123456789012:stack/a/b' },
      { action: 'lambda:InvokeFunction', resource: 'arn:aws:lambda:us-east-1:123456789012:function:a' },
      { action: 'ssm:SendCommand', resource: 'arn:aws:ec2:us-east-1:123456789012:instance/i-0' },
    ],
    holds: ({ services }) => !POWERS.some((service) => services.has(service)),
  },
];

/** What is easily overlooked, where a role holds one of the actions. */
const MIND: readonly { readonly actions: readonly string[]; readonly line: ReviewLine }[] = [
  {
    actions: [`${LOAD_BALANCING}:ModifyListener`, `${LOAD_BALANCING}:CreateRule`],
    line: [
      'IAM knows actions, not what they are used for. ',
      { code: 'ModifyListener' },
      ' can change all of a listener (its port, certificate and default action), and who decides where traffic goes decides who receives it. What exactly changes stands in the plan that your approver sees.',
    ],
  },
  {
    actions: [`${LOAD_BALANCING}:DescribeRules`, `${LOAD_BALANCING}:DescribeListeners`],
    line: [
      'Whoever reads the configuration sees what was written into it: a header value in the condition of a rule, for example.',
    ],
  },
];

export function mindOf({ statements }: ReviewedRole): readonly ReviewLine[] {
  const actions = new Set(statements.flatMap((statement) => statement.actions));
  return MIND.filter((each) => each.actions.some((action) => actions.has(action))).map(({ line }) => line);
}

/** What a role cannot do, as far as its own statements show it. */
export function neverOf({ statements }: ReviewedRole, region: string): readonly Never[] {
  const actions = new Set(statements.flatMap((statement) => statement.actions));
  const services = new Set([...actions].map((action) => action.slice(0, action.indexOf(':'))));
  const said = CANDIDATES.filter(
    ({ calls, holds }) => holds({ actions, services }) && calls.every(({ action }) => !actions.has(action)),
  );
  const [some = ''] = actions;
  const elsewhere = { action: some, resource: '*', region: 'xx-else-1' };
  const stays = statements.every(({ conditions }) => conditions['StringEquals']?.[REGION_KEY] === region);
  return [...said, ...(stays ? [{ line: [`Do anything in another Region than ${region}.`], calls: [elsewhere] }] : [])];
}
