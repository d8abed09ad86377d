import { BreakglassError } from '../domain/error.ts';
import { isJsonObject, type Json } from '../domain/json.ts';
import { canonicalJson } from './canonical.ts';

/** The root of an audit branch: which repository it belongs to. */
export interface Genesis {
  readonly version: 1;
  /** `owner/name` at the time. */
  readonly repository: string;
  readonly repositoryId: number;
  /** ISO 8601 in UTC. */
  readonly at: string;
}

/** The bytes of `audit.json`, the only file of the orphan root commit, as text. */
export function genesis(repository: string, repositoryId: number, at: string): string {
  return `${canonicalJson({ version: 1, repository, repositoryId, at } satisfies Genesis)}\n`;
}

/** The genesis file, read strictly: exactly the bytes that `genesis` writes. Throws `audit-invalid`. */
export function parseGenesis(bytes: Uint8Array): Genesis {
  try {
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)) as Json;
    if (isJsonObject(value) && value['version'] === 1) {
      const { repository, repositoryId, at } = value;
      if (typeof repository === 'string' && typeof repositoryId === 'number' && typeof at === 'string') {
        const text = genesis(repository, repositoryId, at);
        if (Buffer.from(text).equals(bytes)) return { version: 1, repository, repositoryId, at };
      }
    }
  } catch (error) {
    throw new BreakglassError('audit-invalid', 'the genesis file is not canonical JSON', { cause: error });
  }
  throw new BreakglassError('audit-invalid', 'the genesis file is not a version 1 genesis in canonical form');
}
