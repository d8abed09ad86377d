import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExtendOptions, extendCommand } from '../../action/commands/extend.ts';
import { PEOPLE } from '../../action/drill/hosting.ts';
import type { DrillWorld } from '../../action/drill/world.ts';
import { openRefs, sessionFiles, verifyAudit } from '../refusals/live.ts';
import { codeOf, deskOf } from './customer.ts';
import { approved, buildPastWorld, mergePull, planned, planOf, shellOf } from './past-world.ts';

const CRITERION = 'What these paths serve now harms customers more than a maintenance page does';
const PAGE = {
  playbook: 'maintenance-page',
  confirmed: [CRITERION],
  inputs: { listener: 'web-http', path: '/checkout/*' },
};
let world: DrillWorld;
let before: unknown;
beforeAll(async () => {
  world = await buildPastWorld({ scale: 20 });
  before = world.sandbox.aws.dump();
}, 120_000);
afterAll(() => world.close());

async function extend(session: string, changes: Partial<ExtendOptions> = {}) {
  const { desk, lines } = deskOf(await shellOf(world, PEOPLE.requester));
  const options: ExtendOptions = {
    reason: 'the fix needs longer',
    commander: 'carol',
    confirm: [],
    confirmAll: true,
    accept: [],
    onDrift: 'refuse',
    dispatch: false,
    dryRun: false,
    json: true,
    root: '/',
    remote: true,
    ...changes,
  };
  await extendCommand(session, options, desk);
  return JSON.parse(lines.join('')) as { text: string; digest: string; sent: { name: string; pull: number } };
}

/** A temporary change that is in force: its run goes on. */
async function inForce(name: string, duration: string) {
  const plan = await planned(world, name, { ...PAGE, duration });
  const ended = approved(plan);
  ended.catch(() => undefined);
  for (let tries = 0; tries < 60; tries += 1) {
    if ((await codeOf(extend(plan.session, { dryRun: true }))) === 'done') break;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return { session: plan.session, ended };
}

describe('breakglass extend', () => {
  it('refuses a dispatch, whose form names no session, before anything is asked of GitHub (not-set-up)', async () => {
    const asked = () => world.sandbox.github.calls().filter(({ login }) => login === PEOPLE.requester).length;
    const calls = asked();
    expect(await codeOf(extend('page-1', { dispatch: true }))).toBe('not-set-up');
    expect(asked()).toBe(calls);
  });

  it('hands the change over as it is, and the extension puts back what the first session found', async () => {
    const first = await inForce('page', '20m');
    const asked = await extend(first.session, { duration: '20m' });
    const waiting = await planOf(world, await mergePull(world, asked.sent.pull), asked.sent.name);
    expect(waiting.plan.errors).toEqual([]);
    expect(waiting.plan.outputs['digest']).toBe(asked.digest);
    expect(waiting.plan.outputs['page']).toContain('This extends session');
    const second = approved(waiting);
    const { run } = await first.ended;
    expect([run.outputs['outcome'], run.errors]).toEqual(['succeeded', []]);
    // The first is over, and its page is still there: with the lock, it is the second's.
    expect(world.sandbox.aws.dump()).not.toEqual(before);
    expect(await openRefs(world)).toHaveLength(1);
    const { links } = await sessionFiles(world, run.outputs['record'] ?? '');
    const events = links.flatMap((link) => link.events);
    expect(events.find(({ type }) => type === 'superseded')).toMatchObject({ by: waiting.session });
    expect(events.some(({ type }) => type === 'step-restored')).toBe(false);
    const end = await second;
    expect([end.run.outputs['outcome'], end.run.errors]).toEqual(['succeeded', []]);
    expect(world.sandbox.aws.dump()).toEqual(before);
    expect(await openRefs(world)).toEqual([]);
    expect(await verifyAudit(world)).toMatchObject({ problems: [], open: [] });
    expect(await codeOf(extend(first.session))).toBe('session-unfit');
  }, 300_000);
});
