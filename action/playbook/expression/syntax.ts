import type { Expr } from '@actions/expressions/ast';
import { ExpressionError } from '@actions/expressions/errors';
import { Lexer, TokenType } from '@actions/expressions/lexer';
import { Parser } from '@actions/expressions/parser';
import { BreakglassError } from '../../domain/error.ts';
import { suggest } from '../nearest.ts';
import { show } from '../problem.ts';

/** Longer expressions are refused; GitHub's own limit of 21,000 is far beyond what a playbook needs. */
export const MAX_EXPRESSION = 1_000;

/** What an expression may start from. */
export const CONTEXTS: readonly string[] = ['inputs', 'steps', 'install'];

/** GitHub's functions, as its documentation spells them. All are pure. */
export const FUNCTIONS = [
  'contains',
  'startsWith',
  'endsWith',
  'format',
  'join',
  'toJSON',
  'fromJSON',
  'case',
] as const;

const FUNCTION_NAMES = new Set<string>(FUNCTIONS.map((name) => name.toLowerCase()));

/** Parses what stands between `${{` and `}}`, or throws `invalid-expression`. */
export function parseExpression(source: string): Expr {
  if (source.length > MAX_EXPRESSION) {
    throw new BreakglassError('invalid-expression', `an expression has ${source.length} characters`, {
      hint: `write at most ${MAX_EXPRESSION}`,
    });
  }
  if (source.trim() === '') {
    throw new BreakglassError('invalid-expression', 'an expression is empty', { hint: 'write ${{ inputs.name }}' });
  }
  try {
    const { tokens } = new Lexer(source).lex();
    requireKnownNames(tokens);
    return new Parser(tokens.map(unescaped), [...CONTEXTS], []).parse();
  } catch (error) {
    if (error instanceof BreakglassError) throw error;
    throw syntaxError(source, error);
  }
}

type Tokens = ReturnType<Lexer['lex']>['tokens'];

/** The lexer unescapes only the first '' of a string. */
function unescaped(token: Tokens[number]): Tokens[number] {
  if (token.type !== TokenType.STRING) return token;
  return { ...token, value: token.lexeme.slice(1, -1).replaceAll("''", "'") };
}

/**
 * Refuses unknown functions and contexts before the parser sees them: its table of functions is a plain object, in
 * which `constructor` is found too.
 */
function requireKnownNames(tokens: Tokens): void {
  for (const [index, token] of tokens.entries()) {
    if (token.type !== TokenType.IDENTIFIER || tokens[index - 1]?.type === TokenType.DOT) continue;
    const called = tokens[index + 1]?.type === TokenType.LEFT_PAREN;
    const name = token.lexeme;
    if (called ? FUNCTION_NAMES.has(name.toLowerCase()) : CONTEXTS.includes(name)) continue;
    throw new BreakglassError('invalid-expression', `unknown ${called ? 'function' : 'context'} "${name}"`, {
      hint: suggest(name, called ? FUNCTIONS : CONTEXTS, ''),
    });
  }
}

function syntaxError(source: string, error: unknown): BreakglassError {
  const reason = error instanceof ExpressionError || error instanceof Error ? error.message : String(error);
  const short = reason
    .replace(/\. Located at position.*/s, '')
    .replace(/^E/, 'e')
    .replace(/^U/, 'u');
  return new BreakglassError('invalid-expression', `in ${show(source.trim())}: ${short}`, {
    hint: "see GitHub's documentation of expressions; text stands in single quotes",
    cause: error,
  });
}
