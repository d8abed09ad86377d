import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { DEFAULT_AUDIT_BRANCH } from '../../action/audit/trail-path.ts';
import { readVerifiedTrail } from '../../action/runtime/git-trail.ts';
import { type RawChange, type WalkedCommit, walkCommits } from '../../action/runtime/git-walk.ts';
import { type Commit, gitIn, inTemporaryFolder, makeRepository } from '../audit/clone-fixture.ts';
import { file } from '../audit/trail-fixture.ts';

const invalid = { code: 'audit-invalid' };

async function walked(repo: string, head: string, verified = true): Promise<readonly WalkedCommit[]> {
  const commits: WalkedCommit[] = [];
  for await (const some of walkCommits(repo, head, verified)) commits.push(...some);
  return commits;
}

const line = ({ mode, oid, status, path }: RawChange): string =>
  `${mode} ${status === 'D' ? '' : oid} ${status} ${path}`;

/** What git itself says that a commit changed. */
async function toldByGit(repo: string, commit: string): Promise<readonly string[]> {
  const options = ['--root', '-r', '-t', '-z', '--raw', '--no-renames', '--no-abbrev', '--no-commit-id'];
  const parts = (await gitIn(repo, 'diff-tree', ...options, commit)).split('\0');
  const lines: string[] = [];
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [before = '', after = '', , oid = '', status = ''] = (parts[at] ?? '').slice(1).split(' ');
    lines.push(line({ mode: status === 'D' ? before : after, oid, status, path: parts[at + 1] ?? '' }));
  }
  return lines;
}

/** Commits that add, change and take away whatever comes, the same ones each time. */
function anyCommits(count: number): readonly Commit[] {
  let state = 4711;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % limit;
  };
  const names = ['a', 'a.b', 'a0', 'b', 'é', 'x y'];
  const path = (): string => Array.from({ length: 1 + below(4) }, () => names[below(names.length)]).join('/');
  const present = new Set<string>();
  return Array.from({ length: count }, (_, index) => {
    const files = Array.from({ length: 1 + below(3) }, (__, at) => ({
      ...file(path(), `${index} ${at} ${below(3)}`),
      mode: ['100644', '100644', '100755', '120000'][below(4)] ?? '100644',
    }));
    const deleted = [...present].filter(() => below(12) === 0);
    for (const one of files) present.add(one.path);
    for (const one of deleted) present.delete(one);
    return { files, deleted };
  });
}

const inRepository = (commits: readonly Commit[], work: (repo: string, head: string) => Promise<void>): Promise<void> =>
  inTemporaryFolder(async (folder) => {
    const repo = join(folder, 'bare.git');
    await work(repo, await makeRepository(repo, commits));
  });

describe('a walk', () => {
  it(
    'tells of every commit what git tells of it, however many there are',
    () =>
      inRepository(anyCommits(150), async (repo, head) => {
        for (const verified of [true, false]) {
          const commits = await walked(repo, head, verified);
          expect(commits.map(({ oid }) => oid).join('\n')).toBe(await gitIn(repo, 'rev-list', '--reverse', head));
          const statuses = new Set<string>();
          for (const { oid, changes } of commits) {
            expect(changes.map(line)).toEqual(await toldByGit(repo, oid));
            for (const { status } of changes) statuses.add(status);
          }
          expect([...statuses].toSorted().join('')).toBe('ADMT');
        }
      }),
    120_000,
  );

  it('tells what came after a merge against the merge, and nothing of the merge', () =>
    inRepository(
      [
        { files: [file('a/b', '1'), file('c/d', '1')] },
        { files: [file('a/b2', '1')] },
        { files: [file('a/side', '1'), file('c/e', '2')], deleted: ['a/b2'], merge: 0 },
        { files: [file('a/after', '1')] },
      ],
      async (repo, head) => {
        const told = (await walked(repo, head)).map(({ changes }) =>
          changes.map(({ status, path }) => `${status} ${path}`),
        );
        expect(told.slice(1)).toEqual([['M a', 'A a/b2'], [], ['M a', 'A a/after']]);
      },
    ));

  it('tells of a commit that changes nothing, and of one that takes everything away', () =>
    inRepository(
      [{ files: [file('a/b', '1')] }, { files: [] }, { files: [], deleted: ['a'] }, { files: [file('a/b', '1')] }],
      async (repo, head) => {
        const told = (await walked(repo, head)).map(({ changes }) =>
          changes.map(({ status, path }) => `${status} ${path}`),
        );
        expect(told).toEqual([['A a', 'A a/b'], [], ['D a', 'D a/b'], ['A a', 'A a/b']]);
      },
    ));
});

const BLOB = 'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391';

/** Stores an object as it is, whatever git thinks of it. */
async function store(repo: string, type: string, bytes: Buffer): Promise<string> {
  const object = Buffer.concat([Buffer.from(`${type} ${bytes.length}\0`), bytes]);
  const id = createHash('sha1').update(object).digest('hex');
  const folder = join(repo, 'objects', id.slice(0, 2));
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, id.slice(2)), deflateSync(object));
  return id;
}

const entry = (mode: string, name: string, id: string): Buffer =>
  Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(id, 'hex')]);

/** Reads a branch whose last commit has the tree that `make` stores. */
async function readWith(make: (repo: string) => Promise<string>): Promise<readonly string[]> {
  const paths: string[] = [];
  await inRepository([{ files: [file('audit.json', '{}')] }], async (repo, head) => {
    await store(repo, 'blob', Buffer.alloc(0));
    const who = 'A <a@example.com> 1700000009 +0000';
    const text = `tree ${await make(repo)}\nparent ${head}\nauthor ${who}\ncommitter ${who}\n\nx\n`;
    const commit = await store(repo, 'commit', Buffer.from(text));
    await gitIn(repo, 'update-ref', `refs/heads/${DEFAULT_AUDIT_BRANCH}`, commit);
    for await (const { added } of readVerifiedTrail(repo, commit)) paths.push(...added.map(({ path }) => path));
  });
  return paths;
}

describe('a trail with a tree that git would not have written', () => {
  it('is read while it is as git writes it', async () => {
    const plain = (repo: string) => store(repo, 'tree', entry('100644', 'a', BLOB));
    expect(await readWith(plain)).toEqual(['audit.json', 'a']);
  });

  it.each<[string, (repo: string) => Promise<string>]>([
    [
      'the same name twice',
      (repo) => store(repo, 'tree', Buffer.concat([entry('100644', 'a', BLOB), entry('100644', 'a', BLOB)])),
    ],
    ['a path for a name', (repo) => store(repo, 'tree', entry('100644', 'audit/x', BLOB))],
    ['a folder that is a file', (repo) => store(repo, 'tree', entry('40000', 'audit', BLOB))],
    ['a folder that is not there', (repo) => store(repo, 'tree', entry('40000', 'audit', 'b'.repeat(40)))],
    ['a file that is not there', (repo) => store(repo, 'tree', entry('100644', 'a', 'b'.repeat(40)))],
    [
      'the same name twice, in a folder of a folder',
      async (repo) => {
        const twice = await store(repo, 'tree', Buffer.concat([entry('40000', 'b', BLOB), entry('40000', 'b', BLOB)]));
        const folder = await store(repo, 'tree', entry('40000', '2026', twice));
        return store(repo, 'tree', entry('40000', 'audit', folder));
      },
    ],
    [
      'folders in folders without end',
      async (repo) => {
        let id = await store(repo, 'tree', entry('100644', 'a', BLOB));
        for (let depth = 0; depth < 300; depth++) id = await store(repo, 'tree', entry('40000', 'a', id));
        return id;
      },
    ],
    [
      'a folder that holds another ten times, which holds another ten times, and so on',
      async (repo) => {
        let id = await store(repo, 'tree', entry('100644', 'a', BLOB));
        for (let depth = 0; depth < 9; depth++) {
          const ten = Array.from({ length: 10 }, (_, at) => entry('40000', `a${at}`, id));
          id = await store(repo, 'tree', Buffer.concat(ten));
        }
        return id;
      },
    ],
  ])(
    'is refused: %s',
    async (_what, make) => {
      await expect(readWith(make)).rejects.toMatchObject(invalid);
    },
    60_000,
  );

  it('takes what is no file for none, whatever its mode says', async () => {
    expect(
      await readWith(async (repo) => {
        const folder = await store(repo, 'tree', Buffer.alloc(0));
        return store(repo, 'tree', entry('100644', 'audit', folder));
      }),
    ).toEqual(['audit.json']);
  });
});
