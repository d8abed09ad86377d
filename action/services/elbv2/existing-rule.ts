import { BreakglassError } from '../../domain/error.ts';
import { arnsOf, type ExistingRule, existingRule, type ListenerRules } from './rules-model.ts';

/**
 * The rule that a step names.
 *
 * @throws BreakglassError `not-applicable` where the listener has none with this ARN, or it is its default one
 */
export function requireExisting(rules: ListenerRules, arn: string): ExistingRule {
  const rule = existingRule(rules, arn);
  if (rule !== undefined) return rule;
  if (arnsOf(rules)['default'] === arn) {
    throw new BreakglassError('not-applicable', `rule ${arn} is the default rule of its listener`, {
      hint: 'it has no conditions, no priority, and cannot go: change what it does by elbv2/set-default-action',
    });
  }
  throw new BreakglassError('not-applicable', `the listener has no rule ${arn}`, {
    hint: 'somebody may have deleted it, or created it again with another ARN: look it up, and name that one',
  });
}
