import type { RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2';
import { BreakglassError } from '../../domain/error.ts';
import { fingerprint } from '../../domain/fingerprint.ts';
import type { JsonObject } from '../../domain/json.ts';

/** A condition on what AWS shows in clear and is no secret: host, path, method, source address. Values sorted. */
export interface PlainCondition extends JsonObject {
  readonly field: string;
  readonly values: readonly string[];
  /** Regular expressions instead of values: AWS keeps the two apart. */
  readonly regexes: readonly string[];
}

/**
 * A condition on a header or the query, whose values may be secrets, or on a field that this version does not know: only that it
 * changed can be seen.
 */
export interface HiddenCondition extends JsonObject {
  readonly field: string;
  /** The header's name, in lower case; null for anything else. */
  readonly name: string | null;
  /** SHA-256 of its values, sorted. */
  readonly fingerprint: string;
}

export type Condition = PlainCondition | HiddenCondition;

/** Fields whose values are no secret, and which can be written again. */
const PLAIN = new Set(['host-header', 'path-pattern', 'http-request-method', 'source-ip']);

export function isHidden(condition: Condition): condition is HiddenCondition {
  return 'fingerprint' in condition;
}

/** AWS's conditions, normalised: each in one form, sorted, the values that may be secrets as fingerprints. */
export function conditionsFromAws(conditions: readonly RuleCondition[]): readonly Condition[] {
  return conditions.map(conditionFromAws).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

function conditionFromAws(condition: RuleCondition): Condition {
  const field = condition.Field ?? '';
  if (field === 'http-header') {
    const { HttpHeaderName = '', Values = [], RegexValues = [] } = condition.HttpHeaderConfig ?? {};
    const name = HttpHeaderName.toLowerCase();
    return { field, name, fingerprint: fingerprint([Values.toSorted(), RegexValues.toSorted()]) };
  }
  if (field === 'query-string') {
    // Key and value apart: `a=b` may be in either. An empty key is none, as AWS answers it.
    const pairs = (condition.QueryStringConfig?.Values ?? []).map(({ Key = '', Value = '' }) => [Key, Value]);
    return {
      field,
      name: null,
      fingerprint: fingerprint(pairs.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))),
    };
  }
  if (!PLAIN.has(field)) {
    const { Field: _field, ...rest } = condition;
    return { field: field || 'unknown', name: null, fingerprint: fingerprint(JSON.parse(JSON.stringify(rest))) };
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
 * @throws BreakglassError `sensitive-state` where their values are known only by their fingerprint
 */
export function conditionsToAws(conditions: readonly Condition[]): RuleCondition[] {
  return conditions.map((condition) => {
    if (isHidden(condition)) throw hidden(condition);
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

/**
 * Refuses conditions that could not be written again, since their values are not on record.
 *
 * @throws BreakglassError `sensitive-state`
 */
export function requireWritable(conditions: readonly Condition[]): void {
  const found = conditions.find(isHidden);
  if (found !== undefined) throw hidden(found);
}

function hidden({ field, name }: HiddenCondition): BreakglassError {
  const what = name === null ? field : `${field} ${name}`;
  return new BreakglassError('sensitive-state', `a condition on ${what} has values that may be secrets`, {
    hint: 'they would stand in the record in clear, and without them the rule cannot be written again: change it by hand',
  });
}

/** Conditions in words, for the approver: `host-header a.example.com and path-pattern /api/*`. */
export function describeConditions(conditions: readonly Condition[]): string {
  return conditions
    .map((condition) =>
      isHidden(condition)
        ? `${condition.field}${condition.name === null ? '' : ` ${condition.name}`} (values not shown)`
        : `${condition.field} ${[...condition.values, ...condition.regexes].join(', ')}`,
    )
    .join(' and ');
}
