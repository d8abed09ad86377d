import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { gitEnvironment } from './git-process.ts';
import type { GitObject } from './objects.ts';
import type { ObjectsAtHand } from './objects-at-hand.ts';

/** One revision a line; git gives up on a path that starts with `./` or `../`, which names nothing in a tree. */
const READABLE = /^(?!.*[\n\r\0])(?!:)[^:]+(?::(?!\.{1,2}(?:\/|$)).*)?$/s;

type Waiter = { resolve(object: GitObject | undefined): void; reject(error: Error): void };

/** One `git cat-file --batch` kept alive: a read costs a round trip on a pipe instead of a process. */
export class ObjectReader {
  readonly #directory: string;
  #child: ChildProcessWithoutNullStreams | undefined;
  #pending: Buffer = Buffer.alloc(0);
  readonly #waiters: Waiter[] = [];
  readonly #atHand: ObjectsAtHand;

  constructor(directory: string, atHand: ObjectsAtHand) {
    this.#directory = directory;
    this.#atHand = atHand;
  }

  /** The object that a revision names (`main`, `<oid>:path`, `main^{commit}`), or undefined when there is none. */
  read(revision: string): Promise<GitObject | undefined> {
    if (!READABLE.test(revision)) return Promise.resolve(undefined);
    const found = this.#atHand.find(revision);
    if (found !== undefined) return Promise.resolve(found);
    return new Promise((resolve, reject) => {
      const keep = (object: GitObject | undefined): void => {
        if (object !== undefined) this.#atHand.keep(object);
        resolve(object);
      };
      this.#waiters.push({ resolve: keep, reject });
      this.#process().stdin.write(`${revision}\n`);
    });
  }

  close(): void {
    this.#child?.stdin.end();
    this.#child?.kill();
    this.#child = undefined;
  }

  #process(): ChildProcessWithoutNullStreams {
    if (this.#child !== undefined) return this.#child;
    const child = spawn('git', [`--git-dir=${this.#directory}`, 'cat-file', '--batch'], { env: gitEnvironment() });
    child.stdout.on('data', (chunk: Buffer) => {
      this.#pending = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
      this.#drain();
    });
    child.stdin.on('error', () => undefined);
    child.once('error', (error) => this.#fail(error));
    child.once('close', () => this.#fail(new Error('git cat-file ended')));
    this.#child = child;
    return child;
  }

  #drain(): void {
    for (;;) {
      const newline = this.#pending.indexOf(10);
      if (newline < 0) return;
      const header = this.#pending.subarray(0, newline).toString('utf8');
      const match = /^([0-9a-f]{40}) (blob|tree|commit|tag) (\d+)$/.exec(header);
      if (match === null) {
        this.#pending = this.#pending.subarray(newline + 1);
        this.#waiters.shift()?.resolve(undefined);
        continue;
      }
      const start = newline + 1;
      const end = start + Number(match[3]);
      if (this.#pending.length < end + 1) return;
      const content = Buffer.from(this.#pending.subarray(start, end));
      this.#pending = this.#pending.subarray(end + 1);
      this.#waiters.shift()?.resolve({ oid: match[1] ?? '', type: match[2] as GitObject['type'], content });
    }
  }

  #fail(error: Error): void {
    this.#child = undefined;
    this.#pending = Buffer.alloc(0);
    for (const waiter of this.#waiters.splice(0)) waiter.reject(error);
  }
}
