import { distance } from 'fastest-levenshtein';

/** The candidate that `text` was probably meant to be, or undefined when none is close. */
export function nearest(text: string, candidates: Iterable<string>): string | undefined {
  let best: { readonly candidate: string; readonly edits: number } | undefined;
  for (const candidate of candidates) {
    const edits = distance(text.slice(0, 100).toLowerCase(), candidate.toLowerCase());
    if (best === undefined || edits < best.edits) best = { candidate, edits };
  }
  if (best === undefined) return undefined;
  return best.edits <= Math.max(2, Math.ceil(best.candidate.length / 3)) ? best.candidate : undefined;
}

/** A hint that names the nearest candidate, or lists them when none is near. */
export function suggest(text: string, candidates: Iterable<string>, none: string): string {
  const all = [...candidates];
  const near = nearest(text, all);
  if (near !== undefined) return `did you mean "${near}"?`;
  if (all.length === 0) return none;
  const shown = all.slice(0, 12).join(', ');
  return `use one of: ${shown}${all.length > 12 ? `, and ${all.length - 12} more` : ''}`;
}
