import { DescribeRulesCommand, type Rule, RuleNotFoundException } from '@aws-sdk/client-elastic-load-balancing-v2';
import { defineResource } from '../../../domain/define.ts';
import type { StepContext } from '../../../domain/step-kind.ts';
import { accessOf } from '../access.ts';
import { fromAws } from '../actions.ts';
import { allPages } from '../all-pages.ts';
import { conditionsFromAws } from '../conditions.ts';
import { tagsByArn } from '../describe-tags.ts';
import { loadBalancerOf } from '../listener-arn.ts';
import { recognise, recreated } from '../recreated-rules.ts';
import {
  isCreatedName,
  type ListenerRules,
  locatedAt,
  type RuleContent,
  unitOf,
  withExisting,
} from '../rules-model.ts';
import type { Elbv2Client } from '../service.ts';
import { transformsFromAws } from '../transforms.ts';

export const SESSION_TAG = 'breakglass:session';
export const STEP_TAG = 'breakglass:step';

type ReadContext = Omit<StepContext<Elbv2Client>, 'step'>;

/** All rules of a listener beside the default one: see `ListenerRules`. */
export const listenerRules = defineResource<ListenerRules, Elbv2Client>({
  kind: 'elbv2/listener-rules',
  within: loadBalancerOf,
  joint: (unit) => unit.startsWith('priority/') || isCreatedName(unit),
  captures:
    'every rule of the listener with its priority, conditions, actions, transforms and tags, and whether its default action asks for a login or leads to one',
  grants: () => [
    { access: 'read', action: 'elasticloadbalancing:DescribeRules', resource: '*' },
    { access: 'read', action: 'elasticloadbalancing:DescribeTags', resource: '*' },
  ],
  read: async (context, arn) => {
    try {
      return await readRules(context, arn);
    } catch (error) {
      // A rule that somebody deleted between the two calls that reading takes: the next look does not see it.
      if (!(error instanceof RuleNotFoundException)) throw error;
      return readRules(context, arn);
    }
  },
  recognise,
  recreated,
});

async function readRules(context: ReadContext, listener: string): Promise<ListenerRules> {
  const all = await describeRules(context, listener);
  const fallback = all.find((rule) => rule.IsDefault === true);
  const rules = all.filter((rule) => rule.IsDefault !== true);
  const tags = await tagsByArn(
    context,
    rules.flatMap((rule) => rule.RuleArn ?? []),
  );
  let model: ListenerRules = locatedAt(
    { fallback: accessOf(fromAws(fallback?.Actions ?? [])) },
    'default',
    fallback?.RuleArn ?? '',
  );
  for (const rule of rules) {
    const arn = rule.RuleArn ?? '';
    const own = tags.get(arn) ?? {};
    const step = own[SESSION_TAG] === context.session ? own[STEP_TAG] : undefined;
    if (step === undefined) model = withExisting(model, arn, { ...contentOf(rule), tags: own });
    else {
      const unit = unitOf({ session: context.session, step });
      model = locatedAt({ ...model, [unit]: contentOf(rule) }, unit, arn);
    }
  }
  return model;
}

/** What a rule is, normalised. Priorities of rules beside the default one are numbers. */
function contentOf(rule: Rule): RuleContent {
  return {
    priority: Number(rule.Priority),
    conditions: conditionsFromAws(rule.Conditions ?? []),
    actions: fromAws(rule.Actions ?? []),
    transforms: transformsFromAws(rule.Transforms ?? []),
  };
}

/** Every rule of a listener as AWS answers it, the default one too. */
export async function describeRules(context: ReadContext, listener: string): Promise<readonly Rule[]> {
  const pages = await allPages((from) => {
    const command = new DescribeRulesCommand({ ListenerArn: listener, ...from });
    return context.client.send(command, { abortSignal: context.signal });
  });
  return pages.flatMap(({ Rules: rules }) => rules ?? []);
}
