import type { JsonObject } from './json.ts';
import type { DiffLine, Observation } from './step-kind.ts';

/** Step id → the units that the step touches, as they were when somebody looked. */
export type SeenState = Readonly<Record<string, JsonObject>>;

/** What the plan finds in AWS before the approval. */
export interface LiveView {
  /** Steps whose inputs are known by then. */
  readonly steps: readonly { readonly id: string; readonly diff: readonly DiffLine[] }[];
  readonly checks: readonly ({ readonly uses: string } & Observation)[];
  readonly seen: SeenState;
}
