import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { StepLog } from './log-commands.ts';

export interface StepProcess {
  readonly command: string;
  readonly args: readonly string[];
  /** The whole environment: nothing of this process's own is passed. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly log: StepLog;
  /** Told of the process as soon as it runs. */
  readonly onStart?: ((process: StartedProcess) => void) | undefined;
}

export interface StartedProcess {
  readonly pid: number;
  kill(signal: NodeJS.Signals): void;
  /** Resolves when the system has no such process any more. */
  readonly gone: Promise<void>;
}

/** Runs a step's process to its end; gives its exit code, null when a signal ended it. */
export async function runProcess({ command, args, env, cwd, log, onStart }: StepProcess): Promise<number | null> {
  const child = spawn(command, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  if (child.pid !== undefined) onStart?.({ pid: child.pid, kill: (signal) => child.kill(signal), gone });
  createInterface({ input: child.stdout }).on('line', (line) => log.take(line));
  createInterface({ input: child.stderr }).on('line', (line) => log.take(line));
  return new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
}

/** As the runner hands an action its inputs: upper case, spaces to underscores. */
export function inputVariables(inputs: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value]),
  );
}
