import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../action/domain/json.ts';
import { openRefs } from '../refusals/live.ts';
import { type Dead, openWard, type Ward } from './recovering.ts';
import { createRule, SERVING, servingRoot } from './serving-root.ts';

/** What it does is done by then: only the end of the credentials is waited for. */
const WAITS = /: waits until /;

let root: string;
let ward: Ward;
beforeEach(async () => {
  root = servingRoot('elbv2/delete-rule', 'elbv2/modify-rule');
  ward = await openWard({ root, roles: SERVING });
}, 120_000);
afterEach(async () => {
  await ward.close();
  rmSync(root, { recursive: true });
});

/** A session that changed two rules and deleted both, and the world before it. */
async function deleted() {
  const rules = [await createRule(ward.world, '/a/*', 5), await createRule(ward.world, '/b/*', 6)];
  const steps = [
    { id: 'change', uses: 'elbv2/modify-rule', with: { rule: rules[1], paths: ['/other/*'] } },
    ...rules.map((rule, n) => ({ id: `remove-${n}`, uses: 'elbv2/delete-rule', with: { rule } })),
  ];
  const past = await ward.die({ at: /^never$/, playbook: { steps, monitor: undefined }, request: { duration: '5m' } });
  expect(past.run.errors).toEqual([]);
  return past;
}

function undo(past: Dead, accept: readonly string[], at = /^never$/) {
  const playbook = past.id.replace(/-\d+$/, '');
  const confirmed = [`What session ${past.id} changed is to be put back as it was`];
  return ward.die({
    at,
    playbook: { monitor: undefined },
    request: { playbook, undo: past.id, confirmed, inputs: undefined, duration: '5m', accept },
  });
}

async function events(dead: Dead) {
  return (await ward.links(dead)).flatMap((link) => link.events);
}

/** The world's rules, with those that were made again under the ARNs that they had, in the order of these. */
async function rulesAfter(undone: Dead): Promise<readonly Json[]> {
  const again = (await events(undone)).flatMap((event) => (event.type === 'recreated' ? [event] : []));
  const json = JSON.stringify(ward.world.sandbox.aws.dump());
  return rulesIn(JSON.parse(again.reduce((text, { was, is }) => text.replaceAll(is, was), json)));
}

function rulesIn(dump: unknown): readonly Json[] {
  const { rules } = dump as { readonly rules: readonly (JsonObject & { readonly arn: string })[] };
  return rules.toSorted((a, b) => (a.arn < b.arn ? -1 : 1));
}

const ALL = ['remove-0', 'remove-1'];

describe('undoing what deleted rules', { timeout: 180_000 }, () => {
  it('makes them again as the session found them, and the record says with which step', async () => {
    const past = await deleted();
    const undone = await undo(past, ALL);
    expect(undone.run.errors).toEqual([]);
    expect(undone.run.outputs['outcome']).toBe('succeeded');
    expect(await rulesAfter(undone)).toEqual(rulesIn(past.before));
    const found = await events(undone);
    const started = found.flatMap((event) => (event.type === 'step-started' ? [[event.step, event.diff.length]] : []));
    expect(started).toEqual([
      ['remove-1', 1],
      ['remove-0', 1],
      ['change', 0],
    ]);
  });

  it('has a recovery carry it on where it fails after one of them is there: nothing may delete that', async () => {
    const past = await deleted();
    const { faults } = ward.world.sandbox;
    const denied = { kind: 'error', code: 'AccessDenied', status: 403 } as const;
    faults.add({ service: 'elasticloadbalancing', operation: 'CreateRule', nth: 2, ...denied });
    const undone = await undo(past, ALL);
    expect(undone.run.errors).toEqual([expect.stringMatching(/^access-denied: /)]);
    const calls = (await events(undone)).flatMap((event) => (event.type === 'call' ? [event.operation] : []));
    expect(calls).not.toContain('DeleteRule');
    await ward.recover({ until: WAITS });
    expect(await rulesAfter(undone)).toEqual(rulesIn(past.before));
    const found = await events(undone);
    expect(found.find((event) => event.type === 'carried-on')).toMatchObject({ steps: ['remove-1'] });
    expect(found.findLast((event) => event.type === 'closed')).toMatchObject({ outcome: 'succeeded' });
    expect(await openRefs(ward.world)).toEqual([]);
  });

  it('is refused where the request does not accept that (irreversible-not-accepted)', async () => {
    const past = await deleted();
    const left = ward.world.sandbox.aws.dump();
    const { run } = await undo(past, ['remove-0']);
    expect(run.errors).toEqual([
      expect.stringMatching(/^irreversible-not-accepted: .*undoing the step "remove-1".*another ARN/),
    ]);
    expect(ward.world.sandbox.aws.dump()).toEqual(left);
  });
});
