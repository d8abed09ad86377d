import type { FromSchema } from 'json-schema-to-ts';
import { redirectOf, redirectProblems, redirectProperties } from '../action-params.ts';
import { anyCondition, conditionProperties } from '../condition-params.ts';
import { createsRule, placeProperties } from '../created-rule.ts';

/** The params of what a redirect leads to stand apart: `query` says which requests it is for. */
const shape = {
  type: 'object',
  additionalProperties: false,
  required: ['listener', 'to'],
  properties: {
    ...placeProperties,
    ...conditionProperties,
    to: {
      type: 'object',
      description: 'Where clients are sent',
      additionalProperties: false,
      required: ['status'],
      properties: redirectProperties,
    },
  },
} as const;

type Params = FromSchema<typeof shape, { keepDefaultedPropertiesOptional: true }>;

export const redirect = createsRule<Params>({
  kind: 'elbv2/redirect',
  summary: 'Sends the clients of some requests elsewhere, by a rule before every other one of the listener',
  params: { ...shape, anyOf: anyCondition },
  problems: ({ to }) => (to === undefined ? [] : redirectProblems(to, ['to'])),
  examples: [
    {
      listener:
        'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2',
      hosts: ['shop.example.com'],
      to: { status: 302, protocol: 'HTTPS', host: 'standby.example.com', port: '443' },
    },
  ],
  actionOf: ({ to }) => redirectOf(to),
});
