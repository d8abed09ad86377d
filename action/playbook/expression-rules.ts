import { BreakglassError } from '../domain/error.ts';
import { isJsonObject, type Json } from '../domain/json.ts';
import { type Reference, references } from './expression/references.ts';
import { parseExpression } from './expression/syntax.ts';
import { hasExpression, splitTemplate } from './expression/template.ts';
import { suggest } from './nearest.ts';
import type { Problem } from './problem.ts';
import { INSTALL_FIELDS } from './resolve-expressions.ts';
import type { DocumentPath } from './yaml-node.ts';

/** The names that an expression may use where it stands. */
export interface Scope {
  readonly inputs: readonly string[];
  /** Ids of the steps that have run by then. */
  readonly steps: readonly string[];
}

/** What is wrong with the expressions anywhere in a value, found without evaluating them. */
export function expressionProblems(value: Json, scope: Scope, path: DocumentPath): readonly Problem[] {
  if (typeof value === 'string') return hasExpression(value) ? textProblems(value, scope, path) : [];
  if (Array.isArray(value)) return value.flatMap((item, index) => expressionProblems(item, scope, [...path, index]));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => expressionProblems(inner, scope, [...path, key]));
}

function textProblems(text: string, scope: Scope, path: DocumentPath): readonly Problem[] {
  try {
    return splitTemplate(text).flatMap((segment) =>
      segment.kind === 'expression' ? sourceProblems(segment.source, scope, path) : [],
    );
  } catch (error) {
    return [invalid(error, path, text.slice(text.lastIndexOf('${{')))];
  }
}

function sourceProblems(source: string, scope: Scope, path: DocumentPath): readonly Problem[] {
  try {
    return references(parseExpression(source)).flatMap((reference) =>
      referenceProblems(reference, scope).map((found) => placed(found, path, source.trimStart())),
    );
  } catch (error) {
    return [invalid(error, path, source.trimStart())];
  }
}

function invalid(error: unknown, path: DocumentPath, part: string): Problem {
  if (!(error instanceof BreakglassError)) throw error;
  return placed({ code: error.code, message: error.message, hint: error.hint ?? '' }, path, part);
}

function placed(found: Found, path: DocumentPath, part: string): Problem {
  return { ...found, path, point: { part } };
}

type Found = Pick<Problem, 'code' | 'message' | 'hint'>;

function referenceProblems(reference: Reference, scope: Scope): readonly Found[] {
  const [context, name, ...rest] = reference;
  if (context === 'inputs') return inputProblems(name, scope);
  if (context === 'steps') return stepProblems(name, rest, scope);
  return name !== undefined && (INSTALL_FIELDS as readonly string[]).includes(name)
    ? []
    : [unknown('invalid-expression', 'install', name, INSTALL_FIELDS)];
}

function inputProblems(name: string | undefined, scope: Scope): readonly Found[] {
  if (name !== undefined && scope.inputs.includes(name)) return [];
  return [unknown(name === undefined ? 'invalid-expression' : 'unknown-input', 'inputs', name, scope.inputs)];
}

function stepProblems(name: string | undefined, rest: readonly string[], scope: Scope): readonly Found[] {
  if (name === undefined || !scope.steps.includes(name)) {
    return [unknown('invalid-expression', 'steps', name, scope.steps)];
  }
  if (rest[0] === 'outputs' && rest.length >= 2) return [];
  return [
    {
      code: 'invalid-expression',
      message: `steps.${[name, ...rest].join('.')} names no output`,
      hint: `write steps.${name}.outputs.<name>`,
    },
  ];
}

function unknown(code: Problem['code'], context: string, name: string | undefined, known: readonly string[]): Found {
  if (name === undefined) {
    return {
      code,
      message: `${context} stands without a name`,
      hint: `write ${context}.<name>, with the name written out`,
    };
  }
  const none = context === 'steps' ? 'no step has run before this one' : `there are no ${context}`;
  return { code, message: `${context}.${name} does not exist here`, hint: suggest(name, known, none) };
}
