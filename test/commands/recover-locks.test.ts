import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { OWNER, REPOSITORY } from '../../action/drill/hosting.ts';
import { git, openRefs } from '../refusals/live.ts';
import { PLACE, startRun } from './job.ts';
import { openWard, type Ward } from './recovering.ts';

let ward: Ward;
beforeAll(async () => {
  ward = await openWard();
});
afterAll(() => ward.close());
afterEach(() => ward.giveBack());

/** A lock as a run takes it, or as somebody makes one up. */
async function lock(install: string, message: string): Promise<void> {
  const at = { ...PLACE };
  const { git: data } = ward.world.hosting.as('admin').rest;
  const tree = await data.createTree({
    ...at,
    tree: [{ path: 'lock.json', mode: '100644', type: 'blob', content: message }],
  });
  const commit = await data.createCommit({ ...at, message, tree: tree.data.sha, parents: [] });
  await data.createRef({ ...at, ref: `refs/heads/break-glass/open/${install}`, sha: commit.data.sha });
}

const page = (runId: number | string) => `https://github.example/${OWNER}/${REPOSITORY}/actions/runs/${runId}`;
const marker = (session: string, runId: number | string) =>
  JSON.stringify({ session, run: page(runId), since: new Date(ward.world.sandbox.clock.now()).toISOString() });
const changes = () =>
  ward.world.sandbox.aws.calls().filter(({ operation }) => !/^(Describe|Get|List|Assume)/.test(operation)).length;

describe('recover', { timeout: 60_000 }, () => {
  it('says that nothing is left open where nothing is', async () => {
    const found = await ward.recover();
    expect(found).toMatchObject({ exitCode: 0, errors: [] });
    expect(found.log.join('\n')).toContain('nothing is left open');
  });

  it('leaves a lock alone whose run goes on', async () => {
    const sha = (await git(ward.world, 'rev-parse', 'main')).trim();
    const going = startRun(ward.world, 'push', { sha });
    await lock('acme-prod', marker(`goes-on-${going.id}`, going.id));
    const found = await ward.recover();
    expect(found).toMatchObject({ exitCode: 0, errors: [] });
    expect(await openRefs(ward.world)).toHaveLength(1);
  });

  it('denies nothing to a session whose run goes on, although a lock in its name is of a run that is over', async () => {
    const sha = (await git(ward.world, 'rev-parse', 'main')).trim();
    const going = startRun(ward.world, 'push', { sha });
    await lock('acme-prod', marker(`goes-on-${going.id}`, 1));
    const before = changes();
    expect(await ward.recover()).toMatchObject({ exitCode: 0, errors: [] });
    expect(changes()).toBe(before);
    expect(await openRefs(ward.world)).toHaveLength(1);
  });

  it.each([
    ['says nothing', 'strange', 'x', 'strange'],
    ['is of an install that there is not', 'nowhere', marker0(), 'nowhere'],
    ['is of a name that no install has', 'x.y', marker0(), 'x.y'],
    [
      'is from another age',
      'acme-prod',
      JSON.stringify({ session: 'gone-1', run: page(1), since: '+275760-09-13T00:00:00.000Z' }),
      'acme-prod',
    ],
  ])('leaves a lock to a person that %s, and denies nobody anything', async (_what, install, message, named) => {
    await lock(install, message);
    const before = changes();
    const found = await ward.recover();
    expect(found.exitCode).toBe(1);
    expect(found.log.join('\n')).toContain(`:refs/heads/break-glass/open/${named}`);
    expect(changes()).toBe(before);
    expect(await openRefs(ward.world)).toHaveLength(1);
  });

  it('shows nothing of a lock that a shell, a page or the log would take for its own', async () => {
    const hostile = JSON.stringify({ session: '::error::x\n@everyone <img>', run: '::x::', since: 'then' });
    await lock("a$(id)'`b`<b>", hostile);
    const found = await ward.recover();
    expect(found.errors).toHaveLength(1);
    expect(found.raw.filter((line) => line.startsWith('::error::x'))).toEqual([]);
    expect(found.log.join('\n')).toContain(`git push origin ':refs/heads/break-glass/open/a$(id)'\\''\`b\`<b>'`);
    expect(found.summary).not.toContain('<img>');
    expect(found.summary).not.toMatch(/@everyone/);
  });

  it('is refused on another branch than the default one, whose files would say which roles it takes', async () => {
    const { control } = ward.world.sandbox.github;
    const sha = (await git(ward.world, 'rev-parse', 'main')).trim();
    expect(control.run(startRun(ward.world, 'push', { sha }).id).attempt).toBe(1);
    const found = await ward.recover({ environment: { GITHUB_REF: 'refs/heads/other' } });
    expect(found.errors).toEqual([expect.stringMatching(/^not-default-branch: /)]);
  });
});

function marker0(): string {
  return JSON.stringify({ session: 'gone-1', run: page(1), since: new Date().toISOString() });
}
