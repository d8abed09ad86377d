import { requireRange } from './constraints.ts';
import { validationError } from './faults.ts';
import { LIMITS } from './limits.ts';

export interface Page<T> {
  readonly items: T[];
  readonly NextMarker: string | undefined;
}

interface PageRequest {
  readonly Marker?: string | undefined;
  readonly PageSize?: number | undefined;
}

/** One page of `all`. The marker is opaque to callers: base64 of the key of the page's first item. */
export function page<T>(all: readonly T[], keyOf: (item: T) => string, request: PageRequest): Page<T> {
  requireRange(request.PageSize, 'pageSize', 1, LIMITS.pageSize);
  const size = request.PageSize ?? LIMITS.pageSize;
  const start = request.Marker === undefined ? 0 : indexOfMarker(all.map(keyOf), request.Marker);
  const next = all[start + size];
  return {
    items: all.slice(start, start + size),
    NextMarker: next === undefined ? undefined : Buffer.from(keyOf(next)).toString('base64'),
  };
}

function indexOfMarker(keys: readonly string[], marker: string): number {
  const index = keys.indexOf(Buffer.from(marker, 'base64').toString());
  if (index === -1) throw validationError(`'${marker}' is not a valid marker`);
  return index;
}
