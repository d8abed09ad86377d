import type { FromSchema } from 'json-schema-to-ts';
import { defineStep } from '../../../domain/define.ts';
import type { ParamProblem } from '../../../domain/step-kind.ts';
import { passingLines, passingParam } from '../authentication.ts';
import { requireExisting } from '../existing-rule.ts';
import { HIGHEST_PRIORITY, LOWEST_PRIORITY, makeRoom } from '../make-room.ts';
import { listenerRules } from '../resources/listener-rules.ts';
import { listenerOf, ruleParam } from '../rule-arn.ts';
import { movedLines, prioritiesGrant, setPriorities } from '../rule-priorities.ts';
import { type ListenerRules, priorities } from '../rules-model.ts';
import type { Elbv2Client } from '../service.ts';

/** AWS's default limit of a load balancer's rules. */
const MAX_RULES = 100;

const params = {
  type: 'object',
  additionalProperties: false,
  required: ['rule-priorities'],
  properties: {
    'rule-priorities': {
      type: 'array',
      description: 'Rules of one listener, each with its new priority',
      minItems: 1,
      maxItems: MAX_RULES,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['rule', 'priority'],
        properties: {
          rule: ruleParam,
          priority: {
            type: 'integer',
            minimum: HIGHEST_PRIORITY,
            maximum: LOWEST_PRIORITY,
            description: 'The lowest is tried first',
          },
        },
      },
    },
    'without-authentication': passingParam,
  },
} as const;

type Params = FromSchema<typeof params, { keepDefaultedPropertiesOptional: true }>;

export const setRulePriorities = defineStep<Params, ListenerRules, Elbv2Client>({
  kind: 'elbv2/set-rule-priorities',
  summary: 'Puts rules of a listener in another order; rules that are in the way move down',
  params,
  problems: ({ 'rule-priorities': list = [] }) => listProblems(list),
  examples: [
    {
      'rule-priorities': [
        {
          rule: 'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener-rule/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2/9683b2d02a6cabee',
          priority: 1,
        },
      ],
    },
  ],
  undone: 'All rules that were moved get the priorities before it, in one call',
  caveats: [
    'Where a rule that lets everybody in would come before one that asks for a login, or redirects to HTTPS on the same host and path, where that may be asked: refused, unless the step says `without-authentication: true`.',
  ],
  resourceKind: listenerRules,
  resource: listenerNamed,
  grants: (input) => [prioritiesGrant(listenerNamed(input))],
  change: (before, input) => {
    const wanted = wantedPriorities(input);
    for (const rule of wanted.keys()) requireExisting(before, rule);
    const after = makeRoom(before, wanted);
    return { after, diff: movedLines(before, after) };
  },
  opens: (states, { 'without-authentication': without = false }) => passingLines(states, without),
  apply: (context, transition) => setPriorities(context, transition, transition.after),
  restore: (context, transition) => setPriorities(context, transition, transition.before),
  verify: async (context, input) => {
    const found = priorities(await listenerRules.read(context, listenerNamed(input)));
    const left = [...wantedPriorities(input)].filter(([rule, priority]) => found.get(rule) !== priority);
    const done = left.length === 0;
    return {
      done,
      progress: done ? 'the rules are in their order' : `${left.length} rules are not in their place yet`,
    };
  },
});

/** Of the first rule, as of all others. */
function listenerNamed({ 'rule-priorities': list }: Params): string {
  return listenerOf(list[0]?.rule ?? '');
}

function wantedPriorities({ 'rule-priorities': list }: Params): ReadonlyMap<string, number> {
  return new Map(list.map(({ rule, priority }) => [rule, priority]));
}

/** Each rule once, of one listener, at a place of its own. */
function listProblems(list: Params['rule-priorities']): readonly ParamProblem[] {
  const [rules, places] = [list.map(({ rule }) => rule), list.map(({ priority }) => priority)];
  return list.flatMap(({ rule, priority }, index) => {
    const at = (member: string): ParamProblem['path'] => ['rule-priorities', index, member];
    if (rules.indexOf(rule) !== index) {
      return [{ path: at('rule'), message: `rule ${rule} is named twice`, hint: 'name each rule once' }];
    }
    if (listenerOf(rule) !== listenerOf(rules[0] ?? '')) {
      const message = `rule ${rule} is one of another listener than the first`;
      return [{ path: at('rule'), message, hint: 'use a step for each listener' }];
    }
    if (places.indexOf(priority) === index) return [];
    const message = `priority ${priority} is given to two rules`;
    return [{ path: at('priority'), message, hint: 'a listener has one rule at most at each priority' }];
  });
}
