import { isIP } from 'node:net';
import type { RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2';
import { requireConditionLength, required, requiredList, requireOneOf, requireRegex } from './constraints.ts';
import { fault, validationError } from './faults.ts';
import { LIMITS } from './limits.ts';

const FIELDS = ['host-header', 'path-pattern', 'http-header', 'query-string', 'http-request-method', 'source-ip'];
/** A rule may have several of these, but only one of each other field. */
const REPEATABLE = new Set(['http-header', 'query-string']);
/** At least one dot, and only letters after the last. */
const HOST = /^[A-Za-z0-9_.*?-]*\.[A-Za-z]+$/;
const PATH = /^[A-Za-z0-9_\-.$/~"'@:+&*?]+$/;
const METHOD = /^[A-Z_-]+$/;
const HEADER = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** A rule's conditions as AWS keeps and answers them, or the error that it answers. */
export function readConditions(conditions: readonly RuleCondition[] | undefined): readonly RuleCondition[] {
  const list = requiredList(conditions, 'conditions').map(readCondition);
  const fields = list.map((condition) => condition.Field ?? '').filter((field) => !REPEATABLE.has(field));
  if (new Set(fields).size !== fields.length) {
    throw validationError(
      'a rule can have only one condition of each of host-header, path-pattern, http-request-method and source-ip',
    );
  }
  const values = list.flatMap(valuesOf);
  if (values.length > LIMITS.conditionValuesPerRule) {
    throw validationError(`A rule can only have '${LIMITS.conditionValuesPerRule}' condition values`);
  }
  const wildcards = values.join('').match(/[*?]/g)?.length ?? 0;
  if (wildcards > LIMITS.conditionWildcardsPerRule) {
    throw validationError(`A rule can only have '${LIMITS.conditionWildcardsPerRule}' condition wildcards`);
  }
  return list;
}

function valuesOf(condition: RuleCondition): readonly string[] {
  const pairs = condition.QueryStringConfig?.Values?.map((pair) => `${pair.Key ?? ''}=${pair.Value ?? ''}`) ?? [];
  const config =
    condition.HttpHeaderConfig ??
    condition.HostHeaderConfig ??
    condition.PathPatternConfig ??
    condition.HttpRequestMethodConfig ??
    condition.SourceIpConfig;
  const { Values = [], RegexValues = [] }: Patterns = config ?? {};
  return [...pairs, ...Values, ...RegexValues];
}

function readCondition(condition: RuleCondition): RuleCondition {
  const field = required(condition.Field, 'conditions.member.field');
  requireOneOf(field, 'conditions.member.field', FIELDS);
  if (condition.Values !== undefined && condition.Values.length > 0) return readShorthand(field, condition);
  switch (field) {
    case 'host-header':
    case 'path-pattern':
      return readPattern(field, condition);
    case 'http-header': {
      const config = required(condition.HttpHeaderConfig, 'httpHeaderConfig');
      const name = required(config.HttpHeaderName, 'httpHeaderName');
      requireConditionLength(name, 'HttpHeaderName', 40);
      if (!HEADER.test(name)) throw validationError(`'${name}' is not a valid HTTP header name`);
      if (name.toLowerCase() === 'host') throw validationError('use a host-header condition for the host header');
      return { Field: field, HttpHeaderConfig: { HttpHeaderName: name, ...readValues(field, config) } };
    }
    case 'query-string': {
      const values = requireValues(field, 'QueryStringConfig', condition.QueryStringConfig);
      for (const { Key, Value } of values) {
        if (Value === undefined) throw validationError("A 'Value' must be specified in 'QueryStringKeyValuePair'");
        requireConditionLength(Value, 'Value', 128);
        requireConditionLength(Key, 'Key', 128);
      }
      return { Field: field, QueryStringConfig: { Values: [...values] } };
    }
    case 'http-request-method': {
      const values = requireValues(field, 'HttpRequestMethodConfig', condition.HttpRequestMethodConfig);
      for (const value of values) requireMethod(field, value);
      return { Field: field, HttpRequestMethodConfig: { Values: [...values] } };
    }
    default: {
      const values = requireValues(field, 'SourceIpConfig', condition.SourceIpConfig);
      for (const value of values) requireCidr(value);
      return { Field: field, SourceIpConfig: { Values: [...values] } };
    }
  }
}

/** `Values` beside `Field`: allowed for host-header and path-pattern, with one value, and not together with a config. */
function readShorthand(field: string, condition: RuleCondition): RuleCondition {
  if (field !== 'host-header' && field !== 'path-pattern') {
    throw validationError(`'Values' can be specified only for host-header and path-pattern, not for '${field}'`);
  }
  const config = field === 'host-header' ? condition.HostHeaderConfig : condition.PathPatternConfig;
  if (config !== undefined) throw validationError(`specify either 'Values' or the config of '${field}', not both`);
  const Values = condition.Values ?? [];
  if (Values.length > 1) throw validationError(`The '${field}' field contains too many values; the limit is '1'`);
  return readPattern(field, {
    Field: field,
    ...(field === 'host-header' ? { HostHeaderConfig: { Values } } : { PathPatternConfig: { Values } }),
  });
}

function readPattern(field: 'host-header' | 'path-pattern', condition: RuleCondition): RuleCondition {
  const regexes = condition.RegexValues;
  const given = field === 'host-header' ? condition.HostHeaderConfig : condition.PathPatternConfig;
  const config = readValues(field, given ?? (regexes === undefined ? {} : { RegexValues: regexes }));
  for (const value of config.Values ?? []) {
    const valid = field === 'host-header' ? HOST.test(value) : PATH.test(value);
    if (!valid) throw validationError(`'${value}' is not a valid ${field} value`);
  }
  const shorthand = config.Values === undefined ? {} : { Values: [...config.Values] };
  return field === 'host-header'
    ? { Field: field, ...shorthand, HostHeaderConfig: config }
    : { Field: field, ...shorthand, PathPatternConfig: config };
}

interface Patterns {
  readonly Values?: string[] | undefined;
  readonly RegexValues?: string[] | undefined;
}

/** Values or regular expressions, one of which there has to be, each at most 128 characters. */
function readValues(field: string, config: Patterns): { Values?: string[]; RegexValues?: string[] } {
  const { Values = [], RegexValues = [] } = config;
  if (Values.length > 0 && RegexValues.length > 0) throw validationError("specify either 'Values' or 'RegexValues'");
  const given = [...Values, ...RegexValues];
  if (given.length === 0 || given.includes('')) throw validationError('A condition value must be specified');
  for (const value of given) requireConditionLength(value, field, 128);
  if (RegexValues.length === 0) return { Values: [...Values] };
  for (const source of RegexValues) requireRegex(source);
  return { RegexValues: [...RegexValues] };
}

/** The values of a condition's config, which has to be there and to hold one. */
function requireValues<T>(
  field: string,
  member: string,
  config: { readonly Values?: readonly T[] | undefined } | undefined,
): readonly T[] {
  if (config?.Values === undefined) throw validationError(`A '${member}' must be specified with '${field}'`);
  if (config.Values.length === 0) throw validationError(`A '${field}' value must be specified`);
  return config.Values;
}

function requireMethod(field: string, value: string): void {
  requireConditionLength(value, field, 40);
  if (METHOD.test(value)) return;
  throw validationError(`The '${field}' value is invalid; the allowed characters are A-Z, hyphen and underscore`);
}

function requireCidr(value: string): void {
  const [address = '', bits = '', ...rest] = value.split('/');
  const family = isIP(address);
  const limit = family === 4 ? 32 : 128;
  if (family === 0 || rest.length > 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > limit) {
    throw fault('ValidationError', `The CIDR block '${value}' is not valid`);
  }
}
