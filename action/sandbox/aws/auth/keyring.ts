import type { PolicyDocument } from '../../../policy/document.ts';
import { secretKey, sessionToken, uniqueId } from '../identifiers.ts';
import type { Principal } from '../service.ts';

/** The account's long-lived key: may do everything. */
export interface RootIdentity {
  readonly kind: 'root';
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly principal: Principal;
}

/** Temporary credentials of a role. */
export interface SessionIdentity {
  readonly kind: 'session';
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** Milliseconds of the sandbox's clock. */
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly principal: Principal;
  readonly roleArn: string;
  /** Unique id of the role: another role of the same name does not inherit its sessions. */
  readonly roleId: string;
  readonly sessionPolicy: PolicyDocument | undefined;
  /** `run_id` of the token that it was given for. */
  readonly run: string | null;
}

export type Identity = RootIdentity | SessionIdentity;

export type SessionGrant = Omit<SessionIdentity, 'kind' | 'accessKeyId' | 'secretAccessKey' | 'sessionToken'>;

/** Every access key that the sandbox has handed out. */
export interface Keyring {
  readonly root: RootIdentity;
  find(accessKeyId: string): Identity | undefined;
  issue(grant: SessionGrant): SessionIdentity;
  /** Every session's credentials, in the order in which they were given. */
  sessions(): readonly SessionIdentity[];
}

export function createKeyring(account: string, partition: string): Keyring {
  const root: RootIdentity = {
    kind: 'root',
    accessKeyId: uniqueId('AKIA'),
    secretAccessKey: secretKey(),
    principal: { arn: `arn:${partition}:iam::${account}:root`, userId: account, account },
  };
  const identities = new Map<string, Identity>([[root.accessKeyId, root]]);
  return {
    root,
    find: (accessKeyId) => identities.get(accessKeyId),
    sessions: () => [...identities.values()].filter((identity) => identity.kind === 'session'),
    issue: (grant) => {
      const identity: SessionIdentity = {
        ...grant,
        kind: 'session',
        accessKeyId: uniqueId('ASIA'),
        secretAccessKey: secretKey(),
        sessionToken: sessionToken(),
      };
      identities.set(identity.accessKeyId, identity);
      return identity;
    },
  };
}
