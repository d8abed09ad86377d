import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type GitResult, runGit } from './git-process.ts';
import { looseRefs } from './loose-refs.ts';
import { ObjectReader } from './object-reader.ts';
import { type CommitFields, encodeCommit, encodeTree, writeObject } from './object-writer.ts';
import {
  type CommitObject,
  type GitObject,
  parseCommit,
  parseTree,
  type Signature,
  type TreeEntry,
} from './objects.ts';
import { ObjectsAtHand } from './objects-at-hand.ts';
import { isRefName } from './ref-name.ts';
import { type RefUpdate, RefWriter, ZERO_OID } from './ref-writer.ts';
import { editTree, type TreeChanges } from './tree-edit.ts';

const OID = /^[0-9a-f]{40}$/;

/** Pushes allowed, no maintenance behind our back. */
const CONFIG = '[http]\n\treceivepack = true\n[gc]\n\tauto = 0\n[receive]\n\tautogc = false\n';

const MOST_ANSWERS = 1_000;
const PURE: ReadonlySet<string> = new Set(['diff-tree', 'merge-base', 'merge-tree', 'rev-list']);

function isPure([command = '', ...args]: readonly string[]): boolean {
  const named = args
    .slice(0, args.includes('--') ? args.indexOf('--') : undefined)
    .filter((arg) => !arg.startsWith('-'));
  return PURE.has(command) && named.every((arg) => /^[0-9a-f]{40}(\.\.[0-9a-f]{40})?$/.test(arg));
}

/** A ref that moved; zeros stand for one that was not there, or is no more. */
export interface RefMove {
  readonly ref: string;
  readonly before: string;
  readonly after: string;
}

export interface CommitDraft {
  readonly parent: string | undefined;
  readonly additions: readonly { readonly path: string; readonly content: Buffer }[];
  readonly deletions: readonly string[];
  readonly message: string;
  readonly author: Signature;
  readonly committer: Signature;
}

/** One bare repository, worked by git's own plumbing. */
export class GitRepository {
  readonly directory: string;
  readonly #atHand: ObjectsAtHand;
  readonly #reader: ObjectReader;
  readonly #refs: RefWriter;
  readonly #answers = new Map<string, Promise<GitResult>>();
  #tail: Promise<unknown> = Promise.resolve();
  #watcher: (moves: readonly RefMove[]) => void = () => undefined;

  constructor(directory: string) {
    this.directory = directory;
    this.#atHand = new ObjectsAtHand(directory);
    this.#reader = new ObjectReader(directory, this.#atHand);
    this.#refs = new RefWriter(directory);
  }

  static async create(directory: string, defaultBranch: string): Promise<GitRepository> {
    const repository = new GitRepository(directory);
    const made = await runGit(['init', '--quiet', '--bare', '--template=', '-b', defaultBranch, directory]);
    if (made.code !== 0) throw new Error(`git init ended with ${made.code}: ${made.stderr.trim()}`);
    await appendFile(join(directory, 'config'), CONFIG);
    return repository;
  }

  /** What git says of objects that are named by their ids is always the same: it is asked once. */
  git(args: readonly string[], options?: Parameters<typeof runGit>[1]): Promise<GitResult> {
    const run = () => runGit([`--git-dir=${this.directory}`, ...args], options);
    if (options !== undefined || !isPure(args)) return run();
    const key = args.join('\0');
    const answer = this.#answers.get(key) ?? run();
    if (this.#answers.size >= MOST_ANSWERS) this.#answers.clear();
    this.#answers.set(key, answer);
    return answer;
  }

  /** Runs git and gives its output; a failure is the sandbox's own bug. */
  async must(args: readonly string[], options?: Parameters<typeof runGit>[1]): Promise<string> {
    const result = await this.git(args, options);
    if (result.code !== 0) throw new Error(`git ${args[0]} ended with ${result.code}: ${result.stderr.trim()}`);
    return result.stdout.toString('utf8').trimEnd();
  }

  /** One writer at a time, as GitHub serialises updates of a repository. */
  exclusive<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#tail.then(work, work);
    this.#tail = next.catch(() => undefined);
    return next;
  }

  read(revision: string): Promise<GitObject | undefined> {
    return this.#reader.read(revision);
  }

  async commit(oid: string): Promise<CommitObject | undefined> {
    if (oid === '') return undefined;
    const object = await this.read(`${oid}^{commit}`);
    return object?.type === 'commit' ? parseCommit(object.content) : undefined;
  }

  async tree(revision: string): Promise<readonly TreeEntry[] | undefined> {
    // `<commit>:<path>` names the tree itself and takes no suffix.
    const object = await this.read(revision.includes(':') ? revision : `${revision}^{tree}`);
    return object?.type === 'tree' ? parseTree(object.content) : undefined;
  }

  /** The commit that a fully qualified ref points to, tags peeled. */
  async refCommit(ref: string): Promise<string | undefined> {
    if (!isRefName(ref)) return undefined;
    return (await this.read(`${ref}^{commit}`))?.oid;
  }

  /** The commit that people mean by a branch, a tag, a ref or a (possibly short) SHA. */
  async resolve(name: string): Promise<string | undefined> {
    if (OID.test(name)) return (await this.read(`${name}^{commit}`))?.oid;
    const refs = name.startsWith('refs/') ? [name] : [`refs/heads/${name}`, `refs/tags/${name}`, `refs/${name}`];
    for (const ref of refs) {
      const oid = await this.refCommit(ref);
      if (oid !== undefined) return oid;
    }
    if (name === 'HEAD' || /^[0-9a-f]{7,39}$/.test(name)) return (await this.read(`${name}^{commit}`))?.oid;
    return undefined;
  }

  /** Updates all refs or none; false when one of them is not what `before` says. */
  async updateRefs(updates: readonly RefUpdate[]): Promise<boolean> {
    const moves = await Promise.all(
      updates.map(async ({ name, before, after }) => {
        return { ref: name, before: before ?? (await this.read(name))?.oid ?? ZERO_OID, after };
      }),
    );
    const moved = await this.#refs.update(updates);
    if (moved) this.#watcher(moves);
    return moved;
  }

  /** Tells `watcher` of every ref that moves from now on. */
  watch(watcher: (moves: readonly RefMove[]) => void): void {
    this.#watcher = watcher;
  }

  /** Runs something that moves refs behind our back, and tells the watcher of what it moved. */
  async watched<T>(work: () => Promise<T>): Promise<T> {
    const before = await this.#listRefs();
    const result = await work();
    const after = await this.#listRefs();
    const names = [...new Set([...before.keys(), ...after.keys()])];
    const moves = names.map((ref) => ({
      ref,
      before: before.get(ref) ?? ZERO_OID,
      after: after.get(ref) ?? ZERO_OID,
    }));
    this.#watcher(moves.filter((move) => move.before !== move.after));
    return result;
  }

  /** Every ref with what it points to, by name. */
  async refs(): Promise<ReadonlyMap<string, string>> {
    return (await looseRefs(this.directory)) ?? (await this.#listRefs());
  }

  async #listRefs(): Promise<ReadonlyMap<string, string>> {
    const output = await this.must(['for-each-ref', '--format=%(refname) %(objectname)']);
    const rows = output === '' ? [] : output.split('\n').map((line) => line.split(' '));
    return new Map(rows.map(([ref = '', oid = '']) => [ref, oid]));
  }

  async isAncestor(ancestor: string, descendant: string): Promise<boolean> {
    return (await this.git(['merge-base', '--is-ancestor', ancestor, descendant])).code === 0;
  }

  async writeBlob(content: Buffer): Promise<string> {
    return this.#write('blob', content);
  }

  async writeCommit(fields: CommitFields): Promise<string> {
    return this.#write('commit', encodeCommit(fields));
  }

  #write(...object: [type: 'blob' | 'tree' | 'commit', content: Buffer]): string {
    const written = writeObject(this.directory, ...object);
    this.#atHand.keep(written);
    return written.oid;
  }

  /** The tree `base` with the changes made. */
  async writeTree(base: string | undefined, changes: TreeChanges): Promise<string> {
    const write = async (entries: readonly TreeEntry[]) => this.#write('tree', encodeTree(entries));
    const store = { tree: (oid: string) => this.tree(oid), writeTree: write };
    return (await editTree(store, base, changes)) ?? write([]);
  }

  /** Writes a commit on top of `parent` and moves `ref` from there to it; undefined when the ref had moved. */
  async commitOnRef(ref: string, draft: CommitDraft): Promise<string | undefined> {
    const { parent, additions, deletions, ...rest } = draft;
    const blobs = additions.map(async ({ path, content }) => [path, await this.writeBlob(content)] as const);
    const before = parent === undefined ? undefined : (await this.commit(parent))?.tree;
    // What is taken away first may make room for a folder of the same name.
    const gone = deletions.map((path) => [path, null] as const);
    const base = gone.length === 0 ? before : await this.writeTree(before, new Map(gone));
    const tree = await this.writeTree(base, new Map(await Promise.all(blobs)));
    const oid = await this.writeCommit({ ...rest, tree, parents: parent === undefined ? [] : [parent] });
    const moved = await this.updateRefs([{ name: ref, after: oid, before: parent ?? ZERO_OID }]);
    return moved ? oid : undefined;
  }

  close(): void {
    this.#reader.close();
    this.#refs.close();
  }
}
