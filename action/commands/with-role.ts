import { asBreakglassError } from '../domain/error.ts';
import type { TimedEvent } from '../domain/event.ts';
import type { JsonObject } from '../domain/json.ts';
import type { SeenState } from '../domain/live-view.ts';
import { ownerOf } from '../domain/plan.ts';
import { roleSessionName } from '../domain/session.ts';
import { enableParameter, howToEnable } from '../domain/stack-names.ts';
import type { EngineContext } from '../engine/context.ts';
import { requireNoDrift } from '../engine/drift.ts';
import type { Ledger } from '../engine/ledger.ts';
import { type RunOptions, type RunResult, run as runEngine } from '../engine/run.ts';
import type { RequestInput } from '../runtime/action-inputs.ts';
import type { Interruption } from '../runtime/signals.ts';
import { assumeRole } from './assume.ts';
import { readSeen } from './live-plan.ts';
import { foldOf, type Prepared } from './prepare.ts';
import { givenRequest } from './request-source.ts';
import type { SealInput } from './seal/seal-session.ts';
import type { SessionLock } from './session-lock.ts';
import type { People } from './tell-people.ts';
import type { Wiring } from './wiring.ts';

/** What was approved, and has its lock. */
export interface Work {
  readonly prepared: Prepared;
  readonly people: People;
  readonly lock: SessionLock;
}

/** The part that holds credentials. They are in memory only, and gone when it returns. */
export async function withRole(
  wiring: Wiring,
  { prepared, people, lock }: Work,
  ledger: Ledger,
  { signal, giveUp, over }: Interruption,
): Promise<RunResult> {
  const { plan, digest, documents, resolveLate } = prepared;
  const start = wiring.mode.clock.now();
  const { workMs, leaveMs } = plan.durations;
  const workUntil = start + (leaveMs ?? workMs);
  const notAfter = workUntil + plan.durations.undoMs;
  let engine: EngineContext;
  let requireSame: RunOptions['requireNoDrift'];
  try {
    requireSame = noDrift(readSeen(plan, digest, wiring.inputs.seen, documents.install.planRole));
    signal.throwIfAborted();
    // What the plan undoes has the id of the session that made it.
    const owner = { ...wiring, session: ownerOf(plan, wiring.session) };
    engine = await assumeRole(owner, {
      roleArn: plan.role.arn,
      region: plan.install.region,
      sessionName: roleSessionName(wiring.session, digest),
      policies: plan.sessionPolicies,
      notAfter,
      privateNetworks: plan.privateNetworks,
      enabledBy: howToEnable(plan.install.name, enableParameter(plan.role.name)),
      ledger,
      signal,
    });
  } catch (error) {
    // STS may have answered, and what came after it not: then there were credentials, which nobody holds any more.
    if (ledger.events.some(issuedCredentials)) await seal(wiring, { prepared, ledger, signal: giveUp });
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
    giveUp,
    over,
    workUntil,
    ...(leaveMs === undefined ? {} : { leaveUntil: start + workMs }),
    resolveLate,
    ...foldOf(prepared, wiring.registry),
    ...(lock.goesOn === undefined ? {} : { goesOn: lock.goesOn }),
    ...(lock.beforeRestore === undefined ? {} : { beforeRestore: lock.beforeRestore }),
    requireNoDrift: requireSame,
    beforeFirstChange,
  };
  const result = await runEngine(engine, options).catch(
    (error: unknown): RunResult => ({ outcome: 'failed', error: asBreakglassError(error) }),
  );
  await seal(wiring, { prepared, engine, ledger, signal: giveUp });
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

/** Only what ends access loads the code for it: nobody waits for that at the start. */
async function seal(wiring: Wiring, input: SealInput): Promise<void> {
  const { sealSession } = await import('./seal/seal-session.ts');
  await sealSession(wiring, input);
}
