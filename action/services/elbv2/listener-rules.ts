import {
  DescribeRulesCommand,
  DescribeTagsCommand,
  type Rule,
  type RuleCondition,
  RuleNotFoundException,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { parseArn } from '../../domain/arn.ts';
import { defineResource } from '../../domain/define.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { StepContext } from '../../domain/step-kind.ts';
import type { Elbv2Client } from './service.ts';

export const SESSION_TAG = 'breakglass:session';
export const STEP_TAG = 'breakglass:step';

/** AWS takes this many ARNs in one DescribeTags call. */
const TAGS_PER_CALL = 20;

/** A rule that a step of this session created. */
export interface CreatedRule extends JsonObject {
  readonly priority: number;
  readonly conditions: readonly { readonly field: string; readonly values: readonly string[] }[];
  /** 0 when somebody has made it do something else than answer. */
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** ARNs of the created rules, by unit. */
type CreatedArns = Readonly<Record<string, string>>;

/**
 * A listener's rules beside the default one. Units: `priority/<rule ARN>` → its priority, and `rule/<session>/<step>` →
 * a rule that a step of the session created. `arns` is no unit: it only tells where the created rules are.
 */
export type ListenerRules = Readonly<Record<string, number | CreatedRule | CreatedArns>>;

export const listenerRules = defineResource<ListenerRules, Elbv2Client>({
  kind: 'elbv2/listener-rules',
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
});

async function readRules(context: Omit<StepContext<Elbv2Client>, 'step'>, listener: string): Promise<ListenerRules> {
  const rules = (await describeRules(context, listener)).filter((rule) => rule.IsDefault !== true);
  const units = await createdUnits(context, rules);
  const model: Record<string, number | CreatedRule> = {};
  const arns: Record<string, string> = {};
  for (const rule of rules) {
    const ruleArn = rule.RuleArn ?? '';
    const unit = units.get(ruleArn);
    if (unit === undefined) model[`priority/${ruleArn}`] = Number(rule.Priority);
    else {
      model[unit] = createdRule(rule);
      arns[unit] = ruleArn;
    }
  }
  return { ...model, arns };
}

/** ARN pattern of every rule of a listener: the rule that a step creates has no ARN before. */
export function rulesOf(listener: string): string {
  const arn = parseArn(listener);
  if (arn === undefined) return listener;
  const resource = arn.resource.replace(/^listener\//, 'listener-rule/');
  return `arn:${arn.partition}:${arn.service}:${arn.region}:${arn.account}:${resource}/*`;
}

export function unitOf(ids: { readonly session: string; readonly step: string }): string {
  return `rule/${ids.session}/${ids.step}`;
}

/** Every priority in use, by unit. */
export function priorities(rules: ListenerRules): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const [unit, value] of Object.entries(rules)) {
    if (typeof value === 'number') found.set(unit, value);
    else if (isCreatedRule(value)) found.set(unit, value.priority);
  }
  return found;
}

export function isCreatedRule(value: ListenerRules[string] | undefined): value is CreatedRule {
  return typeof value === 'object' && typeof value['priority'] === 'number';
}

/** ARN of the rule that a step created, if it is there. */
export function createdArn(rules: ListenerRules, unit: string): string | undefined {
  const arns = rules['arns'];
  if (typeof arns !== 'object' || isCreatedRule(arns)) return undefined;
  return arns[unit];
}

async function describeRules(context: Omit<StepContext<Elbv2Client>, 'step'>, listener: string): Promise<Rule[]> {
  const rules: Rule[] = [];
  let marker: string | undefined;
  do {
    const command = new DescribeRulesCommand({
      ListenerArn: listener,
      ...(marker === undefined ? {} : { Marker: marker }),
    });
    const page = await context.client.send(command, { abortSignal: context.signal });
    rules.push(...(page.Rules ?? []));
    marker = page.NextMarker;
  } while (marker !== undefined && marker !== '');
  return rules;
}

/** Units of the rules that this session tagged as its own, by ARN. */
async function createdUnits(
  context: Omit<StepContext<Elbv2Client>, 'step'>,
  rules: readonly Rule[],
): Promise<ReadonlyMap<string, string>> {
  const units = new Map<string, string>();
  const arns = rules.flatMap((rule) => rule.RuleArn ?? []);
  for (let start = 0; start < arns.length; start += TAGS_PER_CALL) {
    const command = new DescribeTagsCommand({ ResourceArns: arns.slice(start, start + TAGS_PER_CALL) });
    const answer = await context.client.send(command, { abortSignal: context.signal });
    for (const { ResourceArn: arn, Tags: tags } of answer.TagDescriptions ?? []) {
      const value = (key: string): string | undefined => tags?.find((tag) => tag.Key === key)?.Value;
      const step = value(STEP_TAG);
      if (arn === undefined || step === undefined || value(SESSION_TAG) !== context.session) continue;
      units.set(arn, unitOf({ session: context.session, step }));
    }
  }
  return units;
}

function createdRule(rule: Rule): CreatedRule {
  const config = rule.Actions?.find((action) => action.Type === 'fixed-response')?.FixedResponseConfig;
  return {
    priority: Number(rule.Priority),
    conditions: (rule.Conditions ?? [])
      .map((condition) => ({ field: condition.Field ?? '', values: valuesOf(condition).toSorted() }))
      .toSorted((a, b) => (a.field < b.field ? -1 : 1)),
    status: Number(config?.StatusCode ?? 0),
    contentType: config?.ContentType ?? '',
    body: config?.MessageBody ?? '',
  };
}

function valuesOf(condition: RuleCondition): readonly string[] {
  return condition.HostHeaderConfig?.Values ?? condition.PathPatternConfig?.Values ?? condition.Values ?? [];
}
