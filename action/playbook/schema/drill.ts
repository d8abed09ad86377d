import { TROUBLES, WORLD_FACTS, WORLD_GROUPS, WORLD_LISTENERS, WORLD_SECURITY_GROUPS } from '../../domain/drill.ts';
import { trafficProbe } from './drill-traffic.ts';
import { DURATION, IDENTIFIER, LINE, NAME } from './patterns.ts';

const worldRule = {
  type: 'object',
  required: ['name', 'priority', 'paths', 'to'],
  additionalProperties: false,
  properties: {
    name: { type: 'string', pattern: NAME, description: 'What a request calls the rule' },
    listener: { enum: WORLD_LISTENERS, description: 'web-http unless given' },
    priority: { type: 'integer', minimum: 1, maximum: 50_000, description: 'The lowest is tried first' },
    paths: {
      type: 'array',
      minItems: 1,
      maxItems: 5,
      items: { type: 'string', pattern: '^/[!-~]*$', maxLength: 128 },
    },
    to: { enum: WORLD_GROUPS, description: 'The target group that serves it' },
  },
} as const;

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
    trouble: {
      enum: TROUBLES,
      default: 'target-fails',
      description:
        'What goes wrong: blue fails a part of its requests (target-fails), all of them (all-targets-fail), is slower than the idle timeout (slow), fails in one zone (zone-fails), or has a health check that fails for one of its targets although it serves well (health-check-fails)',
    },
    world: {
      type: 'object',
      description: 'What the world has beside what it always has',
      additionalProperties: false,
      properties: {
        rules: { type: 'array', minItems: 1, maxItems: 20, items: worldRule, description: 'Rules of its listeners' },
        'targets-admit': {
          type: 'array',
          minItems: 1,
          maxItems: 2,
          uniqueItems: true,
          items: { enum: WORLD_SECURITY_GROUPS },
          description:
            "Which of the load balancer's security groups the targets take connections from: its own (open), the prepared one (closed); both unless given",
        },
      },
    },
    inputs: {
      type: 'object',
      description:
        'As in a request. The world has the load balancer web, the listeners web-http and web-https, and the target groups blue, green and fallback',
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
        traffic: {
          type: 'array',
          description: 'Requests that are sent before the session, while its change is in force, and after its end',
          minItems: 1,
          maxItems: 20,
          items: trafficProbe,
        },
      },
    },
  },
} as const;
