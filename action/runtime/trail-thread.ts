import { Worker } from 'node:worker_threads';
import type { TrailCommit } from '../audit/chain.ts';
import { BreakglassError, type ErrorCode } from '../domain/error.ts';

/** What the thread is asked to read. */
export interface TrailTask {
  readonly repo: string;
  readonly head: string;
}

/** Some commits, one after the other, as they cross between threads: all files' bytes are in one buffer, which is not copied. */
export interface TrailBatch {
  readonly kind: 'commits';
  readonly commits: readonly PackedCommit[];
  readonly bytes: Uint8Array;
}

export interface PackedCommit extends Omit<TrailCommit, 'added'> {
  /** Each file takes so many bytes, behind those before it. */
  readonly added: readonly { readonly path: string; readonly length: number }[];
}

/** What the thread says. The last is `end` or `failed`. */
export type TrailMessage =
  | TrailBatch
  | { readonly kind: 'end' }
  | {
      readonly kind: 'failed';
      readonly code: ErrorCode;
      readonly message: string;
      readonly hint: string | undefined;
    };

/** So many batches are read ahead, and no more. */
export const BATCHES_AHEAD = 4;

/**
 * As `readVerifiedTrail`, on a thread of its own: reading and hashing every object is one half of verifying a long trail, and who looks at
 * the commits is the other.
 */
export async function* readVerifiedTrailAside(repo: string, head: string): AsyncGenerator<TrailCommit> {
  const task: TrailTask = { repo, head };
  const worker = new Worker(new URL('./trail-worker.js', import.meta.url), { workerData: task });
  const messages = inbox(worker);
  try {
    for (;;) {
      const message = await messages.next();
      switch (message.kind) {
        case 'commits':
          yield* unpacked(message);
          worker.postMessage('more');
          break;
        case 'end':
          return;
        case 'failed':
          throw new BreakglassError(
            message.code,
            message.message,
            message.hint === undefined ? {} : { hint: message.hint },
          );
      }
    }
  } finally {
    await worker.terminate();
  }
}

/** Takes a thread's messages one by one; rejects where it ended without its last. */
function inbox(worker: Worker): { next(): Promise<TrailMessage> } {
  const arrived: TrailMessage[] = [];
  let failure: Error | undefined;
  let notify: () => void = () => undefined;
  const fail = (error: Error): void => {
    failure ??= error;
    notify();
  };
  worker.on('message', (message: TrailMessage) => {
    arrived.push(message);
    notify();
  });
  worker.on('error', fail);
  worker.on('exit', (code) => fail(new Error(`the thread that reads the trail ended with ${code}`)));
  return {
    next: async () => {
      for (;;) {
        const message = arrived.shift();
        if (message !== undefined) return message;
        if (failure !== undefined) throw failure;
        await new Promise<void>((resolve) => {
          notify = resolve;
        });
      }
    },
  };
}

function* unpacked({ commits, bytes }: TrailBatch): Generator<TrailCommit> {
  let at = 0;
  for (const { added, ...commit } of commits) {
    const files = added.map(({ path, length }) => {
      at += length;
      return { path, bytes: bytes.subarray(at - length, at) };
    });
    yield { ...commit, added: files };
  }
}
