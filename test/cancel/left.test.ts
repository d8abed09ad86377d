import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PEOPLE } from '../../action/drill/hosting.ts';
import type { ActionResult } from '../../action/drill/runner.ts';
import { CHECKS } from '../commands/recovering.ts';
import { buildPlayedWorld, type PlayedWorld } from '../in-process/world.ts';
import { arnsOf, openRefs, request, sessionFiles, verifyAudit } from '../refusals/live.ts';
import type { Facts } from '../refusals/row.ts';
import { storyOf } from '../refusals/story.ts';

const RECOVER_ROLE = 'arn:aws:iam::123456789012:role/breakglass/acme-prod-recover-load-balancer';

const OUTAGE_MS = 11 * 60_000;

let world: PlayedWorld;
beforeAll(async () => {
  world = await buildPlayedWorld({ install: { 'recover-roles': { 'load-balancer': RECOVER_ROLE } } });
});
afterAll(() => world.close());

async function play(name: string, facts: Facts, beforeRun: () => void = () => undefined) {
  const pipeline = await request(world, {}, facts, storyOf(name, facts, arnsOf(world)));
  const plan = await pipeline.plan();
  await pipeline.review(PEOPLE.approver, 'approved');
  beforeRun();
  const run = await pipeline.run(plan.outputs['digest'] ?? '');
  world.sandbox.faults.clear();
  return { plan, run };
}

/** The links of a session that has no closing link, which the outputs name no file of. */
async function linksOf({ outputs }: ActionResult) {
  const day = new Date(world.sandbox.clock.now()).toISOString().slice(0, 10).replaceAll('-', '/');
  return (await sessionFiles(world, `drill/${day}/${outputs['session']}/x`)).links;
}

async function giveBack(): Promise<void> {
  for (const ref of await openRefs(world)) {
    await world.hosting.as('admin').rest.git.deleteRef({
      owner: 'acme',
      repo: 'break-glass',
      ref: ref.replace(/^refs\//, ''),
    });
  }
}

describe('an audit branch that GitHub does not let be written after the opening link', { timeout: 120_000 }, () => {
  const down = (times: number) => () =>
    world.sandbox.faults.add({
      service: 'github',
      operation: 'createCommitOnBranch',
      nth: 2,
      times,
      kind: 'server-error',
    });

  it('holds up nothing, and gets every link when it is back', async () => {
    const { run } = await play('outage', {}, down(25));
    expect(run).toMatchObject({ exitCode: 0, outputs: { outcome: 'succeeded' } });
    const { links } = await sessionFiles(world, run.outputs['record'] ?? '');
    expect([links[0]?.state, links.at(-1)?.state]).toEqual(['opened', 'closed']);
    const told = links.flatMap(({ events }) => events.map(({ type }) => type));
    expect(told).toEqual(expect.arrayContaining(['step-applied', 'step-verified', 'monitoring', 'sealed', 'closed']));
    expect(told.filter((type) => type === 'closed')).toHaveLength(1);
    expect(await openRefs(world)).toEqual([]);
  });

  /** From the second link on these operations of GitHub's fail for eleven minutes. */
  const elevenMinutes = (operations: readonly string[]) => {
    const { faults, clock, github } = world.sandbox;
    const seen = { during: 0, over: Number.POSITIVE_INFINITY };
    const begin = (): void => {
      const from = github.calls().length;
      const failing = { service: 'github', times: Number.POSITIVE_INFINITY, kind: 'server-error' } as const;
      const ends = operations.map((operation) => faults.add({ ...failing, operation }));
      void clock.sleep(OUTAGE_MS).then(() => {
        for (const end of ends) end();
        seen.during = github.calls().length - from;
        seen.over = clock.now();
      });
    };
    return {
      seen,
      start: () =>
        faults.add({
          service: 'github',
          operation: 'createCommitOnBranch',
          nth: 2,
          kind: 'hook',
          cut: true,
          run: begin,
        }),
    };
  };

  it.each([
    ['its writes', 'blue', ['createCommitOnBranch']],
    ['its writes and reads', 'green', ['createCommitOnBranch', 'repos/get-commit']],
  ])(
    'for eleven minutes is asked seldom enough for GitHub to go on answering, and soon after it is back (%s)',
    async (_, to, operations) => {
      const { seen, start } = elevenMinutes(operations);
      const facts = {
        playbook: { monitor: { for: '3m', checks: CHECKS } },
        request: { inputs: { listener: 'web-http', to, percent: 100 } },
      };
      const { run } = await play(`eleven-${to}`, facts, start);
      expect(run).toMatchObject({ exitCode: 0, outputs: { outcome: 'succeeded' } });
      // GitHub answers a repository's workflows a thousand times an hour.
      expect(seen.during).toBeGreaterThan(10);
      expect(seen.during).toBeLessThan(100);
      const { links } = await sessionFiles(world, run.outputs['record'] ?? '');
      expect(links.at(-1)?.state).toBe('closed');
      expect(Date.parse(links[1]?.at ?? '') - seen.over).toBeLessThan(2 * 60_000);
      expect(world.clock.now() - seen.over).toBeLessThan(3 * 60_000);
      expect(await openRefs(world)).toEqual([]);
    },
  );

  it('for good leaves the session open and the lock held, and the record in the log', async () => {
    const facts = { request: { inputs: { listener: 'web-http', to: 'blue', percent: 100 } } };
    const { run } = await play('outage-2', facts, down(Number.POSITIVE_INFINITY));
    expect(run).toMatchObject({ exitCode: 1, outputs: { outcome: 'failed' } });
    expect(run.log.join('\n')).toContain('"outcome":"succeeded"');
    expect((await linksOf(run)).map(({ state }) => state)).toEqual(['opened']);
    expect(await openRefs(world)).toEqual(['refs/heads/break-glass/open/acme-prod']);
    const { problems, open } = await verifyAudit(world);
    expect({ problems, open }).toMatchObject({ problems: [], open: [{}] });
    await giveBack();
  });
});

describe('a temporary change of eight hours', { timeout: 60_000 }, () => {
  const facts = {
    playbook: { 'max-duration': '8h', revert: 'at-end' },
    request: { duration: '8h' },
  } satisfies Facts;

  it('is planned for recovery, and left to it with the lock held and the access ended', async () => {
    const { plan, run } = await play('hours', facts);
    expect(plan).toMatchObject({ exitCode: 0, errors: [] });
    expect(plan.summary).toContain('recovery');
    expect(plan.summary).toContain('which may be late');
    expect(run).toMatchObject({ exitCode: 0, errors: [], outputs: { outcome: 'succeeded' } });
    const links = await linksOf(run);
    const left = links.flatMap(({ events }) => events).find((event) => event.type === 'left-to-recover');
    expect(left).toMatchObject({ why: 'out-of-time', steps: ['shift'] });
    const opened = Date.parse(links[0]?.at ?? '');
    const notBefore = Date.parse((left?.type === 'left-to-recover' && left.notBefore) || '');
    expect(Math.abs(notBefore - opened - 8 * 3_600_000)).toBeLessThan(600_000);
    expect(links.slice(-2).map(({ state }) => state)).toEqual(['left', 'sealed']);
    expect(links.some(({ state }) => state === 'closed')).toBe(false);
    // They live for the work and for undoing it, not for the eight hours.
    const assumed = links.flatMap(({ events }) => events).find((event) => event.type === 'assumed');
    expect(Date.parse(assumed?.type === 'assumed' ? assumed.expires : '') - opened).toBeLessThan(3_600_000);
    expect(run.summary).toContain('Recovery puts back shift');
    expect(run.raw.join('\n')).toMatch(/::warning::left to recovery: shift, to be put back at 2/);
    expect(run.raw.join('\n')).not.toContain('git push origin :refs/heads/break-glass/open');
    expect(run.summary).not.toContain('git push origin :refs/heads/break-glass/open');
    expect(await openRefs(world)).toEqual(['refs/heads/break-glass/open/acme-prod']);
    const { problems } = await verifyAudit(world);
    expect(problems).toEqual([]);
    await giveBack();
  });

  it('is refused without a recovery, and the hint says what to add', async () => {
    const { plan } = await play('no-recovery', { ...facts, install: { 'recover-roles': undefined } });
    expect(plan.errors).toEqual([expect.stringMatching(/^duration-too-long: /)]);
    expect(plan.log.join('\n')).toContain('recover-roles:');
  });
});
