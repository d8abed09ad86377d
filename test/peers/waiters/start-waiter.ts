import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Account, accountEnvironment } from '../account-environment.ts';

/** One of boto3's waiters, at work in a process of its own. */
export interface Waiter {
  /** Resolves when it has asked so often; rejects when it ends before. */
  asked(times: number): Promise<void>;
  /** How often it asked until it was satisfied; rejects when it gave up. */
  readonly ended: Promise<number>;
}

const SCRIPT = fileURLToPath(new URL('waiter.py', import.meta.url));

/** Starts a waiter by its name at boto3, with the arguments of its `wait`. */
export function startWaiter(
  python: string,
  account: Account,
  name: string,
  args: Readonly<Record<string, unknown>>,
): Waiter {
  const child = spawn(python, [SCRIPT, name, JSON.stringify(args)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: accountEnvironment(account),
  });
  let [count, errors] = [0, ''];
  child.stderr.on('data', (chunk) => (errors += String(chunk)));
  const waiting: { readonly times: number; readonly resolve: () => void }[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line !== 'asked') return;
    count += 1;
    for (const { times, resolve } of waiting) if (times <= count) resolve();
  });
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve(count) : reject(new Error(`${name} gave up: ${errors}`))));
  });
  return {
    ended,
    asked: (times) => {
      const reached = new Promise<void>((resolve) => waiting.push({ times, resolve }));
      const early = ended.then((after) => {
        throw new Error(`${name} ended after it had asked ${after} times`);
      });
      return Promise.race([reached, early]);
    },
  };
}
