import { BreakglassError } from '../domain/error.ts';
import type { RequestContext } from './context.ts';
import { type PolicyVariable, parsePolicyVariable, valueOf } from './policy-variable.ts';

/** One place of a pattern: a literal character, a wildcard, or a policy variable. */
type Token = string | { readonly wildcard: 'one' | 'any'; readonly colons: boolean } | PolicyVariable;

/** A value as IAM matches it: `*`, `?` and policy variables, compiled once. */
export interface Pattern {
  readonly source: string;
  /** The literals that it begins with: most texts are told apart by them. */
  readonly prefix: string;
  /** What follows the prefix. */
  readonly tokens: readonly Token[];
  /** Literals are in lower case, and so must be the text that it is matched with. */
  readonly ignoreCase: boolean;
}

export interface PatternOptions {
  /** `${…}` is only known to policies of version 2012-10-17. */
  readonly variables: boolean;
  /** `false` for StringEquals and its like, where `*` and `?` are ordinary characters. */
  readonly wildcards: boolean;
  readonly ignoreCase?: boolean;
}

/** `${*}`, `${?}` and `${$}` stand for the characters themselves. */
const ESCAPES: ReadonlySet<string> = new Set(['*', '?', '$']);

/** `arn:partition:service:region:account:resource` */
const RESOURCE_SEGMENT = 5;

/** Compiles `source`; throws `invalid-value` for a policy variable of a form or a key that is not known. */
export function compilePattern(source: string, options: PatternOptions): Pattern {
  return patternOf(source, tokenize(source, options), options.ignoreCase === true);
}

function patternOf(source: string, all: readonly Token[], ignoreCase: boolean): Pattern {
  const end = all.findIndex((token) => typeof token !== 'string');
  const literals = end < 0 ? all : all.slice(0, end);
  return { source, prefix: literals.join(''), tokens: all.slice(literals.length), ignoreCase };
}

function tokenize(source: string, options: PatternOptions): readonly Token[] {
  const ignoreCase = options.ignoreCase === true;
  const text = ignoreCase ? source.toLowerCase() : source;
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; at++) {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    if (text.startsWith('${', at)) {
      const end = text.indexOf('}', at);
      if (!options.variables || end < 0) {
        throw new BreakglassError('invalid-value', `"${source}" holds a policy variable`, {
          hint: 'variables need Version "2012-10-17" and a closing brace',
        });
      }
      const name = text.slice(at + 2, end);
      tokens.push(ESCAPES.has(name) ? name : parsePolicyVariable(name));
      at = end;
    } else if (options.wildcards && character === '?') {
      tokens.push({ wildcard: 'one', colons: true });
    } else if (options.wildcards && character === '*') {
      tokens.push({ wildcard: 'any', colons: true });
    } else {
      tokens.push(character);
      at += character.length - 1;
    }
  }
  return tokens;
}

/**
 * A pattern for a whole ARN. In the five segments before the resource, `?` never matches a colon and `*` only when it
 * ends its segment, as IAM documents; within the resource both match anything. Variables stand in the resource alone.
 */
export function compileArnPattern(source: string, options: { readonly variables: boolean }): Pattern {
  const whole = tokenize(source, { ...options, wildcards: true });
  if (source === '*') return patternOf(source, whole, false);
  const beforeResource = source.split(':').slice(0, RESOURCE_SEGMENT);
  if (beforeResource.some((segment) => segment.includes('${'))) {
    throw new BreakglassError('invalid-value', `"${source}" holds a policy variable before its fifth colon`, {
      hint: 'variables stand in the resource part of an ARN only',
    });
  }
  let segment = 0;
  const bounded = whole.map((token, index): Token => {
    if (token === ':') segment++;
    if (segment >= RESOURCE_SEGMENT || typeof token === 'string' || 'variable' in token) return token;
    return { ...token, colons: token.wildcard === 'any' && whole[index + 1] === ':' };
  });
  return patternOf(source, bounded, false);
}

/** True when there are requests in which a variable of the pattern has no value, and no default. */
export function mayHaveNoValue({ tokens }: Pattern): boolean {
  return tokens.some((token) => typeof token === 'object' && 'variable' in token && token.otherwise === undefined);
}

/** True when `pattern` matches all of `text`. A variable without a value in the request matches nothing. */
export function matches(pattern: Pattern, text: string, context: RequestContext): boolean {
  if (!text.startsWith(pattern.prefix)) return false;
  const rest = text.slice(pattern.prefix.length);
  if (pattern.tokens.length === 0) return rest === '';
  const tokens = bind(pattern, context);
  if (tokens === undefined) return false;
  if (tokens.length === 1 && isFree(tokens[0])) return true;
  // The set of token positions reached so far: linear in pattern × text, whatever the pattern.
  let reached = skipStars(tokens, new Set([0]));
  for (const character of rest) {
    const next = new Set<number>();
    for (const at of reached) {
      const token = tokens[at];
      if (token === undefined) continue;
      if (typeof token === 'string') {
        if (token === character) next.add(at + 1);
      } else if ('wildcard' in token && (token.colons || character !== ':')) {
        next.add(token.wildcard === 'any' ? at : at + 1);
      }
    }
    if (next.size === 0) return false;
    reached = skipStars(tokens, next);
  }
  return reached.has(tokens.length);
}

/** A `*` that matches whatever comes. */
function isFree(token: Token | undefined): boolean {
  return typeof token === 'object' && 'wildcard' in token && token.wildcard === 'any' && token.colons;
}

function bind(pattern: Pattern, context: RequestContext): readonly Token[] | undefined {
  const bound: Token[] = [];
  for (const token of pattern.tokens) {
    if (typeof token === 'string' || 'wildcard' in token) {
      bound.push(token);
      continue;
    }
    const value = valueOf(token, context);
    if (value === undefined) return undefined;
    bound.push(...(pattern.ignoreCase ? value.toLowerCase() : value));
  }
  return bound;
}

function skipStars(tokens: readonly Token[], reached: ReadonlySet<number>): ReadonlySet<number> {
  const all = new Set(reached);
  for (const at of all) {
    const token = tokens[at];
    if (typeof token === 'object' && 'wildcard' in token && token.wildcard === 'any') all.add(at + 1);
  }
  return all;
}
