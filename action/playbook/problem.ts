import { BreakglassError, type ErrorCode, type SourcePosition } from '../domain/error.ts';
import type { SourceDocument } from './source-document.ts';
import type { DocumentPath } from './yaml-node.ts';

/** Something wrong in a document: found by path, placed in the file later. */
export interface Problem {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
  readonly path: DocumentPath;
  /** What to point at: the value (the default), its key, or a part of its text. */
  readonly point?: 'value' | 'key' | { readonly part: string };
}

/** The problem of a part, as a problem of the whole. */
export function under(base: DocumentPath, problem: Problem): Problem {
  return { ...problem, path: [...base, ...problem.path] };
}

/** The problem as an error with its position, when the file is known. */
export function toError(problem: Problem, source: SourceDocument | undefined): BreakglassError {
  const at = source === undefined ? undefined : locate(problem, source);
  return new BreakglassError(problem.code, problem.message, {
    hint: problem.hint,
    ...(at === undefined ? {} : { at }),
  });
}

function locate({ path, point }: Problem, source: SourceDocument): SourcePosition {
  if (point === 'key') return source.keyPositionOf(path);
  if (typeof point === 'object') return source.partPositionOf(path, point.part);
  return source.positionOf(path);
}

/** `steps[0].with.percent`, as people say it. */
export function formatPath(path: DocumentPath): string {
  if (path.length === 0) return 'the file';
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${step}`))
    .join('');
}

/** A value as it is shown in a message: short, and never over more than one line. */
export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
