import { asBreakglassError, BreakglassError } from '../domain/error.ts';
import type { TimedEvent } from '../domain/event.ts';
import { formatAccount } from '../domain/gate-facts.ts';
import type { JsonObject } from '../domain/json.ts';
import type { SeenState } from '../domain/live-view.ts';
import { type Outcome, roleSessionName } from '../domain/session.ts';
import { enableParameter, howToEnable } from '../domain/stack-names.ts';
import type { EngineContext } from '../engine/context.ts';
import { requireNoDrift } from '../engine/drift.ts';
import { createLedger, type Ledger } from '../engine/ledger.ts';
import { type RunOptions, type RunResult, run as runEngine } from '../engine/run.ts';
import { decideGate, type GateDecision } from '../gate/rules.ts';
import type { LinkReceipt } from '../ports/journal.ts';
import type { LockHandle } from '../ports/lock.ts';
import type { RequestInput } from '../runtime/action-inputs.ts';
import { catchSignals } from '../runtime/signals.ts';
import { createEventLog } from '../view/event-log.ts';
import { assumeRole } from './assume.ts';
import { type Closing, closeSession, unwritten } from './close.ts';
import { endSession, tellEnd } from './end-session.ts';
import { gateInput } from './gate-input.ts';
import { readSeen } from './live-plan.ts';
import { type Prepared, prepare } from './prepare.ts';
import { givenRequest } from './request-source.ts';
import { NOBODY, type People, tellPeople } from './tell-people.ts';
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
    if ('error' in admission) return await refuse(wiring, admission);
    return await inSession(wiring, admission, interruption.signal);
  } finally {
    interruption.dispose();
  }
}

interface Admitted {
  readonly prepared: Prepared;
  readonly people: People;
  readonly decision: GateDecision;
  readonly lock: LockHandle;
}

interface NotAdmitted {
  readonly prepared: Prepared | undefined;
  readonly people: People;
  readonly error: BreakglassError;
}

/** What has to hold before AWS is asked for anything. */
async function admit(wiring: Wiring, signal: AbortSignal): Promise<Admitted | NotAdmitted> {
  let prepared: Prepared | undefined;
  let people = NOBODY;
  // A trail that is not there is known before the role is assumed, not when the opening link is to be written.
  const trail = wiring.trail();
  trail.catch(() => undefined);
  try {
    const source = givenRequest(wiring);
    prepared = await prepare({ ...wiring, source });
    people = await tellPeople(wiring, prepared, signal);
    requireDigest(prepared.digest, wiring.inputs.digest);
    const decision = decideGate(gateInput(prepared, source, wiring.mode.clock.now()));
    signal.throwIfAborted();
    if (people.problem !== undefined) throw people.problem;
    await trail;
    const lock = await wiring.lock.acquire(prepared.plan.install.name, wiring.session);
    return { prepared, people, decision, lock };
  } catch (error) {
    return { prepared, people, error: asBreakglassError(error) };
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
async function refuse(wiring: Wiring, { prepared, people, error }: NotAdmitted): Promise<RunEnd> {
  const ledger = ledgerFor(wiring, prepared?.plan.install.environment ?? null, people);
  const closing = closingOf(wiring, prepared, { outcome: 'refused', error });
  const receipt = await closeSession(ledger, closing).catch((failure: unknown) =>
    unwritten(wiring.host, ledger, closing, failure),
  );
  const ended = { closing, events: ledger.events, receipt, lockKept: undefined };
  await tellEnd(wiring, people, ended);
  return { outcome: 'refused', error, digest: prepared?.digest, receipt };
}

async function inSession(wiring: Wiring, admitted: Admitted, signal: AbortSignal): Promise<RunEnd> {
  const { prepared, people, decision, lock } = admitted;
  const { plan, digest } = prepared;
  const ledger = ledgerFor(wiring, plan.install.environment, people);
  noteGate(ledger, prepared, decision);
  const result = await withRole(wiring, admitted, ledger, signal);
  await people.note(ledger);
  const closing = closingOf(wiring, prepared, result);
  const end = await endSession(wiring, { closing, ledger, people, install: plan.install.name, lock });
  return { ...end, digest };
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
async function withRole(
  wiring: Wiring,
  { prepared, people }: Admitted,
  ledger: Ledger,
  signal: AbortSignal,
): Promise<RunResult> {
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
      enabledBy: howToEnable(plan.install.name, enableParameter(plan.role.name)),
      ledger,
    });
  } catch (error) {
    // STS may have answered, and what came after it not: then there were credentials, which nobody holds any more.
    if (ledger.events.some(issuedCredentials)) noteSeal(ledger, notAfter);
    return { outcome: 'refused', error: asBreakglassError(error) };
  }
  // It does not throw. If it did, nobody would know what had been changed: never `refused` from here on.
  const beforeFirstChange = (): Promise<void> => people.requireOpened(signal);
  const source = sourceJson(givenRequest(wiring));
  const options = {
    plan,
    digest,
    source,
    signal,
    workUntil,
    resolveLate,
    requireNoDrift: requireSame,
    beforeFirstChange,
  };
  const result = await runEngine(engine, options).catch(
    (error: unknown): RunResult => ({ outcome: 'failed', error: asBreakglassError(error) }),
  );
  noteSeal(ledger, notAfter);
  return result;
}

/** Without what the record must not depend on: the types of the runtime. */
function sourceJson(source: RequestInput): JsonObject {
  return JSON.parse(JSON.stringify(source));
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

function ledgerFor(wiring: Wiring, environment: string | null, people: People): Ledger {
  const log = wiring.host.reporter(createEventLog());
  const ledger = createLedger(wiring.session, {
    clock: wiring.mode.clock,
    journal: wiring.journal(environment),
    reporter: {
      report: (event) => {
        log.report(event);
        people.report(event);
      },
    },
  });
  wiring.calls.to((call) => ledger.note({ type: 'call', ...call }));
  return ledger;
}

function closingOf(wiring: Wiring, prepared: Prepared | undefined, result: RunResult): Closing {
  return { session: wiring.session, drill: wiring.mode.drill, ...result, planned: prepared };
}
