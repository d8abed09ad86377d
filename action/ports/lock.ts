/** One open session per install. */
export interface Lock {
  /** Takes the lock, or throws `install-locked` naming the holder. */
  acquire(install: string, session: string): Promise<LockHandle>;
  /** Who holds it now; undefined: nobody. */
  holder(install: string): Promise<HeldBy | undefined>;
  /**
   * Takes the lock from exactly this holder, or takes it where it is nobody's: of two at once, one does. Throws `install-locked`
   * when it is somebody else's by then.
   */
  takeOver(install: string, session: string, from: HeldBy | undefined): Promise<LockHandle>;
}

/** The holder of a lock as the lock itself says: anyone who may push could have written it. */
export interface HeldBy {
  /** What a compare-and-swap is made against. */
  readonly oid: string;
  /** Null where the lock does not say. */
  readonly session: string | null;
}

export interface LockHandle {
  /** Gives the lock back, only if it is still this one (compare-and-swap). */
  release(): Promise<void>;
}
