import { fork } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { PlayedCase } from './play-case.ts';
import { ONE_THREAD } from './virtual-clock.ts';

/** What a worker is given. */
export interface WorkerTask {
  readonly root: string;
  readonly playbook: string;
  /** Which of so many workers it is, from 0: it plays every n-th case. */
  readonly index: number;
  readonly workers: number;
  /** The one case that is played, by its id. */
  readonly only?: string;
}

/** What a worker says. The last is `over` or `broken`. */
export type WorkerMessage =
  | PlayedMessage
  | { readonly kind: 'over' }
  /** It could not play on: `why` has the stack. */
  | { readonly kind: 'broken'; readonly why: string };

export interface PlayedMessage {
  readonly kind: 'played';
  readonly played: PlayedCase;
  /** How many cases there are. */
  readonly all: number;
}

/** What a session leaves behind is garbage at once: with room for it, little of it is ever copied. In MiB. */
const YOUNG = ['--max-semi-space-size=64'];

/** Where a folder is kept in memory, if anywhere: a world writes some hundred small files a minute, and nobody wants them later. */
const IN_MEMORY = '/dev/shm';

function scratch(): Readonly<Record<string, string>> {
  try {
    accessSync(IN_MEMORY, constants.W_OK);
    return { TMPDIR: IN_MEMORY };
  } catch {
    return {};
  }
}

/** Plays a worker's share in a process of its own. Calls `take` with each case as it has been played. */
export function playInWorker(task: WorkerTask, take: (message: PlayedMessage) => void): Promise<void> {
  const file = fileURLToPath(new URL('./worker.js', import.meta.url));
  const child = fork(file, [JSON.stringify(task)], {
    env: { ...process.env, ...ONE_THREAD, ...scratch() },
    execArgv: YOUNG,
  });
  return new Promise<void>((resolve, reject) => {
    child.on('message', (message: WorkerMessage) => {
      switch (message.kind) {
        case 'played':
          return take(message);
        case 'over':
          return resolve();
        case 'broken':
          return reject(new Error(message.why));
      }
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`a chaos worker ended: ${signal ?? code}`)));
  }).finally(() => {
    if (child.connected) child.disconnect();
  });
}
