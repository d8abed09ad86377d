import { setTimeout as wallDelay } from 'node:timers/promises';
import type { FaultRule } from '../../../sandbox/faults.ts';
import type { ActionStep } from '../../runner.ts';
import type { DrillWorld } from '../../world.ts';
import type { ChaosCall } from '../case.ts';

/** How a process ends at a call of its own. */
export const KILLS = [
  /** It is gone before the call reaches the service, which never sees it. */
  'kill-before',
  /** The call takes effect, and the process is gone before the answer. */
  'kill-after',
  /** It is gone, and the call is still on its way: it arrives just before the recovery's deny, or its first link. */
  'kill-late',
  /** The same; it arrives when the recovery has looked at what it is to put back. */
  'kill-too-late',
  /** GitHub's cancel while the call is under way: SIGINT, then SIGTERM, and what still runs then is killed. */
  'interrupt',
  /** The same, and AWS answers no call any more that changes something: the way back hangs. */
  'interrupt-stuck',
] as const;
export type Kill = (typeof KILLS)[number];

/** A process that ends once it makes a certain call. */
export interface ArmedKill {
  /** To be told of the process, as soon as it runs. */
  readonly onStart: NonNullable<ActionStep['onStart']>;
  /** Whether the call was made. */
  readonly reached: () => boolean;
  /** Whether SIGKILL was sent to a process that ran. */
  readonly killed: () => boolean;
  /** Whether somebody cancelled its run: it ends so, whatever its exit code. */
  readonly cancelled: () => boolean;
  /** Lets a call that is on its way arrive. Resolves when the service has dealt with it. */
  readonly release: () => Promise<void>;
  /** Takes all rules away. */
  readonly disarm: () => void;
}

type Process = Parameters<NonNullable<ActionStep['onStart']>>[0];

/** GitHub's own, in milliseconds of the wall after the SIGINT. */
const CANCEL = { termMs: 7_500, killMs: 10_000 } as const;

/** Arms it for the process that is started next: the call is counted from here. */
export function armKill(world: DrillWorld, call: ChaosCall, kill: Kill): ArmedKill {
  const { faults } = world.sandbox;
  const started = promise<Process>();
  const arrival = promise<void>();
  const undo: (() => void)[] = [];
  let reached = false;
  let killed = false;
  const add = (rule: FaultRule): void => void undo.push(faults.add(rule));
  const end = async (): Promise<void> => {
    reached = true;
    const process = await started.promise;
    process.kill('SIGKILL');
    killed = true;
    await process.gone;
  };
  const cancel = (stuck: boolean) => async (): Promise<void> => {
    reached = true;
    const process = await started.promise;
    if (stuck) void process.gone.then(faults.add({ ...ANYTHING, kind: 'hook', cut: true, run: () => process.gone }));
    cancelAsGithub(process, () => {
      killed = true;
    });
  };
  switch (kill) {
    case 'kill-before':
      add({ ...call, kind: 'hook', cut: true, run: end });
      break;
    case 'kill-after':
      add({ ...call, kind: 'hook-after', run: end });
      break;
    case 'kill-late':
    case 'kill-too-late':
      add({ ...call, kind: 'hook', run: () => end().then(() => arrival.promise) });
      break;
    case 'interrupt':
    case 'interrupt-stuck':
      add({ ...call, kind: 'hook', run: cancel(kill === 'interrupt-stuck') });
      break;
  }
  return {
    onStart: started.resolve,
    reached: () => reached,
    killed: () => killed,
    cancelled: () => reached && kill.startsWith('interrupt'),
    release: async () => {
      const answered = dealtWith(world, call);
      const before = answered();
      arrival.resolve();
      if (!kill.endsWith('-late') || !reached) return;
      while (answered() === before) await wallDelay(5);
    },
    disarm: () => {
      arrival.resolve();
      for (const take of undo) take();
    },
  };
}

/** Whatever the session, or its way back, wants of a load balancer from then on. */
const ANYTHING = { service: 'elasticloadbalancing', operation: '*', times: Number.POSITIVE_INFINITY } as const;

function cancelAsGithub(process: Process, onKill: () => void): void {
  process.kill('SIGINT');
  const terminate = setTimeout(() => process.kill('SIGTERM'), CANCEL.termMs);
  const destroy = setTimeout(() => {
    onKill();
    process.kill('SIGKILL');
  }, CANCEL.killMs);
  void process.gone.then(() => {
    clearTimeout(terminate);
    clearTimeout(destroy);
  });
}

/** How many calls of this service and operation have been dealt with, as its own log has it. */
function dealtWith({ sandbox }: DrillWorld, { service, operation }: ChaosCall): () => number {
  if (service !== 'github') return () => sandbox.aws.calls().filter((each) => each.operation === operation).length;
  const name = new RegExp(`(^|/)${operation}$`);
  return () => sandbox.github.calls().filter((each) => name.test(each.operation) && each.status !== 0).length;
}

interface Settled<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
}

function promise<T>(): Settled<T> {
  let resolve: (value: T) => void = () => undefined;
  const made = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise: made, resolve };
}
