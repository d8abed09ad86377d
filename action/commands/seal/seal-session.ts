import { asBreakglassError, BreakglassError } from '../../domain/error.ts';
import type { Seal } from '../../domain/event.ts';
import { roleSessionName } from '../../domain/session.ts';
import type { EngineContext } from '../../engine/context.ts';
import { orAborted } from '../../engine/deadline.ts';
import type { Ledger } from '../../engine/ledger.ts';
import { timestamp } from '../../ports/clock.ts';
import type { Sealer } from '../../ports/sealer.ts';
import type { RoleTaker } from '../assume.ts';
import type { Prepared } from '../prepare.ts';
import type { Wiring } from '../wiring.ts';
import { credentialsEnd } from './credentials-end.ts';
import { openSealer } from './open-sealer.ts';
import { allowedReads, type Tried, tryUntilRefused } from './probe.ts';

export interface SealInput {
  readonly prepared: Pick<Prepared, 'plan' | 'digest' | 'documents'>;
  /** What the work was done with; absent where STS gave credentials that were not accepted, and nobody has them. */
  readonly engine?: EngineContext;
  readonly ledger: Ledger;
  /** Aborts when a run that was cancelled has no more time. */
  readonly signal: AbortSignal;
}

/** What of a job it takes. */
type SealWiring = RoleTaker & { readonly host: Pick<Wiring['host'], 'warn'> };

/**
 * Ends the session's access and shows it: a deny is put on the role, and the old credentials are tried until AWS refuses them. What
 * cannot be shown is noted as `unsealed`. Never throws: the work is done, and how it ended must not be lost.
 */
export async function sealSession(wiring: SealWiring, input: SealInput): Promise<Seal> {
  const { clock } = wiring.mode;
  let seal: Seal;
  try {
    seal = await orAborted(endAccess(wiring, input), input.signal);
  } catch (error) {
    const { message, hint } = asBreakglassError(error);
    const why = hint === undefined ? message : `${message}; ${hint.split('\n')[0]}`;
    const ends = credentialsEnd(input.ledger.events, input.prepared.plan.role.arn) ?? clock.now();
    seal = { kind: 'unsealed', at: timestamp(clock), until: new Date(ends).toISOString(), why };
  }
  input.ledger.note({ type: 'sealed', seal });
  return seal;
}

const NOBODY: Tried = {
  kind: 'unshown',
  why: 'nobody has the credentials that STS gave, so that they cannot be tried',
};

async function endAccess(wiring: SealWiring, { prepared, engine, ledger, signal }: SealInput): Promise<Seal> {
  const { clock } = wiring.mode;
  const { plan, digest, documents } = prepared;
  const allowed = allowedReads(ledger.events);
  const { session } = wiring;
  const { install } = documents;
  const { region } = plan.install;
  const sealer = await openSealer(wiring, { install, session, digest, ledger, region, signal });
  const until = credentialsEnd(ledger.events, plan.role.arn) ?? clock.now();
  const target = { roleArn: plan.role.arn, session, sessionName: roleSessionName(session, digest), until };
  const { policy } = await sealer.deny(target, signal);
  const haveEnded = (): boolean => clock.now() >= until;
  const tried = engine === undefined ? NOBODY : await tryUntilRefused(engine, { plan, allowed, signal, haveEnded });
  await prune(wiring, sealer, { roleArn: plan.role.arn, signal });
  const at = timestamp(clock);
  switch (tried.kind) {
    case 'refused':
      return { kind: 'probed', at, policy, probe: tried.refusal };
    case 'ended':
      return { kind: 'expired', at, ended: new Date(until).toISOString(), policy };
    case 'unshown':
      throw new BreakglassError('unsealed', `the deny ${policy} was put and read back, but ${tried.why}`);
  }
}

/** Housekeeping: what it cannot do keeps no session open. */
async function prune(
  { host }: SealWiring,
  sealer: Sealer,
  { roleArn, signal }: { readonly roleArn: string; readonly signal: AbortSignal },
): Promise<void> {
  try {
    const { strays } = await sealer.prune(roleArn, signal);
    if (strays.length > 0) {
      host.warn(
        `inline policies of ${roleArn} that no session explains: ${strays.join(', ')}: see breakglass doctor --aws`,
      );
    }
  } catch (error) {
    signal.throwIfAborted();
    host.warn(`old denies were not taken off: ${asBreakglassError(error).message}`);
  }
}
