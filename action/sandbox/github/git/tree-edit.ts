import type { TreeEntry } from './objects.ts';

/** Blob ids to put at paths; null takes a path away. */
export type TreeChanges = ReadonlyMap<string, string | null>;

/** What editing a tree needs of the object database. */
export interface TreeStore {
  tree(oid: string): Promise<readonly TreeEntry[] | undefined>;
  writeTree(entries: readonly TreeEntry[]): Promise<string>;
}

/** The tree `base` with the changes made; undefined when nothing is left in it. */
export async function editTree(
  store: TreeStore,
  base: string | undefined,
  changes: TreeChanges,
): Promise<string | undefined> {
  const entries = new Map<string, TreeEntry>();
  for (const entry of base === undefined ? [] : ((await store.tree(base)) ?? [])) entries.set(entry.name, entry);
  for (const [name, inside] of byFolder(changes)) {
    const leaf = inside.get('');
    if (leaf === null) entries.delete(name);
    else if (leaf !== undefined) entries.set(name, blobEntry(name, leaf, entries.get(name)));
    inside.delete('');
    if (inside.size === 0) continue;
    const before = entries.get(name);
    const oid = await editTree(store, before?.type === 'tree' ? before.oid : undefined, inside);
    if (oid !== undefined) entries.set(name, { mode: '040000', name, oid, type: 'tree' });
    else if (before?.type === 'tree') entries.delete(name);
  }
  return entries.size === 0 ? undefined : store.writeTree([...entries.values()]);
}

/** Changes grouped by the first part of their paths; `''` is the part itself. */
function byFolder(changes: TreeChanges): Map<string, Map<string, string | null>> {
  const folders = new Map<string, Map<string, string | null>>();
  for (const [path, oid] of changes) {
    const slash = path.indexOf('/');
    const name = slash < 0 ? path : path.slice(0, slash);
    const inside = folders.get(name) ?? new Map<string, string | null>();
    inside.set(slash < 0 ? '' : path.slice(slash + 1), oid);
    folders.set(name, inside);
  }
  return folders;
}

/** A file keeps its mode; a new one is plain. */
function blobEntry(name: string, oid: string, before: TreeEntry | undefined): TreeEntry {
  const mode = before?.mode === '100755' ? '100755' : '100644';
  return { mode, name, oid, type: 'blob' };
}
