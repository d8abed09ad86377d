import type { Prepared } from '../prepare.ts';
import type { Place } from '../remote/place.ts';
import type { DispatchFields } from './dispatch-workflow.ts';
import type { Way } from './validate.ts';

/** A request that is valid, before it is sent. */
export interface Asked {
  readonly name: string;
  readonly place: Place;
  readonly dispatched: boolean;
  readonly way: Way;
  readonly prepared: Prepared;
  /** Of the dispatch workflow's form; none by pull request. */
  readonly fields: DispatchFields;
}

/** What was made on GitHub. */
export interface Sent {
  /** As the plan will name it. */
  readonly name: string;
  readonly url: string;
  /** Of the plan, where it can be foretold. */
  readonly digest?: string;
  readonly pull?: number;
  readonly branch?: string;
  readonly run?: number;
  readonly warning?: string;
}
