import { isIP } from 'node:net';
import type { RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2';
import { required, requiredList, requireLength, requireOneOf, requireRegex } from './constraints.ts';
import { fault, validationError } from './faults.ts';
import { LIMITS } from './limits.ts';

const FIELDS = ['host-header', 'path-pattern', 'http-header', 'query-string', 'http-request-method', 'source-ip'];
/** A rule may have several of these, but only one of each other field. */
const REPEATABLE = new Set(['http-header', 'query-string']);
/** At least one dot, and only letters after the last. */
const HOST = /^[A-Za-z0-9_.*?-]*\.[A-Za-z]+$/;
const PATH = /^[A-Za-z0-9_\-.$/~"'@:+&*?]+$/;
const METHOD = /^[A-Z_-]{1,40}$/;
const HEADER = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,40}$/;

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
      if (!HEADER.test(name)) throw validationError(`'${name}' is not a valid HTTP header name`);
      if (name.toLowerCase() === 'host') throw validationError('use a host-header condition for the host header');
      return { Field: field, HttpHeaderConfig: { HttpHeaderName: name, ...readValues(config) } };
    }
    case 'query-string': {
      const values = requiredList(condition.QueryStringConfig?.Values, 'queryStringConfig.values');
      for (const pair of values) {
        requireLength(required(pair.Value, 'queryStringConfig.values.member.value'), 'value', 128);
        requireLength(pair.Key, 'key', 128);
      }
      return { Field: field, QueryStringConfig: { Values: [...values] } };
    }
    case 'http-request-method': {
      const values = requiredList(condition.HttpRequestMethodConfig?.Values, 'httpRequestMethodConfig.values');
      for (const value of values)
        if (!METHOD.test(value)) throw validationError(`'${value}' is not a valid HTTP method`);
      return { Field: field, HttpRequestMethodConfig: { Values: [...values] } };
    }
    default: {
      const values = requiredList(condition.SourceIpConfig?.Values, 'sourceIpConfig.values');
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
  if (Values.length > 1) throw validationError(`'Values' of '${field}' takes one value; use the config for more`);
  return readPattern(field, {
    Field: field,
    ...(field === 'host-header' ? { HostHeaderConfig: { Values } } : { PathPatternConfig: { Values } }),
  });
}

function readPattern(field: 'host-header' | 'path-pattern', condition: RuleCondition): RuleCondition {
  const regexes = condition.RegexValues;
  const given = field === 'host-header' ? condition.HostHeaderConfig : condition.PathPatternConfig;
  const config = readValues(given ?? (regexes === undefined ? {} : { RegexValues: regexes }));
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
function readValues(config: Patterns): { Values?: string[]; RegexValues?: string[] } {
  const { Values = [], RegexValues = [] } = config;
  if (Values.length > 0 && RegexValues.length > 0) throw validationError("specify either 'Values' or 'RegexValues'");
  for (const value of [...Values, ...RegexValues]) requireLength(value, 'values.member', 128, 1);
  if (RegexValues.length === 0) return { Values: [...requiredList(Values, 'values')] };
  for (const source of RegexValues) requireRegex(source);
  return { RegexValues: [...RegexValues] };
}

function requireCidr(value: string): void {
  const [address = '', bits = '', ...rest] = value.split('/');
  const family = isIP(address);
  const limit = family === 4 ? 32 : 128;
  if (family === 0 || rest.length > 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > limit) {
    throw fault('ValidationError', `The CIDR block '${value}' is not valid`);
  }
}
