import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addedFiles } from '../../../action/sandbox/github/git/added-files.ts';
import { GitRepository } from '../../../action/sandbox/github/git/git-repository.ts';
import { linearLog } from '../../../action/sandbox/github/git/linear-log.ts';
import { looseRefs } from '../../../action/sandbox/github/git/loose-refs.ts';

/** What the sandbox answers without asking git has to be what git would answer. */
let folder = '';
let repository: GitRepository;
const commits: string[] = [];
let merge = '';

const author = { name: 'alice', email: 'alice@example.com', at: Date.UTC(2026, 10, 21) };

async function commit(additions: Readonly<Record<string, string>>, deletions: readonly string[] = []): Promise<void> {
  const oid = await repository.commitOnRef('refs/heads/main', {
    parent: commits.at(-1),
    additions: Object.entries(additions).map(([path, text]) => ({ path, content: Buffer.from(text) })),
    deletions,
    message: `commit ${commits.length}`,
    author,
    committer: author,
  });
  commits.push(oid ?? '');
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'breakglass-history-'));
  repository = await GitRepository.create(join(folder, 'repository.git'), 'main');
  await commit({ 'audit.json': '{}\n' });
  await commit({ 'drill/2026/a/0001-opened.json': 'one\ntwo\n', 'drill/2026/a/empty': '', 'drill/2026/a/bare': 'x' });
  await commit({ 'drill/2026/a.b/0001-opened.json': 'one\n', 'drill/2026/a/binary': 'a\0b\n', 'drill-2': 'y\n' });
  await commit({ 'drill/2026/a/0001-opened.json': 'three\n' });
  await commit({ other: 'z\n' });
  await commit({}, ['drill-2']);
  await commit({ 'drill-2/inside': 'y\n' });
  const tree = (await repository.commit(commits.at(-1) ?? ''))?.tree ?? '';
  const parents = [commits.at(-1) ?? '', commits[0] ?? ''];
  merge = await repository.writeCommit({ tree, parents, message: 'merge', author, committer: author });
});
afterAll(async () => {
  repository.close();
  await rm(folder, { recursive: true, force: true });
});

describe('what was added', () => {
  it('is told as git tells it', async () => {
    const alone: string[] = [];
    for (const [index, to] of commits.entries()) {
      const from = commits[index - 1];
      const found = await addedFiles(repository, from, to);
      const told = await repository.must([
        'diff-tree',
        '-r',
        '--no-abbrev',
        '--numstat',
        '--raw',
        '--root',
        '--no-commit-id',
        to,
      ]);
      const lines = told.split('\n');
      const raw = lines.filter((line) => line.startsWith(':')).map((line) => line.split(/[ \t]/));
      const counts = new Map(
        lines.filter((line) => !line.startsWith(':')).map((line) => [line.split('\t')[2], line.split('\t')[0]]),
      );
      if (raw.some(([, , , , status]) => status !== 'A')) {
        expect(found).toBeUndefined();
        continue;
      }
      alone.push(to);
      expect(found?.map(({ path, oid, additions }) => [path, oid, additions])).toEqual(
        raw.map(([, , , oid, , path]) => [path, oid, Number(counts.get(path)) || 0]),
      );
    }
    expect(alone).toHaveLength(5);
  });
});

describe('a history that is one line', () => {
  it.each([undefined, 'drill', 'drill/2026/a', 'drill/2026/a/0001-opened.json', 'drill-2', 'nowhere'])(
    'is told as git tells it, of %s',
    async (path) => {
      const tip = commits.at(-1) ?? '';
      const told = await repository.must(['rev-list', tip, '--', ...(path === undefined ? [] : [path])]);
      expect(await linearLog(repository, tip, 100, path)).toEqual(told === '' ? [] : told.split('\n'));
      expect(await linearLog(repository, tip, 1, path)).toEqual(told === '' ? [] : told.split('\n').slice(0, 1));
    },
  );

  it('is left to git where it is none', async () => {
    expect(await linearLog(repository, merge, 100, undefined)).toBeUndefined();
  });
});

describe('refs', () => {
  it('are told as git tells them, and left to git once some are packed', async () => {
    await repository.updateRefs([{ name: 'refs/heads/a/b', after: commits[0] ?? '', before: '0'.repeat(40) }]);
    const told = (await repository.must(['for-each-ref', '--format=%(refname) %(objectname)'])).split('\n');
    expect([...((await looseRefs(repository.directory)) ?? [])].map((pair) => pair.join(' '))).toEqual(told);
    await repository.must(['pack-refs', '--all']);
    expect(await looseRefs(repository.directory)).toBeUndefined();
    expect([...(await repository.refs())].map((pair) => pair.join(' '))).toEqual(told);
  });
});
