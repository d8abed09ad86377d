import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { OwnDrill, Tested } from './own-drill.ts';

/** Plays the drills over so many processes. Calls `take` with each as it ends; resolves to all, in the order of the tasks. */
export async function playInWorkers(
  tasks: readonly OwnDrill[],
  jobs: number,
  take: (tested: Tested) => void,
): Promise<readonly Tested[]> {
  const results: Tested[] = [];
  const queue = [...tasks.entries()];
  const work = async (): Promise<void> => {
    const worker = fork(fileURLToPath(new URL('./worker.js', import.meta.url)));
    try {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const tested = await playIn(worker, next[1]);
        results[next[0]] = tested;
        take(tested);
      }
    } finally {
      if (worker.connected) worker.disconnect();
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs, tasks.length) }, work));
  return results;
}

function playIn(worker: ChildProcess, task: OwnDrill): Promise<Tested> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null, signal: string | null): void => {
      reject(new Error(`the process that played ${task.playbook} ended: ${signal ?? code}`));
    };
    worker.once('exit', ended);
    worker.once('message', (tested: Tested) => {
      worker.off('exit', ended);
      resolve(tested);
    });
    worker.send(task);
  });
}
