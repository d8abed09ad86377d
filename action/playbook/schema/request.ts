import { DURATION, IDENTIFIER, LINE, NAME, PERSON, SESSION, TEXT } from './patterns.ts';

/** `playbooks/requests/<name>.yml`, as it is written: a break-glass request. */
export const requestSchema = {
  type: 'object',
  title: 'Breakglass request',
  required: ['version', 'request', 'playbook', 'install', 'incident', 'reason', 'commander', 'confirmed', 'duration'],
  additionalProperties: false,
  properties: {
    version: { const: 1 },
    request: { type: 'string', pattern: NAME },
    playbook: { type: 'string', pattern: NAME, description: 'Name of a file in playbooks/' },
    install: { type: 'string', pattern: NAME, description: 'Name of a file in playbooks/installs/' },
    incident: { type: 'string', pattern: LINE, maxLength: 100, description: "The incident's id in your tracker" },
    reason: { type: 'string', pattern: TEXT, maxLength: 2000 },
    commander: { type: 'string', pattern: PERSON, description: 'The incident commander: login, or login#id' },
    confirmed: {
      type: 'array',
      description: "The playbook's criteria, word for word",
      minItems: 1,
      maxItems: 20,
      items: { type: 'string', maxLength: 300 },
    },
    duration: { type: 'string', pattern: DURATION, description: 'How long steps may be started: 30m' },
    inputs: {
      type: 'object',
      maxProperties: 50,
      propertyNames: { pattern: IDENTIFIER },
      additionalProperties: { type: ['string', 'number', 'boolean'], maxLength: 4096 },
    },
    accept: {
      type: 'array',
      description: 'Ids of irreversible steps, or sensitive-state',
      maxItems: 51,
      items: { type: 'string', pattern: IDENTIFIER },
    },
    'on-drift': {
      enum: ['refuse', 'proceed'],
      default: 'refuse',
      description: 'What to do when the live state differs from what the approver saw',
    },
    extends: {
      type: 'string',
      pattern: SESSION,
      description: 'Id of an open session of a temporary change: this one goes on in its place, with the same inputs',
    },
    undo: {
      type: 'string',
      pattern: SESSION,
      description: 'Id of a session that succeeded: what it changed is put back as it was. Takes no inputs',
    },
  },
} as const;
