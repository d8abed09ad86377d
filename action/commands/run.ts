import type { StateKeeper } from '../audit/state-keeper.ts';
import { asBreakglassError, BreakglassError } from '../domain/error.ts';
import { formatAccount } from '../domain/gate-facts.ts';
import type { Outcome } from '../domain/session.ts';
import { orAborted } from '../engine/deadline.ts';
import { createLedger, type Ledger } from '../engine/ledger.ts';
import type { RunResult } from '../engine/run.ts';
import { decideGate, type GateDecision } from '../gate/rules.ts';
import type { LinkReceipt } from '../ports/journal.ts';
import type { Interruption } from '../runtime/signals.ts';
import { createEventLog } from '../view/event-log.ts';
import { type Closing, closeSession, unwritten } from './close.ts';
import { endSession, tellEnd } from './end-session.ts';
import { gateInput } from './gate-input.ts';
import { type Prepared, prepare } from './prepare.ts';
import { givenRequest } from './request-source.ts';
import { takeLock } from './session-lock.ts';
import { keyedKeeper, requireKeyedRecovery, requireStateKey } from './state-key.ts';
import { NOBODY, type People, tellPeople } from './tell-people.ts';
import type { Wiring } from './wiring.ts';
import { type Work, withRole } from './with-role.ts';

/** How a run ended, for the outputs and the exit code. */
export interface RunEnd {
  readonly outcome: Outcome;
  readonly error: BreakglassError | undefined;
  readonly digest: string | undefined;
  readonly receipt: LinkReceipt | undefined;
}

/** gate → lock → assume → open → apply → verify → monitor → seal → close. Every way out of it leaves a link. */
export async function runCommand(wiring: Wiring): Promise<RunEnd> {
  const interruption = wiring.interruption();
  try {
    const admission = await admit(wiring, interruption.signal);
    if ('error' in admission) return await refuse(wiring, admission, interruption);
    return await inSession(wiring, admission, interruption);
  } finally {
    interruption.dispose();
  }
}

interface Admitted extends Work {
  readonly decision: GateDecision;
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
    prepared = await orAborted(prepare({ ...wiring, source }), signal);
    people = await tellPeople(wiring, prepared, signal);
    requireKeyedRecovery(prepared.plan);
    requireDigest(prepared.digest, wiring.inputs.digest);
    const decision = decideGate(gateInput(prepared, source, wiring.mode.clock.now()));
    requireStateKey(wiring.inputs.stateKey, prepared.plan);
    signal.throwIfAborted();
    if (people.problem !== undefined) throw people.problem;
    await orAborted(trail, signal);
    // An answer that says whether it is ours is waited for: nobody else would give it back.
    const lock = await takeLock(wiring, prepared);
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
async function refuse(
  wiring: Wiring,
  { prepared, people, error }: NotAdmitted,
  { over }: Interruption,
): Promise<RunEnd> {
  const ledger = ledgerFor(wiring, prepared?.plan.install.environment ?? null, people);
  const closing = closingOf(wiring, prepared, { outcome: 'refused', error });
  const receipt = await orAborted(closeSession(ledger, closing), over).catch((failure: unknown) =>
    unwritten(wiring.host, ledger, closing, failure),
  );
  const ended = { closing, events: ledger.events, receipt, lockKept: undefined };
  await tellEnd(wiring, people, ended);
  return { outcome: 'refused', error, digest: prepared?.digest, receipt };
}

async function inSession(wiring: Wiring, admitted: Admitted, interruption: Interruption): Promise<RunEnd> {
  const { prepared, people, decision, lock } = admitted;
  const { plan, digest } = prepared;
  const keeper = keyedKeeper(wiring.inputs.stateKey, plan, wiring.session);
  const ledger = ledgerFor(wiring, plan.install.environment, people, keeper);
  noteGate(ledger, prepared, decision);
  const result = await withRole(wiring, admitted, ledger, interruption);
  await people.note(ledger);
  const closing = closingOf(wiring, prepared, result);
  const end = await endSession(wiring, { closing, ledger, people, install: plan.install.name, lock, interruption });
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

function ledgerFor(wiring: Wiring, environment: string | null, people: People, keeper?: StateKeeper): Ledger {
  const log = wiring.host.reporter(createEventLog());
  const ledger = createLedger(wiring.session, {
    clock: wiring.mode.clock,
    keeper,
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
