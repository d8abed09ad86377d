/** Every way in which a trail can be wrong. A code is never renamed once released. */
export type ProblemCode =
  // the branch
  | 'genesis-invalid'
  | 'merge-commit'
  | 'not-linear'
  | 'file-changed'
  | 'unexpected-file'
  // the chain
  | 'link-invalid'
  | 'several-links'
  | 'wrong-path'
  | 'chain-broken'
  | 'sequence-gap'
  | 'not-opened'
  | 'opened-twice'
  | 'session-closed'
  | 'session-mixed'
  // a recovery that takes a session over
  | 'take-over-workflow'
  | 'take-over-ref'
  | 'take-over-run'
  | 'take-over-environment'
  | 'recovery-state'
  // what only a reader who acts on a session asks
  | 'proof-ref'
  | 'wrong-kind'
  | 'commit-unsigned'
  | 'commit-time'
  | 'session-too-long'
  | 'plan-mismatch'
  | 'wrong-repository'
  | 'attachment-missing'
  | 'attachment-changed'
  // the proofs
  | 'proof-malformed'
  | 'proof-unknown-key'
  | 'proof-signature'
  | 'proof-issuer'
  | 'proof-other-link'
  | 'proof-repository'
  | 'proof-run'
  | 'proof-environment'
  | 'proof-time'
  | 'proof-origin'
  // the anchor
  | 'anchor-missing';

/** One thing that is wrong, and where. */
export interface Problem {
  readonly code: ProblemCode;
  /** OID of the commit; null for what concerns the branch as a whole. */
  readonly commit: string | null;
  readonly path: string | null;
  /** For people: lowercase, without a period. May hold text from the branch: escape it. */
  readonly reason: string;
}
