import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { BreakglassError } from '../../action/domain/error.ts';
import { AmbiguousAnswer } from '../../action/github/api.ts';
import { createLock } from '../../action/github/lock.ts';
import type { Lock } from '../../action/ports/lock.ts';
import { REPO } from '../sandbox/github/world.ts';
import { type RunningJob, startWorld, type World } from './world.ts';

const RUN = 'https://github.com/acme/playbooks/actions/runs/1';
const REF = 'heads/break-glass/open/acme-prod';
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

  it('tells of a holder whose marker it cannot read', async () => {
    await world.acme.admin.git.createRef({ ...REPO, ref: `refs/${REF}`, sha: world.acme.sha });
    await expect(lock.acquire('acme-prod', 'inc-4711-1')).rejects.toMatchObject({ code: 'install-locked' });
  });

  it('prints the permission that is missing', async () => {
    const { github } = await world.job({ permissions: { contents: 'read' } });
    await expect(createLock(github, RUN).acquire('acme-prod', 'inc-4711-1')).rejects.toMatchObject({
      code: 'github-forbidden',
      hint: expect.stringContaining('permissions:\n  contents: write'),
    });
  });
});
