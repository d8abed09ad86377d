import { classifyAwsError } from '../../action/aws/classify.ts';
import type { Use } from '../../action/domain/documents.ts';
import { BreakglassError } from '../../action/domain/error.ts';
import type { SessionEvent, TimedEvent } from '../../action/domain/event.ts';
import type { Json, JsonObject } from '../../action/domain/json.ts';
import type { Plan, PlannedStep } from '../../action/domain/plan.ts';
import type { EngineContext } from '../../action/engine/context.ts';
import { stepKind } from '../../action/engine/fold.ts';
import { createLedger, type Ledger } from '../../action/engine/ledger.ts';
import { type RunOptions, type RunResult, run } from '../../action/engine/run.ts';
import type { LoggedCall } from '../../action/sandbox/aws/call-log.ts';
import type { FaultKind, FaultMatch } from '../../action/sandbox/faults.ts';
import { registry } from '../../action/services/registry.ts';
import { buildEstate, type Estate, startTarget } from '../contract/estate.ts';
import { type Lab, startLab } from '../contract/lab.ts';
import { createMemoryJournal, type MemoryJournal } from './journal.ts';

export const SESSION = 'inc-4711-1';
const HOUR_MS = 3_600_000;
/** How many times as fast as the wall the clock runs. */
const SCALE = 60;
const STEP_MS = 900_000;

/** A run of the engine on a sandbox, with real clients of a role session. */
export interface Session {
  readonly estate: Estate;
  readonly engine: EngineContext;
  readonly lab: Lab;
  readonly journal: MemoryJournal;
  readonly ledger: Ledger;
  readonly controller: AbortController;
  /** Ends what an interruption leaves for the way back. */
  readonly giveUp: AbortController;
  /** Ends what it leaves for saying so. */
  readonly over: AbortController;
  run(steps: readonly PlannedStep[], more?: RunMore): Promise<RunResult>;
  dump(): Json;
  /** Calls to ELBv2 by the role's session, in order. */
  calls(): readonly LoggedCall[];
  writes(): readonly string[];
  fault(rule: FaultKind & Omit<FaultMatch, 'service'>): void;
  /** Runs at the first event of a type. */
  on(type: SessionEvent['type'], act: (event: TimedEvent) => void): void;
  types(): readonly string[];
  event<T extends SessionEvent['type']>(type: T): Extract<TimedEvent, { type: T }> | undefined;
}

export interface RunMore extends Pick<RunOptions, 'goesOn' | 'beforeRestore' | 'fold'> {
  readonly checks?: readonly Use[];
  readonly monitor?: Plan['monitor'];
  readonly revert?: Plan['revert'];
  /** Milliseconds from now. Default an hour. */
  readonly workMs?: number;
  /** Milliseconds from now at which a recovery is to undo a temporary change. */
  readonly leaveMs?: number;
  readonly resolveLate?: RunOptions['resolveLate'];
  readonly requireNoDrift?: RunOptions['requireNoDrift'];
  /** Default `automatic`. */
  readonly recover?: Plan['recover'];
}

/** What all tests of one file share: an account, and a target that is healthy. */
export interface Grounds {
  session(): Promise<Session>;
  close(): Promise<void>;
}

export async function openGrounds(): Promise<Grounds> {
  const [lab, target] = await Promise.all([startLab(SCALE), startTarget()]);
  return {
    session: () => openSession(lab, target.port),
    close: async () => {
      await lab.close();
      target.close();
    },
  };
}

async function openSession(lab: Lab, targetPort: number): Promise<Session> {
  lab.faults.clear();
  return sessionOn(lab, await buildEstate(lab, targetPort));
}

/** A session on an estate as it is. */
export async function sessionOn(lab: Lab, estate: Estate): Promise<Session> {
  const watchers = new Map<string, (event: TimedEvent) => void>();
  const mark = lab.aws.calls().length;
  const calls = (): readonly LoggedCall[] =>
    lab.aws.calls().filter(({ service, principal }, at) => at >= mark && service !== 'sts' && isRole(principal));
  const journal = createMemoryJournal(() => calls().length);
  const report = (event: TimedEvent): void => {
    const act = watchers.get(event.type);
    watchers.delete(event.type);
    act?.(event);
  };
  const ledger = createLedger(SESSION, { clock: lab.clock, journal, reporter: { report } });
  const clients = await lab.clients({ onCall: (call) => ledger.note({ type: 'call', ...call }) });
  const controller = new AbortController();
  const giveUp = new AbortController();
  const over = new AbortController();
  const engine = { session: SESSION, registry, clients, classify: classifyAwsError, clock: lab.clock, ledger };
  return {
    estate,
    engine,
    lab,
    journal,
    ledger,
    controller,
    giveUp,
    over,
    run: (steps, more = {}) =>
      run(engine, {
        plan: planOf(steps, more),
        digest: 'd'.repeat(64),
        source: { path: 'playbooks/requests/a.yml' },
        signal: controller.signal,
        giveUp: giveUp.signal,
        over: over.signal,
        ...(more.goesOn === undefined ? {} : { goesOn: more.goesOn }),
        ...(more.beforeRestore === undefined ? {} : { beforeRestore: more.beforeRestore }),
        ...(more.fold === undefined ? {} : { fold: more.fold }),
        ...(more.leaveMs === undefined ? {} : { leaveUntil: lab.clock.now() + more.leaveMs }),
        workUntil: lab.clock.now() + (more.workMs ?? HOUR_MS),
        requireNoDrift: more.requireNoDrift ?? (() => undefined),
        resolveLate: more.resolveLate ?? ((step) => step.with),
      }),
    dump: () => lab.aws.dump(),
    calls,
    writes: () => calls().flatMap(({ operation }) => (operation.startsWith('Describe') ? [] : [operation])),
    fault: (rule) => {
      lab.faults.add({ service: 'elasticloadbalancing', ...rule });
    },
    on: (type, act) => {
      watchers.set(type, act);
    },
    types: () => ledger.events.flatMap(({ type }) => (type === 'call' ? [] : [type])),
    event: (type) => ledger.events.find((event) => event.type === type) as never,
  };
}

function isRole(principal: string | null): boolean {
  return principal?.includes(':assumed-role/') === true;
}

/** A step of a plan, with ample time for real calls on a fast clock. */
export function step(uses: string, params: JsonObject, more: Partial<PlannedStep> = {}): PlannedStep {
  const kind = stepKind(registry, uses);
  const resource = { kind: kind.resourceKind.kind, arn: kind.resource(params) };
  return {
    id: uses.slice(uses.indexOf('/') + 1),
    uses,
    with: params,
    late: [],
    resource,
    inverse: { restore: resource },
    timeoutMs: STEP_MS,
    ...more,
  };
}

export function shift({ listener, green }: Estate, percent = 100, more: Partial<PlannedStep> = {}): PlannedStep {
  return step('elbv2/shift-weights', { listener, to: green, percent }, more);
}

export function respond({ listener }: Estate, more: Partial<PlannedStep> = {}): PlannedStep {
  return step('elbv2/fixed-response', { listener, paths: ['/checkout/*'], status: 503, body: 'soon' }, more);
}

export function deregister({ blue }: Estate, more: Partial<PlannedStep> = {}): PlannedStep {
  return step('elbv2/deregister-targets', { 'target-group': blue, targets: [{ id: '10.0.1.17' }] }, more);
}

export function interrupted(): BreakglassError {
  return new BreakglassError('interrupted', 'received SIGINT');
}

export function planOf(
  steps: readonly PlannedStep[],
  { checks = [], monitor, revert, recover = 'automatic' }: RunMore,
): Plan {
  return {
    version: 1,
    request: { name: 'inc-4711', incident: 'INC-4711', reason: 'errors', confirmed: [] },
    requester: { login: 'alice' },
    commander: { login: 'carol' },
    playbook: { name: 'shift-traffic', summary: 'moves traffic' },
    install: { name: 'acme', environment: 'acme', partition: 'aws', account: '123456789012', region: 'us-east-1' },
    role: { name: 'load-balancer', arn: 'arn:aws:iam::123456789012:role/breakglass/load-balancer', tags: {} },
    sourceNetworks: [],
    blobs: { request: '', playbook: '', role: '', install: '' },
    checks,
    steps,
    monitor: monitor ?? { forMs: 0, checks: [] },
    durations: { workMs: HOUR_MS, undoMs: HOUR_MS },
    revert: revert ?? 'on-failure',
    recover,
    seals: true,
    onDrift: 'refuse',
    irreversible: [],
    grants: [],
    sessionPolicies: [],
  };
}
