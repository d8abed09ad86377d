import { isForLooking } from '../../domain/grant.ts';
import { ownerOf, type Plan } from '../../domain/plan.ts';
import { roleSessionName } from '../../domain/session.ts';
import { enableParameter, howToEnable } from '../../domain/stack-names.ts';
import type { EngineContext } from '../../engine/context.ts';
import type { Ledger } from '../../engine/ledger.ts';
import type { Sealer } from '../../ports/sealer.ts';
import { assumeRole } from '../assume.ts';
import { planPermissions } from '../plan-permissions.ts';
import { openSealer } from '../seal/open-sealer.ts';
import { PROPAGATION_MS } from '../seal/propagation.ts';
import type { Abandoned, Desk } from './desk.ts';
import { CLOCKS_APART_MS, credentialsEnd, isSealed, restoringUntil } from './state.ts';

/** What a recovery ends a session with. */
export interface Access {
  readonly engine: EngineContext;
  /** Undefined where the session's access has ended, with evidence, already. */
  readonly sealer: Sealer | undefined;
}

/** Beyond what undoing was given: time to take roles, to read and to write links. */
const MARGIN_MS = 5 * 60_000;

/** Both roles. Nothing is changed by it, so that it comes first: what cannot be had is known before anything is taken over. */
export async function takeRoles(desk: Desk, abandoned: Abandoned, ledger: Ledger): Promise<Access> {
  const sealer = await takeSealer(desk, abandoned, ledger);
  return { engine: await takeEngine(desk, abandoned, ledger), sealer };
}

/** Undefined where the session's access has ended, with evidence, already. */
export async function takeSealer(
  { wiring, signal }: Desk,
  { proven, plan, digest, roles }: Abandoned,
  ledger: Ledger,
): Promise<Sealer | undefined> {
  if (isSealed(proven)) return undefined;
  const { session } = proven;
  return openSealer(wiring, { install: roles.install, session, digest, ledger, region: plan.install.region, signal });
}

/** The role that can only restore, for this plan and for as long as that may take. */
export async function takeEngine(desk: Desk, abandoned: Abandoned, ledger: Ledger): Promise<EngineContext> {
  const { wiring } = desk;
  const { proven, plan, digest, roles, documents } = abandoned;
  const { session } = proven;
  const { region, name } = plan.install;
  const { clock } = wiring.mode;
  const waiting = Math.max(0, restoringUntil(proven) - clock.now());
  // What the session undid has the id of the one that made it.
  return assumeRole(
    { ...wiring, session: ownerOf(plan, session) },
    {
      roleArn: roles.restore,
      region,
      sessionName: roleSessionName(session, digest),
      policies: restorePolicies(desk, abandoned),
      notAfter: clock.now() + Math.min(waiting + timeFor(plan), documents.role.maxSessionMs),
      privateNetworks: plan.privateNetworks,
      enabledBy: howToEnable(name, enableParameter(plan.role.name)),
      ledger,
      purpose: 'restore',
    },
  );
}

/** Confirming what stands may take as long as applying it; then undoing it takes its own time. */
function timeFor({ durations, monitor, steps }: Plan): number {
  const confirming = steps.reduce((sum, { timeoutMs }) => sum + timeoutMs, monitor.forMs);
  return PROPAGATION_MS + confirming + durations.undoMs + MARGIN_MS;
}

/**
 * What restoring this plan takes, and no more: what only makes a change is left out, and the role does not hold it. An undo has its
 * grants the other way round: what it takes forward is what restores.
 */
function restorePolicies({ wiring }: Desk, { plan, documents, current }: Abandoned): readonly string[] {
  const { partition, account, region } = plan.install;
  const scope = { partition, account, region };
  const options = { registry: wiring.registry, purpose: 'recover' } as const;
  const permissions = planPermissions({ install: current, role: documents.role }, scope, options);
  const changing = plan.undo === undefined ? 'apply' : 'restore';
  return permissions.sessionPolicies(plan.grants.filter((grant) => isForLooking(grant) || grant.phase !== changing));
}

/** The way back begins only when nobody else can write in the session's name. */
export async function deny(desk: Desk, abandoned: Abandoned, sealer: Sealer | undefined): Promise<void> {
  const { wiring, signal } = desk;
  const { proven, plan, digest, roles } = abandoned;
  const { clock } = wiring.mode;
  if (sealer !== undefined) {
    const { session } = proven;
    // What takes it off again allows for clocks that are apart, as this end does.
    const until = credentialsEnd(proven, plan) - CLOCKS_APART_MS;
    const sessionName = roleSessionName(session, digest);
    await sealer.deny({ roleArn: roles.breakGlass, session, sessionName, until }, signal);
    await clock.sleep(PROPAGATION_MS, signal);
  }
  // Another recovery may have been given up for dead, and go on: what it can restore with has to have ended.
  const left = restoringUntil(proven) - clock.now();
  if (left > 0) await clock.sleep(left, signal);
}
