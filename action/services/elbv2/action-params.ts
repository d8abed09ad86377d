import type { FromSchema } from 'json-schema-to-ts';
import { parseDuration } from '../../domain/duration.ts';
import { BreakglassError } from '../../domain/error.ts';
import type { ParamProblem } from '../../domain/step-kind.ts';
import {
  type FixedResponseAction,
  type ForwardAction,
  type ListenerAction,
  queryOf,
  type RedirectAction,
} from './actions.ts';

/** AWS's limits: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html */
const MAX_TARGET_GROUPS = 5;
/** What AWS takes, in each unit: 1 to 604,800 seconds. */
const STICKINESS_PATTERN =
  '^([1-9][0-9]{0,4}|[1-5][0-9]{5}|60[0-3][0-9]{3}|604[0-7][0-9]{2}|604800)s$|^([1-9][0-9]{0,3}|100[0-7][0-9]|10080)m$|^([1-9][0-9]?|1[0-5][0-9]|16[0-8])h$';

const forward = {
  type: 'object',
  description: 'Sends requests to target groups',
  additionalProperties: false,
  required: ['target-groups'],
  properties: {
    'target-groups': {
      type: 'array',
      minItems: 1,
      maxItems: MAX_TARGET_GROUPS,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['target-group'],
        properties: {
          'target-group': { type: 'string', description: 'ARN of the target group' },
          weight: { type: 'integer', minimum: 0, maximum: 999, default: 1, description: 'Its share of the sum' },
        },
      },
    },
    stickiness: {
      type: 'string',
      pattern: STICKINESS_PATTERN,
      description: 'How long a client stays with its target group: 1s to 7 days; by default not at all',
    },
  },
} as const;

/** The members of a fixed response, for kinds that take them beside other params. */
export const fixedResponseProperties = {
  status: {
    type: 'integer',
    minimum: 200,
    maximum: 599,
    not: { minimum: 300, maximum: 399 },
    description: 'HTTP status: 2XX, 4XX or 5XX',
  },
  'content-type': {
    type: 'string',
    enum: ['text/plain', 'text/css', 'text/html', 'application/javascript', 'application/json'],
    default: 'text/plain',
  },
  body: { type: 'string', maxLength: 1024, description: 'What clients see' },
} as const;

const fixedResponse = {
  type: 'object',
  description: 'Answers by itself',
  additionalProperties: false,
  required: ['status', 'body'],
  properties: fixedResponseProperties,
} as const;

const part = { type: 'string', minLength: 1, maxLength: 128 } as const;

/** 1 to 65535, or that of the request. */
const PORT_PATTERN =
  '^(#\\{port\\}|[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$';

/** The members of a redirect, for kinds that take them beside other params. `#{host}` and its like stand for what was asked for. */
export const redirectProperties = {
  status: { type: 'integer', enum: [301, 302], description: '302: for now; 301: clients may keep it for ever' },
  protocol: { type: 'string', enum: ['HTTP', 'HTTPS', '#{protocol}'], default: '#{protocol}' },
  port: { type: 'string', pattern: PORT_PATTERN, default: '#{port}' },
  host: { ...part, default: '#{host}' },
  path: { ...part, pattern: '^/', default: '/#{path}' },
  query: { type: 'string', maxLength: 128, default: '#{query}', description: 'Without the leading ?' },
} as const;

const redirect = {
  type: 'object',
  description: 'Sends clients elsewhere',
  additionalProperties: false,
  required: ['status'],
  properties: redirectProperties,
} as const;

/** Exactly one of the three. */
export const actionParam = {
  type: 'object',
  description: 'What is done with the requests: exactly one of forward, fixed-response and redirect',
  additionalProperties: false,
  minProperties: 1,
  maxProperties: 1,
  properties: { forward, 'fixed-response': fixedResponse, redirect },
} as const;

type Options = { keepDefaultedPropertiesOptional: true };
export type ActionParam = FromSchema<typeof actionParam, Options>;
export type FixedResponseParam = FromSchema<typeof fixedResponse, Options>;
export type RedirectParam = FromSchema<typeof redirect, Options>;
type ForwardParam = FromSchema<typeof forward, Options>;

/** The action that a param asks for, as it will be read back. */
export function actionOf(param: ActionParam): ListenerAction {
  if (param.forward !== undefined) return forwardOf(param.forward);
  if (param['fixed-response'] !== undefined) return fixedResponseOf(param['fixed-response']);
  if (param.redirect !== undefined) return redirectOf(param.redirect);
  throw new BreakglassError('internal', 'an action without a type passed validation');
}

function forwardOf({ 'target-groups': groups, stickiness }: ForwardParam): ForwardAction {
  const seconds = stickiness === undefined ? null : parseDuration(stickiness) / 1_000;
  return {
    type: 'forward',
    targetGroups: groups
      .map(({ 'target-group': arn, weight = 1 }) => ({ arn, weight }))
      .toSorted((a, b) => (a.arn < b.arn ? -1 : 1)),
    stickiness: seconds === null ? null : { enabled: true, seconds },
  };
}

export function fixedResponseOf(param: FixedResponseParam): FixedResponseAction {
  return {
    type: 'fixed-response',
    status: param.status,
    contentType: param['content-type'] ?? 'text/plain',
    body: param.body,
  };
}

export function redirectOf(param: RedirectParam): RedirectAction {
  const { protocol = '#{protocol}', port = '#{port}', host = '#{host}', path = '/#{path}', query = '#{query}' } = param;
  return {
    type: 'redirect',
    status: param.status === 301 ? 'HTTP_301' : 'HTTP_302',
    protocol,
    port,
    host,
    path,
    query: queryOf(query),
  };
}

/** What AWS would refuse of an action, and the schema cannot say; `at` is where it stands in the params. */
export function actionProblems(
  { forward: groups, redirect: to }: ActionParam = {},
  at: ParamProblem['path'] = ['action'],
): readonly ParamProblem[] {
  return [
    ...(groups === undefined ? [] : forwardProblems(groups, [...at, 'forward', 'target-groups'])),
    ...(to === undefined ? [] : redirectProblems(to, [...at, 'redirect'])),
  ];
}

function forwardProblems({ 'target-groups': groups }: ForwardParam, at: ParamProblem['path']): readonly ParamProblem[] {
  const arns = groups.map((group) => group['target-group']);
  const twice = arns.flatMap((arn, index) =>
    arns.indexOf(arn) === index
      ? []
      : [
          {
            path: [...at, index, 'target-group'],
            message: `target group ${arn} is named twice`,
            hint: 'name each target group once, with its whole weight',
          },
        ],
  );
  if (groups.some(({ weight = 1 }) => weight > 0)) return twice;
  const none = {
    path: at,
    message: 'no target group has a weight above 0, so every request would fail',
    hint: 'give one a weight of 1 to 999, or use fixed-response to turn requests away',
  };
  return [...twice, none];
}

export function redirectProblems(param: RedirectParam, at: ParamProblem['path']): readonly ParamProblem[] {
  const { protocol, port, host, path } = redirectOf(param);
  if (protocol !== '#{protocol}' || port !== '#{port}' || host !== '#{host}' || path !== '/#{path}') return [];
  return [
    {
      path: at,
      message: 'the redirect leads to where it comes from',
      hint: 'change its protocol, port, host or path: AWS refuses a redirect loop',
    },
  ];
}
