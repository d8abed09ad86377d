/** One open session per install. */
export interface Lock {
  /** Takes the lock, or throws `install-locked` naming the holder. */
  acquire(install: string, session: string): Promise<LockHandle>;
}

export interface LockHandle {
  /** Gives the lock back, only if it is still this one (compare-and-swap). */
  release(): Promise<void>;
}
