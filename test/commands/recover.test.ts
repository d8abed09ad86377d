import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AUDIT_BRANCH, PEOPLE, putFile } from '../../action/drill/hosting.ts';
import { buildWorld, type DrillWorld } from '../../action/drill/world.ts';
import { arnsOf, openRefs, request } from '../refusals/live.ts';
import { storyOf } from '../refusals/story.ts';
import { job, PLACE, startRun } from './job.ts';

let world: DrillWorld;
let sessions = 0;

beforeAll(async () => {
  world = await buildWorld({ scale: 20 });
});
afterAll(() => world.close());

async function recover() {
  const main = await world.hosting.as('admin').rest.git.getRef({ ...PLACE, ref: 'heads/main' });
  const run = startRun(world, 'schedule', { sha: main.data.object.sha });
  return job(world, run, 'recover');
}

/** A session; where `killAt` is given, its process is killed when the log says so. */
async function session(killAt?: RegExp) {
  sessions += 1;
  // To the other target group each time, so that there is something to change.
  const to = sessions % 2 === 1 ? 'green' : 'blue';
  const facts = {
    playbook: { monitor: { for: '1s', checks: CHECKS } },
    request: { inputs: { listener: 'web-http', to, percent: 100 } },
  };
  const story = storyOf(`opens-${sessions}`, facts, arnsOf(world));
  const pipeline = await request(world, {}, {}, story);
  const plan = await pipeline.plan();
  await pipeline.review(PEOPLE.approver, 'approved');
  let kill = (): void => undefined;
  const run = await pipeline.run(plan.outputs['digest'] ?? '', {
    onStart: (process) => {
      kill = () => process.kill('SIGKILL');
    },
    onLine: (line) => {
      if (killAt?.test(line) === true) kill();
    },
  });
  return { id: plan.outputs['session'] ?? '', runId: pipeline.runId, run };
}

const CHECKS = [{ uses: 'elbv2/expect-healthy', with: { 'target-group': '${{ inputs.to }}', 'at-least': '50%' } }];

async function giveBack(): Promise<void> {
  for (const ref of await openRefs(world)) {
    await world.hosting.as('admin').rest.git.deleteRef({ ...PLACE, ref: ref.replace('refs/', '') });
  }
}

/** A lock as a run takes it, or as somebody makes one up. */
async function lock(install: string, message: string): Promise<void> {
  const { git } = world.hosting.as('admin').rest;
  const tree = await git.createTree({
    ...PLACE,
    tree: [{ path: 'lock.json', mode: '100644', type: 'blob', content: message }],
  });
  const commit = await git.createCommit({ ...PLACE, message, tree: tree.data.sha, parents: [] });
  await git.createRef({ ...PLACE, ref: `refs/heads/break-glass/open/${install}`, sha: commit.data.sha });
}

describe('recover', { timeout: 60_000 }, () => {
  it('says that nothing is left open where every session is closed', async () => {
    await session();
    const found = await recover();
    expect(found).toMatchObject({ exitCode: 0, errors: [] });
    expect(found.log.join('\n')).toContain('nothing is left open');
  });

  it('names a session whose runner died, and what a person does now', async () => {
    const { id, runId, run } = await session(/shift: applied/);
    expect(run.exitCode).toBeNull();
    const calls = world.sandbox.aws.calls().length;
    const found = await recover();
    expect(found.exitCode).toBe(1);
    expect(found.errors).toEqual([expect.stringMatching(/^left-open: /)]);
    expect(found.errors[0]).toContain(id);
    expect(found.errors[0]).toContain('acme-prod');
    const log = found.log.join('\n');
    for (const said of [
      `audit show ${id}`,
      '0001-opened.json',
      `actions/runs/${runId}`,
      'git push origin :refs/heads/break-glass/open/acme-prod',
    ]) {
      expect(log).toContain(said);
    }
    expect(found.summary).toContain('Left open');
    expect(world.sandbox.aws.calls()).toHaveLength(calls);
    await giveBack();
  });

  it('still names it when its lock is gone', async () => {
    const found = await recover();
    expect(found.errors).toEqual([expect.stringContaining('opens-2-')]);
  });

  it('is not led to believe that it is closed by a file that is no link', async () => {
    const { id } = await session(/shift: applied/);
    const day = new Date(world.sandbox.clock.now()).toISOString().slice(0, 10).replaceAll('-', '/');
    await putFile(world.hosting.as('admin'), `drill/${day}/${id}/0002-closed.json`, '{}', 'x', AUDIT_BRANCH);
    await giveBack();
    const found = await recover();
    expect(found.log.join('\n')).toContain(id);
  });

  it('leaves a session alone whose run goes on, and its lock', async () => {
    const { sha } = (await world.hosting.as('admin').rest.git.getRef({ ...PLACE, ref: 'heads/main' })).data.object;
    const going = startRun(world, 'push', { sha });
    await lock('going', JSON.stringify({ session: `goes-on-${going.id}`, run: 'x', since: new Date().toISOString() }));
    const found = await recover();
    expect(found.log.join('\n')).not.toContain('goes-on');
    await giveBack();
  });

  it.each([
    ['says nothing', 'x'],
    ['is of a run that is gone', JSON.stringify({ session: 'gone-1', run: 'x', since: new Date().toISOString() })],
    ['is from another age', JSON.stringify({ session: 'gone-1', run: 'x', since: '+275760-09-13T00:00:00.000Z' })],
  ])('names a lock that %s', async (_what, message) => {
    await lock('strange', message);
    const found = await recover();
    expect(found.exitCode).toBe(1);
    expect(found.log.join('\n')).toContain(':refs/heads/break-glass/open/strange');
    await giveBack();
  });

  it('shows nothing of a lock that a shell, a page or the log would take for its own', async () => {
    await lock(
      "a$(id)'`b`<b>",
      JSON.stringify({ session: '::error::x\n@everyone <img>', run: '::x::', since: 'then' }),
    );
    const found = await recover();
    expect(found.errors).toHaveLength(1);
    expect(found.raw.filter((line) => line.startsWith('::error::x'))).toEqual([]);
    expect(found.log.join('\n')).toContain(`git push origin ':refs/heads/break-glass/open/a$(id)'\\''\`b\`<b>'`);
    expect(found.summary).not.toContain('<img>');
    expect(found.summary).not.toMatch(/@everyone/);
    await giveBack();
  });
});
