/** One setting, as it is and as it is to be. */
export interface Difference {
  readonly what: string;
  readonly now: string;
  readonly wanted: string;
}

/** Settings that are changed by one step. Without differences there is nothing to do. */
export interface Change {
  /** What is changed: `environment acme-prod`. */
  readonly subject: string;
  readonly differences: readonly Difference[];
  readonly apply: () => Promise<void>;
}

/** A difference, or none where both say the same. */
export function difference(what: string, now: string, wanted: string): readonly Difference[] {
  return now === wanted ? [] : [{ what, now, wanted }];
}

export function list(items: readonly string[]): string {
  return items.length === 0 ? 'none' : items.join(', ');
}
