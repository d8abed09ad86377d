import type { Expr } from '@actions/expressions/ast';
import { BooleanData } from '@actions/expressions/data/boolean';
import { Dictionary } from '@actions/expressions/data/dictionary';
import type { ExpressionData } from '@actions/expressions/data/expressiondata';
import { Evaluator } from '@actions/expressions/evaluator';
import { Lexer, TokenType } from '@actions/expressions/lexer';
import { Parser } from '@actions/expressions/parser';
import { truthy } from '@actions/expressions/result';
import type { Json } from '../../../domain/json.ts';
import { fromData, toData } from '../../../playbook/expression/data.ts';
import { WorkflowProblem } from './workflow-problem.ts';

/** What an expression at some place of a workflow may name: GitHub's table of context availability. */
export interface Scope {
  readonly contexts: readonly string[];
  /** success(), failure(), always() and cancelled() may be called. */
  readonly status?: boolean;
}

export type StatusFunction = 'success' | 'failure' | 'always' | 'cancelled';
const STATUS: readonly StatusFunction[] = ['success', 'failure', 'always', 'cancelled'];

/** Text with `${{ }}` in it, parsed: what is wrong with it is found before anything runs. */
export interface Template {
  readonly parts: readonly (string | Expr)[];
}

export interface Condition {
  readonly expression: Expr;
  /** It asks for the status itself; otherwise `success() &&` stands before it. */
  readonly asksStatus: boolean;
}

export interface Values {
  readonly contexts: Readonly<Record<string, Json>>;
  readonly status?: Readonly<Record<StatusFunction, () => boolean>>;
}

/** Splits at `${{ … }}`; a `}}` inside a quoted text does not end it. */
export function parseTemplate(text: string, scope: Scope, where: string): Template {
  const parts: (string | Expr)[] = [];
  let at = 0;
  for (;;) {
    const open = text.indexOf('${{', at);
    if (open < 0) break;
    const close = closing(text, open + 3);
    if (close < 0) throw new WorkflowProblem(`${where}: an expression is not closed: ${text.slice(open, open + 40)}`);
    if (open > at) parts.push(text.slice(at, open));
    parts.push(parseExpression(text.slice(open + 3, close), scope, where));
    at = close + 2;
  }
  if (at < text.length) parts.push(text.slice(at));
  return { parts };
}

function closing(text: string, from: number): number {
  let quoted = false;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === "'") quoted = !quoted;
    else if (!quoted && text.startsWith('}}', at)) return at;
  }
  return -1;
}

/** An `if:`, with or without `${{ }}` around it. */
export function parseCondition(given: string, scope: Scope, where: string): Condition {
  const text = given.trim();
  if (!text.includes('${{')) return condition(parseExpression(text, scope, where), text);
  const inner = text.startsWith('${{') ? closing(text, 3) : -1;
  if (inner === text.length - 2) {
    const source = text.slice(3, inner);
    return condition(parseExpression(source, scope, where), source);
  }
  // A text with an expression inside it is always true on GitHub: nobody means that.
  throw new WorkflowProblem(`${where}: an if has text beside its expression: ${text}`);
}

function condition(expression: Expr, source: string): Condition {
  const { tokens } = new Lexer(source).lex();
  const asksStatus = tokens.some(
    (token, index) =>
      token.type === TokenType.IDENTIFIER &&
      tokens[index + 1]?.type === TokenType.LEFT_PAREN &&
      STATUS.some((name) => name === token.lexeme.toLowerCase()),
  );
  return { expression, asksStatus };
}

function parseExpression(source: string, scope: Scope, where: string): Expr {
  try {
    const { tokens } = new Lexer(source).lex();
    // The lexer unescapes only the first '' of a text.
    const unescaped = tokens.map((token) =>
      token.type === TokenType.STRING ? { ...token, value: token.lexeme.slice(1, -1).replaceAll("''", "'") } : token,
    );
    const functions = scope.status === true ? STATUS.map((name) => ({ name, minArgs: 0, maxArgs: 0 })) : [];
    return new Parser(unescaped, [...scope.contexts], functions).parse();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new WorkflowProblem(`${where}: ${reason} (in "${source.trim()}")`);
  }
}

function evaluate(expression: Expr, { contexts, status }: Values): ExpressionData {
  const functions = STATUS.map((name) => {
    const call = () => new BooleanData(status?.[name]() ?? false);
    return [name, { name, minArgs: 0, maxArgs: 0, call }] as const;
  });
  const entries = Object.entries(contexts).map(([key, value]) => ({ key, value: toData(value) }));
  return new Evaluator(expression, new Dictionary(...entries), new Map(functions)).evaluate();
}

/** The value: of its own type where the template is one expression alone, else a text. Results are data, never read again. */
export function templateValue({ parts }: Template, values: Values): Json {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined && typeof only !== 'string') return fromData(evaluate(only, values));
  return templateText({ parts }, values);
}

export function templateText({ parts }: Template, values: Values): string {
  const shown = (part: string | Expr): string => {
    return typeof part === 'string' ? part : evaluate(part, values).coerceString();
  };
  return parts.map(shown).join('');
}

/** Whether a job or step may start: where its `if` does not ask for the status, all before it has to have succeeded. */
export function holds(given: Condition | undefined, values: Values): boolean {
  if (given?.asksStatus !== true && values.status?.success() !== true) return false;
  return given === undefined || truthy(evaluate(given.expression, values));
}

/** A condition on something as a value of the expression language: used for `continue-on-error`. */
export function isTrue(value: Json): boolean {
  return truthy(toData(value));
}

/** A value as the text that an expression would put into a sentence. */
export function asText(value: Json): string {
  return toData(value).coerceString();
}
