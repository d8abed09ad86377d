import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** What the client counted in one tick. */
export interface Tick {
  /** Wall clock, milliseconds since 1970, at the end of the tick. */
  readonly at: number;
  readonly requests: number;
  readonly errors: number;
  /** How often the client had been given another pace. */
  readonly pace: number;
  /** Requests that were sent at an earlier pace, and have no answer yet. */
  readonly older: number;
}

export interface Window {
  readonly requests: number;
  readonly errors: number;
  /** 0 to 1; 0 without requests. */
  readonly rate: number;
}

/** Traffic through a listener, made and measured by a client in another process. */
export interface Traffic {
  readonly ticks: readonly Tick[];
  /** Resolves when at least `seconds` of traffic that starts now, and at least `requests`, have been measured. */
  measure(seconds: number, requests: number): Promise<Window>;
  /** Calls `onTick` for each tick from now on. */
  watch(onTick: (tick: Tick) => void): void;
  stop(): Promise<void>;
}

/**
 * Requests a second while it is measured, enough for a window of 300 in five seconds, and in between, enough to see when errors
 * begin and end: each costs the machine a millisecond or two, which the session then lacks.
 */
const PACE = { measured: 70, between: 25 };
const MEASURE_LIMIT_MS = 60_000;

/** Sends requests from now on; `pace` a second all the while, where it is given. */
export function startTraffic(url: string, pace?: number): Traffic {
  const { measured, between } = pace === undefined ? PACE : { measured: pace, between: pace };
  const script = fileURLToPath(new URL('./traffic-client.js', import.meta.url));
  const child = spawn(process.execPath, [script, url, String(between)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ticks: Tick[] = [];
  const waiting = new Set<() => void>();
  const watchers: ((tick: Tick) => void)[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    const tick = readTick(line);
    ticks.push(tick);
    for (const wake of waiting) wake();
    for (const watcher of watchers) watcher(tick);
  });
  let paces = 0;
  const setPace = (perSecond: number): number => {
    child.stdin.write(`${perSecond}\n`);
    paces += 1;
    return paces;
  };
  return {
    ticks,
    measure: async (seconds, requests) => {
      const mine = setPace(measured);
      // What was sent before says how it was then, however late its answer is.
      const isSince = (tick: Tick): boolean => tick.pace === mine && tick.older === 0;
      await until(waiting, () => ticks.some(isSince));
      const from = ticks.find(isSince)?.at ?? 0;
      const since = (): Window => sum(ticks.filter((tick) => tick.at > from));
      await until(waiting, () => (ticks.at(-1)?.at ?? 0) >= from + seconds * 1_000 && since().requests >= requests);
      setPace(between);
      return since();
    },
    watch: (onTick) => void watchers.push(onTick),
    stop: () => {
      watchers.length = 0;
      return stop(child);
    },
  };
}

function readTick(line: string): Tick {
  const { at, requests, errors, pace, older }: Tick = JSON.parse(line);
  return { at, requests, errors, pace, older };
}

function until(waiting: Set<() => void>, done: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error('the client measures too few requests')), MEASURE_LIMIT_MS);
    const wake = (): void => {
      if (!done()) return;
      waiting.delete(wake);
      clearTimeout(limit);
      resolve();
    };
    waiting.add(wake);
    wake();
  });
}

export function sum(ticks: readonly Pick<Tick, 'requests' | 'errors'>[]): Window {
  const requests = ticks.reduce((total, tick) => total + tick.requests, 0);
  const errors = ticks.reduce((total, tick) => total + tick.errors, 0);
  return { requests, errors, rate: requests === 0 ? 0 : errors / requests };
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) {
      resolve();
      return;
    }
    child.once('exit', () => resolve());
    child.stdin?.end();
  });
}
