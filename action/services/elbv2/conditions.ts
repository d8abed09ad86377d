import type { RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2';
import { BreakglassError } from '../../domain/error.ts';
import { hide, isHidden, type Secret } from '../../domain/hidden.ts';
import type { Json, JsonObject } from '../../domain/json.ts';

/** A condition on what AWS shows in clear and is no secret: host, path, method, source address. Values sorted. */
export interface PlainCondition extends JsonObject {
  readonly field: string;
  readonly values: readonly string[];
  /** Regular expressions instead of values: AWS keeps the two apart. */
  readonly regexes: readonly string[];
}

/** A condition on a header or the query, whose values may be secrets. */
export interface SecretCondition extends JsonObject {
  readonly field: 'http-header' | 'query-string';
  /** The header's name, in lower case, since AWS looks at no case; null for the query. */
  readonly name: string | null;
  /** Of a header its values and its regular expressions, a list each; of the query pairs of key and value. Sorted. */
  readonly secret: Secret;
}

/** A condition on a field that this version does not know: only that it changed can be seen. */
export interface UnknownCondition extends JsonObject {
  readonly field: string;
  readonly unknown: Secret;
}

export type Condition = PlainCondition | SecretCondition | UnknownCondition;

/** Fields whose values are no secret, and which can be written again. */
const PLAIN = new Set(['host-header', 'path-pattern', 'http-request-method', 'source-ip']);

export function isPlain(condition: Condition): condition is PlainCondition {
  return !isSecret(condition) && !isUnknown(condition);
}

function isSecret(condition: Condition): condition is SecretCondition {
  return 'secret' in condition;
}

function isUnknown(condition: Condition): condition is UnknownCondition {
  return 'unknown' in condition;
}

/** AWS's conditions, normalised: each in one form, sorted, the values that may be secrets hidden. */
export function conditionsFromAws(conditions: readonly RuleCondition[]): readonly Condition[] {
  return conditions.map(conditionFromAws).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

function conditionFromAws(condition: RuleCondition): Condition {
  const field = condition.Field ?? '';
  if (field === 'http-header') {
    const { HttpHeaderName = '', Values = [], RegexValues = [] } = condition.HttpHeaderConfig ?? {};
    const name = HttpHeaderName.toLowerCase();
    return { field, name, secret: hide([Values.toSorted(), RegexValues.toSorted()]) };
  }
  if (field === 'query-string') {
    // Key and value apart: `a=b` may be in either. An empty key is none, as AWS answers it.
    const pairs = (condition.QueryStringConfig?.Values ?? []).map(({ Key = '', Value = '' }) => [Key, Value]);
    return {
      field,
      name: null,
      secret: hide(pairs.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))),
    };
  }
  if (!PLAIN.has(field)) {
    const { Field: _field, ...rest } = condition;
    return { field: field || 'unknown', unknown: hide(JSON.parse(JSON.stringify(rest))) };
  }
  const config =
    condition.HostHeaderConfig ??
    condition.PathPatternConfig ??
    condition.HttpRequestMethodConfig ??
    condition.SourceIpConfig;
  const { Values, RegexValues }: { Values?: string[] | undefined; RegexValues?: string[] | undefined } = config ?? {};
  return {
    field,
    values: (Values ?? condition.Values ?? []).toSorted(),
    regexes: (RegexValues ?? condition.RegexValues ?? []).toSorted(),
  };
}

/**
 * The conditions as `CreateRule` and `ModifyRule` take them: `*Config` alone, never `Values` beside it.
 *
 * @throws BreakglassError `sensitive-state` where their values are not known
 */
export function conditionsToAws(conditions: readonly Condition[]): RuleCondition[] {
  return conditions.map((condition) => {
    if (isUnknown(condition)) throw unknownField(condition);
    if (isSecret(condition)) return secretToAws(condition);
    const { field: Field, values, regexes } = condition;
    const config = regexes.length > 0 ? { RegexValues: [...regexes] } : { Values: [...values] };
    switch (Field) {
      case 'host-header':
        return { Field, HostHeaderConfig: config };
      case 'path-pattern':
        return { Field, PathPatternConfig: config };
      case 'http-request-method':
        return { Field, HttpRequestMethodConfig: { Values: [...values] } };
      default:
        return { Field, SourceIpConfig: { Values: [...values] } };
    }
  });
}

function secretToAws(condition: SecretCondition): RuleCondition {
  const { field: Field, name, secret } = condition;
  const lists = isHidden(secret) && Array.isArray(secret.$hidden) ? secret.$hidden.map(textsOf) : undefined;
  if (lists === undefined) throw lost(condition);
  if (name === null) {
    const pairs = lists.map(([Key = '', Value = '']) => (Key === '' ? { Value } : { Key, Value }));
    return { Field, QueryStringConfig: { Values: pairs } };
  }
  const [values = [], regexes = []] = lists;
  const config = regexes.length > 0 ? { RegexValues: regexes } : { Values: values };
  return { Field, HttpHeaderConfig: { HttpHeaderName: name, ...config } };
}

function textsOf(list: Json): string[] {
  return Array.isArray(list) ? list.map(String) : [];
}

/**
 * Refuses conditions on fields that this version does not know, and which therefore could not be written again.
 *
 * @throws BreakglassError `sensitive-state`
 */
export function requireWritable(conditions: readonly Condition[]): void {
  const found = conditions.find(isUnknown);
  if (found !== undefined) throw unknownField(found);
}

function unknownField({ field }: UnknownCondition): BreakglassError {
  return new BreakglassError('sensitive-state', `a condition on "${field}" is not known here`, {
    hint: 'its values could not be written again: change the rule by hand, or use a newer version',
  });
}

function lost({ field, name }: SecretCondition): BreakglassError {
  const what = name === null ? field : `${field} ${name}`;
  return new BreakglassError('sensitive-state', `the values of a condition on ${what} are not known`, {
    hint: 'they may be secrets, and are not in the record in clear: write the rule by hand, from where the values are kept',
  });
}

/** Conditions in words, for the approver: `host-header a.example.com and path-pattern /api/*`. */
export function describeConditions(conditions: readonly Condition[]): string {
  return conditions
    .map((condition) =>
      isSecret(condition) || isUnknown(condition)
        ? `${[condition.field, 'name' in condition ? condition.name : null].filter((part) => part !== null).join(' ')} (values not shown)`
        : `${condition.field} ${[...condition.values, ...condition.regexes].join(', ')}`,
    )
    .join(' and ');
}
