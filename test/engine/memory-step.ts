import type { JsonObject } from '../../action/domain/json.ts';
import type { AwsErrorClass, StepKind, Transition } from '../../action/domain/step-kind.ts';
import { startStep, watcherOf } from '../../action/engine/apply.ts';
import type { Renewal } from '../../action/engine/attempt.ts';
import type { EngineContext } from '../../action/engine/context.ts';
import { converge, type Direction } from '../../action/engine/converge.ts';
import { createLedger } from '../../action/engine/ledger.ts';
import { shiftWeights } from '../../action/services/elbv2/steps/shift-weights.ts';
import { createMemoryJournal } from './journal.ts';

/** An error that is classified as it says. */
export class Answered extends Error {
  readonly kind: AwsErrorClass;
  constructor(kind: AwsErrorClass) {
    super(kind);
    this.kind = kind;
  }
}

export const BEFORE = { a: 1, b: 1 };
export const AFTER = { a: 2, b: 2 };

/** Longer than every pause: the memory's clock never gets there. */
const TIMEOUT_MS = 60_000;

export interface Script {
  /** What reads show, in turn, where it is not the state. */
  readonly stale?: readonly JsonObject[];
  readonly write?: (transition: Transition, state: { now: JsonObject }, writes: number) => void;
}

/** A step on a resource in memory that answers as the script says. Pauses take no time, and are counted. */
export function memoryStep({ stale = [], write }: Script, start: JsonObject = BEFORE, renewal?: Renewal) {
  const state = { now: start };
  const shown = [...stale];
  const transitions: Transition[] = [];
  const act = async (direction: Direction, transition: Transition): Promise<void> => {
    transitions.push(transition);
    if (write !== undefined) return write(transition, state, transitions.length);
    const wanted = direction === 'apply' ? transition.after : transition.before;
    state.now = { ...state.now, ...Object.fromEntries(transition.units.map((unit) => [unit, wanted[unit] ?? null])) };
  };
  const kind: StepKind = {
    ...shiftWeights,
    kind: 'memory/set',
    resourceKind: {
      kind: 'memory/thing',
      captures: 'a thing in memory',
      grants: () => [],
      read: async () => shown.shift() ?? state.now,
    },
    apply: (_context, transition) => act('apply', transition),
    restore: (_context, transition) => act('restore', transition),
  };
  const pauses: number[] = [];
  const hooks: { pause: () => void } = { pause: () => undefined };
  const sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
    signal?.throwIfAborted();
    if (ms >= TIMEOUT_MS) return aborted(signal);
    pauses.push(ms);
    hooks.pause();
    signal?.throwIfAborted();
  };
  const clock = { now: () => 0, sleep };
  const engine: EngineContext = {
    session: 's',
    ...(renewal === undefined ? {} : { renewal }),
    registry: { services: new Map(), checks: new Map(), steps: new Map([[kind.kind, kind]]) },
    clients: { get: () => undefined },
    classify: (error) => (error instanceof Answered ? error.kind : undefined),
    clock,
    ledger: createLedger('s', { clock, journal: createMemoryJournal(() => 0), reporter: { report: () => undefined } }),
  };
  const resource = { kind: 'memory/thing', arn: 'thing' };
  const plan = {
    id: 'x',
    uses: kind.kind,
    with: {},
    late: [],
    resource,
    inverse: { restore: resource },
    timeoutMs: TIMEOUT_MS,
  };
  const step = { plan, kind, before: BEFORE, after: AFTER, units: ['a', 'b'], diff: [] };
  const started = startStep(step);
  const go = (direction: Direction, signal = new AbortController().signal) =>
    converge(engine, step, direction, signal, watcherOf(started));
  return { engine, step, started, go, state, transitions, pauses, hooks };
}

function aborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
