import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { gitEnvironment } from './git-process.ts';

export const ZERO_OID = '0'.repeat(40);

export interface RefUpdate {
  readonly name: string;
  /** ZERO_OID deletes. */
  readonly after: string;
  /** What the ref has to be now: ZERO_OID for absent, undefined for anything. */
  readonly before: string | undefined;
}

/** One `git update-ref --stdin` kept alive: each update is a transaction of its own, compared and swapped by git. */
export class RefWriter {
  readonly #directory: string;
  #child: ChildProcessWithoutNullStreams | undefined;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Updates all refs or none; false when one of them is not what `before` says, or git refuses one. */
  update(updates: readonly RefUpdate[]): Promise<boolean> {
    const next = this.#tail.then(() => this.#transaction(updates));
    this.#tail = next.catch(() => undefined);
    return next;
  }

  close(): void {
    this.#child?.kill();
    this.#child = undefined;
  }

  #transaction(updates: readonly RefUpdate[]): Promise<boolean> {
    const commands = updates.map(({ name, after, before }) => {
      const old = before === undefined ? '' : ` ${before}`;
      return after === ZERO_OID ? `delete ${name}${old}` : `update ${name} ${after}${old}`;
    });
    const child = this.#process();
    return new Promise((resolve, reject) => {
      let answer = '';
      const listen = (chunk: Buffer) => {
        answer += chunk.toString('latin1');
        if (answer.includes('commit: ok\n')) settle(() => resolve(true));
      };
      // Git ends the process when it refuses a transaction.
      const ended = () => settle(() => resolve(false));
      const failed = (error: Error) => settle(() => reject(error));
      const settle = (done: () => void) => {
        child.stdout.off('data', listen);
        child.off('close', ended).off('error', failed);
        done();
      };
      child.stdout.on('data', listen);
      child.once('close', ended).once('error', failed);
      child.stdin.write(`start\n${commands.join('\n')}\ncommit\n`);
    });
  }

  #process(): ChildProcessWithoutNullStreams {
    if (this.#child !== undefined) return this.#child;
    const child = spawn('git', [`--git-dir=${this.#directory}`, 'update-ref', '--stdin'], { env: gitEnvironment() });
    child.stdin.on('error', () => undefined);
    child.stderr.resume();
    const forget = () => {
      if (this.#child === child) this.#child = undefined;
    };
    child.once('exit', forget).once('error', forget);
    this.#child = child;
    return child;
  }
}
