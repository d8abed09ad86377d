import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** What the client counted in one tick. */
export interface Tick {
  /** Wall clock, milliseconds since 1970, at the end of the tick. */
  readonly at: number;
  readonly requests: number;
  readonly errors: number;
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
  return {
    ticks,
    measure: async (seconds, requests) => {
      child.stdin.write(`${measured}\n`);
      const from = Date.now();
      const since = (): Window => sum(ticks.filter((tick) => tick.at > from));
      await until(waiting, () => (ticks.at(-1)?.at ?? 0) >= from + seconds * 1_000 && since().requests >= requests);
      child.stdin.write(`${between}\n`);
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
  const { at, requests, errors }: Tick = JSON.parse(line);
  return { at, requests, errors };
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

export function sum(ticks: readonly Tick[]): Window {
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
