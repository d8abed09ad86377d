/** An object as git keeps it. */
export interface GitObject {
  readonly oid: string;
  readonly type: 'blob' | 'tree' | 'commit' | 'tag';
  readonly content: Buffer;
}

/** A name, an address and a time, as a commit holds them. */
export interface Signature {
  readonly name: string;
  readonly email: string;
  /** Milliseconds since the epoch; git keeps whole seconds. */
  readonly at: number;
}

export interface CommitObject {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
  readonly signature: string | null;
}

export interface TreeEntry {
  readonly mode: string;
  readonly name: string;
  readonly oid: string;
  readonly type: 'blob' | 'tree' | 'commit';
}

const PERSON = /^(.*?) ?<([^>]*)> (\d+) [+-]\d{4}$/;

function parseSignature(text: string): Signature {
  const match = PERSON.exec(text);
  return { name: match?.[1] ?? '', email: match?.[2] ?? '', at: Number(match?.[3] ?? 0) * 1000 };
}

/** The fields of a raw commit object. */
export function parseCommit(content: Buffer): CommitObject {
  const text = content.toString('utf8');
  const split = text.indexOf('\n\n');
  // A header's continuation lines (a signature's) start with a space.
  const headers = text.slice(0, split).replaceAll('\n ', '\r').split('\n');
  const all = (key: string) =>
    headers.filter((line) => line.startsWith(`${key} `)).map((line) => line.slice(key.length + 1));
  return {
    tree: all('tree')[0] ?? '',
    parents: all('parent'),
    author: parseSignature(all('author')[0] ?? ''),
    committer: parseSignature(all('committer')[0] ?? ''),
    message: text.slice(split + 2),
    signature: all('gpgsig')[0]?.replaceAll('\r', '\n') ?? null,
  };
}

/** The entries of a raw tree object, in git's order. */
export function parseTree(content: Buffer): readonly TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (let at = 0; at < content.length; ) {
    const space = content.indexOf(32, at);
    const end = content.indexOf(0, space);
    const mode = content.subarray(at, space).toString('latin1').padStart(6, '0');
    entries.push({
      mode,
      name: content.subarray(space + 1, end).toString('utf8'),
      oid: content.subarray(end + 1, end + 21).toString('hex'),
      type: mode === '040000' ? 'tree' : mode === '160000' ? 'commit' : 'blob',
    });
    at = end + 21;
  }
  return entries;
}

/** Git's raw date: whole seconds and UTC. */
export function rawTime(at: number): string {
  return `${Math.floor(at / 1000)} +0000`;
}
