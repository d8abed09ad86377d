/** Temporary credentials of the one role, held in memory only. */
export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

export interface AssumeRequest {
  readonly roleArn: string;
  readonly sessionName: string;
  /** Session policy as JSON, at most 2,048 characters. */
  readonly policy: string;
  /** Whole seconds, 900 to 43,200. */
  readonly durationSeconds: number;
  /** How the customer makes the role exist, for the error when it may not: one line. */
  readonly enabledBy?: string;
}

export interface AssumedRole {
  readonly credentials: SessionCredentials;
  /** ARN that `GetCallerIdentity` answered with these credentials. */
  readonly identity: string;
  readonly account: string;
}

/** OIDC → STS. Throws `oidc-permission-missing`, `trust-policy-refused`, `policy-too-large`, `identity-mismatch`. */
export interface Credentials {
  assume(request: AssumeRequest): Promise<AssumedRole>;
}
