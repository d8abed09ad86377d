import { parentPort, workerData } from 'node:worker_threads';
import type { TrailCommit } from '../audit/chain.ts';
import { asBreakglassError } from '../domain/error.ts';
import { readVerifiedTrail } from './git-trail.ts';
import { BATCHES_AHEAD, type TrailBatch, type TrailMessage, type TrailTask } from './trail-thread.ts';

/** A thread of its own that reads a trail and tells it in batches: see `trail-thread.ts`. */
const MOST_COMMITS = 64;
const MOST_BYTES = 1024 * 1024;

const { repo, head }: TrailTask = workerData;
let ahead = 0;
let notify: () => void = () => undefined;
parentPort?.on('message', () => {
  ahead -= 1;
  notify();
});

try {
  for await (const batch of batches(readVerifiedTrail(repo, head))) {
    await room();
    ahead += 1;
    tell(batch, [batch.bytes.buffer]);
  }
  tell({ kind: 'end' });
} catch (error) {
  const { code, message, hint } = asBreakglassError(error);
  tell({ kind: 'failed', code, message, hint });
}

/** Waits until another batch may be told. */
function room(): Promise<void> | undefined {
  if (ahead < BATCHES_AHEAD) return undefined;
  return new Promise((resolve) => {
    notify = resolve;
  });
}

function tell(message: TrailMessage, moved: readonly ArrayBufferLike[] = []): void {
  parentPort?.postMessage(
    message,
    moved.filter((buffer) => buffer instanceof ArrayBuffer),
  );
}

async function* batches(trail: AsyncIterable<TrailCommit>): AsyncGenerator<TrailBatch> {
  let commits: TrailCommit[] = [];
  let size = 0;
  for await (const commit of trail) {
    commits.push(commit);
    for (const { bytes } of commit.added) size += bytes.length;
    if (commits.length < MOST_COMMITS && size < MOST_BYTES) continue;
    yield packed(commits, size);
    commits = [];
    size = 0;
  }
  if (commits.length > 0) yield packed(commits, size);
}

function packed(commits: readonly TrailCommit[], size: number): TrailBatch {
  const bytes = new Uint8Array(size);
  let at = 0;
  const listed = commits.map(({ added, ...commit }) => ({
    ...commit,
    added: added.map((file) => {
      bytes.set(file.bytes, at);
      at += file.bytes.length;
      return { path: file.path, length: file.bytes.length };
    }),
  }));
  return { kind: 'commits', commits: listed, bytes };
}
