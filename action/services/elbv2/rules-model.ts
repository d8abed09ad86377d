import { isJsonObject, type JsonObject } from '../../domain/json.ts';
import type { ListenerAction } from './actions.ts';
import type { Condition } from './conditions.ts';
import type { Transform } from './transforms.ts';

/** What makes a rule what it is. Priority 1 to 50,000: the lowest number is tried first. */
export interface RuleContent extends JsonObject {
  readonly priority: number;
  readonly conditions: readonly Condition[];
  readonly actions: readonly ListenerAction[];
  readonly transforms: readonly Transform[];
}

/** Values by key: tags of a rule, or ARNs by name. */
export type Names = Readonly<Record<string, string>>;

/** A rule that was there before the session, with everything that creating it again needs. */
export interface ExistingRule extends RuleContent {
  readonly tags: Names;
}

/** Whom a rule's actions let in. */
export interface Access extends JsonObject {
  /** Types of those that ask who a request is from, and what leads to where it may be asked; one that this version does not know may do so too. */
  readonly asks: readonly string[];
  /** Whether people who have not logged in get to targets. */
  readonly open: boolean;
}

type Unit =
  | number
  | RuleContent
  | readonly Condition[]
  | readonly ListenerAction[]
  | readonly Transform[]
  | Names
  | Access;

/**
 * A listener's rules beside the default one. A rule that was there before the session is five units under its ARN (`priority/<ARN>`,
 * `conditions/`, `actions/`, `transforms/`, `tags/`): a change to one of them is no conflict for a step that touches another. A rule
 * that a step of the session created is one unit, `rule/<session>/<step>`, since it goes as a whole; its tags are not in it, for what
 * somebody tags it with keeps nobody from that.
 *
 * `arns` is no unit, and no step changes it. It tells where things are: created rules by their unit, rules that were created again by
 * the ARN that they had, and the default rule by `default`. Nor is `fallback`: whom the default rule lets in, which its listener's
 * default actions say, and steps on those change.
 */
export type ListenerRules = Readonly<Record<string, Unit>>;

/** A rule's name in a model: its ARN, the first one where it was created again; of one that a step created, its unit. */
export type RuleName = string;

const PARTS = ['priority', 'conditions', 'actions', 'transforms', 'tags'] as const;

/** The unit of the rule that a step creates. */
export function unitOf({ session, step }: { readonly session: string; readonly step: string }): string {
  return `rule/${session}/${step}`;
}

export function isCreatedName(name: RuleName): boolean {
  return name.startsWith('rule/');
}

/** The unit that holds a rule's priority. */
export function priorityUnit(name: RuleName): string {
  return isCreatedName(name) ? name : `priority/${name}`;
}

/** The units of a rule that was there before the session. */
export function unitsOf(arn: string): readonly string[] {
  return PARTS.map((part) => `${part}/${arn}`);
}

/** ARNs of the rules that were there before the session. */
export function existingArns(rules: ListenerRules): readonly string[] {
  return Object.keys(rules).flatMap((unit) => (unit.startsWith('priority/') ? [unit.slice('priority/'.length)] : []));
}

/** A rule that was there before the session; undefined where there is none of this name. */
export function existingRule(rules: ListenerRules, arn: string): ExistingRule | undefined {
  const [priority, conditions, actions, transforms, tags] = unitsOf(arn).map((unit) => rules[unit]);
  const isWhole = typeof priority === 'number' && isConditions(conditions) && isActions(actions);
  return isWhole && isTransforms(transforms) && isNames(tags)
    ? { priority, conditions, actions, transforms, tags }
    : undefined;
}

/** The model with this rule under this ARN, in the place of what is there. */
export function withExisting(rules: ListenerRules, arn: string, rule: ExistingRule): ListenerRules {
  return { ...rules, ...Object.fromEntries(PARTS.map((part) => [`${part}/${arn}`, rule[part]])) };
}

export function withoutExisting(rules: ListenerRules, arn: string): ListenerRules {
  const gone = new Set(unitsOf(arn));
  return Object.fromEntries(Object.entries(rules).filter(([unit]) => !gone.has(unit)));
}

/** The rule that a step created; undefined where it has not, or somebody has deleted it. */
export function createdRule(rules: ListenerRules, unit: string): RuleContent | undefined {
  const rule = isCreatedName(unit) ? rules[unit] : undefined;
  return isContent(rule) ? rule : undefined;
}

/** The rule of a name, wherever it comes from. */
export function ruleNamed(rules: ListenerRules, name: RuleName): RuleContent | undefined {
  return createdRule(rules, name) ?? existingRule(rules, name);
}

/** Every priority in use, by the name of its rule. */
export function priorities(rules: ListenerRules): ReadonlyMap<RuleName, number> {
  const existing = existingArns(rules).flatMap((arn) => {
    const priority = rules[`priority/${arn}`];
    return typeof priority === 'number' ? [[arn, priority] as const] : [];
  });
  const created = Object.keys(rules).flatMap((unit) => {
    const rule = createdRule(rules, unit);
    return rule === undefined ? [] : [[unit, rule.priority] as const];
  });
  return new Map([...existing, ...created]);
}

/** The model with other priorities; rules that it has not are passed over. */
export function withPriorities(rules: ListenerRules, wanted: ReadonlyMap<RuleName, number>): ListenerRules {
  const units = [...wanted].flatMap(([name, priority]): readonly (readonly [string, Unit])[] => {
    if (!isCreatedName(name)) return [[`priority/${name}`, priority]];
    const rule = createdRule(rules, name);
    return rule === undefined ? [] : [[name, { ...rule, priority }]];
  });
  return { ...rules, ...Object.fromEntries(units) };
}

/** Where things are: see `ListenerRules`. */
export function arnsOf({ arns }: ListenerRules): Names {
  return isNames(arns) ? arns : {};
}

/** Whom the default rule lets in: see `ListenerRules`. */
export function fallbackAccess({ fallback }: ListenerRules): Access {
  return isAccess(fallback) ? fallback : { asks: [], open: true };
}

/** The model with `name` at `arn`. */
export function locatedAt(rules: ListenerRules, name: RuleName, arn: string): ListenerRules {
  return { ...rules, arns: { ...arnsOf(rules), [name]: arn } };
}

/** Where a rule is now: its ARN, or undefined for one that no step has created yet. */
export function currentArn(rules: ListenerRules, name: RuleName): string | undefined {
  return arnsOf(rules)[name] ?? (isCreatedName(name) ? undefined : name);
}

function isContent(value: Unit | undefined): value is RuleContent {
  return isJsonObject(value) && typeof value['priority'] === 'number';
}

function isConditions(value: Unit | undefined): value is readonly Condition[] {
  return Array.isArray(value) && value.every((item) => 'field' in item);
}

function isActions(value: Unit | undefined): value is readonly ListenerAction[] {
  return Array.isArray(value) && value.every((item) => 'type' in item);
}

function isTransforms(value: Unit | undefined): value is readonly Transform[] {
  return Array.isArray(value) && value.every((item) => 'rewrites' in item || 'unknown' in item);
}

function isAccess(value: Unit | undefined): value is Access {
  return isJsonObject(value) && Array.isArray(value['asks']) && typeof value['open'] === 'boolean';
}

function isNames(value: Unit | undefined): value is Names {
  return isJsonObject(value) && Object.values(value).every((text) => typeof text === 'string');
}
