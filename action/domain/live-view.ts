import type { JsonObject } from './json.ts';
import type { DiffLine, Observation } from './step-kind.ts';

/** Step id → the units that the step touches, as they were when somebody looked. */
export type SeenState = Readonly<Record<string, JsonObject>>;

/** What IAM says of the role as it is deployed, beside what its file says. A role that lacks something refuses the plan. */
export type RoleCheck =
  /** IAM allows each of so many permissions that the plan needs. */
  | { readonly checked: true; readonly permissions: number }
  /** Why it is not known, for people. */
  | { readonly checked: false; readonly reason: string };

/** What the plan finds in AWS before the approval. */
export interface LiveView extends Look {
  readonly role: RoleCheck;
}

/** What is read of the resources that the plan touches or watches. */
export interface Look {
  /** Steps whose inputs are known by then. */
  readonly steps: readonly { readonly id: string; readonly diff: readonly DiffLine[] }[];
  readonly checks: readonly ({ readonly uses: string } & Observation)[];
  readonly seen: SeenState;
}
