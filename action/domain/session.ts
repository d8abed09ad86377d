/** The way through, as the design names it. A link is written when a session enters a state that people care about. */
export const SESSION_STATES = [
  'opened',
  'prepared',
  'applied',
  'verified',
  'monitored',
  'rolled-back',
  // What is left to undo, now or at the end of the approved time, is left to a recovery.
  'left',
  // A recovery has taken the session from a run that is over: what follows comes from the recovery's run.
  'taken-over',
  // Everything is done, and that access has ended is not shown yet: the session stays open until it is.
  'unsealed',
  'sealed',
  'closed',
  'refused',
] as const;
export type SessionState = (typeof SESSION_STATES)[number];

/** How a session ended. `refused`: nothing was changed. `failed`: a person is needed. */
export const OUTCOMES = ['succeeded', 'rolled-back', 'refused', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The longest session id that leaves `roleSessionName` within what STS takes. */
export const SESSION_ID_LIMIT = 47;

/** STS RoleSessionName, 2 to 64 of `[\w+=,.@-]`: session id and the digest's first 16 characters, for CloudTrail. */
export function roleSessionName(session: string, digest: string): string {
  return `${session}.${digest.slice(0, 16)}`;
}
