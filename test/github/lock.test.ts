import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { BreakglassError } from '../../action/domain/error.ts';
import { AmbiguousAnswer } from '../../action/github/api.ts';
import { createLock } from '../../action/github/lock.ts';
import type { HeldBy, Lock } from '../../action/ports/lock.ts';
import { REPO } from '../sandbox/github/world.ts';
import { type RunningJob, startWorld, type World } from './world.ts';

const RUN = { page: 'https://github.com/acme/playbooks/actions/runs/1', runAttempt: 1 };
const REF = 'heads/break-glass/open/acme-prod';
const LOCKED = { code: 'install-locked' };
let world: World;
let job: RunningJob;
let lock: Lock;

beforeAll(async () => {
  world = await startWorld();
  job = await world.job();
  lock = createLock(job.github, RUN);
});
afterEach(async () => {
  world.acme.faults.clear();
  await world.acme.admin.git.deleteRef({ ...REPO, ref: REF }).catch(() => {});
});
afterAll(() => world.close());

const isHeld = () =>
  world.acme.admin.git.getRef({ ...REPO, ref: REF }).then(
    ({ data }) => data.object.sha,
    () => undefined,
  );

/** A session of this run's takes the lock. */
async function hold(session: string): Promise<HeldBy> {
  await lock.acquire('acme-prod', session);
  const held = await lock.holder('acme-prod');
  if (held === undefined) throw new Error('nobody holds it');
  return held;
}

/** The lock as another run's recovery takes it. */
const recovery = (runId = '77') =>
  createLock(job.github, { page: `https://github.com/acme/playbooks/actions/runs/${runId}`, runAttempt: 1 });

/** A run that was cancelled. */
async function cancelledRun(): Promise<number> {
  const { control } = world.acme.github;
  const workflow = '.github/workflows/break-glass.yml';
  const asked = { repository: 'acme/playbooks', event: 'workflow_dispatch', actor: 'alice', workflow } as const;
  const { id } = control.startRun({ ...asked, sha: world.acme.sha, ref: 'refs/heads/main' });
  await world.acme.admin.actions.cancelWorkflowRun({ ...REPO, run_id: id });
  return id;
}

/** A lock that somebody who may push has made. */
async function forge(message: string): Promise<void> {
  const tree = await world.acme.admin.git.createTree({
    ...REPO,
    tree: [{ path: 'lock.json', mode: '100644', type: 'blob', content: message }],
  });
  const commit = await world.acme.admin.git.createCommit({ ...REPO, message, tree: tree.data.sha, parents: [] });
  await world.acme.admin.git.createRef({ ...REPO, ref: `refs/${REF}`, sha: commit.data.sha });
}

describe('the lock of an install', () => {
  it('is held until it is given back', async () => {
    const handle = await lock.acquire('acme-prod', 'inc-4711-1');
    expect(await isHeld()).toBeDefined();
    await handle.release();
    expect(await isHeld()).toBeUndefined();
  });

  it('refuses a second session and says who holds it', async () => {
    await lock.acquire('acme-prod', 'inc-4711-1');
    const refused = lock.acquire('acme-prod', 'inc-4712-2');
    await expect(refused).rejects.toMatchObject({ code: 'install-locked' });
    await expect(refused).rejects.toThrow(/inc-4711-1.*2026-11-21T.*runs\/1/);
  });

  it('lets one of two sessions in that come at once', async () => {
    const both = await Promise.allSettled(['one-1', 'two-2'].map((session) => lock.acquire('acme-prod', session)));
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('does not stand in the way of another install', async () => {
    const handles = await Promise.all(['acme-prod', 'acme-eu'].map((install) => lock.acquire(install, 'inc-4711-1')));
    await Promise.all(handles.map((handle) => handle.release()));
    expect(handles).toHaveLength(2);
  });

  it.each(['lost-answer', 'reset', 'server-error', 'throttle'] as const)('is taken once after a %s', async (kind) => {
    world.acme.faults.add({ service: 'github', operation: 'updateRefs', kind });
    const handle = await lock.acquire('acme-prod', 'inc-4711-1');
    expect(await isHeld()).toBeDefined();
    world.acme.faults.add({ service: 'github', operation: 'updateRefs', kind });
    await handle.release();
    expect(await isHeld()).toBeUndefined();
  });

  it('is given back when nobody could say whether it was taken', async () => {
    let lost = false;
    let unread = 0;
    const graphql: RunningJob['github']['graphql'] = async (purpose, query, variables) => {
      if (lost && purpose.repeatable && unread++ === 0) throw new BreakglassError('github-unavailable', 'an outage');
      const answered = await job.github.graphql(purpose, query, variables);
      if (purpose.repeatable || lost) return answered;
      lost = true;
      expect(await isHeld()).toBeDefined();
      throw new AmbiguousAnswer(purpose.what, undefined);
    };
    const acquired = createLock({ ...job.github, graphql }, RUN).acquire('acme-prod', 'inc-4711-1');
    await expect(acquired).rejects.toMatchObject({ code: 'github-unavailable' });
    expect(await isHeld()).toBeUndefined();
  });

  it('leaves a lock alone that somebody took over', async () => {
    const handle = await lock.acquire('acme-prod', 'inc-4711-1');
    await world.acme.admin.git.updateRef({ ...REPO, ref: REF, sha: world.acme.sha, force: true });
    await handle.release();
    expect(await isHeld()).toBe(world.acme.sha);
  });

  it('says no more of a holder whose marker is none than that it is there', async () => {
    await world.acme.admin.git.createRef({ ...REPO, ref: `refs/${REF}`, sha: world.acme.sha });
    await expect(lock.acquire('acme-prod', 'inc-4711-1')).rejects.toMatchObject({ code: 'install-locked' });
  });

  it('prints the permission that is missing', async () => {
    const { github } = await world.job({ permissions: { contents: 'read' } });
    const reader = createLock(github, RUN);
    const forbidden = {
      code: 'github-forbidden',
      hint: expect.stringContaining('permissions:\n  contents: write'),
    };
    await expect(reader.acquire('acme-prod', 'inc-4711-1')).rejects.toMatchObject(forbidden);
    const held = await hold('inc-4711-1');
    await expect(reader.takeOver('acme-prod', 'inc-4711-1', held)).rejects.toMatchObject(forbidden);
    expect(await isHeld()).toBe(held.oid);
  });

  it('says what the permission is when the marker could be made, and the ref may not be moved', async () => {
    const held = await hold('inc-4711-1');
    world.acme.faults.add({
      service: 'github',
      operation: 'updateRefs',
      kind: 'error',
      code: 'FORBIDDEN',
      status: 200,
    });
    await expect(lock.takeOver('acme-prod', 'inc-4711-1', held)).rejects.toMatchObject({ code: 'github-forbidden' });
    expect(await isHeld()).toBe(held.oid);
  });
});

describe('taking a lock over', () => {
  it('takes it from exactly its holder, for the session that it was held for', async () => {
    const held = await hold('inc-4711-1');
    const taken = await recovery().takeOver('acme-prod', 'inc-4711-1', held);
    expect(await lock.holder('acme-prod')).toMatchObject({ session: 'inc-4711-1', runId: '77' });
    await taken.release();
    expect(await lock.holder('acme-prod')).toBeUndefined();
  });

  it('takes a lock that is nobody\u2019s, and then only where it is', async () => {
    const taken = await recovery().takeOver('acme-prod', 'inc-4711-1', undefined);
    await expect(recovery('78').takeOver('acme-prod', 'inc-4711-1', undefined)).rejects.toMatchObject(LOCKED);
    await taken.release();
  });

  it('lets one of two in that come at once, every time', async () => {
    for (let round = 0; round < 10; round += 1) {
      const held = await hold('inc-4711-1');
      const both = await Promise.allSettled(
        ['77', '78'].map((run) => recovery(run).takeOver('acme-prod', 'inc-4711-1', held)),
      );
      expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      const winner = both[0]?.status === 'fulfilled' ? '77' : '78';
      expect(await lock.holder('acme-prod')).toMatchObject({ runId: winner });
      for (const one of both) if (one.status === 'fulfilled') await one.value.release();
    }
  });

  it('leaves a zombie without its lock: what it gives back is not its own any more', async () => {
    const zombie = await lock.acquire('acme-prod', 'inc-4711-1');
    const held = await lock.holder('acme-prod');
    await recovery().takeOver('acme-prod', 'inc-4711-1', held);
    await zombie.release();
    expect(await lock.holder('acme-prod')).toMatchObject({ runId: '77' });
  });

  it('refuses when somebody else had it in between', async () => {
    const held = await hold('inc-4711-1');
    await recovery('78').takeOver('acme-prod', 'inc-4711-1', held);
    await expect(recovery().takeOver('acme-prod', 'inc-4711-1', held)).rejects.toMatchObject(LOCKED);
    expect(await lock.holder('acme-prod')).toMatchObject({ runId: '78' });
  });

  it('takes nothing when its holder gave it back meanwhile', async () => {
    const held = await hold('inc-4711-1');
    await world.acme.admin.git.deleteRef({ ...REPO, ref: REF });
    await expect(recovery().takeOver('acme-prod', 'inc-4711-1', held)).rejects.toMatchObject(LOCKED);
    expect(await isHeld()).toBeUndefined();
  });

  it.each(['lost-answer', 'reset', 'server-error', 'throttle'] as const)('happens once after a %s', async (kind) => {
    const held = await hold('inc-4711-1');
    world.acme.faults.add({ service: 'github', operation: 'updateRefs', kind });
    const taken = await recovery().takeOver('acme-prod', 'inc-4711-1', held);
    expect(await lock.holder('acme-prod')).toMatchObject({ runId: '77' });
    world.acme.faults.add({ service: 'github', operation: 'updateRefs', kind });
    await taken.handBack();
    expect(await isHeld()).toBe(held.oid);
  });

  it('is handed back when nobody could say whether it was taken', async () => {
    const held = await hold('inc-4711-1');
    let lost = false;
    let unread = 0;
    const graphql: RunningJob['github']['graphql'] = async (purpose, query, variables) => {
      if (lost && purpose.repeatable && unread++ === 0) throw new BreakglassError('github-unavailable', 'an outage');
      const answered = await job.github.graphql(purpose, query, variables);
      if (purpose.repeatable || lost) return answered;
      lost = true;
      throw new AmbiguousAnswer(purpose.what, undefined);
    };
    const taken = createLock({ ...job.github, graphql }, RUN).takeOver('acme-prod', 'inc-4712-2', held);
    await expect(taken).rejects.toMatchObject({ code: 'github-unavailable' });
    expect(lost).toBe(true);
    expect(await isHeld()).toBe(held.oid);
  });

  it('hands back what it took, and nothing that is another\u2019s by then', async () => {
    const first = await lock.acquire('acme-prod', 'inc-4711-1');
    const held = await lock.holder('acme-prod');
    const taken = await recovery().takeOver('acme-prod', 'inc-4712-2', held);
    await taken.handBack();
    expect(await lock.holder('acme-prod')).toEqual(held);
    const again = await recovery().takeOver('acme-prod', 'inc-4712-2', held);
    await recovery('78').takeOver('acme-prod', 'inc-4712-2', await lock.holder('acme-prod'));
    await again.handBack();
    expect(await lock.holder('acme-prod')).toMatchObject({ runId: '78' });
    await first.release();
    expect(await lock.holder('acme-prod')).toMatchObject({ runId: '78' });
  });

  it('takes what is no marker of ours, without its history', async () => {
    await world.acme.admin.git.createRef({ ...REPO, ref: `refs/${REF}`, sha: world.acme.sha });
    const held = await lock.holder('acme-prod');
    expect(held).toMatchObject({ oid: world.acme.sha, session: null, runId: null });
    await recovery().takeOver('acme-prod', 'inc-4711-1', held);
    const { data } = await world.acme.admin.git.getCommit({ ...REPO, commit_sha: (await isHeld()) ?? '' });
    expect(data.parents).toEqual([]);
  });

  it('is a fast-forward from one marker to the next', async () => {
    const held = await hold('inc-4711-1');
    await recovery().takeOver('acme-prod', 'inc-4711-1', held);
    const { data } = await world.acme.admin.git.getCommit({ ...REPO, commit_sha: (await isHeld()) ?? '' });
    expect(data.parents.map(({ sha }) => sha)).toEqual([held.oid]);
  });
});

describe('who is told that the lock is held', () => {
  const refusal = async (): Promise<{ readonly message: string; readonly hint: string }> => {
    const failure: unknown = await lock.acquire('acme-prod', 'inc-4712-2').catch((error: unknown) => error);
    if (!(failure instanceof BreakglassError) || failure.code !== 'install-locked') throw failure;
    return { message: failure.message, hint: failure.hint ?? '' };
  };
  /** The lock of a session of this run. */
  const holdBy = async (runId: string, session = `inc-4711-${runId}`, runAttempt = 1): Promise<void> => {
    const page = `https://github.com/acme/playbooks/actions/runs/${runId}`;
    await createLock(job.github, { page, runAttempt }).acquire('acme-prod', session);
  };

  it('is told how to wait, to end and to go on, while the run goes on', async () => {
    await holdBy(job.runId);
    const { message, hint } = await refusal();
    expect(message).toContain(`session inc-4711-${job.runId} since 2026-11-21T`);
    expect(message).toContain(`/acme/playbooks/actions/runs/${job.runId}`);
    expect(hint.split('\n').slice(1)).toEqual([
      `breakglass end inc-4711-${job.runId}`,
      `breakglass extend inc-4711-${job.runId}`,
    ]);
    expect(hint).toContain(`extends: inc-4711-${job.runId}`);
  });

  it('is told of recover when the run is over', async () => {
    const id = await cancelledRun();
    await holdBy(String(id));
    const { hint } = await refusal();
    expect(hint).toContain('Recover');
    expect(hint).not.toContain('breakglass extend');
    expect(hint).toContain(`git push origin :refs/${REF}`);
  });

  it('is told of recover when an attempt is over, although the run goes on', async () => {
    const id = await cancelledRun();
    await world.acme.admin.actions.reRunWorkflow({ ...REPO, run_id: id });
    await holdBy(String(id));
    expect((await refusal()).hint).not.toContain('breakglass extend');
    await world.acme.admin.git.deleteRef({ ...REPO, ref: REF });
    await holdBy(String(id), `inc-4711-a2-${id}`, 2);
    expect((await refusal()).hint).toContain('breakglass extend');
  });

  it('is told that a recovery has it', async () => {
    await holdBy(job.runId, 'inc-4711-1');
    const { message, hint } = await refusal();
    expect(message).toContain('a recovery of session inc-4711-1');
    expect(hint).not.toContain('breakglass end');
  });

  it('is told to wait where GitHub does not say how the run stands', async () => {
    await holdBy(job.runId);
    const rest: RunningJob['github']['rest'] = (purpose, route, parameters) =>
      job.github.rest(purpose, route, parameters);
    const find: RunningJob['github']['find'] = () => Promise.reject(new BreakglassError('github-unavailable', 'down'));
    const acquired = createLock({ ...job.github, rest, find }, RUN).acquire('acme-prod', 'inc-4712-2');
    await expect(acquired).rejects.toMatchObject({ ...LOCKED, hint: expect.stringMatching(/^look at that run/) });
  });

  it.each([
    ['a command for a session', { session: 'x; rm -rf ~', run: RUN.page, since: '2026-11-21T02:13:00Z' }],
    ['a page elsewhere', { session: 'inc-4711-1', run: 'https://evil.example/?', since: '2026-11-21T02:13:00Z' }],
    ['a time that is none', { session: 'inc-4711-1', run: RUN.page, since: 'yesterday' }],
    ['a month that is none', { session: 'inc-4711-1', run: RUN.page, since: '2026-13-45T02:13:00Z' }],
    ['no object', ['inc-4711-1']],
  ])('is shown nothing of a marker with %s', async (_, marker) => {
    await forge(JSON.stringify(marker));
    const { message, hint } = await refusal();
    expect(message).toContain('is no lock of a session');
    expect(`${message} ${hint}`).not.toMatch(/rm -rf|evil|yesterday|inc-4711/);
  });

  it('is shown the run of this repository, whatever host a marker names', async () => {
    const run = `https://evil.example/acme/playbooks/actions/runs/${job.runId}`;
    await forge(JSON.stringify({ session: `inc-4711-${job.runId}`, run, since: '2026-11-21T02:13:00Z' }));
    const { message } = await refusal();
    expect(message).toContain(`https://github.com/acme/playbooks/actions/runs/${job.runId}`);
    expect(message).not.toContain('evil');
  });
});
