import { DURATION, KIND, LINE, NAME, TEXT } from './patterns.ts';

/** `playbooks/roles/<name>.yml`, as it is written. */
export const roleSchema = {
  type: 'object',
  title: 'Breakglass role',
  required: ['version', 'role', 'title', 'description', 'serves', 'max-session'],
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
    'max-session': {
      type: 'string',
      pattern: DURATION,
      description: "The role's maximum session duration: 15m to 12h",
    },
  },
} as const;
