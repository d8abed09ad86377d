/** A value whose changes take effect only some time after they were made, as IAM's do. */
export interface Propagating<T> {
  /** What was written last: what IAM's own API reads back. */
  latest(): T;
  /** What is in force at `now`; undefined while even the first value is still on its way. */
  effective(now: number): T | undefined;
  set(value: T, effectiveFrom: number): void;
}

/** A value in force from `effectiveFrom` on, in milliseconds of the sandbox's clock. */
export function propagating<T>(first: T, effectiveFrom: number): Propagating<T> {
  const history: { readonly value: T; readonly from: number }[] = [{ value: first, from: effectiveFrom }];
  let latest = first;
  return {
    latest: () => latest,
    effective: (now) => history.findLast(({ from }) => from <= now)?.value,
    set: (value, from) => {
      latest = value;
      history.push({ value, from });
    },
  };
}
