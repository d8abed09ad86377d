import { Ajv2020 } from 'ajv/dist/2020.js';
import type { JsonObject, JsonSchema } from '../../../action/domain/step-kind.ts';
import { conditionsFromAws } from '../../../action/services/elbv2/conditions.ts';
import { type ExistingRule, type ListenerRules, withExisting } from '../../../action/services/elbv2/rules-model.ts';

const PREFIX = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:';
const ID = 'app/web/50dc6c495c0c9188/f2f7dc8efc522ab2';

export const LISTENER = `${PREFIX}listener/${ID}`;
export const DEFAULT_RULE = ruleArn(0);
export const IDS = { session: 's', step: 'page' };
/** The unit of what a step with these ids creates. */
export const UNIT = 'rule/s/page';
export const GROUP = `${PREFIX}targetgroup/green/73e2d6bc24d8a067`;

/** ARN of the nth rule of the listener. */
export function ruleArn(n: number): string {
  return `${PREFIX}listener-rule/${ID}/${n.toString(16).padStart(16, '0')}`;
}

/** A rule that forwards a path of its own. */
export function ruleAt(priority: number, more: Partial<ExistingRule> = {}): ExistingRule {
  return {
    priority,
    conditions: conditionsFromAws([{ Field: 'path-pattern', PathPatternConfig: { Values: [`/${priority}/*`] } }]),
    actions: [{ type: 'forward', targetGroups: [{ arn: GROUP, weight: 1 }], stickiness: null }],
    transforms: [],
    tags: {},
    ...more,
  };
}

/** A listener whose rules have these priorities; rule `ruleArn(p)` is at priority p. */
export function rulesAt(...taken: readonly number[]): ListenerRules {
  return taken.reduce<ListenerRules>((rules, priority) => withExisting(rules, ruleArn(priority), ruleAt(priority)), {
    arns: { default: DEFAULT_RULE },
  });
}

/** What is wrong with params, by the paths of what is; empty where nothing is. */
export function wrongIn(schema: JsonSchema, params: JsonObject): readonly string[] {
  const validate = new Ajv2020({ strict: false, allErrors: true }).compile(schema);
  validate(params);
  return (validate.errors ?? []).map(({ instancePath }) => instancePath);
}
