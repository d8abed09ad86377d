import {
  type Action,
  CreateRuleCommand,
  ModifyListenerCommand,
  ModifyTargetGroupAttributesCommand,
  type RuleCondition,
  type TargetGroupAttribute,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import * as fc from 'fast-check';
import type { Estate } from '../../contract/estate.ts';

/** What stands on the listener before anybody breaks glass, beside what the fixtures need: as its owner may have left it. */
export interface World {
  /** Of the default action, for the groups in the order blue, green, grey. */
  readonly weights: readonly number[];
  readonly sticky: boolean;
  readonly rules: readonly StandingRule[];
  /** Of the group blue. */
  readonly attributes: readonly TargetGroupAttribute[];
}

interface StandingRule {
  readonly priority: number;
  readonly conditions: readonly RuleCondition[];
  /** The weights of a forward, a page, or a redirect. */
  readonly action: { readonly weights: readonly number[] } | { readonly page: string } | { readonly to: string };
}

const weights = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 999 })), { minLength: 3, maxLength: 3 });
const served = weights.filter((all) => all.some((weight) => weight > 0));
const word = fc.stringMatching(/^[a-z]{1,8}$/);
const words = fc.uniqueArray(word, { minLength: 1, maxLength: 2 });

const condition: fc.Arbitrary<RuleCondition> = fc.oneof(
  words.map((all) => ({ Field: 'path-pattern', PathPatternConfig: { Values: all.map((each) => `/${each}/*`) } })),
  words.map((all) => ({
    Field: 'host-header',
    HostHeaderConfig: { Values: all.map((each) => `${each}.example.com`) },
  })),
  fc
    .tuple(word, words)
    .map(([name, Values]) => ({ Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: `x-${name}`, Values } })),
  fc
    .uniqueArray(fc.constantFrom('GET', 'POST', 'PUT'), { minLength: 1 })
    .map((Values) => ({ Field: 'http-request-method', HttpRequestMethodConfig: { Values } })),
  words.map((all) => ({
    Field: 'query-string',
    QueryStringConfig: { Values: all.map((Value) => ({ Key: 'token', Value })) },
  })),
  fc.nat(255).map((part) => ({ Field: 'source-ip', SourceIpConfig: { Values: [`198.51.100.${part}/32`] } })),
);

const rule: fc.Arbitrary<StandingRule> = fc.record({
  priority: fc.integer({ min: 10, max: 50_000 }),
  conditions: fc.uniqueArray(condition, { minLength: 1, maxLength: 2, selector: ({ Field }) => Field }),
  action: fc.oneof(
    served.map((all) => ({ weights: all })),
    word.map((page) => ({ page })),
    word.map((to) => ({ to })),
  ),
});

export const world: fc.Arbitrary<World> = fc.record({
  weights: served,
  sticky: fc.boolean(),
  rules: fc.uniqueArray(rule, { maxLength: 4, selector: ({ priority }) => priority }),
  attributes: fc.subarray([
    { Key: 'stickiness.enabled', Value: 'true' },
    { Key: 'slow_start.duration_seconds', Value: '45' },
    { Key: 'load_balancing.cross_zone.enabled', Value: 'false' },
  ]),
});

/** Makes it so, as the owner. Throws where AWS does not take it. */
export async function furnish(estate: Estate, { weights: shares, sticky, rules, attributes }: World): Promise<void> {
  const { owner, listener, blue } = estate;
  const DefaultActions = [forward(estate, shares, sticky)];
  await owner.send(new ModifyListenerCommand({ ListenerArn: listener, DefaultActions }));
  for (const { priority, conditions, action } of rules) {
    await owner.send(
      new CreateRuleCommand({
        ListenerArn: listener,
        Priority: priority,
        Conditions: [...conditions],
        Actions: [actionOf(estate, action)],
      }),
    );
  }
  if (attributes.length === 0) return;
  await owner.send(new ModifyTargetGroupAttributesCommand({ TargetGroupArn: blue, Attributes: [...attributes] }));
}

function actionOf(estate: Estate, action: StandingRule['action']): Action {
  if ('weights' in action) return forward(estate, action.weights, false);
  if ('page' in action) {
    return { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '503', MessageBody: action.page } };
  }
  return {
    Type: 'redirect',
    RedirectConfig: { StatusCode: 'HTTP_302', Path: `/${action.to}`, Query: `q=${action.to}` },
  };
}

function forward({ blue, green, grey }: Estate, shares: readonly number[], sticky: boolean): Action {
  const groups = [blue, green, grey].map((TargetGroupArn, index) => ({ TargetGroupArn, Weight: shares[index] ?? 0 }));
  const stickiness = sticky ? { TargetGroupStickinessConfig: { Enabled: true, DurationSeconds: 60 } } : {};
  return { Type: 'forward', ForwardConfig: { TargetGroups: groups, ...stickiness } };
}

/** For a person who has to understand it. */
export function tellWorld({ weights: shares, sticky, rules, attributes }: World): string {
  const lines = rules.map(
    ({ priority, conditions, action }) =>
      `  rule ${priority}: ${JSON.stringify(conditions)} -> ${JSON.stringify(action)}`,
  );
  const said = attributes.map(({ Key, Value }) => `${Key ?? ''} ${Value ?? ''}`).join(', ');
  return [
    `  weights ${shares.join(', ')}${sticky ? ', sticky' : ''}; ${said || 'attributes as they come'}`,
    ...lines,
  ].join('\n');
}
