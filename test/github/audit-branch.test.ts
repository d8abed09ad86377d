import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BreakglassError } from '../../action/domain/error.ts';
import { AmbiguousAnswer } from '../../action/github/api.ts';
import { folder, git, putFile, REPO } from '../sandbox/github/world.ts';
import { body, journal, walk } from './audit-branch-writer.ts';
import { BRANCH, type RunningJob, startWorld, type World } from './world.ts';

let world: World;
let root: string;
const worlds: World[] = [];

beforeEach(async () => {
  world = await startWorld();
  worlds.push(world);
  root = await world.openTrail();
});
afterEach(() => world.acme.faults.clear());
afterAll(() => Promise.all(worlds.map((each) => each.close())));

const DAY = 'drill/2026/11/21';

describe('the audit branch', () => {
  it('gets one proven link a commit, chained to the one before', async () => {
    const audiences: string[] = [];
    const trail = journal(world, await world.job(), audiences);
    const first = await trail.append(body(trail.session));
    const last = await trail.append({ ...body(trail.session, 2), state: 'closed' }, [
      { name: 'record.json', content: '{}\n' },
      { name: 'report.md', content: '# done\n' },
    ]);
    expect(first.path).toBe(`${DAY}/${trail.session}/0001-opened.json`);
    expect(last.path).toBe(`${DAY}/${trail.session}/0002-closed.json`);
    expect(await walk(world)).toEqual({ paths: [first.path, last.path], problems: [] });
    expect(new Set(audiences).size).toBe(2);
    for (const audience of audiences) expect(audience).toMatch(/^urn:breakglass:link:[0-9a-f]{64}$/);
    const head = await world.acme.admin.git.getRef({ ...REPO, ref: `heads/${BRANCH}` });
    expect(head.data.object.sha).toBe(last.commit);
  });

  it('does not say of a refusal that it was written in the environment which the install names', async () => {
    const trail = journal(world, await world.job());
    const { path } = await trail.append({ session: trail.session, sequence: 1, state: 'refused', events: [] });
    const { directory } = world.acme.github.control.repository(REPO.owner, REPO.repo);
    const { stdout } = await promisify(execFile)('git', ['--git-dir', directory, 'show', `${BRANCH}:${path}`]);
    expect(JSON.parse(stdout)).toMatchObject({ state: 'refused', environment: null });
  });

  it('reads the branch once, and not again after its own commit', async () => {
    const trail = journal(world, await world.job());
    await trail.locate();
    const before = world.acme.github.calls().length;
    await trail.append(body(trail.session));
    // Whether the session's folder is free, and the commit.
    expect(world.acme.github.calls().length - before).toBe(2);
    await trail.append(body(trail.session, 2));
    expect(world.acme.github.calls().length - before).toBe(3);
  });

  it('keeps links in the order in which they were given', async () => {
    const trail = journal(world, await world.job());
    await Promise.all([trail.append(body(trail.session)), trail.append(body(trail.session, 2))]);
    expect((await walk(world)).problems).toEqual([]);
  });

  it('chains again, with a proof of its own, when somebody else was faster', async () => {
    const audiences: string[] = [];
    const [mine, theirs] = [journal(world, await world.job(), audiences), journal(world, await world.job())];
    await Promise.all([mine.locate(), theirs.locate()]);
    await theirs.append(body(theirs.session));
    await mine.append(body(mine.session));
    expect(await walk(world)).toEqual({
      paths: [`${DAY}/${theirs.session}/0001-opened.json`, `${DAY}/${mine.session}/0001-opened.json`],
      problems: [],
    });
    expect(audiences).toHaveLength(2);
  });

  it('stays one chain under eight writers at once', async () => {
    const trails = await Promise.all(Array.from({ length: 8 }, async () => journal(world, await world.job())));
    await Promise.all(trails.map((trail) => trail.append(body(trail.session))));
    const { paths, problems } = await walk(world);
    expect(problems).toEqual([]);
    expect(paths).toHaveLength(8);
  });

  it('does not write a link twice when the answer was lost', async () => {
    world.acme.faults.add({ service: 'github', operation: 'createCommitOnBranch', kind: 'lost-answer' });
    const trail = journal(world, await world.job());
    const receipt = await trail.append(body(trail.session));
    await trail.append(body(trail.session, 2));
    expect(await walk(world)).toMatchObject({ paths: [receipt.path, expect.anything()], problems: [] });
  });

  it.each([false, true])(
    'does not write a link twice when a lost commit arrives late (others follow: %s)',
    async (follow) => {
      const job = await world.job();
      const other = journal(world, await world.job());
      const trail = journal(world, job);
      let late: (() => Promise<unknown>) | undefined;
      const arrive = async () => {
        await late?.();
        if (follow) await other.append(body(other.session));
      };
      const delayed: RunningJob = {
        ...job,
        github: {
          ...job.github,
          // The first commit is held back until the writer has waited, and looked, and sends again.
          clock: { now: () => job.clock.now(), sleep: async (ms) => (follow ? arrive() : job.clock.sleep(ms)) },
          graphql: async (purpose, query, variables) => {
            if (purpose.repeatable) return job.github.graphql(purpose, query, variables);
            if (late === undefined) {
              late = () => job.github.graphql(purpose, query, variables);
              throw new AmbiguousAnswer(purpose.what, undefined);
            }
            if (!follow) await arrive();
            return job.github.graphql(purpose, query, variables);
          },
        },
      };
      await journal(world, delayed).append(body(trail.session));
      const { paths, problems } = await walk(world);
      expect(problems).toEqual([]);
      expect(paths).toHaveLength(follow ? 2 : 1);
    },
  );

  it.each(['reset', 'server-error', 'throttle'] as const)('writes after a %s', async (kind) => {
    world.acme.faults.add({ service: 'github', operation: 'createCommitOnBranch', kind, times: 2 });
    const trail = journal(world, await world.job());
    await trail.append(body(trail.session));
    expect(await walk(world)).toMatchObject({ paths: [`${DAY}/${trail.session}/0001-opened.json`], problems: [] });
  });

  it('skips commits of others, and chains to the last link', async () => {
    const trail = journal(world, await world.job());
    await trail.append(body(trail.session));
    await putFile(world.acme.admin, 'notes.md', 'by hand', BRANCH);
    await putFile(world.acme.admin, 'more.md', 'by hand', BRANCH);
    const other = journal(world, await world.job());
    await other.append(body(other.session));
    await trail.append(body(trail.session, 2));
    const { paths, problems } = await walk(world);
    expect(problems).toEqual([]);
    expect(paths).toHaveLength(3);
  });
});

describe('the audit branch refuses', () => {
  it('to be missing, with the command that makes it', async () => {
    await world.acme.admin.git.deleteRef({ ...REPO, ref: `heads/${BRANCH}` });
    const trail = journal(world, await world.job());
    const error: unknown = await trail.locate().catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'audit-branch-missing' });
    await expect(trail.append(body(trail.session))).rejects.toMatchObject({ code: 'audit-branch-missing' });

    const clone = await folder();
    const { directory } = world.acme.github.control.repository(REPO.owner, REPO.repo);
    await git(clone.path, 'clone', '--quiet', directory, '.');
    await git(clone.path, 'config', 'user.name', 'admin');
    await git(clone.path, 'config', 'user.email', 'admin@example.com');
    const command = error instanceof BreakglassError ? (error.hint?.split('\n').at(-1) ?? '') : '';
    await promisify(execFile)('sh', ['-c', command], { cwd: clone.path });
    await clone.remove();
    await trail.append(body(trail.session));
    expect(await walk(world)).toMatchObject({ paths: [expect.any(String)], problems: [] });
  });

  it('a token that may not write', async () => {
    const job = await world.job({ permissions: { contents: 'read', 'id-token': 'write' } });
    await expect(journal(world, job).append(body('inc-4711-1'))).rejects.toMatchObject({
      code: 'audit-not-writable',
      hint: expect.stringContaining('contents: write'),
    });
  });

  it('to go on after eighty stale heads', async () => {
    const job = await world.job();
    const { alice } = world.acme;
    let others = 0;
    world.acme.faults.add({
      service: 'github',
      operation: 'createCommitOnBranch',
      kind: 'hook',
      times: Number.POSITIVE_INFINITY,
      run: async () => void (await putFile(alice.octokit, `other-${others++}.md`, 'x', BRANCH)),
    });
    await expect(journal(world, job).append(body('inc-4711-1'))).rejects.toMatchObject({ code: 'audit-contention' });
    expect(others).toBe(80);
    expect(job.clock.waits).toHaveLength(79);
    // Who has waited longest comes back soonest.
    expect(Math.max(...job.clock.waits.slice(40))).toBeLessThan(200);
    expect((await walk(world)).paths).toEqual([]);
  }, 60_000);

  it('an outage, in the end', async () => {
    world.acme.faults.add({
      service: 'github',
      operation: 'repos/get-commit',
      kind: 'server-error',
      times: Number.POSITIVE_INFINITY,
    });
    await expect(journal(world, await world.job()).locate()).rejects.toMatchObject({ code: 'github-unavailable' });
    expect(root).toMatch(/^[0-9a-f]{40}$/);
  });
});
