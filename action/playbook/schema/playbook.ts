import { DURATION, IDENTIFIER, KIND, LINE, NAME } from './patterns.ts';

/** What an input is, for whoever asks and whoever approves. */
const description = { type: 'string', pattern: LINE, maxLength: 200, description: 'One line: what it is' } as const;

const resourceInput = {
  type: 'object',
  description: "A name from the install's resources, or a full ARN",
  required: ['type', 'kind'],
  additionalProperties: false,
  properties: {
    type: { const: 'resource' },
    kind: { type: 'string', pattern: KIND },
    default: { type: 'string', minLength: 1, maxLength: 2048 },
    description,
  },
} as const;

const integerInput = {
  type: 'object',
  required: ['type'],
  additionalProperties: false,
  properties: {
    type: { const: 'integer' },
    minimum: { type: 'integer' },
    maximum: { type: 'integer' },
    default: { type: 'integer' },
    description,
  },
} as const;

const stringInput = {
  type: 'object',
  required: ['type'],
  additionalProperties: false,
  properties: {
    type: { const: 'string' },
    pattern: { type: 'string', minLength: 1, maxLength: 200, description: 'A regular expression for the whole value' },
    maxLength: { type: 'integer', minimum: 1, maximum: 4096 },
    enum: { type: 'array', minItems: 1, maxItems: 100, items: { type: 'string', maxLength: 4096 } },
    default: { type: 'string', maxLength: 4096 },
    description,
  },
} as const;

const booleanInput = {
  type: 'object',
  required: ['type'],
  additionalProperties: false,
  properties: { type: { const: 'boolean' }, default: { type: 'boolean' }, description },
} as const;

const checks = {
  type: 'array',
  maxItems: 20,
  items: {
    type: 'object',
    required: ['uses', 'with'],
    additionalProperties: false,
    properties: {
      uses: { type: 'string', pattern: KIND },
      with: { type: 'object', description: 'Parameters of the kind; values may be expressions' },
    },
  },
} as const;

const steps = {
  type: 'array',
  minItems: 1,
  maxItems: 50,
  items: {
    type: 'object',
    required: ['id', 'uses', 'with'],
    additionalProperties: false,
    properties: {
      id: { type: 'string', pattern: IDENTIFIER },
      uses: { type: 'string', pattern: KIND },
      with: { type: 'object', description: 'Parameters of the kind; values may be expressions' },
      irreversible: { type: 'boolean', description: 'The step cannot be undone: a request has to accept it by its id' },
    },
  },
} as const;

/** `playbooks/<name>.yml`, as it is written. */
export const playbookSchema = {
  type: 'object',
  title: 'Breakglass playbook',
  required: ['version', 'playbook', 'summary', 'role', 'criteria', 'steps', 'max-duration'],
  additionalProperties: false,
  properties: {
    version: { const: 1 },
    playbook: { type: 'string', pattern: NAME, description: "The file's name without .yml" },
    summary: { type: 'string', pattern: LINE, maxLength: 200, description: 'One line: what it does' },
    role: { type: 'string', pattern: NAME, description: 'Name of a file in playbooks/roles/' },
    criteria: {
      type: 'array',
      description: 'When this playbook may be used; the commander confirms each one in the request',
      minItems: 1,
      maxItems: 20,
      items: { type: 'string', pattern: LINE, maxLength: 300 },
    },
    inputs: {
      type: 'object',
      description: 'What a request has to say',
      maxProperties: 50,
      propertyNames: { pattern: IDENTIFIER },
      additionalProperties: {
        type: 'object',
        discriminator: { propertyName: 'type' },
        oneOf: [resourceInput, integerInput, stringInput, booleanInput],
      },
    },
    checks: { ...checks, description: 'What has to hold before anything changes' },
    steps: { ...steps, description: 'What is changed, in this order; undone in reverse order' },
    monitor: {
      type: 'object',
      description: 'What has to stay true after the last step; if it does not, everything is rolled back',
      required: ['for', 'checks'],
      additionalProperties: false,
      properties: {
        for: { type: 'string', pattern: DURATION },
        settle: {
          type: 'string',
          pattern: DURATION,
          description:
            'What is seen sooner after the last step does not count: AWS takes some seconds to put a change into force everywhere',
        },
        checks: { ...checks, minItems: 1 },
      },
    },
    'max-duration': { type: 'string', pattern: DURATION, description: 'The longest that a request may ask for' },
    revert: {
      enum: ['on-failure', 'at-end'],
      default: 'on-failure',
      description: 'at-end: a temporary change, undone when the duration ends',
    },
  },
} as const;
