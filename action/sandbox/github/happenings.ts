import { AsyncLocalStorage } from 'node:async_hooks';
import type { PullRequest, Repository, Run, Token, User } from './world.ts';

/** What happened in a repository, as far as workflows care. `by` is undefined where the sandbox itself did it. */
export type Happening =
  | {
      readonly kind: 'push';
      readonly repository: Repository;
      readonly by: Token | undefined;
      readonly ref: string;
      /** Zeros for a ref that was created. */
      readonly before: string;
      /** Zeros for a ref that was deleted. */
      readonly after: string;
    }
  | {
      readonly kind: 'pull-request';
      readonly repository: Repository;
      readonly by: Token | undefined;
      readonly pull: PullRequest;
      readonly action: 'opened' | 'reopened';
    }
  /** A run was asked for: dispatched, or run again. */
  | { readonly kind: 'run'; readonly run: Run }
  /** Somebody reviewed what a run waits for. */
  | { readonly kind: 'review'; readonly run: Run }
  | { readonly kind: 'cancel'; readonly run: Run; readonly by: User };

/** Whoever makes the call that is being answered: what a ref's move is ascribed to, however deep it happens. */
export const caller: AsyncLocalStorage<Token | undefined> = new AsyncLocalStorage();

export interface Happenings {
  tell(happening: Happening): void;
  /** Calls `listener` for each, before the call that caused it is answered. Gives back how to stop. */
  listen(listener: (happening: Happening) => void): () => void;
  /** Somebody leads the runs: a workflow's trigger starts one. */
  listened(): boolean;
}

export function createHappenings(): Happenings {
  const listeners = new Set<(happening: Happening) => void>();
  return {
    tell: (happening) => {
      for (const listener of listeners) listener(happening);
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    listened: () => listeners.size > 0,
  };
}
