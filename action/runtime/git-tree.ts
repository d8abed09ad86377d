import { BreakglassError } from '../domain/error.ts';

export const FOLDER = '040000';
export const SUBMODULE = '160000';
export const FILE = '100644';

/** One entry of a folder, in a text of which each character is one byte: so it compares as git compares. */
export interface TreeEntry {
  /** As git shows it, in six digits. */
  readonly mode: string;
  readonly name: string;
  /** What the entries are in the order of. */
  readonly order: string;
  /** The bytes of its id, not their digits. */
  readonly id: string;
}

/** Modes as a tree writes them, and as git shows them. */
const MODES = new Map([
  ...[FILE, '100755', '120000', SUBMODULE].map((mode) => [mode, mode] as const),
  ['40000', FOLDER],
]);
const NO_NAMES = /^$|^\.{1,2}$|^\.git$|\//i;

/**
 * The entries of the tree with the id `id`, strictly: what git would not have written can be read in two ways, and perhaps is
 * meant to be. So each mode is one that git writes, names are no paths, and entries are in order, none of them twice. Throws
 * `audit-invalid`.
 */
export function parseTree(id: string, bytes: Uint8Array): readonly TreeEntry[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const entries: TreeEntry[] = [];
  const files = new Set<string>();
  for (let at = 0, before = ''; at < text.length; ) {
    const space = text.indexOf(' ', at);
    const end = text.indexOf('\0', at);
    const next = end + 1 + id.length / 2;
    const mode = MODES.get(text.slice(at, Math.max(at, space)));
    const name = text.slice(space + 1, Math.max(space + 1, end));
    const order = mode === FOLDER ? `${name}/` : name;
    if (mode === undefined || end < 0 || next > text.length || NO_NAMES.test(name)) throw malformed(id);
    // A file stands before a folder of its name, but others may stand between them.
    if (order <= before || (mode === FOLDER && files.has(name))) throw malformed(id);
    if (mode !== FOLDER) files.add(name);
    entries.push({ mode, name, order, id: text.slice(end + 1, next) });
    before = order;
    at = next;
  }
  return entries;
}

/** An entry that is not the same in two trees; undefined where it is in one of them alone. A folder and a file never are one. */
export interface EntryChange {
  readonly before: TreeEntry | undefined;
  readonly after: TreeEntry | undefined;
}

/** What is in one tree otherwise than in the other, in the order of git. */
export function compareTrees(before: readonly TreeEntry[], after: readonly TreeEntry[]): readonly EntryChange[] {
  const changes: EntryChange[] = [];
  let [at, old] = [0, 0];
  for (;;) {
    const [gone, come] = [before[old], after[at]];
    if (gone === undefined && come === undefined) return changes;
    if (gone !== undefined && (come === undefined || gone.order < come.order)) {
      changes.push({ before: gone, after: undefined });
      old++;
    } else if (come !== undefined && (gone === undefined || come.order < gone.order)) {
      changes.push({ before: undefined, after: come });
      at++;
    } else {
      if (gone?.id !== come?.id || gone?.mode !== come?.mode) changes.push({ before: gone, after: come });
      old++;
      at++;
    }
  }
}

function malformed(id: string): BreakglassError {
  return new BreakglassError('audit-invalid', `object ${id} of this clone is no folder as git writes it`, {
    hint: 'do not trust this branch: run git fsck, and find out who pushed it',
  });
}
