/** Sessions of one break-glass role whose access is to end. */
export interface SealTarget {
  readonly roleArn: string;
  /** Id of the session: it names the policy. */
  readonly session: string;
  /** RoleSessionName of its credentials; with a `*` at its end, every name that begins so. */
  readonly sessionName: string;
  /** When STS itself has ended all of them, milliseconds since the epoch: the deny may be taken off after it. */
  readonly until: number;
}

export interface Pruned {
  /** Names of the denies that were taken off. */
  readonly pruned: readonly string[];
  /** Inline policies of the role that no session of ours explains: a person looks at them. */
  readonly strays: readonly string[];
}

/** Ends access, with the role that can do nothing else. */
export interface Sealer {
  /**
   * Puts the deny and reads it back; putting it again changes nothing. When IAM has it in force is another matter.
   *
   * @throws BreakglassError `seal-refused`
   */
  deny(target: SealTarget, signal: AbortSignal): Promise<{ readonly policy: string }>;
  /** Takes off what denies only credentials that have ended. */
  prune(roleArn: string, signal: AbortSignal): Promise<Pruned>;
}
