import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gitBlobId } from '../../action/audit/git-blob.ts';
import { createRepository } from '../../action/github/repository.ts';
import type { Repository } from '../../action/ports/repository.ts';
import { putFile, REPO } from '../sandbox/github/world.ts';
import { startWorld, type World } from './world.ts';

const TEXT = 'version: 1\nreason: Größe — 50 %\n';
let world: World;
let repository: Repository;

beforeAll(async () => {
  world = await startWorld();
  const { admin } = world.acme;
  await putFile(admin, 'playbooks/shift traffic#1.yml', TEXT);
  await putFile(admin, 'playbooks/large.yml', `# ${'x'.repeat(1024 * 1024)}\n`);
  await admin.repos.createOrUpdateFileContents({
    ...REPO,
    path: 'playbooks/latin.yml',
    message: 'latin',
    content: Buffer.from([0x67, 0xfc]).toString('base64'),
  });
  const { data } = await admin.git.getRef({ ...REPO, ref: 'heads/main' });
  await putFile(admin, 'playbooks/later.yml', TEXT);
  const job = await world.job();
  repository = createRepository(job.github, data.object.sha);
});

afterAll(() => world.close());

describe('the playbook repository at a commit', () => {
  it('gives a file with the blob id of its bytes', async () => {
    const path = 'playbooks/shift traffic#1.yml';
    await expect(repository.readFile(path)).resolves.toEqual({ path, text: TEXT, blob: gitBlobId(TEXT) });
  });

  it('knows no file that is missing, a folder, or of a later commit', async () => {
    await expect(repository.readFile('playbooks/none.yml')).resolves.toBeUndefined();
    await expect(repository.readFile('playbooks')).resolves.toBeUndefined();
    await expect(repository.readFile('playbooks/later.yml')).resolves.toBeUndefined();
  });

  it('lists the files of a folder, and none of a folder that is missing', async () => {
    await expect(repository.listFiles('playbooks')).resolves.toEqual(['large.yml', 'latin.yml', 'shift traffic#1.yml']);
    await expect(repository.listFiles('nothing')).resolves.toEqual([]);
  });

  it.each(['../secrets', 'playbooks/../x', './x', 'playbooks//x', '', '/etc/passwd', 'x/'])(
    'refuses the path "%s"',
    async (path) => {
      await expect(repository.readFile(path)).rejects.toMatchObject({ code: 'invalid-name' });
    },
  );

  it('refuses a file beyond 1 MiB, and one that is no text', async () => {
    await expect(repository.readFile('playbooks/large.yml')).rejects.toMatchObject({ code: 'file-too-large' });
    await expect(repository.readFile('playbooks/latin.yml')).rejects.toMatchObject({ code: 'control-character' });
  });

  it('prints the permission that is missing', async () => {
    const job = await world.job({ permissions: { actions: 'read' } });
    const blind = createRepository(job.github, job.sha);
    await expect(blind.readFile('README.md')).rejects.toMatchObject({
      code: 'github-forbidden',
      hint: expect.stringContaining('permissions:\n  contents: read'),
    });
  });
});
