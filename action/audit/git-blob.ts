import { createHash } from 'node:crypto';

/** The id that git gives to a file of these bytes: SHA-1 of `blob <length>\0<bytes>`, in lowercase hex. */
export function gitBlobId(bytes: Uint8Array | string): string {
  const content = Buffer.from(bytes);
  return createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
}
