import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TimedEvent } from '../../action/domain/event.ts';
import { shiftByHand } from '../../action/drill/cloud.ts';
import { openRefs, verifyAudit } from '../refusals/live.ts';
import { type Dead, type Death, openWard, type Ward } from './recovering.ts';

const PAGE = {
  id: 'page',
  uses: 'elbv2/fixed-response',
  with: { listener: '${{ inputs.listener }}', paths: ['/checkout/*'], status: 503, body: 'soon' },
};
const OTHER = { ...PAGE, id: 'other', with: { ...PAGE.with, paths: ['/basket/*'] } };
const SHIFT = {
  id: 'shift',
  uses: 'elbv2/shift-weights',
  with: { listener: '${{ inputs.listener }}', to: '${{ inputs.to }}', percent: '${{ inputs.percent }}' },
};

/** What it does is done by then: only the end of the credentials is waited for. */
const WAITS = /: waits until /;

let ward: Ward;
beforeAll(async () => {
  ward = await openWard();
}, 120_000);
afterAll(() => ward.close());

/** A session of the steps that succeeds, then one that undoes it and dies. */
async function undoing(steps: readonly object[], death: Pick<Death, 'at' | 'cancelled'>) {
  const start = ward.world.sandbox.aws.dump();
  const past = await ward.die({ at: /^never$/, playbook: { steps }, request: { duration: '4m' } });
  expect(past.run.errors).toEqual([]);
  const playbook = past.id.replace(/-\d+$/, '');
  const confirmed = [`What session ${past.id} changed is to be put back as it was`];
  const request = { playbook, undo: past.id, confirmed, inputs: undefined, duration: '4m' };
  const dead = await ward.die({ ...death, request });
  expect(dead.run.exitCode).toBeNull();
  return { start, dead };
}

async function events(dead: Dead): Promise<readonly TimedEvent[]> {
  return (await ward.links(dead)).flatMap((link) => link.events);
}

/** Calls of AWS that a recovery was not allowed to make. */
function denied(found: readonly TimedEvent[]): readonly string[] {
  return found.flatMap((event) => (event.type === 'call' && /denied/i.test(event.outcome) ? [event.operation] : []));
}

describe('recovery of an undo whose run died', { timeout: 180_000 }, () => {
  it('carries it on where a rule that it has deleted would have to be made again, and the record says why', async () => {
    const { start, dead } = await undoing([OTHER, PAGE], { at: /page: applied/ });
    const recovery = await ward.recover();
    expect(recovery).toMatchObject({ exitCode: 0, errors: [] });
    expect(ward.world.sandbox.aws.dump()).toEqual(start);
    const found = await events(dead);
    expect(found.filter((event) => event.type === 'compared').map(({ step, found: state }) => [step, state])).toEqual([
      ['page', 'ours'],
      ['other', 'before'],
    ]);
    expect(found.find((event) => event.type === 'carried-on')).toMatchObject({ why: 'interrupted', steps: ['page'] });
    expect(found.findLast((event) => event.type === 'closed')).toMatchObject({ outcome: 'succeeded', code: null });
    expect(denied(found)).toEqual([]);
    expect(await openRefs(ward.world)).toEqual([]);
    expect(await verifyAudit(ward.world)).toMatchObject({ problems: [], open: [] });
  });

  it('carries it on too where it was cancelled: neither way would end elsewhere', async () => {
    const { start, dead } = await undoing([PAGE], { at: /page: applied/, cancelled: true });
    await ward.recover({ until: WAITS });
    expect(ward.world.sandbox.aws.dump()).toEqual(start);
    const found = await events(dead);
    expect(found.some(({ type }) => type === 'carried-on')).toBe(true);
    expect(found.findLast((event) => event.type === 'ended')?.outcome).toBe('succeeded');
    expect(denied(found)).toEqual([]);
  });

  it('takes it back where nothing has to be made again for that', async () => {
    const { start, dead } = await undoing([PAGE, SHIFT], { at: /shift: applied/, cancelled: true });
    await ward.recover({ until: WAITS });
    expect(ward.world.sandbox.aws.dump()).toEqual(dead.before);
    expect(ward.world.sandbox.aws.dump()).not.toEqual(start);
    const found = await events(dead);
    expect(found.some(({ type }) => type === 'carried-on')).toBe(false);
    expect(found.findLast((event) => event.type === 'ended')?.outcome).toBe('rolled-back');
  });

  it('leaves alone what somebody else changed since, carries on the rest, and keeps the lock for a person', async () => {
    const { dead } = await undoing([{ ...SHIFT, with: { ...SHIFT.with, to: '${{ inputs.to }}', percent: 41 } }, PAGE], {
      at: /page: applied/,
    });
    await shiftByHand(ward.world.sandbox.aws, ward.world.cloud, 37);
    const theirs = ward.world.sandbox.aws.dump();
    await ward.recover({ until: WAITS });
    expect(ward.world.sandbox.aws.dump()).toEqual(theirs);
    const found = await events(dead);
    expect(found.find((event) => event.type === 'conflict')).toMatchObject({ step: 'shift' });
    expect(found.findLast((event) => event.type === 'ended')).toMatchObject({
      outcome: 'failed',
      code: 'changed-underneath',
    });
    expect(await openRefs(ward.world)).toEqual(['refs/heads/break-glass/open/acme-prod']);
  });
});
