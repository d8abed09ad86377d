import type { FromSchema } from 'json-schema-to-ts';
import { fixedResponseOf, fixedResponseProperties } from '../action-params.ts';
import { anyCondition, conditionProperties } from '../condition-params.ts';
import { createsRule, placeProperties } from '../created-rule.ts';

const shape = {
  type: 'object',
  additionalProperties: false,
  required: ['listener', 'status', 'body'],
  properties: { ...placeProperties, ...conditionProperties, ...fixedResponseProperties },
} as const;

type Params = FromSchema<typeof shape, { keepDefaultedPropertiesOptional: true }>;

export const fixedResponse = createsRule<Params>({
  kind: 'elbv2/fixed-response',
  summary: 'Answers some requests with a fixed page, by a rule before every other one of the listener',
  params: { ...shape, anyOf: anyCondition },
  examples: [
    {
      listener:
        'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2',
      paths: ['/checkout/*'],
      status: 503,
      'content-type': 'text/html',
      body: '<h1>Back in a few minutes</h1>',
    },
    {
      listener:
        'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2',
      paths: ['/orders/*'],
      methods: ['POST', 'PUT', 'PATCH', 'DELETE'],
      status: 503,
      body: 'Orders are read-only for a few minutes',
    },
  ],
  actionOf: fixedResponseOf,
});
