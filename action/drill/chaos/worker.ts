import { parentPort, workerData } from 'node:worker_threads';
import { silenceSdkNotices } from '../../runtime/environment.ts';
import { type PlayedMessage, playShare } from './share.ts';

/** Plays every n-th case of a playbook, and tells each. */
const { root, playbook, index, workers }: WorkerTask = workerData;
silenceSdkNotices();
await playShare({
  root,
  playbook,
  wants: (place) => place % workers === index,
  onPlayed: (played, all) => parentPort?.postMessage({ played, all } satisfies PlayedMessage),
});

/** What a worker is given. */
export interface WorkerTask {
  readonly root: string;
  readonly playbook: string;
  readonly index: number;
  readonly workers: number;
}
