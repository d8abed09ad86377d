import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { shiftByHand } from '../../action/drill/cloud.ts';
import { letPass } from '../in-process/world.ts';
import { git, openRefs, sessionFiles, verifyAudit } from '../refusals/live.ts';
import { PLACE, startRun } from './job.ts';
import { type Dead, openWard, type Ward } from './recovering.ts';

/** A recovery waits for the end of the credentials only to close the session: what it does is done by then. */
const WAITS = /: waits until /;

const GREEN = (percent: number) => ({ listener: 'web-http', to: 'green', percent });

let ward: Ward;
beforeAll(async () => {
  ward = await openWard();
});
afterAll(() => ward.close());

const states = async (dead: Parameters<Ward['links']>[0]): Promise<readonly string[]> =>
  (await ward.links(dead)).map(({ state }) => state);

/** A lock by a run that goes on, taken so long ago. */
async function forgeLock(session: string, agoMs: number): Promise<void> {
  const sha = (await git(ward.world, 'rev-parse', 'main')).trim();
  const { id } = startRun(ward.world, 'push', { sha });
  const since = new Date(ward.world.sandbox.clock.now() - agoMs).toISOString();
  const run = `https://github.example/acme/break-glass/actions/runs/${id}`;
  const at = { ...PLACE };
  const { git: data } = ward.world.hosting.as('admin').rest;
  const tree = (await git(ward.world, 'rev-parse', 'main^{tree}')).trim();
  const commit = await data.createCommit({
    ...at,
    message: JSON.stringify({ session, run, since }),
    tree,
    parents: [],
  });
  await ward.giveBack();
  await data.createRef({ ...at, ref: 'refs/heads/break-glass/open/acme-prod', sha: commit.data.sha });
}

describe('recover', { timeout: 60_000 }, () => {
  let first: Dead;

  it('lets stand what was applied as a whole, verifies it, watches it, and closes the session once its credentials have ended', async () => {
    first = await ward.die({ at: /shift: applied/ });
    const dead = first;
    expect(dead.run.exitCode).toBeNull();
    const found = await ward.recover();
    expect(found).toMatchObject({ exitCode: 0, errors: [] });
    expect(ward.world.sandbox.aws.dump()).not.toEqual(dead.before);
    expect((await states(dead)).slice(-3)).toEqual(['taken-over', 'unsealed', 'closed']);
    const links = await ward.links(dead);
    const closed = links.at(-1);
    expect(closed?.events.find((event) => event.type === 'sealed')?.seal).toMatchObject({ kind: 'expired' });
    expect(closed?.events.find((event) => event.type === 'closed')?.outcome).toBe('succeeded');
    expect(closed?.runId).not.toBe(String(dead.runId));
    expect(await openRefs(ward.world)).toEqual([]);
    expect(await verifyAudit(ward.world)).toMatchObject({ problems: [], open: [] });
  });

  it('writes one record of the whole session: what the dead run had told, and what was done for it', async () => {
    const { day, id } = first;
    const { beside } = await sessionFiles(ward.world, `drill/${day}/${id}/record.json`);
    const record = JSON.parse(beside.get('record.json') ?? '{}');
    const types: readonly string[] = record.timeline.map(({ type }: { type: string }) => type);
    for (const type of ['gate-passed', 'opened', 'taken-over', 'denied', 'compared', 'sealed', 'closed']) {
      expect(types).toContain(type);
    }
    expect(types.indexOf('denied')).toBeLessThan(types.indexOf('compared'));
    expect(types.indexOf('taken-over')).toBeLessThan(types.indexOf('denied'));
    expect(record.approvers).toHaveLength(1);
  });

  it('puts back what is applied where the run was cancelled, also by a second recovery when the first one dies', async () => {
    const dead = await ward.die({
      at: /watching health/,
      cancelled: true,
      request: { inputs: { listener: 'web-http', to: 'blue', percent: 100 } },
    });
    const first = await ward.recover({ until: /denies everything to this session/, signal: 'SIGKILL' });
    expect(first.exitCode).toBeNull();
    const second = await ward.recover({ until: WAITS });
    expect(second.log.join('\n')).toContain('the run was cancelled');
    expect(ward.world.sandbox.aws.dump()).toEqual(dead.before);
    expect(await openRefs(ward.world)).toEqual([]);
    expect((await states(dead)).filter((state) => state === 'taken-over')).toHaveLength(2);
    expect((await states(dead)).at(-1)).toBe('unsealed');
    expect((await verifyAudit(ward.world)).open).toHaveLength(1);
  });

  it('takes over from an attempt that is over although a later one runs', async () => {
    const { control } = ward.world.sandbox.github;
    const dead = await ward.die({
      at: /shift: elbv2/,
      request: { inputs: GREEN(60) },
    });
    control.rerun(dead.runId);
    expect(control.run(dead.runId).attempt).toBe(2);
    const found = await ward.recover({ until: WAITS });
    expect(found.log.join('\n')).toContain('taken over from run');
    expect(ward.world.sandbox.aws.dump()).toEqual(dead.before);
  });

  it('is held up by a lock in the name of another recovery only for as long as one can last', async () => {
    const dead = await ward.die({
      at: /shift: elbv2/,
      request: { inputs: GREEN(63) },
    });
    await forgeLock(dead.id, 0);
    expect((await ward.recover({ until: WAITS })).log.join('\n')).not.toContain(`taken over from run ${dead.runId}`);
    expect(await states(dead)).toEqual(['opened']);
    await forgeLock(dead.id, 3 * 3_600_000);
    const found = await ward.recover({ until: WAITS });
    expect(found.log.join('\n')).toContain('taken over from run');
    expect(ward.world.sandbox.aws.dump()).toEqual(dead.before);
  });

  it('is one at a time: of two at once, one takes the session over', async () => {
    const dead = await ward.die({
      at: /shift: elbv2/,
      request: { inputs: GREEN(61) },
    });
    const both = await Promise.all([ward.recover({ until: WAITS }), ward.recover({ until: WAITS })]);
    const taken = both.filter(({ log }) => log.join('\n').includes('taken over from run'));
    expect(taken.length).toBeGreaterThanOrEqual(1);
    expect((await states(dead)).filter((state) => state === 'taken-over')).toHaveLength(1);
    expect(ward.world.sandbox.aws.dump()).toEqual(dead.before);
    expect((await verifyAudit(ward.world)).problems).toEqual([]);
  });

  it('gives back the lock of a session that never opened, denies what credentials it may have had, and records it', async () => {
    const dead = await ward.die({
      at: /opening: the state before/,
      request: { inputs: GREEN(62) },
    });
    await ward.recover({ until: WAITS });
    expect(await openRefs(ward.world)).toEqual([]);
    const links = await ward.links(dead);
    expect(links.map(({ state }) => state)).toEqual(['refused']);
    expect(ward.world.sandbox.aws.dump()).toEqual(dead.before);
    expect((await verifyAudit(ward.world)).problems).toEqual([]);
  });

  it('leaves alone what somebody else changed since, keeps the lock, and shows before, ours and theirs', async () => {
    const dead = await ward.die({
      at: /shift: applied/,
      request: { inputs: { listener: 'web-http', to: 'blue', percent: 64 } },
    });
    await shiftByHand(ward.world.sandbox.aws, ward.world.cloud, 37);
    const theirs = ward.world.sandbox.aws.dump();
    await ward.recover({ until: WAITS });
    expect(ward.world.sandbox.aws.dump()).toEqual(theirs);
    const events = (await ward.links(dead)).flatMap((link) => link.events);
    const conflict = events.find((event) => event.type === 'conflict');
    expect(conflict?.units).toEqual([
      expect.objectContaining({ before: expect.anything(), ours: expect.anything(), now: expect.anything() }),
    ]);
    expect(events.findLast((event) => event.type === 'ended')?.outcome).toBe('failed');
    expect(await openRefs(ward.world)).toEqual(['refs/heads/break-glass/open/acme-prod']);
  });

  it('closes whatever earlier recoveries had ended, and tells a person of the one that failed', async () => {
    const found = await ward.recover();
    expect(found.errors).toEqual([expect.stringMatching(/^left-open: /)]);
    expect(await verifyAudit(ward.world)).toMatchObject({ problems: [], open: [] });
    expect(await openRefs(ward.world)).toEqual(['refs/heads/break-glass/open/acme-prod']);
  });
});

describe('a recovery that cannot give its lock back', { timeout: 60_000 }, () => {
  const LOCK = 'refs/heads/break-glass/open/acme-prod';
  beforeAll(() => ward.giveBack());
  afterEach(() => ward.world.sandbox.faults.clear());
  /** The first such call takes the lock over, the next ones would give it back. */
  const down = () =>
    ward.world.sandbox.faults.add({
      service: 'github',
      operation: 'updateRefs',
      nth: 2,
      times: 5,
      kind: 'error',
      code: 'UNPROCESSABLE',
      status: 422,
    });

  it('only warns after what it did is on record, and the next one closes the session and leaves no lock', async () => {
    const dead = await ward.die({ at: /shift: elbv2/, request: { inputs: GREEN(65) } });
    down();
    const found = await ward.recover({ until: WAITS });
    ward.world.sandbox.faults.clear();
    expect((await states(dead)).at(-1)).toBe('unsealed');
    expect(found.log.join('\n')).toMatch(/^warning: .*UNPROCESSABLE/m);
    expect(found.log.join('\n')).toMatch(WAITS);
    expect(await openRefs(ward.world)).toEqual([LOCK]);
    const next = await ward.recover();
    expect(next).toMatchObject({ exitCode: 0, errors: [] });
    expect((await states(dead)).at(-1)).toBe('closed');
    expect(await openRefs(ward.world)).toEqual([]);
    expect(ward.world.sandbox.aws.dump()).toEqual(dead.before);
  });

  it('only warns after the last link, and the next one gives it back', async () => {
    const dead = await ward.die({ at: /shift: elbv2/, request: { inputs: GREEN(66) } });
    // Its credentials have ended by then: there is one link to write, and nothing to wait for.
    await letPass(ward.world, 3_600_000);
    down();
    const found = await ward.recover();
    ward.world.sandbox.faults.clear();
    expect(found).toMatchObject({ exitCode: 0, errors: [] });
    expect(found.log.join('\n')).toMatch(/^warning: .*UNPROCESSABLE/m);
    expect((await states(dead)).at(-1)).toBe('closed');
    expect(await openRefs(ward.world)).toEqual([LOCK]);
    const next = await ward.recover();
    expect(next).toMatchObject({ exitCode: 0, errors: [] });
    expect(next.log.join('\n')).toContain('gave back the lock of acme-prod');
    expect(await openRefs(ward.world)).toEqual([]);
    expect(await verifyAudit(ward.world)).toMatchObject({ problems: [], open: [] });
  });
});

describe('the bundle in processes of its own', { timeout: 120_000 }, () => {
  let real: Ward;
  beforeAll(async () => {
    real = await openWard({}, 'real');
  });
  afterAll(() => real.close());

  it('is killed by the system, taken over while another process ends by a signal, and closed by a third', async () => {
    const dead = await real.die({ at: /shift: applied/ });
    expect(dead.run.exitCode).toBeNull();
    const first = await real.recover({ until: WAITS });
    expect(first).toMatchObject({ exitCode: 1, errors: [expect.stringMatching(/^interrupted: received SIGINT/)] });
    expect((await real.links(dead)).slice(-2).map(({ state }) => state)).toEqual(['taken-over', 'unsealed']);
    expect(await openRefs(real.world)).toEqual([]);
    real.world.sandbox.clock.jump(3_600_000);
    expect(await real.recover()).toMatchObject({ exitCode: 0, errors: [] });
    expect((await real.links(dead)).at(-1)?.state).toBe('closed');
    expect(real.world.sandbox.aws.dump()).not.toEqual(dead.before);
    expect(await verifyAudit(real.world)).toMatchObject({ problems: [], open: [] });
  });
});
