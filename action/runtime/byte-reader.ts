import type { Readable } from 'node:stream';

/** Reads lines and counted bytes from one stream in turn. */
export interface ByteReader {
  /** The next line without its newline, or undefined at the end. */
  line(): Promise<string | undefined>;
  /** Passes the next `count` bytes on, as they come; false when the stream ends before. */
  bytes(count: number, take?: (part: Buffer) => void): Promise<boolean>;
}

const NEWLINE = 0x0a;

export function byteReader(stream: Readable): ByteReader {
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let buffer: Buffer = Buffer.alloc(0);
  const fill = async (): Promise<boolean> => {
    const next = await chunks.next();
    if (next.done === true) return false;
    buffer = buffer.length === 0 ? next.value : Buffer.concat([buffer, next.value]);
    return true;
  };
  return {
    line: async () => {
      while (!buffer.includes(NEWLINE)) if (!(await fill())) return undefined;
      const end = buffer.indexOf(NEWLINE);
      const line = buffer.subarray(0, end).toString('utf8');
      buffer = buffer.subarray(end + 1);
      return line;
    },
    bytes: async (count, take) => {
      for (let missing = count; missing > 0; ) {
        if (buffer.length === 0 && !(await fill())) return false;
        const part = buffer.subarray(0, missing);
        take?.(part);
        buffer = buffer.subarray(part.length);
        missing -= part.length;
      }
      return true;
    },
  };
}
