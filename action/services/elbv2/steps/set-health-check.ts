import {
  ModifyTargetGroupCommand,
  type ModifyTargetGroupCommandInput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { FromSchema } from 'json-schema-to-ts';
import { defineStep } from '../../../domain/define.ts';
import { POSITIVE_DURATION_PATTERN, parseDuration } from '../../../domain/duration.ts';
import type { DiffLine, StepContext } from '../../../domain/step-kind.ts';
import { requireAcceptable, settingProblems } from '../health-check-rules.ts';
import { type HealthCheck, healthCheck } from '../resources/health-check.ts';
import type { Elbv2Client } from '../service.ts';
import { targetHealth } from '../target-health.ts';
import { OTHER_TYPES_UNPROVEN } from '../unproven.ts';

const CODES = '[2-5][0-9]{2}(-[2-5][0-9]{2})?';

const settings = {
  protocol: { type: 'string', enum: ['HTTP', 'HTTPS', 'TCP'] },
  port: {
    anyOf: [{ type: 'integer', minimum: 1, maximum: 65535 }, { const: 'traffic-port' }],
    description: 'A number, or traffic-port',
  },
  path: { type: 'string', minLength: 1, maxLength: 1024, pattern: '^/[!-~]*$', description: 'Path of the check' },
  interval: {
    type: 'string',
    pattern: '^([5-9]|[1-9][0-9]|[12][0-9]{2}|300)s$|^[1-5]m$',
    description: 'Between two checks: 5s to 300s',
  },
  timeout: {
    type: 'string',
    pattern: '^([2-9]|[1-9][0-9]|1[01][0-9]|120)s$|^[12]m$',
    description: '2s to 120s, and less than the interval',
  },
  'healthy-threshold': { type: 'integer', minimum: 2, maximum: 10, description: 'Successes until a target is healthy' },
  'unhealthy-threshold': {
    type: 'integer',
    minimum: 2,
    maximum: 10,
    description: 'Failures until a target is unhealthy',
  },
  matcher: {
    type: 'string',
    maxLength: 200,
    pattern: `^${CODES}(,${CODES})*$`,
    description: 'HTTP codes of a success: "200", "200,202", "200-299"',
  },
  enabled: { type: 'boolean', description: 'Only of target groups of Lambda functions' },
} as const;

const shape = {
  type: 'object',
  additionalProperties: false,
  required: ['target-group'],
  properties: {
    'target-group': { type: 'string', description: 'ARN of the target group' },
    ...settings,
    'at-least': {
      type: 'integer',
      minimum: 0,
      maximum: 1000,
      description: 'Healthy targets wanted under the new check; 0: none',
      default: 1,
    },
    'healthy-within': {
      type: 'string',
      pattern: POSITIVE_DURATION_PATTERN,
      description: 'How long that may take',
      default: '5m',
    },
  },
} as const;

const params = { ...shape, anyOf: Object.keys(settings).map((key) => ({ required: [key] })) };

type Params = FromSchema<typeof shape, { keepDefaultedPropertiesOptional: true }>;

export const setHealthCheck = defineStep<Params, HealthCheck, Elbv2Client>({
  kind: 'elbv2/set-health-check',
  summary: 'Changes how a target group checks its targets, and waits until one is healthy under the new check',
  params,
  problems: (input) => settingProblems(input, timesOf(input)),
  examples: [
    {
      'target-group': 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/blue/73e2d6bc24d8a067',
      path: '/alive',
      interval: '30s',
      timeout: '20s',
      'unhealthy-threshold': 10,
      matcher: '200-499',
    },
  ],
  undone: 'The settings before it are set again, all in one call',
  caveats: [OTHER_TYPES_UNPROVEN],
  resourceKind: healthCheck,
  resource: (input) => input['target-group'],
  grants: (input) => [
    { access: 'read', action: 'elasticloadbalancing:DescribeTargetHealth', resource: '*' },
    { access: 'write', action: 'elasticloadbalancing:ModifyTargetGroup', resource: input['target-group'] },
  ],
  change: (before, input) => {
    const after = changed(before, input);
    requireAcceptable(before, after, input);
    return { after, diff: difference(before, after) };
  },
  apply: (context, { after, units }, input) => modify(context, input['target-group'], after, units),
  restore: (context, { before, units }, input) => modify(context, input['target-group'], before, units),
  verify: async (context, input) => {
    const group = input['target-group'];
    const [check, health] = await Promise.all([healthCheck.read(context, group), targetHealth(context, group)]);
    const checked = health.total - (health.states['unused'] ?? 0) - (health.states['unavailable'] ?? 0);
    if (checked === 0)
      return { done: true, progress: 'in force; no target is checked, so that its effect is not seen' };
    const wanted = input['at-least'] ?? 1;
    const late = `; a target that fails shows after ${check['unhealthy-threshold']} checks, ${check.interval} s apart`;
    const progress = `${health.healthy} of ${checked} targets healthy, at least ${wanted} wanted${late}`;
    return { done: health.healthy >= wanted, progress };
  },
  timeoutMs: (input) => parseDuration(input['healthy-within'] ?? '5m'),
});

/** What AWS takes for the codes of a check by HTTP where a group had none before. */
const DEFAULT_CODES = '200-399';

/** A check by TCP has neither path nor codes: with another protocol they come, and with TCP they go. */
function changed(before: HealthCheck, input: Params): HealthCheck {
  const protocol = input.protocol ?? before.protocol;
  const [toTcp, fromTcp] = [protocol === 'TCP', protocol !== 'TCP' && before.protocol === 'TCP'];
  return {
    ...before,
    protocol,
    port: String(input.port ?? before.port),
    path: input.path ?? (toTcp ? null : fromTcp ? '/' : before.path),
    matcher: input.matcher ?? (toTcp ? null : fromTcp ? DEFAULT_CODES : before.matcher),
    interval: seconds(input.interval) ?? before.interval,
    timeout: seconds(input.timeout) ?? before.timeout,
    'healthy-threshold': input['healthy-threshold'] ?? before['healthy-threshold'],
    'unhealthy-threshold': input['unhealthy-threshold'] ?? before['unhealthy-threshold'],
    enabled: input.enabled ?? before.enabled,
  };
}

function timesOf({ timeout, interval }: Partial<Params>): { readonly timeout?: number; readonly interval?: number } {
  const [first, second] = [seconds(timeout), seconds(interval)];
  return { ...(first === undefined ? {} : { timeout: first }), ...(second === undefined ? {} : { interval: second }) };
}

function seconds(duration: string | undefined): number | undefined {
  return duration === undefined ? undefined : parseDuration(duration) / 1_000;
}

function difference(before: HealthCheck, after: HealthCheck): readonly DiffLine[] {
  const text = (check: HealthCheck, field: string): string => {
    const value = check[field];
    if (value === null || value === undefined || value === '') return 'none';
    return field === 'interval' || field === 'timeout' ? `${String(value)} s` : String(value);
  };
  const fields = Object.keys(settings).map((field) => ({
    what: field,
    before: text(before, field),
    after: text(after, field),
  }));
  const spans = [
    { what: 'a target that fails gets no traffic after', before: untilOut(before), after: untilOut(after) },
    { what: 'a target that recovers gets traffic after', before: untilIn(before), after: untilIn(after) },
  ];
  const lines = [...fields, ...spans].filter((line) => line.before !== line.after);
  return lines.length > 0 ? lines : [{ what: 'health check', before: 'as asked', after: 'as asked' }];
}

function untilOut({ interval, 'unhealthy-threshold': checks }: HealthCheck): string {
  return `about ${interval * checks} s`;
}

function untilIn({ interval, 'healthy-threshold': checks }: HealthCheck): string {
  return `about ${interval * checks} s`;
}

/** AWS keeps what is not sent, and checks what is sent together: so it is one call. */
async function modify(
  context: StepContext<Elbv2Client>,
  group: string,
  to: HealthCheck,
  units: readonly string[],
): Promise<void> {
  const has = (unit: string): boolean => units.includes(unit);
  const input: ModifyTargetGroupCommandInput = {
    TargetGroupArn: group,
    ...(has('enabled') ? { HealthCheckEnabled: to.enabled } : {}),
    ...(has('protocol') && isProtocol(to.protocol) ? { HealthCheckProtocol: to.protocol } : {}),
    ...(has('port') ? { HealthCheckPort: to.port } : {}),
    ...(has('path') && to.path !== null ? { HealthCheckPath: to.path } : {}),
    ...(has('interval') ? { HealthCheckIntervalSeconds: to.interval } : {}),
    ...(has('timeout') ? { HealthCheckTimeoutSeconds: to.timeout } : {}),
    ...(has('healthy-threshold') ? { HealthyThresholdCount: to['healthy-threshold'] } : {}),
    ...(has('unhealthy-threshold') ? { UnhealthyThresholdCount: to['unhealthy-threshold'] } : {}),
    ...(has('matcher') && to.matcher !== null ? { Matcher: { HttpCode: to.matcher } } : {}),
  };
  await context.client.send(new ModifyTargetGroupCommand(input));
}

function isProtocol(text: string): text is (typeof settings.protocol.enum)[number] {
  return settings.protocol.enum.some((protocol) => protocol === text);
}
