import type { RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2';
import { isInBlock } from './address.ts';

/** What rules look at in a request. */
export interface RoutedRequest {
  /** The Host header without port. */
  readonly host: string;
  /** As sent: not decoded, without the query string. */
  readonly path: string;
  /** Without the leading `?`. */
  readonly query: string;
  readonly method: string;
  readonly sourceIp: string;
  /** Every value of a header, by lowercase name. */
  readonly header: (name: string) => readonly string[];
}

type Predicate = (request: RoutedRequest) => boolean;

const compiled = new WeakMap<RuleCondition, Predicate>();

/** True when a request meets every condition. */
export function meetsConditions(conditions: readonly RuleCondition[], request: RoutedRequest): boolean {
  return conditions.every((condition) => predicateOf(condition)(request));
}

function predicateOf(condition: RuleCondition): Predicate {
  const known = compiled.get(condition);
  if (known !== undefined) return known;
  const predicate = compile(condition);
  compiled.set(condition, predicate);
  return predicate;
}

function compile(condition: RuleCondition): Predicate {
  switch (condition.Field) {
    case 'host-header': {
      const matches = anyOf(condition.HostHeaderConfig, 'i');
      return (request) => matches(request.host);
    }
    case 'path-pattern': {
      const matches = anyOf(condition.PathPatternConfig, '');
      return (request) => matches(request.path);
    }
    case 'http-header': {
      const name = (condition.HttpHeaderConfig?.HttpHeaderName ?? '').toLowerCase();
      const matches = anyOf(condition.HttpHeaderConfig, 'i');
      return (request) => request.header(name).some(matches);
    }
    case 'http-request-method': {
      const methods = new Set(condition.HttpRequestMethodConfig?.Values);
      return (request) => methods.has(request.method);
    }
    case 'query-string':
      return compileQuery(condition);
    case 'source-ip': {
      const blocks = condition.SourceIpConfig?.Values ?? [];
      return (request) => blocks.some((block) => isInBlock(request.sourceIp, block));
    }
    case undefined:
    default:
      return () => false;
  }
}

interface Patterns {
  readonly Values?: readonly string[] | undefined;
  readonly RegexValues?: readonly string[] | undefined;
}

function anyOf(config: Patterns | undefined, flags: 'i' | ''): (text: string) => boolean {
  const regexes = [
    ...(config?.Values ?? []).map((pattern) => wildcard(pattern, flags)),
    ...(config?.RegexValues ?? []).map((source) => new RegExp(source, flags)),
  ];
  return (text) => regexes.some((regex) => regex.test(text));
}

function compileQuery(condition: RuleCondition): Predicate {
  const wanted = (condition.QueryStringConfig?.Values ?? []).map((pair) => ({
    key: pair.Key === undefined ? undefined : wildcard(pair.Key, 'i'),
    value: wildcard(pair.Value ?? '', 'i'),
  }));
  return (request) => {
    const pairs = request.query.split('&').map(splitPair);
    return wanted.some(({ key, value }) =>
      pairs.some(([name, text]) => (key === undefined || key.test(name)) && value.test(text)),
    );
  };
}

function splitPair(text: string): readonly [name: string, value: string] {
  const at = text.indexOf('=');
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/** `*` is any run of characters, `?` exactly one, and a backslash takes the special meaning from either. */
function wildcard(pattern: string, flags: 'i' | ''): RegExp {
  const source = pattern.replace(/\\[*?\\]|[\s\S]/g, (token) => {
    if (token === '*') return '[\\s\\S]*';
    if (token === '?') return '[\\s\\S]';
    const literal = token.length === 2 ? token.slice(1) : token;
    return literal.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
  });
  return new RegExp(`^${source}$`, flags);
}
