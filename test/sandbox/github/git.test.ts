import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Acme, acme, folder, git, REPO, withToken } from './world.ts';

let world: Acme;
let place: Awaited<ReturnType<typeof folder>>;
beforeAll(async () => {
  [world, place] = await Promise.all([acme(), folder()]);
});
afterAll(() => Promise.all([world.close(), place.remove()]));

const url = (token: string) => withToken(world.github.gitUrl('acme', 'playbooks'), token);

describe('git over HTTP', () => {
  it('clones, pushes, and the API sees the push', async () => {
    await git(place.path, 'clone', '--quiet', url(world.alice.token), 'work');
    const work = join(place.path, 'work');
    await writeFile(join(work, 'pushed.txt'), 'pushed\n');
    await git(work, 'add', '.');
    await git(work, 'commit', '--quiet', '-m', 'push');
    await git(work, 'push', '--quiet', 'origin', 'main');
    const { data } = await world.alice.octokit.repos.getContent({ ...REPO, path: 'pushed.txt' });
    expect(data).toMatchObject({ content: 'cHVzaGVkCg==\n' });
    const { data: branch } = await world.alice.octokit.repos.getBranch({ ...REPO, branch: 'main' });
    expect(await git(work, 'rev-parse', 'HEAD')).toBe(branch.commit.sha);
  });

  it('lets readers clone and not push', async () => {
    await git(place.path, 'clone', '--quiet', url(world.dana.token), 'read');
    const read = join(place.path, 'read');
    await git(read, 'commit', '--quiet', '--allow-empty', '-m', 'no');
    await expect(git(read, 'push', '--quiet', 'origin', 'main')).rejects.toThrow(/403/);
  });

  it('gives a private repository to nobody without a token', async () => {
    const anonymous = world.github.gitUrl('acme', 'playbooks');
    await expect(git(place.path, 'ls-remote', anonymous)).rejects.toThrow(/could not read Username/);
    await expect(git(place.path, 'ls-remote', url('wrong'))).rejects.toThrow(/Authentication failed/);
    const mallory = world.github.control.createUser('mallory');
    await expect(git(place.path, 'ls-remote', url(mallory.token))).rejects.toThrow(/not found/);
  });

  it('keeps a repository that fsck finds whole', async () => {
    const { directory } = world.github.control.repository('acme', 'playbooks');
    expect(await git(directory, 'fsck', '--strict', '--full')).toBe('');
  });
});

describe('a public repository', () => {
  it('is cloned by anybody and pushed to by nobody without a token', async () => {
    const open = await acme('public');
    try {
      const anonymous = open.github.gitUrl('acme', 'playbooks');
      await git(place.path, 'clone', '--quiet', anonymous, 'public');
      const clone = join(place.path, 'public');
      await git(clone, 'commit', '--quiet', '--allow-empty', '-m', 'no');
      await expect(git(clone, 'push', '--quiet', 'origin', 'main')).rejects.toThrow(/could not read Username/);
    } finally {
      await open.close();
    }
  });
});
