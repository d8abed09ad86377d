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

/** Undefined for what the repository does not have. */
type Found = GitObject | undefined;

/** Larger objects are not waited for as a whole. */
const AT_ONCE = 1024 * 1024;
const NEWLINE = 0x0a;
const NUL = 0;

/** Reads objects through one git that need not wait for the next question. */
export function objectReader(repo: string, { maxBytes, verified }: ObjectReaderOptions): ObjectReader {
  const process = git(repo, ['cat-file', '--batch-command', '--buffer']);
  const chunks = process.stdout[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let buffer: Buffer = Buffer.alloc(0);
  /** Where in it the next answer begins. */
  let at = 0;
  const more = async (): Promise<void> => {
    const next = await chunks.next();
    // Git ended: `done` says why.
    if (next.done === true) await process.done;
    if (next.done === true) throw new BreakglassError('audit-invalid', 'git ended before it had told every object');
    buffer = at === buffer.length ? next.value : Buffer.concat([buffer.subarray(at), next.value]);
    at = 0;
  };
  const through = async (size: number, take: (part: Buffer) => void): Promise<void> => {
    for (let missing = size; missing > 0; ) {
      if (at === buffer.length) await more();
      const part = buffer.subarray(at, at + missing);
      take(part);
      at += part.length;
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
    if (verified) {
      // An id is the hash of just these bytes, but for the last one before the content.
      buffer[start - 1] = NUL;
      if (hash(algorithmOf(id), buffer.subarray(at + from, start + size)) !== id) throw damaged(id);
    }
    at = start + size + 1;
    return { type, bytes: keep && size <= maxBytes ? buffer.subarray(start, start + size) : undefined };
  };
  /** A promise only where more has to come: nearly all is here already, and a turn for each of it adds up. */
  const one = (wanted: Wanted): Found | Promise<Found> => {
    const end = buffer.indexOf(NEWLINE, at);
    if (end < 0) return later(wanted);
    const header = readHeader(buffer.toString('latin1', at, end), wanted.id);
    const start = end + 1;
    if (header === undefined) {
      if (verified) throw damaged(wanted.id);
      at = start;
      return undefined;
    }
    if (header.size > AT_ONCE) {
      at = start;
      return large(wanted, header);
    }
    return buffer.length < start + header.size + 1 ? later(wanted) : small(wanted, header, start);
  };
  const later = async (wanted: Wanted): Promise<Found> => {
    await more();
    return one(wanted);
  };
  return {
    ask: (ids) => {
      if (ids.length > 0) process.stdin.write(`${ids.map((id) => `contents ${id}\n`).join('')}flush\n`);
    },
    read: async (wanted) => {
      const found: Found[] = [];
      for (const each of wanted) {
        const next = one(each);
        found.push(next instanceof Promise ? await next : next);
      }
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
  const from = id.length + 1;
  const space = line.indexOf(' ', from);
  if (space < 0 || !line.startsWith(`${id} `)) return undefined;
  return { type: line.slice(from, space), size: Number(line.slice(space + 1)), from };
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
