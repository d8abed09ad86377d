/** One open session per install. */
export interface Lock {
  /** Takes the lock, or throws `install-locked` naming the holder. */
  acquire(install: string, session: string): Promise<LockHandle>;
  /** Who holds it now; undefined: nobody. */
  holder(install: string): Promise<HeldBy | undefined>;
  /**
   * Takes the lock from exactly this holder; undefined: where it is nobody's. Of two at once, one does. Throws `install-locked`
   * when it is somebody else's by then, or nobody's any more.
   */
  takeOver(install: string, session: string, from: HeldBy | undefined): Promise<TakenLock>;
}

/** The holder of a lock as the lock itself says: anyone who may push could have written it. */
export interface HeldBy {
  /** What a compare-and-swap is made against. */
  readonly oid: string;
  /** Null where the lock does not say. */
  readonly session: string | null;
  /** Id of the run that took it: that of the session, or of a recovery. Null where the lock does not say. */
  readonly runId: string | null;
  /** When it was taken, ISO 8601 in UTC, as the lock says. */
  readonly since: string | null;
}

export interface LockHandle {
  /** Gives the lock back, only if it is still this one (compare-and-swap). */
  release(): Promise<void>;
}

export interface TakenLock extends LockHandle {
  /** Gives the lock to whom it was taken from, only if it is still this one: for who took it over and did nothing. */
  handBack(): Promise<void>;
}
