import type { FromSchema } from 'json-schema-to-ts';
import { actionOf, actionParam, actionProblems } from '../action-params.ts';
import { passingParam } from '../authentication.ts';
import { anyCondition, conditionProperties } from '../condition-params.ts';
import { createsRule, placeProperties } from '../created-rule.ts';

const shape = {
  type: 'object',
  additionalProperties: false,
  required: ['listener', 'action'],
  properties: {
    ...placeProperties,
    ...conditionProperties,
    action: actionParam,
    'without-authentication': passingParam,
  },
} as const;

type Params = FromSchema<typeof shape, { keepDefaultedPropertiesOptional: true }>;

export const createRule = createsRule<Params>({
  kind: 'elbv2/create-rule',
  summary: 'Puts a rule among those of a listener, by default before every other one',
  params: { ...shape, anyOf: anyCondition },
  problems: ({ action }) => actionProblems(action),
  examples: [
    {
      listener:
        'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2',
      paths: ['/search', '/search/*'],
      action: {
        forward: {
          'target-groups': [
            {
              'target-group': 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/static/73e2d6bc24d8a067',
            },
          ],
        },
      },
    },
  ],
  caveats: [
    'Where it would let everybody in whom a rule below, or the default action, asks to log in, or redirects to HTTPS on the same host and path, where that may be asked: refused, unless the step says `without-authentication: true`.',
    'Only rules of this listener, and its default action, are known.',
  ],
  actionOf: ({ action }) => actionOf(action),
  passes: ({ 'without-authentication': without = false }) => without,
});
