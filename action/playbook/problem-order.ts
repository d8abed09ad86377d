import type { BreakglassError } from '../domain/error.ts';
import { type Problem, toError } from './problem.ts';
import type { SourceDocument } from './source-document.ts';
import type { DocumentPath } from './yaml-node.ts';

type Place = readonly [line: number, column: number];

interface Placed {
  readonly problem: Problem;
  readonly error: BreakglassError;
}

/**
 * Problems of a file as errors, by line and column. That a key is missing comes only after the unknown keys of the same mapping: one
 * of them may be what was meant.
 */
export function inOrder(problems: readonly Problem[], source: SourceDocument): readonly BreakglassError[] {
  const placed = problems.map((problem) => ({ problem, error: toError(problem, source) }));
  const unknown = placed.filter(({ problem }) => problem.code === 'unknown-key');
  return placed
    .map((each) => ({ ...each, after: [each, ...besides(each, unknown)].map(placeOf).toSorted(byPlace).at(-1) }))
    .toSorted((a, b) => byPlace(a.after, b.after) || Number(isMissing(a)) - Number(isMissing(b)))
    .map(({ error }) => error);
}

function isMissing({ problem }: Placed): boolean {
  return problem.code === 'missing-key';
}

/** The unknown keys of the mapping in which a key is missing. */
function besides(missing: Placed, unknown: readonly Placed[]): readonly Placed[] {
  if (!isMissing(missing)) return [];
  return unknown.filter(({ problem }) => isKeyOf(problem.path, missing.problem.path));
}

function isKeyOf(path: DocumentPath, mapping: DocumentPath): boolean {
  return path.length === mapping.length + 1 && mapping.every((step, index) => path[index] === step);
}

function placeOf({ error: { at } }: Placed): Place {
  return [at?.line ?? 0, at?.column ?? 0];
}

function byPlace(a: Place = [0, 0], b: Place = [0, 0]): number {
  return a[0] - b[0] || a[1] - b[1];
}
