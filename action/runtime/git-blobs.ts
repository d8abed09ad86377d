import { byteReader } from './byte-reader.ts';
import { git } from './git-process.ts';

export interface BlobReader {
  /** The file's bytes, or undefined when it is missing, no file, or larger than the limit. One read at a time. */
  read(oid: string): Promise<Uint8Array | undefined>;
  close(): void;
}

/** Reads files by their id, through one `git cat-file --batch` for all of them. */
export function blobReader(repo: string, maxBytes: number): BlobReader {
  const process = git(repo, ['cat-file', '--batch']);
  const output = byteReader(process.stdout);
  return {
    read: async (oid) => {
      process.stdin.write(`${oid}\n`);
      const header = await output.line();
      if (header === undefined) {
        await process.done;
        return undefined;
      }
      const [, type, size] = header.split(' ');
      if (size === undefined) return undefined;
      const tooLarge = Number(size) > maxBytes;
      const parts: Buffer[] = [];
      await output.bytes(Number(size), (part) => {
        if (!tooLarge) parts.push(part);
      });
      await output.bytes(1);
      return type === 'blob' && !tooLarge ? Buffer.concat(parts) : undefined;
    },
    close: () => process.stop(),
  };
}
