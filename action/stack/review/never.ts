import { isThoughtThrough, thoughtThrough } from '../../policy/thought-through.ts';
import { codes, type ReviewLine } from './block.ts';
import type { ReviewedRole } from './read-roles.ts';
import { REGION_KEY } from './words.ts';

/** Something that a role cannot do, as its own statements show it. */
export const CLAIMS = ['create', 'read', 'permissions', 'region'] as const;
export type Claim = (typeof CLAIMS)[number];

const LOAD_BALANCING = 'elasticloadbalancing';
const MAKES =
  /:(Create|Delete)(LoadBalancer|Listener|TargetGroup)$|:Set(SecurityGroups|Subnets)$|:(Attach|Detach|Enable|Disable|Apply|Register|Deregister).*(Subnets|SecurityGroups|LoadBalancer)/;

/** What a role can never do. Nothing is promised of a service that nobody has thought through: `unpromised` says of which actions. */
export interface Nevers {
  readonly said: readonly { readonly claim: Claim; readonly line: ReviewLine }[];
  readonly unpromised: readonly string[];
}

export function neverOf({ statements }: ReviewedRole, region: string): Nevers {
  const actions = [...new Set(statements.flatMap((statement) => statement.actions))].toSorted();
  const unpromised = actions.filter((action) => !isThoughtThrough(action));
  const known = actions.length > 0 && unpromised.length === 0;
  const holds: Readonly<Record<Claim, boolean>> = {
    create: known && !actions.some((action) => MAKES.test(action)),
    read: known && !actions.some((action) => thoughtThrough(action)?.reveals.test(action) === true),
    permissions: known,
    region: statements.every(({ conditions }) => conditions['StringEquals']?.[REGION_KEY] === region),
  };
  const said = CLAIMS.filter((claim) => holds[claim]).map((claim) => ({
    claim,
    line: lineOf(claim, { region, actions }),
  }));
  return { said, unpromised };
}

function lineOf(
  claim: Claim,
  { region, actions }: { readonly region: string; readonly actions: readonly string[] },
): ReviewLine {
  switch (claim) {
    case 'create':
      return [
        'Create or delete a load balancer, a listener or a target group, or change the subnets or security groups of one.',
      ];
    case 'read':
      return [
        `Read a request, a response, a log or anything else that your users send or that you store: the answers to these actions show how load balancers are configured, and whether targets are healthy${actions.some(isOfEc2) ? ', and which instances and networks there are' : ''}.`,
      ];
    case 'permissions':
      return [
        'Touch IAM, or get at other permissions: no users, roles, policies or credentials, and not its own role either. It cannot widen itself.',
      ];
    case 'region':
      return ['Call AWS in another Region than ', { code: region }, '.'];
  }
}

function isOfEc2(action: string): boolean {
  return action.startsWith('ec2:');
}

/** What cannot be promised, in plain words; nothing where it can. */
export function unpromisedLine({ unpromised }: Nevers): readonly ReviewLine[] {
  if (unpromised.length === 0) return [];
  return [
    [
      { strong: 'This page cannot promise more' },
      ': this role also holds ',
      ...codes(unpromised),
      ', and Breakglass knows of these only their names. Whether somebody could use them to read what your users send or store, to run code as somebody else, or to get at other permissions, ',
      "stands in AWS's service authorisation reference, not here. Read what they do before you enable the role.",
    ],
  ];
}

/** Calls on data are not among the management events of CloudTrail, from which the alerts come. */
const DATA_PLANE =
  /^(dynamodb:(Batch|Delete|Get|Put|Query|Scan|UpdateItem|Transact|PartiQL)|s3:.*Object|sns:Publish|sqs:.*Message|route53-recovery-cluster:|servicediscovery:Discover|kinesis:(Get|Put)Record|lambda:Invoke)/;

/** What is easily overlooked, where a role holds one of the actions. */
const MIND: readonly { readonly of: RegExp; readonly line: ReviewLine }[] = [
  {
    of: new RegExp(`^${LOAD_BALANCING}:(ModifyListener|ModifyRule|CreateRule|CreateListener)$`),
    line: [
      'IAM knows actions, not what they are used for. ',
      { code: 'ModifyListener' },
      ' can change all of a listener (its port, certificate and default action), and who decides where traffic goes decides who receives it. What exactly changes stands in the plan that your approver sees.',
    ],
  },
  {
    of: new RegExp(`^${LOAD_BALANCING}:Describe(Rules|Listeners)$`),
    line: [
      'Whoever reads the configuration sees what was written into it: a header value in the condition of a rule, for example.',
    ],
  },
];

export function mindOf({ statements }: ReviewedRole): readonly ReviewLine[] {
  const actions = [...new Set(statements.flatMap((statement) => statement.actions))].toSorted();
  const data = actions.filter((action) => DATA_PLANE.test(action));
  return [
    ...MIND.filter(({ of }) => actions.some((action) => of.test(action))).map(({ line }) => line),
    ...(data.length === 0
      ? []
      : [
          [
            ...codes(data),
            ': CloudTrail counts such calls as data events, which the alerts below do not hear of. Only a trail that logs data events tells you of them.',
          ],
        ]),
  ];
}
