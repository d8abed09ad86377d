import { openSealer, type SealerUse } from '../../action/commands/seal/open-sealer.ts';
import type { TimedEvent } from '../../action/domain/event.ts';
import { createLedger, type Ledger } from '../../action/engine/ledger.ts';
import type { SealTarget } from '../../action/ports/sealer.ts';
import { type Deployed, JOBS, ROLES, roleArn } from '../stack/deployed.ts';

export const SESSION = 'inc-4711-42';
export const DIGEST = '0123456789abcdef'.repeat(4);
export const SESSION_NAME = `${SESSION}.${DIGEST.slice(0, 16)}`;
export const POLICY = `bg-seal-${SESSION}`;
export const BREAK_GLASS = roleArn(ROLES.breakGlass);

/** The install as the stack's output says it. */
export const INSTALL = {
  install: 'acme-prod',
  sealerRole: roleArn(ROLES.sealer),
  roles: { 'load-balancer': BREAK_GLASS },
} as const;

export function ledgerAt(at: Deployed): Ledger {
  const journal = { append: async () => ({ commit: '', path: '' }) };
  return createLedger(SESSION, { clock: at.clock, journal, reporter: { report: () => undefined } });
}

/** What of a job it takes to take the sealer role. */
export function takerAt(at: Deployed, claims: object = JOBS.run) {
  return {
    idToken: async () => at.token({ ...claims }),
    mode: { clock: at.clock, endpoint: () => at.aws.endpoint, audience: 'sts.amazonaws.com' as const, drill: false },
    host: { mask: () => undefined },
  };
}

/** A sealer as the run job opens it, and what it notes. */
export async function sealerAt(at: Deployed, changes: Partial<SealerUse> & { readonly claims?: object } = {}) {
  const ledger = ledgerAt(at);
  const { claims, ...use } = changes;
  const sealer = await openSealer(takerAt(at, claims), {
    install: INSTALL,
    session: SESSION,
    digest: DIGEST,
    ledger,
    region: 'us-east-1',
    signal: new AbortController().signal,
    ...use,
  });
  const noted = (type: TimedEvent['type']): readonly TimedEvent[] =>
    ledger.events.filter((event) => event.type === type);
  return { sealer, ledger, noted };
}

/** The session's credentials on the role of the stack, for the next hour. */
export function targetAt(at: Deployed, changes: Partial<SealTarget> = {}): SealTarget {
  return {
    roleArn: BREAK_GLASS,
    session: SESSION,
    sessionName: SESSION_NAME,
    until: at.clock.now() + 3_600_000,
    ...changes,
  };
}
