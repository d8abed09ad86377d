import { randomBytes, randomUUID } from 'node:crypto';
import { canonicalJson, sha256Hex } from '../../action/audit/canonical.ts';
import { buildRecord, type RecordInput, serializeRecord } from '../../action/audit/record.ts';
import type { TimedEvent } from '../../action/domain/event.ts';
import type { Json, JsonObject } from '../../action/domain/json.ts';
import type { LinkAttachment, LinkBody } from '../../action/ports/journal.ts';

/** A link's content and when it was written, before it has a place in a trail. */
export interface DraftLink {
  readonly body: LinkBody;
  readonly attachments: readonly LinkAttachment[];
  /** ISO 8601 in UTC, with milliseconds. */
  readonly at: string;
}

export const ENVIRONMENT = 'acme-prod';
const ROLE = 'arn:aws:iam::123456789012:role/breakglass/acme-prod-load-balancer';
const BALANCING = 'arn:aws:elasticloadbalancing:us-east-1:123456789012';
const LISTENER = `${BALANCING}:listener/app/web/c61b5a7c1b2ee089/9acb46151c548b04`;
const GROUPS = {
  blue: `${BALANCING}:targetgroup/blue/f92299971280b54b`,
  green: `${BALANCING}:targetgroup/green/ab6e37da0a573104`,
} as const;
/** A drill of two monitored minutes asks this often. */
const MONITORED = 24;

/** The five links of a session that shifts traffic, about as many bytes in each file as the drill of it writes. */
export function longSession(session: string, start: number): readonly DraftLink[] {
  let now = start;
  const at = (): string => new Date((now += 250)).toISOString();
  const opening = openingOf(session);
  const steps: readonly (readonly [LinkBody['state'], readonly TimedEvent[]])[] = [
    ['opened', opened(at, session, String(opening['digest']))],
    ['applied', applied(at)],
    ['verified', verified(at)],
    ['monitored', monitored(at)],
  ];
  const drafts = steps.map(([state, events], index) => ({
    body: { session, sequence: index + 1, state, events, ...(index === 0 ? { opening } : {}) },
    attachments: [],
    at: at(),
  }));
  const end = closing(at);
  const events = [...steps.flatMap(([, some]) => some), ...end];
  const last = { session, sequence: drafts.length + 1, state: 'closed', events: end } as const;
  return [...drafts, { body: last, attachments: attachments(session, opening, events), at: at() }];
}

type Now = () => string;

function opened(at: Now, session: string, digest: string): readonly TimedEvent[] {
  const sessionName = `${session}.${digest.slice(0, 16)}`;
  const weights = [weight('blue', 100), weight('green', 0)];
  return [
    ...['POST /git/trees', 'POST /git/commits', 'updateRefs'].map((operation) => call(at, 'github', operation)),
    { type: 'planned', digest, at: at() },
    {
      type: 'gate-passed',
      requester: 'alice#1000003',
      commander: 'carol#1000005',
      approvers: ['dana-at-acme#1000006'],
      at: at(),
    },
    { type: 'locked', install: ENVIRONMENT, at: at() },
    call(at, 'sts', 'AssumeRoleWithWebIdentity', { RoleArn: ROLE, Policy: policy(4), RoleSessionName: sessionName }),
    call(at, 'sts', 'GetCallerIdentity', {}),
    {
      type: 'assumed',
      role: ROLE,
      identity: `${ROLE}/${sessionName}`,
      sessionName,
      policyRung: 0,
      expires: at(),
      at: at(),
    },
    call(at, 'elbv2', 'DescribeListeners', { ListenerArns: [LISTENER] }),
    call(at, 'elbv2', 'DescribeTargetHealth', { TargetGroupArn: GROUPS.green }),
    check(at, 'before'),
    {
      type: 'opened',
      resources: [
        {
          step: 'shift',
          resource: { kind: 'elbv2/listener', arn: LISTENER },
          before: { actions: [{ stickiness: null, targetGroups: weights, type: 'forward' }] },
        },
      ],
      at: at(),
    },
  ];
}

function applied(at: Now): readonly TimedEvent[] {
  const forward = { Type: 'forward', ForwardConfig: { TargetGroups: [weight('blue', 0), weight('green', 100)] } };
  return [
    call(at, 'github', 'POST /issues/{issue_number}/comments'),
    call(at, 'github', 'createCommitOnBranch'),
    {
      type: 'step-started',
      step: 'shift',
      uses: 'elbv2/shift-weights',
      diff: [
        { what: GROUPS.blue, before: '100%', after: '0%' },
        { what: GROUPS.green, before: '0%', after: '100%' },
      ],
      at: at(),
    },
    call(at, 'elbv2', 'DescribeListeners', { ListenerArns: [LISTENER] }),
    call(at, 'elbv2', 'ModifyListener', { DefaultActions: [forward], ListenerArn: LISTENER }),
    call(at, 'elbv2', 'DescribeListeners', { ListenerArns: [LISTENER] }),
    { type: 'step-applied', step: 'shift', changed: true, at: at() },
  ];
}

function verified(at: Now): readonly TimedEvent[] {
  return [
    call(at, 'github', 'createCommitOnBranch'),
    call(at, 'elbv2', 'DescribeListeners', { ListenerArns: [LISTENER] }),
    call(at, 'elbv2', 'DescribeTargetHealth', { TargetGroupArn: GROUPS.green }),
    { type: 'step-verified', step: 'shift', found: '100% of the traffic to green, 2 of 2 targets healthy', at: at() },
    { type: 'monitoring', forMs: 120_000, at: at() },
  ];
}

function monitored(at: Now): readonly TimedEvent[] {
  const round = (): readonly TimedEvent[] => [
    call(at, 'elbv2', 'DescribeTargetHealth', { TargetGroupArn: GROUPS.green }),
    check(at, 'monitor'),
  ];
  return [call(at, 'github', 'createCommitOnBranch'), ...Array.from({ length: MONITORED }, round).flat()];
}

function closing(at: Now): readonly TimedEvent[] {
  const why = 'the credentials were dropped from memory; the session policy denies everything from then on';
  return [
    { type: 'sealed', seal: { kind: 'expires', why, at: at() }, at: at() },
    { type: 'told', sink: 'status', delivered: 2, failed: 0, lastError: null, at: at() },
    call(at, 'github', 'createCommitOnBranch'),
    { type: 'closed', outcome: 'succeeded', code: null, message: null, at: at() },
  ];
}

function call(at: Now, service: string, operation: string, params?: JsonObject): TimedEvent {
  const requestId = service === 'github' ? randomBytes(18).toString('hex').toUpperCase() : randomUUID();
  const access = /^(Describe|Get|Assume)/.test(operation) ? 'read' : 'write';
  const made = { service, operation, access, requestId, outcome: 'ok', ms: 120 } as const;
  return { type: 'call', ...made, ...(params === undefined ? {} : { params }), at: at() };
}

function check(at: Now, phase: 'before' | 'monitor'): TimedEvent {
  const observed = '2 of 2 targets healthy, at least 50% wanted';
  return { type: 'check', phase, uses: 'elbv2/expect-healthy', ok: true, observed, at: at() };
}

function weight(group: keyof typeof GROUPS, share: number): JsonObject {
  return { TargetGroupArn: GROUPS[group], Weight: share };
}

/** A session policy as compact JSON, of so many statements. */
function policy(statements: number): string {
  const Condition = {
    StringEquals: { 'aws:RequestedRegion': 'us-east-1' },
    DateLessThan: { 'aws:CurrentTime': '2026-11-22T05:39:39Z' },
  };
  const Action = ['elasticloadbalancing:DescribeListeners', 'elasticloadbalancing:ModifyListener'];
  const statement = { Effect: 'Allow', Action, Resource: LISTENER, Condition };
  return JSON.stringify({ Version: '2012-10-17', Statement: Array.from({ length: statements }, () => statement) });
}

/** What an opening link holds beside its events: the plan and its digest. */
function openingOf(session: string): JsonObject {
  const resource = { kind: 'elbv2/listener', arn: LISTENER };
  const grants: readonly Json[] = ['DescribeListeners', 'DescribeTargetHealth', 'ModifyListener'].map((action) => ({
    actions: [`elasticloadbalancing:${action}`],
    resources: [LISTENER],
    why: 'read and write the weights of the listener',
  }));
  const plan: JsonObject = {
    version: 1,
    request: {
      name: session,
      incident: 'INC-4711',
      reason: 'Payment latency 20-30 s',
      confirmed: ['Customers see it'],
    },
    requester: { id: 1000003, login: 'alice' },
    commander: { id: 1000005, login: 'carol' },
    playbook: { name: 'shift-traffic', summary: "Move a listener's traffic from one target group to another" },
    install: { name: ENVIRONMENT, environment: ENVIRONMENT, account: '123456789012', region: 'us-east-1' },
    role: { name: 'load-balancer', arn: ROLE, tags: {} },
    steps: [
      {
        id: 'shift',
        uses: 'elbv2/shift-weights',
        with: { listener: LISTENER, to: GROUPS.green, percent: 100 },
        late: [],
        resource,
        inverse: { restore: resource },
        timeoutMs: 120_000,
      },
    ],
    grants,
    sessionPolicies: [policy(2), policy(2)],
  };
  return { plan, digest: sha256Hex(canonicalJson(plan)), rung: 0 };
}

function attachments(session: string, opening: JsonObject, events: readonly TimedEvent[]): readonly LinkAttachment[] {
  const facts = {
    session,
    drill: false,
    outcome: 'succeeded',
    code: null,
    message: null,
    digest: String(opening['digest']),
    plan: opening['plan'] as unknown as RecordInput['plan'],
    approvers: ['dana-at-acme#1000006'],
    unproven: 12,
    events,
  } as const;
  const lines = events.map((event) => `| ${event.at} | ${event.type} | ${JSON.stringify(event).slice(0, 110)} |\n`);
  return [
    { name: 'record.json', content: serializeRecord(buildRecord(facts)) },
    { name: 'report.md', content: `# ${session}\n\n| when | what | |\n|---|---|---|\n${lines.join('')}` },
  ];
}
