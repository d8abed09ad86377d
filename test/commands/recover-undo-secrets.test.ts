import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRefs, verifyAudit } from '../refusals/live.ts';
import { giveKey } from './give-key.ts';
import { type Dead, type Death, openWard, type Ward } from './recovering.ts';
import { createRule, SERVING, servingRoot } from './serving-root.ts';

/** What it does is done by then: only the end of the credentials is waited for. */
const WAITS = /: waits until /;
const NEVER = /^no line is like this$/;
const KEY = { 'state-key': randomBytes(32).toString('base64') };
const HEADERS = [{ name: 'x-token', values: ['what the plan says'] }];
const INSTALL = 'dies-1';

let root: string;
let ward: Ward;
let rule: string;
let start: unknown;
beforeEach(async () => {
  root = servingRoot('elbv2/create-rule', 'elbv2/modify-rule');
  ward = await openWard({ root, roles: SERVING, stack: { recover: 'approval' } });
  rule = await createRule(ward.world, '/before', 5);
  start = now();
}, 120_000);
afterEach(async () => {
  await ward.close();
  rmSync(root, { recursive: true });
});

const now = (): unknown => ward.world.sandbox.aws.dump();

/** Both write what may be a secret, and take nothing away that only AWS knows. */
function stepOf(kind: string): object {
  const answer = { listener: '${{ inputs.listener }}', action: { 'fixed-response': { status: 503, body: 'soon' } } };
  const own = kind === 'elbv2/create-rule' ? answer : { rule };
  return { id: 'change', uses: kind, with: { ...own, headers: HEADERS } };
}

/** A session without a key that succeeds. */
async function changed(kind: string): Promise<Dead> {
  const past = await ward.die({
    at: NEVER,
    playbook: { steps: [stepOf(kind)], monitor: undefined },
    request: { duration: '2m', inputs: { listener: 'web-http', to: 'green', percent: 100 } },
    install: { recover: 'approval' },
  });
  expect(past.run.errors).toEqual([]);
  expect(now()).not.toEqual(start);
  return past;
}

/** The undo of it, which dies. */
async function undoing({ id }: Dead, death: Pick<Death, 'at' | 'cancelled' | 'inputs'>): Promise<Dead> {
  const confirmed = [`What session ${id} changed is to be put back as it was`];
  const past = { playbook: 'dies-1', install: INSTALL, undo: id, confirmed, inputs: undefined };
  const accept = death.inputs === undefined ? ['sensitive-state'] : [];
  const dead = await ward.die({ ...death, request: { duration: '2m', ...past, accept } });
  expect(dead.run).toMatchObject({ exitCode: null, errors: [] });
  return dead;
}

async function told(dead: Dead) {
  const events = (await ward.links(dead)).flatMap((link) => link.events);
  return {
    found: events.flatMap((event) => (event.type === 'compared' ? [event.found] : [])),
    carriedOn: events.some(({ type }) => type === 'carried-on'),
    outcome: events.flatMap((event) => (event.type === 'ended' ? [event.outcome] : [])).at(-1),
  };
}

interface Row {
  readonly kind: string;
  readonly death: Pick<Death, 'at' | 'cancelled'>;
  readonly is: Awaited<ReturnType<typeof told>>;
}

const ROWS: Readonly<Record<string, Row>> = {
  'had only opened': {
    kind: 'elbv2/create-rule',
    death: { at: 1 },
    is: { found: ['before'], carriedOn: false, outcome: 'rolled-back' },
  },
  'had put it back': {
    kind: 'elbv2/create-rule',
    death: { at: /change: applied/ },
    is: { found: ['ours'], carriedOn: false, outcome: 'succeeded' },
  },
  'had put it back and was cancelled, where that cannot be taken back': {
    kind: 'elbv2/create-rule',
    death: { at: /change: applied/, cancelled: true },
    is: { found: ['ours'], carriedOn: true, outcome: 'succeeded' },
  },
  'had put it back and was cancelled, where it can': {
    kind: 'elbv2/modify-rule',
    death: { at: /change: applied/, cancelled: true },
    is: { found: ['ours'], carriedOn: false, outcome: 'rolled-back' },
  },
};

describe('recovery of an undo of what may be secret', { timeout: 180_000 }, () => {
  it.each(Object.entries(ROWS))('ends it without a key where it %s', async (_, { kind, death, is }) => {
    const dead = await undoing(await changed(kind), death);
    const recovery = await ward.recover({ until: WAITS, approved: INSTALL });
    expect(recovery.errors.join()).not.toContain('left-open');
    expect(await told(dead)).toEqual(is);
    expect(now()).toEqual(is.outcome === 'succeeded' ? start : dead.before);
    expect(await openRefs(ward.world)).toEqual([]);
    expect((await verifyAudit(ward.world)).problems).toEqual([]);
  });

  it.each(Object.entries(ROWS))(
    'asks for its approval before it has the key, where the install got one since and it %s',
    async (_, row) => {
      const past = await changed(row.kind);
      await giveKey(ward.world, INSTALL);
      const dead = await undoing(past, { ...row.death, inputs: KEY });
      const asking = await ward.recover();
      expect(asking.errors).toEqual([]);
      expect(asking.outputs['waiting-install']).toBe(INSTALL);
      const recovery = await ward.recover({ until: WAITS, approved: INSTALL, inputs: KEY });
      expect(recovery.errors.join()).not.toContain('left-open');
      expect(await told(dead)).toEqual(row.is);
      expect(now()).toEqual(row.is.outcome === 'succeeded' ? start : dead.before);
    },
  );
});
