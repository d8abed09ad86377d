/** Who is still at work: a sandbox is idle when everything has ended or waits for a person. */
export interface Activity {
  /** Counts as work until the returned function is called. */
  hold(): () => void;
  /** Waits for something that is no work of ours, by somebody who holds. */
  lend<T>(release: Release, wait: Promise<T>): Promise<T>;
  idle(): Promise<void>;
  isIdle(): boolean;
}

/** A hold that can be given back while its owner waits. */
export interface Release {
  release(): void;
  again(): void;
}

export function createActivity(): Activity & { holder(): Release } {
  let held = 0;
  let waiting: (() => void)[] = [];
  const release = (): void => {
    // What follows from the end of one piece of work takes its hold first.
    setImmediate(() => {
      held -= 1;
      if (held > 0) return;
      const wake = waiting;
      waiting = [];
      for (const each of wake) each();
    });
  };
  const hold = (): (() => void) => {
    held += 1;
    let done = false;
    return () => {
      if (done) return;
      done = true;
      release();
    };
  };
  return {
    hold,
    holder: () => {
      let end = hold();
      return {
        release: () => end(),
        again: () => {
          end = hold();
        },
      };
    },
    lend: async (holder, wait) => {
      holder.release();
      try {
        return await wait;
      } finally {
        holder.again();
      }
    },
    idle: () => (held === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    isIdle: () => held === 0,
  };
}
