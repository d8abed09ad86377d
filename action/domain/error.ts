/** Whose fault an error is: who has to change something so that the next attempt works. */
export type Fault = 'user' | 'config' | 'aws' | 'github' | 'bug';

/** Every way in which Breakglass says no, and whose fault that is. A code is never renamed once released. */
export const ERROR_CODES = {
  // files that people write
  'invalid-yaml': 'user',
  'duplicate-key': 'user',
  'yaml-alias': 'user',
  'control-character': 'user',
  'file-too-large': 'user',
  'file-missing': 'user',
  'invalid-name': 'user',
  'unsupported-version': 'user',
  'unknown-key': 'user',
  'missing-key': 'user',
  'wrong-type': 'user',
  'out-of-range': 'user',
  'invalid-value': 'user',
  'invalid-expression': 'user',
  // what a request names
  'unknown-playbook': 'user',
  'unknown-install': 'user',
  'unknown-role': 'user',
  'unknown-input': 'user',
  'missing-input': 'user',
  'unknown-resource': 'user',
  'unknown-step-kind': 'user',
  'unknown-check-kind': 'user',
  'foreign-resource': 'user',
  'criteria-not-confirmed': 'user',
  'duration-too-long': 'user',
  'duration-too-short': 'user',
  'sensitive-state': 'user',
  'irreversible-not-accepted': 'user',
  'role-lacks-grant': 'config',
  'policy-too-large': 'config',
  // the gate
  'requester-not-vetted': 'user',
  'requester-is-approver': 'user',
  'commander-not-listed': 'user',
  'commander-not-authenticated': 'user',
  'environment-missing': 'config',
  'environment-unprotected': 'config',
  'admin-bypass': 'config',
  'not-approved': 'user',
  'approver-not-listed': 'user',
  'approval-stale': 'user',
  're-run': 'user',
  'digest-mismatch': 'user',
  'public-repository': 'config',
  'not-default-branch': 'user',
  'branch-unprotected': 'config',
  'mixed-change': 'user',
  'policy-changed': 'user',
  'deployment-branches': 'config',
  'needs-pull-request': 'user',
  'approval-not-bound': 'user',
  'unverified-contributor': 'user',
  // telling people
  'alert-misconfigured': 'config',
  'alert-not-delivered': 'config',
  // a repository seen from outside
  'token-missing': 'config',
  'repository-unknown': 'config',
  'not-set-up': 'config',
  'nothing-waiting': 'user',
  'already-exists': 'user',
  'left-open': 'user',
  'drill-failed': 'user',
  // a session of before, as a request or a command names it
  'unknown-session': 'user',
  'session-unfit': 'user',
  // where it runs
  'not-in-actions': 'config',
  'invalid-input': 'user',
  'oidc-permission-missing': 'config',
  'endpoint-override': 'config',
  'install-locked': 'user',
  'audit-branch-missing': 'config',
  'audit-not-writable': 'config',
  'audit-contention': 'github',
  'audit-invalid': 'config',
  // AWS
  'trust-policy-refused': 'aws',
  'identity-mismatch': 'config',
  'access-denied': 'aws',
  'aws-throttled': 'aws',
  'aws-unavailable': 'aws',
  'aws-rejected': 'aws',
  'resource-missing': 'user',
  'not-applicable': 'user',
  drifted: 'user',
  'check-failed': 'aws',
  'changed-underneath': 'aws',
  'verification-timeout': 'aws',
  'step-timeout': 'aws',
  degraded: 'aws',
  interrupted: 'user',
  'out-of-time': 'user',
  // A later session, or a recovery, has this one's lock.
  'taken-over': 'user',
  // ending access, and what a run that is over left behind
  unsealed: 'aws',
  'seal-refused': 'config',
  'stray-deny': 'config',
  'not-recoverable': 'config',
  'rollback-conflict': 'aws',
  'rollback-failed': 'aws',
  // GitHub
  'github-unavailable': 'github',
  'github-forbidden': 'config',
  'github-rejected': 'github',
  // ours
  internal: 'bug',
} as const satisfies Record<string, Fault>;

export type ErrorCode = keyof typeof ERROR_CODES;

/** Where in a file that a person wrote: 1-based, as editors count. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface ErrorDetail {
  /** What to do about it: one sentence, or the exact YAML or IAM lines. */
  readonly hint?: string;
  readonly at?: SourcePosition;
  readonly cause?: unknown;
}

/**
 * The one error type. `message` is lowercase, without a period, and shows the wrong value; it never holds a secret.
 */
export class BreakglassError extends Error {
  readonly code: ErrorCode;
  readonly fault: Fault;
  readonly hint: string | undefined;
  readonly at: SourcePosition | undefined;

  constructor(code: ErrorCode, message: string, detail: ErrorDetail = {}) {
    super(message, detail.cause === undefined ? undefined : { cause: detail.cause });
    this.name = 'BreakglassError';
    this.code = code;
    this.fault = ERROR_CODES[code];
    this.hint = detail.hint;
    this.at = detail.at;
  }
}

/** `file:line:column`, as editors and GitHub annotations read it. */
export function formatPosition(at: SourcePosition): string {
  return `${at.file}:${at.line}:${at.column}`;
}

/** Any thrown value as a BreakglassError; what is not one already is a bug of ours. */
export function asBreakglassError(error: unknown): BreakglassError {
  if (error instanceof BreakglassError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new BreakglassError('internal', message, {
    cause: error,
    hint: 'this is a bug in Breakglass: please report it with the lines above',
  });
}
