import { createHash } from 'node:crypto';
import { BreakglassError } from '../domain/error.ts';
import { byteReader } from './byte-reader.ts';
import { git, gitOutput } from './git-process.ts';

/**
 * Reads every object that `head` reaches and compares it with its own id: git does not when it reads a file, and its own
 * `rev-list --verify-objects` ends well whatever it finds. Only after this does an id say something about contents, for
 * if each object that the walk met is what its id says, then so was the walk. Throws `audit-invalid`.
 */
export async function verifyObjects(repo: string, head: string): Promise<void> {
  const list = await gitOutput(repo, ['rev-list', '--objects', head]);
  const named = list
    .trimEnd()
    .split('\n')
    .map((line) => /^(\S+) ?(.*)$/.exec(line)?.slice(1) ?? []);
  const objects = git(repo, ['cat-file', '--batch', '--buffer'], named.map(([id]) => `${id}\n`).join(''));
  try {
    const output = byteReader(objects.stdout);
    for (const [id = '', path = ''] of named) {
      const [found, type, size] = (await output.line())?.split(' ') ?? [];
      if (found !== id || type === undefined || size === undefined) throw damaged(id, path);
      const hash = createHash(id.length === 40 ? 'sha1' : 'sha256').update(`${type} ${size}\0`);
      await output.bytes(Number(size), (part) => hash.update(part));
      await output.bytes(1);
      if (hash.digest('hex') !== id) throw damaged(id, path);
    }
    await objects.done;
  } finally {
    objects.stop();
  }
}

function damaged(id: string, path: string): BreakglassError {
  return new BreakglassError(
    'audit-invalid',
    `object ${id} (${path || 'a commit or a root'}) of this clone is not what its id says`,
    {
      hint: 'clone again, and do not trust this copy',
    },
  );
}
