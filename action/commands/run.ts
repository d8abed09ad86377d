import { asBreakglassError, BreakglassError } from '../domain/error.ts';
import type { TimedEvent } from '../domain/event.ts';
import { formatAccount } from '../domain/gate-facts.ts';
import type { SeenState } from '../domain/live-view.ts';
import { type Outcome, roleSessionName } from '../domain/session.ts';
import type { EngineContext } from '../engine/context.ts';
import { requireNoDrift } from '../engine/drift.ts';
import { createLedger, type Ledger } from '../engine/ledger.ts';
import { type RunOptions, type RunResult, run as runEngine } from '../engine/run.ts';
import { decideGate, type GateDecision } from '../gate/rules.ts';
import type { LinkReceipt } from '../ports/journal.ts';
import type { LockHandle } from '../ports/lock.ts';
import { catchSignals } from '../runtime/signals.ts';
import { createEventLog } from '../view/event-log.ts';
import { assumeRole } from './assume.ts';
import { type Closing, closeSession, unwritten } from './close.ts';
import { readSeen } from './live-plan.ts';
import { type Prepared, prepare } from './prepare.ts';
import type { Wiring } from './wiring.ts';

/** How a run ended, for the outputs and the exit code. */
export interface RunEnd {
  readonly outcome: Outcome;
  readonly error: BreakglassError | undefined;
  readonly digest: string | undefined;
  readonly receipt: LinkReceipt | undefined;
}

/** gate → lock → assume → open → apply → verify → monitor → seal → close. Every way out of it leaves a link. */
export async function runCommand(wiring: Wiring): Promise<RunEnd> {
  const interruption = catchSignals();
  try {
    const admission = await admit(wiring, interruption.signal);
    if ('error' in admission) return await refuse(wiring, admission.prepared, admission.error);
    return await inSession(wiring, admission, interruption.signal);
  } finally {
    interruption.dispose();
  }
}

interface Admitted {
  readonly prepared: Prepared;
  readonly decision: GateDecision;
  readonly lock: LockHandle;
}

interface NotAdmitted {
  readonly prepared: Prepared | undefined;
  readonly error: BreakglassError;
}

/** What has to hold before AWS is asked for anything. */
async function admit(wiring: Wiring, signal: AbortSignal): Promise<Admitted | NotAdmitted> {
  let prepared: Prepared | undefined;
  // A trail that is not there is known before the role is assumed, not when the opening link is to be written.
  const trail = wiring.trail();
  trail.catch(() => undefined);
  try {
    prepared = await prepare({ ...wiring, source: wiring.inputs.request });
    requireDigest(prepared.digest, wiring.inputs.digest);
    const { facts, documents } = prepared;
    const decision = decideGate({ facts, ...documents, source: wiring.inputs.request, now: wiring.mode.clock.now() });
    signal.throwIfAborted();
    await trail;
    const lock = await wiring.lock.acquire(prepared.plan.install.name, wiring.session);
    return { prepared, decision, lock };
  } catch (error) {
    return { prepared, error: asBreakglassError(error) };
  }
}

export function requireDigest(digest: string, approved: string | undefined): void {
  if (approved === digest) return;
  throw new BreakglassError(
    'digest-mismatch',
    approved === undefined
      ? 'the digest that was approved is not given'
      : `the plan's digest is ${digest}, approved was ${approved}`,
    {
      hint: 'something that the plan is made of has changed since: make a new request, so that it is approved as it is now',
    },
  );
}

/** Everything that was refused before there was a session: nothing has been asked of AWS. */
async function refuse(wiring: Wiring, prepared: Prepared | undefined, error: BreakglassError): Promise<RunEnd> {
  const ledger = ledgerFor(wiring, prepared?.plan.install.environment ?? null);
  const closing = closingOf(wiring, prepared, { outcome: 'refused', error });
  const receipt = await closeSession(ledger, closing).catch((failure: unknown) =>
    unwritten(wiring.host, ledger, closing, failure),
  );
  return { outcome: 'refused', error, digest: prepared?.digest, receipt };
}

async function inSession(wiring: Wiring, { prepared, decision, lock }: Admitted, signal: AbortSignal): Promise<RunEnd> {
  const { plan, digest } = prepared;
  const ledger = ledgerFor(wiring, plan.install.environment);
  noteGate(ledger, prepared, decision);
  const result = await withRole(wiring, prepared, ledger, signal);
  const closing = closingOf(wiring, prepared, result);
  try {
    const receipt = await closeSession(ledger, closing);
    // Where a person is needed, the lock keeps a second session off what is half done.
    if (result.outcome === 'failed') wiring.host.warn(lockKept(plan.install.name));
    else await giveBack(wiring, lock);
    return { ...result, digest, receipt };
  } catch (failure) {
    unwritten(wiring.host, ledger, closing, failure);
    const nothingDone = result.outcome === 'refused';
    // Where the trail says that a session is open, the lock stays: somebody has to see what the record could not say.
    if (nothingDone && ledger.written === 0) await giveBack(wiring, lock);
    else wiring.host.warn(lockKept(plan.install.name));
    return {
      outcome: nothingDone ? 'refused' : 'failed',
      error: asBreakglassError(failure),
      digest,
      receipt: undefined,
    };
  }
}

function lockKept(install: string): string {
  return `the lock of "${install}" is kept: when a person has seen to it, git push origin :refs/heads/break-glass/open/${install}`;
}

function noteGate(ledger: Ledger, { plan, digest }: Prepared, decision: GateDecision): void {
  ledger.note({ type: 'planned', digest });
  ledger.note({
    type: 'gate-passed',
    requester: formatAccount(decision.requester),
    commander: formatAccount(decision.commander),
    approvers: decision.approvers.map(formatAccount),
  });
  ledger.note({ type: 'locked', install: plan.install.name });
}

/** The part that holds credentials. They are in memory only, and gone when it returns. */
async function withRole(wiring: Wiring, prepared: Prepared, ledger: Ledger, signal: AbortSignal): Promise<RunResult> {
  const { plan, digest, documents, resolveLate } = prepared;
  const workUntil = wiring.mode.clock.now() + plan.durations.workMs;
  const notAfter = workUntil + plan.durations.undoMs;
  let engine: EngineContext;
  let requireSame: RunOptions['requireNoDrift'];
  try {
    requireSame = noDrift(readSeen(plan, digest, wiring.inputs.seen, documents.install.planRole));
    signal.throwIfAborted();
    engine = await assumeRole(wiring, {
      roleArn: plan.role.arn,
      region: plan.install.region,
      sessionName: roleSessionName(wiring.session, digest),
      policies: plan.sessionPolicies,
      notAfter,
      ledger,
    });
  } catch (error) {
    // STS may have answered, and what came after it not: then there were credentials, which nobody holds any more.
    if (ledger.events.some(issuedCredentials)) noteSeal(ledger, notAfter);
    return { outcome: 'refused', error: asBreakglassError(error) };
  }
  // It does not throw. If it did, nobody would know what had been changed: never `refused` from here on.
  const options = { plan, digest, signal, workUntil, resolveLate, requireNoDrift: requireSame };
  const result = await runEngine(engine, options).catch(
    (error: unknown): RunResult => ({ outcome: 'failed', error: asBreakglassError(error) }),
  );
  noteSeal(ledger, notAfter);
  return result;
}

function issuedCredentials(event: TimedEvent): boolean {
  return event.type === 'call' && event.operation === 'AssumeRoleWithWebIdentity' && event.outcome === 'ok';
}

function noDrift(seen: SeenState | undefined): RunOptions['requireNoDrift'] {
  return seen === undefined ? () => undefined : (prepared) => requireNoDrift(prepared, seen);
}

function noteSeal(ledger: Ledger, notAfter: number): void {
  const why = 'the credentials were dropped from memory; the session policy denies everything from then on';
  ledger.note({ type: 'sealed', seal: { kind: 'expires', at: new Date(notAfter).toISOString(), why } });
}

function ledgerFor(wiring: Wiring, environment: string | null): Ledger {
  const ledger = createLedger(wiring.session, {
    clock: wiring.mode.clock,
    journal: wiring.journal(environment),
    reporter: wiring.host.reporter(createEventLog()),
  });
  wiring.calls.to((call) => ledger.note({ type: 'call', ...call }));
  return ledger;
}

function closingOf(wiring: Wiring, prepared: Prepared | undefined, result: RunResult): Closing {
  return { session: wiring.session, drill: wiring.mode.drill, ...result, planned: prepared };
}

/** A lock that cannot be given back is told, and keeps nobody from the outcome. */
async function giveBack({ host }: Wiring, lock: LockHandle): Promise<void> {
  await lock.release().catch((failure: unknown) => host.warn(asBreakglassError(failure).message));
}
