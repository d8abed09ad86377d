import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GitObject, parseTree } from './objects.ts';
import { isRefName } from './ref-name.ts';

/** How many objects are kept, and how large one may be. */
const KEPT = 8_000;
const KEPT_BYTES = 64 * 1024;

/** An id or a full ref, what it is to be peeled to, and a path in its tree. */
const REVISION = /^(?:([0-9a-f]{40})|(refs\/[^:^]+))(?:\^\{(commit|tree)\})?(?::(.+))?$/s;
const REF_FILE = /^([0-9a-f]{40})\n$/;

/** Objects that were read or written before: what a revision names is found among them without a question to git, or not at all. */
export class ObjectsAtHand {
  readonly #directory: string;
  readonly #objects = new Map<string, GitObject>();
  readonly #trees = new WeakMap<GitObject, ReadonlyMap<string, string>>();

  constructor(directory: string) {
    this.#directory = directory;
  }

  keep(object: GitObject): void {
    if (object.content.length > KEPT_BYTES) return;
    if (this.#objects.size >= KEPT) this.#objects.clear();
    this.#objects.set(object.oid, object);
  }

  /** Undefined where git has to be asked: nothing follows from it. */
  find(revision: string): GitObject | undefined {
    const [, id, ref = '', kind, path] = REVISION.exec(revision) ?? [];
    const named = this.#objects.get(id ?? this.#refOid(ref));
    if (named === undefined) return undefined;
    if (path !== undefined) return this.#at(named, path);
    if (kind === undefined || named.type === kind) return named;
    return this.#treeOf(named);
  }

  /** What a ref's own file says; empty where it has none, as one that is packed. */
  #refOid(ref: string): string {
    if (!isRefName(ref)) return '';
    try {
      return REF_FILE.exec(readFileSync(join(this.#directory, ref), 'latin1'))?.[1] ?? '';
    } catch {
      return '';
    }
  }

  #treeOf(commit: GitObject): GitObject | undefined {
    const oid = commit.type === 'commit' ? /^tree ([0-9a-f]{40})\n/.exec(commit.content.toString('latin1'))?.[1] : '';
    return this.#objects.get(oid ?? '');
  }

  #at(commit: GitObject, path: string): GitObject | undefined {
    let object = this.#treeOf(commit);
    for (const name of path.split('/')) {
      const oid = object?.type === 'tree' ? this.#entries(object).get(name) : undefined;
      object = this.#objects.get(oid ?? '');
    }
    return object;
  }

  #entries(tree: GitObject): ReadonlyMap<string, string> {
    const known = this.#trees.get(tree);
    if (known !== undefined) return known;
    const entries = new Map(parseTree(tree.content).map(({ name, oid }) => [name, oid]));
    this.#trees.set(tree, entries);
    return entries;
  }
}
