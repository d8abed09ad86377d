import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TimedEvent } from '../../action/domain/event.ts';
import { shiftByHand } from '../../action/drill/cloud.ts';
import { letPass } from '../in-process/world.ts';
import { openRefs, verifyAudit } from '../refusals/live.ts';
import { type Dead, type Death, openWard, type Ward } from './recovering.ts';

const PAGE = {
  id: 'page',
  uses: 'elbv2/fixed-response',
  with: { listener: '${{ inputs.listener }}', paths: ['/checkout/*'], status: 503, body: 'soon' },
};
const SHIFT = {
  id: 'shift',
  uses: 'elbv2/shift-weights',
  with: { listener: '${{ inputs.listener }}', to: '${{ inputs.to }}', percent: 60 },
};
const STEPS = [PAGE, SHIFT];

/** What it does is done by then: only the end of the credentials is waited for. */
const WAITS = /: waits until /;
const NEVER = /^no line is like this$/;
const MINUTE = 60_000;
const LOCK = 'refs/heads/break-glass/open/acme-prod';

let ward: Ward;
let start: unknown;
beforeEach(async () => {
  ward = await openWard();
  start = ward.world.sandbox.aws.dump();
}, 120_000);
afterEach(() => ward.close());

/** A temporary change that is in force when its run dies. */
async function inForce(): Promise<Dead> {
  const playbook = { steps: STEPS, revert: 'at-end', 'max-duration': '9h' };
  const first = await ward.die({ at: 3, playbook, request: { duration: '30m' } });
  expect(await states(first)).toContain('verified');
  expect(now()).not.toEqual(start);
  await letPass(ward.world, MINUTE);
  return first;
}

/** A session that goes on in the place of another, with the same playbook, until it dies. */
async function extending(before: Dead, playbook: string, death: Partial<Death> & { readonly duration?: string }) {
  const { duration = '30m', ...how } = death;
  const next = await ward.die({ at: 1, ...how, request: { playbook, extends: before.id, duration } });
  expect(next.run.errors).toEqual([]);
  expect(await states(next)).toContain('opened');
  await letPass(ward.world, MINUTE);
  return next;
}

const nameOf = ({ id }: Dead): string => id.replace(/-\d+$/, '');
const now = (): unknown => ward.world.sandbox.aws.dump();

async function states(dead: Dead): Promise<readonly string[]> {
  return (await ward.links(dead)).map(({ state }) => state);
}

async function events(dead: Dead): Promise<readonly TimedEvent[]> {
  return (await ward.links(dead)).flatMap((link) => link.events);
}

/** What its last recovery said of it. */
async function told(dead: Dead) {
  const found = await events(dead);
  const end = found.findLast((event) => event.type === 'ended' || event.type === 'closed');
  return {
    found: found.flatMap((event) => (event.type === 'compared' ? [`${event.step} ${event.found}`] : [])),
    restored: found.flatMap((event) => (event.type === 'step-restored' ? [event.step] : [])),
    conflicts: found.flatMap((event) => (event.type === 'conflict' ? [event.step] : [])),
    denied: found.some(({ type }) => type === 'denied'),
    outcome: end !== undefined && 'outcome' in end ? end.outcome : undefined,
    superseded: found.flatMap((event) => (event.type === 'superseded' ? [event.by] : [])),
  };
}

describe('recovery of a session that extends another', { timeout: 180_000 }, () => {
  it('puts back what the first one found where the run died with its opening link, and ends the access of both', async () => {
    const first = await inForce();
    const second = await extending(first, nameOf(first), { at: 1 });
    expect(await states(second)).toEqual(['opened']);
    const recovery = await ward.recover();
    expect(recovery).toMatchObject({ exitCode: 0, errors: [] });
    expect(now()).toEqual(start);
    expect(await told(second)).toMatchObject({
      found: ['page ours', 'shift ours'],
      restored: ['shift', 'page'],
      denied: true,
      outcome: 'rolled-back',
    });
    expect(await told(first)).toMatchObject({
      superseded: [second.id],
      restored: [],
      denied: true,
      outcome: 'succeeded',
    });
    expect(await openRefs(ward.world)).toEqual([]);
    expect(await verifyAudit(ward.world)).toMatchObject({ problems: [], open: [] });
  });

  it('puts back too what an extension of an extension was left with, and nobody else restores', async () => {
    const first = await inForce();
    const second = await extending(first, nameOf(first), { at: 3 });
    const third = await extending(second, nameOf(first), { at: 1 });
    await ward.recover();
    expect(now()).toEqual(start);
    expect((await told(third)).restored).toEqual(['shift', 'page']);
    expect([(await told(first)).restored, (await told(second)).restored]).toEqual([[], []]);
    expect(await verifyAudit(ward.world)).toMatchObject({ problems: [], open: [] });
  });

  it('leaves it in force until its own time where it outlives its run, and then puts it back', async () => {
    const first = await inForce();
    const second = await extending(first, nameOf(first), { at: NEVER, duration: '6h' });
    const inPlace = now();
    expect((await events(second)).findLast((event) => event.type === 'left-to-recover')).toMatchObject({
      notBefore: expect.any(String),
    });
    await ward.recover();
    expect(now()).toEqual(inPlace);
    expect(await told(first)).toMatchObject({ superseded: [second.id], outcome: 'succeeded' });
    expect(await openRefs(ward.world)).toEqual([LOCK]);
    await letPass(ward.world, 5 * 60 * MINUTE);
    const recovery = await ward.recover();
    expect(recovery).toMatchObject({ exitCode: 0, errors: [] });
    expect(now()).toEqual(start);
    expect((await told(second)).outcome).toBe('rolled-back');
    expect(await openRefs(ward.world)).toEqual([]);
    expect(await verifyAudit(ward.world)).toMatchObject({ problems: [], open: [] });
  });

  it('leaves alone what somebody else changed since, says so, puts back the rest, and keeps the lock', async () => {
    const first = await inForce();
    const second = await extending(first, nameOf(first), { at: 1 });
    await shiftByHand(ward.world.sandbox.aws, ward.world.cloud, 37);
    await ward.recover({ until: WAITS });
    expect(await told(second)).toMatchObject({
      found: ['page ours', 'shift foreign'],
      restored: ['page'],
      conflicts: ['shift'],
      denied: true,
      outcome: 'failed',
    });
    const weights = JSON.stringify(now());
    expect(weights).toContain('37');
    expect(weights).not.toContain('/checkout/*');
    expect(await openRefs(ward.world)).toEqual([LOCK]);
  });

  it('finds nothing to put back where a person has done so, and closes it', async () => {
    const first = await inForce();
    const second = await extending(first, nameOf(first), { at: 1 });
    const { aws } = ward.world.sandbox;
    await shiftByHand(aws, ward.world.cloud, 0);
    await ward.recover();
    expect(await told(second)).toMatchObject({ found: ['page ours', 'shift before'], outcome: 'rolled-back' });
    expect(now()).toEqual(start);
    expect(await openRefs(ward.world)).toEqual([]);
  });
});

describe('undo of a session that extends another', { timeout: 180_000 }, () => {
  it('is refused (session-unfit): it has put everything back itself', async () => {
    const first = await inForce();
    const second = await extending(first, nameOf(first), { at: NEVER });
    expect(now()).toEqual(start);
    expect((await told(second)).outcome).toBe('succeeded');
    const confirmed = [`What session ${second.id} changed is to be put back as it was`];
    const request = { playbook: nameOf(first), undo: second.id, confirmed, inputs: undefined };
    const undo = await ward.die({ at: NEVER, request });
    expect(undo.run.errors.join()).toMatch(/session-unfit: .* was temporary/);
    expect(now()).toEqual(start);
  });
});
