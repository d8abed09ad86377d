import {
  ACTION,
  ARN_PATTERN,
  CIDR,
  DURATION,
  KIND,
  LINE,
  NAME,
  REGION,
  RESOURCE_PATTERN,
  TAG_KEY,
  TAG_VALUE,
  TEXT,
} from './patterns.ts';

const arnPatterns = {
  type: 'array',
  minItems: 1,
  maxItems: 50,
  items: { type: 'string', pattern: ARN_PATTERN, maxLength: 2048 },
} as const;

const statement = {
  type: 'object',
  required: ['access', 'actions', 'resources'],
  additionalProperties: false,
  properties: {
    access: { enum: ['read', 'write'] },
    actions: {
      type: 'array',
      description: 'IAM actions by their full names',
      minItems: 1,
      maxItems: 100,
      items: { type: 'string', pattern: ACTION },
    },
    resources: {
      ...arnPatterns,
      description: 'ARN patterns; "*" for actions that have no resource',
      items: { type: 'string', pattern: RESOURCE_PATTERN, maxLength: 2048 },
    },
    conditions: {
      type: 'object',
      description: 'Operator → condition key → value or values, as in an IAM policy',
      maxProperties: 20,
      additionalProperties: {
        type: 'object',
        maxProperties: 20,
        additionalProperties: {
          anyOf: [{ type: 'string' }, { type: 'array', minItems: 1, maxItems: 50, items: { type: 'string' } }],
        },
      },
    },
  },
} as const;

/** `playbooks/roles/<name>.yml`, as it is written. */
export const roleSchema = {
  type: 'object',
  title: 'Breakglass role',
  required: ['version', 'role', 'title', 'description', 'max-session'],
  additionalProperties: false,
  properties: {
    version: { const: 1 },
    role: { type: 'string', pattern: NAME, description: "The file's name without .yml" },
    title: { type: 'string', pattern: LINE, maxLength: 100 },
    description: {
      type: 'string',
      pattern: TEXT,
      maxLength: 2000,
      description: 'For the customer who decides to enable it',
    },
    serves: {
      type: 'array',
      description: 'Step and check kinds whose permissions this role holds',
      minItems: 1,
      maxItems: 100,
      items: { type: 'string', pattern: KIND },
    },
    statements: {
      type: 'array',
      description: 'Permissions written out, beside those of the kinds it serves',
      minItems: 1,
      maxItems: 50,
      items: statement,
    },
    scope: {
      type: 'object',
      description: 'What the permissions of the kinds it serves reach, of the account and Region of an install',
      minProperties: 1,
      additionalProperties: false,
      properties: {
        resources: {
          ...arnPatterns,
          description: 'ARN patterns; of a resource type that none of them names, nothing is reached',
        },
        tags: {
          type: 'object',
          description: 'Tags that a resource has to have before it may be changed',
          minProperties: 1,
          maxProperties: 10,
          propertyNames: { pattern: TAG_KEY },
          additionalProperties: { type: 'string', pattern: TAG_VALUE, maxLength: 256 },
        },
      },
    },
    'max-session': {
      type: 'string',
      pattern: DURATION,
      description: "The role's maximum session duration: 15m to 12h",
    },
    regions: {
      type: 'array',
      description: 'Regions in which an install may have it; by default any',
      minItems: 1,
      maxItems: 50,
      items: { type: 'string', pattern: REGION },
    },
    'source-networks': {
      type: 'array',
      description: 'CIDR blocks that calls have to come from; by default any',
      minItems: 1,
      maxItems: 20,
      items: { type: 'string', pattern: CIDR },
    },
  },
} as const;
