import type { Playbook } from '../domain/documents.ts';
import type { BreakglassError } from '../domain/error.ts';
import { type Problem, toError, under } from './problem.ts';
import type { SourceDocument } from './source-document.ts';
import type { DocumentPath } from './yaml-node.ts';

interface Origin {
  readonly source: SourceDocument;
  /** Where in the file the typed value starts. */
  readonly base: DocumentPath;
}

/** Typed value → where it was written, so that what is found out later still points at a line. */
const origins = new WeakMap<object, Origin>();

/** Remembers which file a typed document came from, and gives it back. */
export function withOrigin<Typed extends object>(typed: Typed, source: SourceDocument, base: DocumentPath = []): Typed {
  origins.set(typed, { source, base });
  return typed;
}

/** The same for a playbook and each of its steps and checks. */
export function withOrigins(playbook: Playbook, source: SourceDocument): Playbook {
  for (const [index, use] of playbook.checks.entries()) withOrigin(use, source, ['checks', index]);
  for (const [index, use] of playbook.steps.entries()) withOrigin(use, source, ['steps', index]);
  for (const [index, use] of playbook.monitor.checks.entries()) withOrigin(use, source, ['monitor', 'checks', index]);
  return withOrigin(playbook, source);
}

/** The problem as an error; with a position when `typed` was parsed from a file by this process. */
export function problemIn(typed: object, problem: Problem): BreakglassError {
  const origin = origins.get(typed);
  if (origin === undefined) return toError(problem, undefined);
  return toError(under(origin.base, problem), origin.source);
}
