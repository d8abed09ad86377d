import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { letPass } from '../in-process/world.ts';
import { openWard, type Ward } from './recovering.ts';

const WAITS = /: waits until /;

let ward: Ward;
beforeAll(async () => {
  ward = await openWard();
});
afterAll(() => ward.close());

describe('recover', { timeout: 60_000 }, () => {
  it('leaves a temporary change in force until its time, also where an earlier recovery failed', async () => {
    const dead = await ward.die({
      at: 3,
      playbook: { revert: 'at-end' },
      request: { duration: '30m', inputs: { listener: 'web-http', to: 'green', percent: 66 } },
    });
    expect((await ward.links(dead)).map(({ state }) => state)).toContain('verified');
    const inForce = ward.world.sandbox.aws.dump();
    expect(inForce).not.toEqual(dead.before);
    ward.world.sandbox.faults.add({
      service: 'iam',
      operation: 'PutRolePolicy',
      kind: 'error',
      code: 'LimitExceeded',
      status: 409,
    });
    const failed = await ward.recover({ until: WAITS });
    expect(failed.errors).toEqual([expect.stringMatching(/^left-open: /)]);
    expect(ward.world.sandbox.aws.dump()).toEqual(inForce);
    await ward.recover({ until: WAITS });
    expect(ward.world.sandbox.aws.dump()).toEqual(inForce);
    const links = await ward.links(dead);
    const left = links.flatMap(({ events }) => events.filter((event) => event.type === 'left-to-recover'));
    const due = new Date(Date.parse(links[0]?.at ?? '') + 30 * 60_000).toISOString();
    expect(left.map(({ notBefore }) => notBefore)).toEqual([due, due]);
    await letPass(ward.world, 30 * 60_000);
    await ward.recover({ until: WAITS });
    expect(ward.world.sandbox.aws.dump()).toEqual(dead.before);
  });
});
