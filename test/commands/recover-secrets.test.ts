import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ActionResult } from '../../action/drill/runner.ts';
import { openRefs, verifyAudit } from '../refusals/live.ts';
import { leaksIn, WORDS } from '../services/elbv2/secret-words.ts';
import { type Dead, type Death, openWard, type Ward } from './recovering.ts';
import { createRule, createRuleFor, SERVING, servingRoot } from './serving-root.ts';

/** What it does is done by then: only the end of the credentials is waited for. */
const WAITS = /: waits until /;
const KEY = randomBytes(32).toString('base64');
const INSTALL = 'dies-1';
const APPROVED = { recover: 'approval' };
const WITH_KEY: Partial<Death> = { install: { ...APPROVED, 'state-key': true }, inputs: { 'state-key': KEY } };
const ACCEPTED: Partial<Death> = {
  request: {
    duration: '2m',
    accept: ['sensitive-state'],
    inputs: { listener: 'web-http', to: 'green', percent: 100 },
  },
};

let root: string;
let ward: Ward;
let rule: string;
beforeEach(async () => {
  root = servingRoot('elbv2/delete-rule', 'elbv2/modify-rule');
  ward = await openWard({ root, roles: SERVING, stack: { recover: 'approval' } });
  const [first = '', second = ''] = WORDS;
  const HttpHeaderConfig = { HttpHeaderName: 'x-token', Values: [first, second] };
  rule = await createRuleFor(ward.world, { Field: 'http-header', HttpHeaderConfig }, 5);
}, 120_000);
afterEach(async () => {
  await ward.close();
  rmSync(root, { recursive: true });
});

const OWN = WORDS[2] ?? '';

function changing(): readonly object[] {
  return [{ id: 'change', uses: 'elbv2/modify-rule', with: { rule, headers: [{ name: 'x-token', values: [OWN] }] } }];
}

function deleting(): readonly object[] {
  return [{ id: 'change', uses: 'elbv2/delete-rule', with: { rule } }];
}

/** A session that dies once its step is applied. */
async function dies(steps: readonly object[], death: Partial<Death>): Promise<Dead> {
  return ward.die({ at: /change: applied/, playbook: { steps, monitor: undefined }, install: APPROVED, ...death });
}

/** A recovery that a reviewer lets into the environment, with the key or without. */
function recovers(key?: string): Promise<ActionResult> {
  const inputs = key === undefined ? {} : { 'state-key': key };
  return ward.recover({ until: WAITS, approved: INSTALL, inputs });
}

async function told(dead: Dead) {
  const links = await ward.links(dead);
  const events = links.flatMap((link) => link.events);
  const ends = events.flatMap((event) =>
    event.type === 'ended' || event.type === 'closed' || event.type === 'refused' ? [event] : [],
  );
  return {
    links,
    found: events.flatMap((event) => (event.type === 'compared' ? [event.found] : [])),
    outcome: ends.flatMap((event) => (event.type === 'refused' ? [] : [event.outcome])).at(-1),
    code: ends.at(-1)?.code,
    failures: events.flatMap((event) => (event.type === 'restore-failed' ? [event.code] : [])),
    conflicts: events.flatMap((event) => (event.type === 'conflict' ? event.units.map(({ unit }) => unit) : [])),
  };
}

/** Of words that AWS alone knew: what the playbook's author wrote is in the plan. */
function leaks(...given: readonly (ActionResult | object)[]): readonly string[] {
  return leaksIn(
    JSON.stringify(given),
    WORDS.filter((word) => word !== OWN),
  );
}

function now(): unknown {
  return ward.world.sandbox.aws.dump();
}

describe('values that may be secrets', { timeout: 180_000 }, () => {
  it.each([
    ['changes', changing],
    ['deletes', deleting],
  ])('are put back by the run itself, from memory, where it %s them, and are said nowhere', async (_, steps) => {
    const dead = await dies(steps(), { ...ACCEPTED, signal: 'SIGINT' });
    const { links, outcome } = await told(dead);
    expect(outcome).toBe('rolled-back');
    const again = links.flatMap((link) => link.events).find((event) => event.type === 'recreated');
    const text = JSON.stringify(now());
    const world = again?.type === 'recreated' ? text.replaceAll(again.is, again.was) : text;
    expect(JSON.parse(world)).toEqual(dead.before);
    expect(leaks(links, dead.run)).toEqual([]);
    expect(links[0]?.opening).not.toHaveProperty('sealed');
  });

  it('are replaced by nobody where they could not be put back and the request does not accept it', async () => {
    const dead = await dies(deleting(), {});
    expect(dead.run.errors.join()).toContain('sensitive-state');
    expect((await told(dead)).code).toBe('sensitive-state');
    expect(now()).toEqual(dead.before);
    expect(await openRefs(ward.world)).toEqual([]);
  });

  it('are replaced by nobody where the install has a key and the run is not given it', async () => {
    const dead = await dies(deleting(), { ...WITH_KEY, ...ACCEPTED, inputs: {} });
    expect((await told(dead)).code).toBe('sensitive-state');
    expect(now()).toEqual(dead.before);
  });

  it('are replaced by nobody where the install has a key that its recovery cannot read (sensitive-state)', async () => {
    const dead = await dies(deleting(), { ...WITH_KEY, install: { 'state-key': true } });
    // Before anybody is woken, and where somebody let it in all the same.
    for (const { errors } of [dead.plan, dead.run])
      expect(errors.join()).toMatch(/^sensitive-state: .*recover: automatic/);
    expect(now()).toEqual(dead.before);
  });

  it('are left to a person where the run died and there is no key: nothing is written over them', async () => {
    const dead = await dies(changing(), { ...ACCEPTED, cancelled: true });
    const left = now();
    const recovery = await recovers();
    const { links, found, outcome, failures } = await told(dead);
    expect([found, outcome, failures]).toEqual([['ours'], 'failed', ['sensitive-state']]);
    expect(now()).toEqual(left);
    expect(leaks(links, dead.run, recovery)).toEqual([]);
    expect((await verifyAudit(ward.world)).problems).toEqual([]);
  });

  it('are no one else’s word for being as before: a recovery without the key leaves them alone', async () => {
    const dead = await dies(changing(), { ...WITH_KEY, at: 1, cancelled: true });
    const recovery = await recovers();
    const { links, found, outcome, conflicts } = await told(dead);
    expect([found, outcome, conflicts]).toEqual([['hidden'], 'failed', [`conditions/${rule}`]]);
    expect(now()).toEqual(dead.before);
    expect(leaks(links, recovery)).toEqual([]);
  });

  it.each([
    ['changed', changing],
    ['deleted', deleting],
  ])('are put back by a recovery with the key where the run %s them and died', async (_, steps) => {
    const dead = await dies(steps(), { ...WITH_KEY, cancelled: true });
    const recovery = await recovers(KEY);
    const { links, found, outcome } = await told(dead);
    expect([found, outcome]).toEqual([['ours'], 'rolled-back']);
    const again = links.flatMap((link) => link.events).find((event) => event.type === 'recreated');
    const text = JSON.stringify(now());
    const world = again?.type === 'recreated' ? text.replaceAll(again.is, again.was) : text;
    expect(JSON.parse(world)).toEqual(dead.before);
    expect(leaks(links, dead.run, recovery)).toEqual([]);
    expect(JSON.stringify([links, dead.run.log, recovery.log])).not.toContain(KEY);
    expect((await verifyAudit(ward.world)).problems).toEqual([]);
  });

  it('are put back without a key where an earlier step wrote them, also by a step that became known on the way', async () => {
    const plain = await createRule(ward.world, '/before', 6);
    const headers = (value: string) => [{ name: 'x-token', values: [value] }];
    const tell = { listener: '${{ inputs.listener }}', paths: ['/tell'], status: 503, body: 'soon' };
    const body = '${{ steps.tell.outputs.rule }}';
    const late = { rule: plain, headers: headers('another word'), action: { 'fixed-response': { status: 503, body } } };
    const dead = await dies(
      [
        { id: 'tell', uses: 'elbv2/fixed-response', with: tell },
        { id: 'first', uses: 'elbv2/modify-rule', with: { rule: plain, headers: headers(OWN) } },
        { id: 'change', uses: 'elbv2/modify-rule', with: late },
      ],
      { cancelled: true, request: { duration: '4m' } },
    );
    expect(dead.run).toMatchObject({ exitCode: null, errors: [] });
    await recovers();
    const { found, outcome, failures } = await told(dead);
    expect([found, outcome, failures]).toEqual([['ours', 'ours', 'ours'], 'rolled-back', []]);
    expect(now()).toEqual(dead.before);
  });

  it('are replaced by nobody where a step wrote the same, but elsewhere: no plan says that they were there', async () => {
    const plain = await createRule(ward.world, '/before', 6);
    const headers = [{ name: 'x-token', values: WORDS.slice(0, 2) }];
    const before = now();
    const dead = await dies(
      [{ id: 'first', uses: 'elbv2/modify-rule', with: { rule: plain, headers } }, ...deleting()],
      {},
    );
    expect((await told(dead)).code).toBe('sensitive-state');
    expect(now()).toEqual(before);
  });

  it('are left as they are by a recovery with another key (audit-invalid)', async () => {
    await dies(changing(), { ...WITH_KEY, cancelled: true });
    const left = now();
    const recovery = await recovers(randomBytes(32).toString('base64'));
    expect(recovery.errors.join()).toContain('the sealed state of a link');
    expect(now()).toEqual(left);
    expect(leaks(recovery)).toEqual([]);
  });
});
