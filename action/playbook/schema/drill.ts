import { DURATION, IDENTIFIER, LINE, NAME } from './patterns.ts';

/** What the sandbox's world calls the target that fails: its id and port are known only when the world is built. */
export const WORLD_FACTS = ['failing-target.id', 'failing-target.port'] as const;

/** `playbooks/drills/<playbook>.yml`, as it is written: how a playbook is practised on the sandbox. */
export const drillSchema = {
  type: 'object',
  title: 'Breakglass drill',
  required: ['version', 'drill', 'summary', 'inputs', 'expect'],
  additionalProperties: false,
  properties: {
    version: { const: 1 },
    drill: { type: 'string', pattern: NAME, description: "The playbook's name, and the file's name without .yml" },
    summary: { type: 'string', pattern: LINE, maxLength: 200, description: 'What is practised, in a sentence' },
    duration: { type: 'string', pattern: DURATION, description: 'As in a request; 30m unless given' },
    inputs: {
      type: 'object',
      description: 'As in a request. The world has the listener web-http and the target groups blue and green',
      maxProperties: 50,
      propertyNames: { pattern: IDENTIFIER },
      additionalProperties: {
        // A plain value, or what only the world knows. Not `anyOf`: its errors would be about the wrong half.
        type: ['string', 'number', 'boolean', 'object'],
        maxLength: 4096,
        required: ['world'],
        additionalProperties: false,
        properties: { world: { enum: WORLD_FACTS } },
      },
    },
    expect: {
      type: 'object',
      description: 'How it has to end, or the drill has failed',
      required: ['outcome', 'world', 'errors'],
      additionalProperties: false,
      properties: {
        outcome: { enum: ['succeeded', 'rolled-back'] },
        world: { enum: ['changed', 'as-before'], description: 'Whether anything is other than before, afterwards' },
        errors: { enum: ['gone', 'stay'], description: "Whether customers' requests still fail afterwards" },
      },
    },
  },
} as const;
