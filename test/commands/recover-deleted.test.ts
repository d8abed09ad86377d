import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRefs, verifyAudit } from '../refusals/live.ts';
import { type Dead, type Death, openWard, type Ward } from './recovering.ts';
import { createRule, SERVING, servingRoot } from './serving-root.ts';

/** What it does is done by then: only the end of the credentials is waited for. */
const WAITS = /: waits until /;

const REMOVE = {
  id: 'remove',
  uses: 'elbv2/delete-listener',
  with: { listener: '${{ inputs.listener }}' },
  irreversible: true,
};

const ACCEPTED: Partial<Death> = {
  request: { duration: '3m', accept: ['remove'], inputs: { listener: 'web-http', to: 'green', percent: 100 } },
};

let root: string;
let ward: Ward;
beforeEach(async () => {
  root = servingRoot('elbv2/delete-listener', 'elbv2/delete-rule', 'elbv2/modify-rule');
  ward = await openWard({ root, roles: SERVING });
}, 120_000);
afterEach(async () => {
  await ward.close();
  rmSync(root, { recursive: true });
});

/** A session that dies once its last step is applied. */
async function dies(steps: readonly object[], death: Partial<Death> = {}): Promise<Dead> {
  const dead = await ward.die({ at: /remove: applied/, playbook: { steps, monitor: undefined }, ...death });
  expect(dead.run.errors).toEqual([]);
  expect(dead.run.exitCode).toBeNull();
  return dead;
}

async function told(dead: Dead) {
  const events = (await ward.links(dead)).flatMap((link) => link.events);
  return {
    events,
    found: events.flatMap((event) => (event.type === 'compared' ? [[event.step, event.found]] : [])),
    outcome: events
      .flatMap((event) => (event.type === 'ended' || event.type === 'closed' ? [event.outcome] : []))
      .at(-1),
    denied: events.filter((event) => event.type === 'call' && /denied/i.test(event.outcome)),
  };
}

function aRule(): Promise<string> {
  return createRule(ward.world, '/api/*', 5);
}

function change(rule: string): object {
  return { id: 'change', uses: 'elbv2/modify-rule', with: { rule, paths: ['/other/*'] } };
}

/** A rule changed, then deleted: nothing of the change is to be seen any more. */
function changedAndDeleted(rule: string): readonly object[] {
  return [change(rule), { id: 'remove', uses: 'elbv2/delete-rule', with: { rule } }];
}

/** A recovery finds what both steps did, and leaves it so. */
async function expectStands(dead: Dead): Promise<void> {
  const left = ward.world.sandbox.aws.dump();
  await ward.recover({ until: WAITS });
  const { found, outcome, denied } = await told(dead);
  expect(found).toEqual([
    ['change', 'ours'],
    ['remove', 'ours'],
  ]);
  expect([outcome, denied]).toEqual(['succeeded', []]);
  expect(ward.world.sandbox.aws.dump()).toEqual(left);
}

describe('recovery of a session that deleted what it had changed before', { timeout: 180_000 }, () => {
  it('finds it whole where a rule was changed, and then its listener deleted, and lets it stand', async () => {
    const dead = await dies([change(await aRule()), REMOVE], ACCEPTED);
    await expectStands(dead);
    expect(await openRefs(ward.world)).toEqual([]);
  });

  it('finds it whole where the listener that it deleted had been given another default action, and lets it stand', async () => {
    const shift = {
      id: 'change',
      uses: 'elbv2/shift-weights',
      with: { listener: '${{ inputs.listener }}', to: '${{ inputs.to }}', percent: '${{ inputs.percent }}' },
    };
    const dead = await dies([shift, REMOVE], ACCEPTED);
    await expectStands(dead);
  });

  it('leaves it to a person where it was cancelled, and says which step has deleted the listener', async () => {
    const dead = await dies([change(await aRule()), REMOVE], { ...ACCEPTED, cancelled: true });
    await ward.recover({ until: WAITS });
    const { events, outcome } = await told(dead);
    expect(outcome).toBe('failed');
    expect(events.filter((event) => event.type === 'restore-failed')).toMatchObject([
      { step: 'remove', code: 'rollback-failed' },
      { step: 'change', code: 'resource-missing', message: expect.stringContaining('step "remove" has deleted') },
    ]);
  });

  it('finds it whole where a rule was changed and then deleted, and lets it stand', async () => {
    const dead = await dies(changedAndDeleted(await aRule()));
    const left = ward.world.sandbox.aws.dump();
    await ward.recover({ until: WAITS });
    const { found, outcome } = await told(dead);
    expect(found).toEqual([
      ['change', 'ours'],
      ['remove', 'ours'],
    ]);
    expect(outcome).toBe('succeeded');
    expect(ward.world.sandbox.aws.dump()).toEqual(left);
    expect(await openRefs(ward.world)).toEqual([]);
  });

  it('makes the rule again as it was before both steps where it was cancelled, with what a recover role holds', async () => {
    const dead = await dies(changedAndDeleted(await aRule()), { cancelled: true });
    await ward.recover({ until: WAITS });
    const { events, outcome, denied } = await told(dead);
    expect([outcome, denied]).toEqual(['rolled-back', []]);
    const again = events.find((event) => event.type === 'recreated');
    if (again?.type !== 'recreated') throw new Error('it was not made again');
    expect(events.find((event) => event.type === 'step-restored')).toMatchObject({ step: 'remove', along: ['change'] });
    const now = JSON.stringify(ward.world.sandbox.aws.dump()).replaceAll(again.is, again.was);
    expect(JSON.parse(now)).toEqual(dead.before);
    expect((await verifyAudit(ward.world)).problems).toEqual([]);
  });
});
