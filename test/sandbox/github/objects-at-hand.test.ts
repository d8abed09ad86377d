import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { GitRepository } from '../../../action/sandbox/github/git/git-repository.ts';

const SOMEBODY = { name: 'Somebody', email: 'somebody@example.com', at: 1_700_000_000_000 };

let folder: string;
let written: GitRepository;
let first: string;
let second: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'breakglass-objects-'));
  written = await GitRepository.create(join(folder, 'r.git'), 'main');
  const draft = { deletions: [], message: 'a change', author: SOMEBODY, committer: SOMEBODY };
  const additions = [
    { path: 'a.txt', content: Buffer.from('a\n') },
    { path: 'folder/b.txt', content: Buffer.from('b\n') },
    { path: 'folder/deep/c.txt', content: Buffer.alloc(80_000, 99) },
  ];
  first = (await written.commitOnRef('refs/heads/main', { ...draft, parent: undefined, additions })) ?? '';
  const more = [{ path: 'folder/b.txt', content: Buffer.from('another b\n') }];
  second = (await written.commitOnRef('refs/heads/main', { ...draft, parent: first, additions: more })) ?? '';
});

afterAll(() => {
  written.close();
  rmSync(folder, { recursive: true, force: true });
});

/** From a repository that has read and written nothing yet: git itself. */
async function asked(revision: string): ReturnType<GitRepository['read']> {
  const fresh = new GitRepository(written.directory);
  try {
    return await fresh.read(revision);
  } finally {
    fresh.close();
  }
}

it('says of everything that was written here what git says', async () => {
  const revisions = [first, second, 'refs/heads/main', 'main', 'HEAD', 'refs/heads/none', first.slice(0, 10)].flatMap(
    (name) => [
      ...['', '^{commit}', '^{tree}', '^{blob}', '^0'].map((suffix) => `${name}${suffix}`),
      ...[
        'a.txt',
        'folder',
        'folder/',
        'folder/b.txt',
        'folder/deep/c.txt',
        'folder/none',
        'a.txt/b',
        './a.txt',
        '',
      ].map((path) => `${name}:${path}`),
      `${name}^{tree}:folder/b.txt`,
    ],
  );
  const tree = (await asked(`${second}^{tree}`))?.oid ?? '';
  for (const revision of [
    ...revisions,
    tree,
    `${tree}:a.txt`,
    `${tree}^{commit}`,
    'refs/heads/../../config',
    '0'.repeat(40),
  ]) {
    expect([revision, await written.read(revision)]).toEqual([revision, await asked(revision)]);
  }
});

it('a ref that somebody else moved, packed or took away is read as it is now', async () => {
  const git = (...args: string[]) => execFileSync('git', [`--git-dir=${written.directory}`, ...args]);
  const now = async () => (await written.read('refs/heads/other'))?.oid;
  git('update-ref', 'refs/heads/other', first);
  expect(await now()).toBe(first);
  git('update-ref', 'refs/heads/other', second);
  expect(await now()).toBe(second);
  git('pack-refs', '--all');
  expect(await now()).toBe(second);
  git('update-ref', '-d', 'refs/heads/other');
  expect(await now()).toBeUndefined();
});

it('what is written is a repository without fault', () => {
  execFileSync('git', [`--git-dir=${written.directory}`, 'fsck', '--strict', '--full'], { stdio: 'pipe' });
});
