import { createHash, hash } from 'node:crypto';
import { BreakglassError } from '../domain/error.ts';
import { git, gitOutput } from './git-process.ts';

/** An object to be read. */
export interface Wanted {
  readonly id: string;
  /** Whether its bytes are given back. */
  readonly keep: boolean;
}

/** What git has under an id. */
export interface GitObject {
  readonly type: string;
  /** Undefined where nobody wanted to keep them, or where they are more than the limit. */
  readonly bytes: Uint8Array | undefined;
}

export interface ObjectReader {
  /** Asks for objects, after those that were asked for before. All of the answers have to be read in the end. */
  ask(ids: readonly string[]): void;
  /** The next objects, in the order in which they were asked for; undefined for what the repository does not have. */
  read(wanted: readonly Wanted[]): Promise<readonly (GitObject | undefined)[]>;
  close(): void;
}

export interface ObjectReaderOptions {
  /** Larger ones are read through, but not kept. */
  readonly maxBytes: number;
  /** Compares each with its own id, which git does not when it reads one. `read` throws `audit-invalid` then. */
  readonly verified: boolean;
}

/** Larger objects are not waited for as a whole. */
const AT_ONCE = 1024 * 1024;
const NEWLINE = 0x0a;
const NUL = 0;

/** Reads objects through one git that need not wait for the next question. */
export function objectReader(repo: string, { maxBytes, verified }: ObjectReaderOptions): ObjectReader {
  const process = git(repo, ['cat-file', '--batch-command', '--buffer']);
  const chunks = process.stdout[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let buffer: Buffer = Buffer.alloc(0);
  const more = async (): Promise<void> => {
    const next = await chunks.next();
    // Git ended: `done` says why.
    if (next.done === true) await process.done;
    if (next.done === true) throw new BreakglassError('audit-invalid', 'git ended before it had told every object');
    buffer = buffer.length === 0 ? next.value : Buffer.concat([buffer, next.value]);
  };
  const through = async (size: number, take: (part: Buffer) => void): Promise<void> => {
    for (let missing = size; missing > 0; ) {
      if (buffer.length === 0) await more();
      const part = buffer.subarray(0, missing);
      take(part);
      buffer = buffer.subarray(part.length);
      missing -= part.length;
    }
  };
  const large = async ({ id, keep }: Wanted, { type, size }: Header): Promise<GitObject> => {
    const digest = createHash(algorithmOf(id)).update(`${type} ${size}\0`);
    const parts: Buffer[] | undefined = keep && size <= maxBytes ? [] : undefined;
    await through(size, (part) => {
      if (verified) digest.update(part);
      parts?.push(part);
    });
    await through(1, () => undefined);
    if (verified && digest.digest('hex') !== id) throw damaged(id);
    return { type, bytes: parts && Buffer.concat(parts) };
  };
  /** What is read without waiting, as nearly all is; a header where more of it has to come. */
  const small = ({ id, keep }: Wanted, { type, size, from }: Header, start: number): GitObject => {
    const content = buffer.subarray(start, start + size);
    if (verified) {
      // An id is the hash of just these bytes, but for the last one before the content.
      buffer[start - 1] = NUL;
      if (hash(algorithmOf(id), buffer.subarray(from, start + size)) !== id) throw damaged(id);
    }
    buffer = buffer.subarray(start + size + 1);
    return { type, bytes: keep && size <= maxBytes ? content : undefined };
  };
  const one = async (wanted: Wanted): Promise<GitObject | undefined> => {
    let end = buffer.indexOf(NEWLINE);
    for (; end < 0; end = buffer.indexOf(NEWLINE)) await more();
    const header = readHeader(buffer.toString('latin1', 0, end), wanted.id);
    if (header === undefined) {
      if (verified) throw damaged(wanted.id);
      buffer = buffer.subarray(end + 1);
      return undefined;
    }
    if (header.size > AT_ONCE) {
      buffer = buffer.subarray(end + 1);
      return large(wanted, header);
    }
    while (buffer.length < end + 1 + header.size + 1) await more();
    return small(wanted, header, end + 1);
  };
  return {
    ask: (ids) => {
      if (ids.length > 0) process.stdin.write(`${ids.map((id) => `contents ${id}\n`).join('')}flush\n`);
    },
    read: async (wanted) => {
      const found: (GitObject | undefined)[] = [];
      for (const each of wanted) found.push(await one(each));
      return found;
    },
    close: () => process.stop(),
  };
}

interface Header {
  readonly type: string;
  /** Bytes of its content. */
  readonly size: number;
  /** Where the type stands in the header. */
  readonly from: number;
}

/** `<id> <type> <size>`, or undefined for what is missing. */
function readHeader(line: string, id: string): Header | undefined {
  const [found = '', type, size] = line.split(' ');
  if (found !== id || type === undefined || size === undefined) return undefined;
  return { type, size: Number(size), from: found.length + 1 };
}

function algorithmOf(id: string): 'sha1' | 'sha256' {
  return id.length === 40 ? 'sha1' : 'sha256';
}

/** Reads every object that `head` reaches, and compares each with its own id. Throws `audit-invalid`. */
export async function verifyObjects(repo: string, head: string): Promise<void> {
  const list = await gitOutput(repo, ['rev-list', '--objects', '--no-object-names', head]);
  const ids = list.trimEnd().split('\n');
  const objects = objectReader(repo, { maxBytes: 0, verified: true });
  try {
    objects.ask(ids);
    await objects.read(ids.map((id) => ({ id, keep: false })));
  } finally {
    objects.close();
  }
}

export function damaged(id: string): BreakglassError {
  return new BreakglassError('audit-invalid', `object ${id} of this clone is not what its id says`, {
    hint: 'clone again, and do not trust this copy',
  });
}
