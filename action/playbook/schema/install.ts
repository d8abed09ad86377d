import { ADDRESSED_SINKS } from '../../domain/alert-sink.ts';
import { ACCOUNT, ARN, CIDR, DURATION, ENVIRONMENT, KIND, NAME, PERSON, REGION, ROLE_ARN } from './patterns.ts';

const people = { type: 'array', minItems: 1, maxItems: 200, items: { type: 'string', pattern: PERSON } } as const;

/** `playbooks/installs/<name>.yml`, as it is written: one environment of the customer. */
export const installSchema = {
  type: 'object',
  title: 'Breakglass install',
  required: [
    'version',
    'install',
    'account',
    'region',
    'environment',
    'roles',
    'requesters',
    'commanders',
    'approvers',
    'resources',
  ],
  additionalProperties: false,
  properties: {
    version: { const: 1 },
    install: { type: 'string', pattern: NAME, description: "The file's name without .yml" },
    account: { type: 'string', pattern: ACCOUNT, description: 'The AWS account id, in quotes' },
    region: { type: 'string', pattern: REGION },
    environment: {
      type: 'string',
      pattern: ENVIRONMENT,
      description: 'The protected GitHub environment that gates it',
    },
    roles: {
      type: 'object',
      description: 'Role name → ARN of the IAM role that the customer enabled',
      minProperties: 1,
      maxProperties: 50,
      propertyNames: { pattern: NAME },
      additionalProperties: { type: 'string', pattern: ROLE_ARN },
    },
    'plan-role': {
      type: 'string',
      pattern: ROLE_ARN,
      description:
        'ARN of a role that can only read: with it the plan shows what it finds, and a drift since is refused',
    },
    'sealer-role': {
      type: 'string',
      pattern: ROLE_ARN,
      description: "ARN of the role that ends a session's access early, and can do nothing else",
    },
    'recover-roles': {
      type: 'object',
      description: 'Role name → ARN of the IAM role that can only restore what a session of that role left behind',
      maxProperties: 50,
      propertyNames: { pattern: NAME },
      additionalProperties: { type: 'string', pattern: ROLE_ARN },
    },
    recover: {
      enum: ['automatic', 'approval'],
      default: 'automatic',
      description:
        'approval: a reviewer of the environment has to approve before what a dead run left behind is put back',
    },
    'source-networks': {
      type: 'array',
      description:
        "CIDR blocks that a session's calls have to come from. GitHub's hosted runners have no stable addresses",
      minItems: 1,
      maxItems: 20,
      items: { type: 'string', pattern: CIDR },
    },
    'private-networks': {
      type: 'array',
      description:
        'CIDR blocks of private networks that http/expect may look into, from a self-hosted runner; by default it looks at public addresses alone',
      minItems: 1,
      maxItems: 20,
      items: { type: 'string', pattern: CIDR },
    },
    'state-key': {
      type: 'boolean',
      default: false,
      description:
        'true: what may be secret in the state is recorded under a key, the secret BREAKGLASS_STATE_KEY of the environment. It needs recover: approval',
    },
    requesters: { ...people, description: 'Who may ask: login, or login#id' },
    commanders: { ...people, description: 'Who may confirm the criteria' },
    approvers: {
      type: 'object',
      required: ['minimum', 'people', 'within'],
      additionalProperties: false,
      properties: {
        minimum: { type: 'integer', minimum: 1, maximum: 6 },
        people,
        within: { type: 'string', pattern: DURATION, description: 'An approval older than this is stale' },
        binding: {
          enum: ['none', 'digest'],
          default: 'none',
          description: "digest: an approval's comment has to name the first 12 characters of the plan's digest",
        },
      },
    },
    resources: {
      type: 'object',
      description: 'Resource kind → name → ARN: what people may type at 2 a.m. instead of ARNs',
      maxProperties: 100,
      propertyNames: { pattern: KIND },
      additionalProperties: {
        type: 'object',
        maxProperties: 500,
        propertyNames: { pattern: NAME },
        additionalProperties: { type: 'string', pattern: ARN, maxLength: 2048 },
      },
    },
    owner: {
      enum: ['customer', 'vendor'],
      default: 'vendor',
      description: 'Who owns and administers the repository: its administrators can change the gate',
    },
    alerts: {
      type: 'array',
      description: 'Who is told, beside the log: addresses and keys are in the secret BREAKGLASS_ALERTS',
      maxItems: 10,
      items: {
        type: 'object',
        required: ['to'],
        additionalProperties: false,
        properties: {
          to: { enum: ['status', ...ADDRESSED_SINKS] },
          name: { type: 'string', pattern: NAME, description: 'Its name in the secret BREAKGLASS_ALERTS' },
          required: {
            type: 'boolean',
            description: 'Nothing is changed before it has taken the event that the session is open',
          },
        },
      },
    },
    'accept-public-repository': {
      type: 'boolean',
      default: false,
      description: 'Requests, plans and records may be read by everybody',
    },
  },
} as const;
