import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyAudit } from '../refusals/live.ts';
import { leaksIn, WORDS } from '../services/elbv2/secret-words.ts';
import { giveKey } from './give-key.ts';
import { type Dead, openWard, type Ward } from './recovering.ts';
import { createRuleFor, SERVING, servingRoot } from './serving-root.ts';

const KEY = { 'state-key': randomBytes(32).toString('base64') };
const NEVER = /no line is like this/;

let root: string;
let ward: Ward;
let rule: string;
let before: unknown;
beforeEach(async () => {
  root = servingRoot('elbv2/delete-rule', 'elbv2/modify-rule');
  ward = await openWard({ root, roles: SERVING, planRole: true });
  const HttpHeaderConfig = { HttpHeaderName: 'x-token', Values: WORDS.slice(0, 2) };
  rule = await createRuleFor(ward.world, { Field: 'http-header', HttpHeaderConfig }, 5);
  before = ward.world.sandbox.aws.dump();
}, 120_000);
afterEach(async () => {
  await ward.close();
  rmSync(root, { recursive: true });
});

function kindOf(kind: string): object {
  const own = { headers: [{ name: 'x-token', values: ['what the plan says'] }] };
  return { id: 'change', uses: kind, with: { rule, ...(kind === 'elbv2/modify-rule' ? own : {}) } };
}

/** The customer's install: with a key, and a plan role that has not that; or with neither. */
function install(keyed: boolean): Record<string, unknown> {
  const key = { 'state-key': true, recover: 'approval' };
  return keyed ? { 'plan-role': ward.world.stack.installLines['plan-role'], ...key } : {};
}

function changed(kind: string, keyed: boolean): Promise<Dead> {
  const inputs = { listener: 'web-http', to: 'green', percent: 100 };
  const accept = keyed ? [] : ['sensitive-state'];
  return ward.die({
    at: NEVER,
    playbook: { steps: [kindOf(kind)], monitor: undefined },
    request: { duration: '2m', accept, inputs },
    install: install(keyed),
    inputs: keyed ? KEY : {},
  });
}

function undone({ id }: Dead, keyed: boolean, accept: readonly string[] = []): Promise<Dead> {
  const confirmed = [`What session ${id} changed is to be put back as it was`];
  const past = { playbook: 'dies-1', install: 'dies-1', undo: id, confirmed, inputs: undefined, accept };
  return ward.die({ at: NEVER, request: { duration: '2m', ...past }, inputs: keyed ? KEY : {} });
}

/** The world, with what was made again under the ARN that it had. */
async function now(dead: Dead): Promise<unknown> {
  const events = (await ward.links(dead)).flatMap((link) => link.events);
  const again = events.find((event) => event.type === 'recreated');
  const text = JSON.stringify(ward.world.sandbox.aws.dump());
  return JSON.parse(again?.type === 'recreated' ? text.replaceAll(again.is, again.was) : text);
}

describe('the undo of a session that replaced what may be secret', { timeout: 180_000 }, () => {
  it.each([
    ['elbv2/modify-rule', []],
    ['elbv2/delete-rule', ['change']],
  ])('puts it back with the key, and its approver is shown that without it: %s', async (kind, accept) => {
    const first = await changed(kind, true);
    expect(first.run.outputs['outcome']).toBe('succeeded');
    const second = await undone(first, true, accept);
    expect(second.run.errors).toEqual([]);
    expect(second.run.outputs['outcome']).toBe('succeeded');
    expect(await now(second)).toEqual(before);
    const told = JSON.stringify([await ward.links(first), await ward.links(second), first.run, second.run]);
    expect(leaksIn(told, WORDS)).toEqual([]);
    expect((await verifyAudit(ward.world)).problems).toEqual([]);
  });

  it.each([
    ['', async () => undefined],
    [', also where the install has got a key since', () => giveKey(ward.world, 'dies-1')],
  ])('is refused where nobody recorded it, before anybody is asked%s', async (_, since) => {
    const first = await changed('elbv2/modify-rule', false);
    const left = ward.world.sandbox.aws.dump();
    await since();
    const second = await undone(first, false, ['sensitive-state']);
    expect(second.plan.errors.join()).toContain('had no key to record them under');
    expect(second.plan.outputs).not.toHaveProperty('digest');
    expect(second.run.outputs['outcome']).toBe('refused');
    expect(second.run.errors.join()).toContain('sensitive-state');
    expect(ward.world.sandbox.aws.dump()).toEqual(left);
  });
});
