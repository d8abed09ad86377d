import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import { rawTime, type Signature, type TreeEntry } from './objects.ts';

const compress = promisify(deflate);

/** Writes a loose object as git does, without a process for each; gives its id. */
export async function writeObject(
  directory: string,
  type: 'blob' | 'tree' | 'commit',
  content: Buffer,
): Promise<string> {
  const bytes = Buffer.concat([Buffer.from(`${type} ${content.length}\0`), content]);
  const oid = createHash('sha1').update(bytes).digest('hex');
  const folder = join(directory, 'objects', oid.slice(0, 2));
  const path = join(folder, oid.slice(2));
  const exists = await stat(path).then(
    () => true,
    () => false,
  );
  if (exists) return oid;
  await mkdir(folder, { recursive: true });
  // Renamed into place: a reader finds a whole object or none.
  const temporary = join(directory, 'objects', `tmp_obj_${randomUUID()}`);
  await writeFile(temporary, await compress(bytes), { mode: 0o444 });
  await rename(temporary, path);
  return oid;
}

/** The bytes of a tree; git sorts entries as if folders ended with a slash. */
export function encodeTree(entries: readonly TreeEntry[]): Buffer {
  const key = (entry: TreeEntry) => Buffer.from(entry.type === 'tree' ? `${entry.name}/` : entry.name, 'utf8');
  const sorted = entries.toSorted((a, b) => Buffer.compare(key(a), key(b)));
  const parts = sorted.flatMap(({ mode, name, oid }) => [
    Buffer.from(`${mode.replace(/^0/, '')} ${name}\0`, 'utf8'),
    Buffer.from(oid, 'hex'),
  ]);
  return Buffer.concat(parts);
}

export interface CommitFields {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
}

/** The bytes of a commit; its message ends with a newline, as git's own do. */
export function encodeCommit({ tree, parents, author, committer, message }: CommitFields): Buffer {
  const person = ({ name, email, at }: Signature) => `${name} <${email}> ${rawTime(at)}`;
  const lines = [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${person(author)}`,
    `committer ${person(committer)}`,
    '',
    message.endsWith('\n') ? message : `${message}\n`,
  ];
  return Buffer.from(lines.join('\n'), 'utf8');
}
