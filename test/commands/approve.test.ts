import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApproveOptions, approveCommand } from '../../action/commands/approve.ts';
import { requestCommand } from '../../action/commands/request.ts';
import { putFile } from '../../action/drill/hosting.ts';
import { type Approving, OPTIONS, READ, startApproving } from './approving.ts';
import { codeOf, deskOf, failureOf, PLACE } from './customer.ts';

let world: Approving;
beforeAll(async () => {
  world = await startApproving();
});
afterAll(() => world.customer.close());

describe('breakglass approve', () => {
  it('approves with the digest that was recomputed, which is the one that the request foretold', async () => {
    const { runId, digest } = await world.mergedRun();
    const { lines } = await world.approve('dana-at-acme', runId, { comment: 'go' }, ['y']);
    expect(JSON.parse(lines.join(''))).toMatchObject({ state: 'approved', digest, run: String(runId) });
    expect(await world.answersOf(runId)).toEqual([['approved', `plan ${digest}: go`, 'dana-at-acme']]);
  });

  it('finds the one run that waits, and shows its plan before it asks', async () => {
    const { digest } = await world.mergedRun();
    const { desk, lines, questions } = deskOf(await world.customer.variables('dana-at-acme'), ['y']);
    const shown: string[] = [];
    const watched = {
      ...desk,
      write: (line: string) => (questions.length === 0 ? void shown.push(line) : void lines.push(line)),
    };
    await approveCommand(undefined, { ...OPTIONS, json: false }, { ...watched, now: Date.now });
    expect(shown.join('\n')).toContain(digest);
    expect(shown.join('\n')).toContain('elbv2/shift-weights');
  });

  it('takes a session id, and with --yes the digest that was read', async () => {
    const { runId, digest } = await world.mergedRun();
    await world.approve('dana-at-acme', `2026-11-21-inc-${runId}`, { yes: true, digest: digest.slice(0, 12) });
    expect((await world.answersOf(runId))[0]?.[0]).toBe('approved');
  });

  it('rejects', async () => {
    const { runId } = await world.mergedRun();
    await world.approve('dana-at-acme', runId, { reject: true, comment: 'not now' }, ['y']);
    expect(await world.answersOf(runId)).toEqual([['rejected', 'not now', 'dana-at-acme']]);
  });

  it('says of a dispatch that the digest cannot be recomputed, and takes the one that was read', async () => {
    const runId = world.startRun(await world.headSha(), 'workflow_dispatch', 'carol');
    expect(await codeOf(world.approve('dana-at-acme', runId, {}, ['no']))).toBe('interrupted');
    const { lines } = await world.approve('dana-at-acme', runId, { json: false }, [READ, 'y']);
    expect(lines.join('\n')).toContain('CANNOT BE RECOMPUTED');
    expect(await world.answersOf(runId)).toEqual([['approved', `plan ${READ}`, 'dana-at-acme']]);
  });

  it('takes a dispatch with --yes where its run is named', async () => {
    const runId = world.startRun(await world.headSha(), 'workflow_dispatch', 'carol');
    await world.approve('dana-at-acme', runId, { yes: true, digest: READ });
    expect(await world.answersOf(runId)).toEqual([['approved', `plan ${READ}`, 'dana-at-acme']]);
  });
});

describe('breakglass approve refuses', () => {
  let runId = 0;
  let digest = '';
  beforeAll(async () => {
    ({ runId, digest } = await world.mergedRun());
  });

  it.each<[string, string, string, Partial<ApproveOptions>, (readonly string[])?]>([
    ['somebody who is no approver', 'approver-not-listed', 'sandbox-admin', {}, ['y']],
    ['who asked', 'requester-is-approver', 'alice', {}, ['y']],
    ['the commander who merged it', 'requester-is-approver', 'carol', {}, ['y']],
    ['an approver who is no reviewer of the environment', 'approver-not-listed', 'bob', {}, ['y']],
    ['to decide where nobody is asked', 'invalid-input', 'dana-at-acme', {}],
    ['--yes without a digest', 'invalid-input', 'dana-at-acme', { yes: true }],
    ['a digest that is too short', 'invalid-input', 'dana-at-acme', { yes: true, digest: '0123456789a' }],
    ['another digest', 'digest-mismatch', 'dana-at-acme', { yes: true, digest: '0123456789ab' }],
    ['an answer that is no yes', 'interrupted', 'dana-at-acme', {}, ['']],
  ])('%s (%s)', async (_what, code, login, changes, answers) => {
    expect(await codeOf(world.approve(login, runId, changes, answers))).toBe(code);
    expect(await world.answersOf(runId)).toEqual([]);
  });

  it('a dispatch with --yes, where no run is named or not all of the digest given', async () => {
    await world.approve('dana-at-acme', runId, { reject: true }, ['y']);
    const run = world.startRun(await world.headSha(), 'workflow_dispatch', 'carol');
    for (const wait of [false, true]) {
      expect(await codeOf(world.approve('dana-at-acme', undefined, { yes: true, digest: READ, wait }))).toBe(
        'invalid-input',
      );
    }
    const short = { yes: true, digest: READ.slice(0, 63) };
    expect(await codeOf(world.approve('dana-at-acme', run, short))).toBe('invalid-input');
    expect(await codeOf(world.approve('dana-at-acme', run, {}, [READ.slice(0, 12), 'y']))).toBe('interrupted');
    expect(await world.answersOf(run)).toEqual([]);
    await world.approve('dana-at-acme', run, { reject: true }, ['y']);
    ({ runId, digest } = await world.mergedRun());
  });

  it('a dispatch that waits for longer than approvals hold', async () => {
    const run = world.startRun(await world.headSha(), 'workflow_dispatch', 'carol');
    const later = (): number => Date.now() + 61 * 60_000;
    const work = world.approve('dana-at-acme', run, { yes: true, digest: READ }, undefined, later);
    expect(await codeOf(work)).toBe('approval-stale');
    expect(await world.answersOf(run)).toEqual([]);
    await world.approve('dana-at-acme', run, { reject: true }, ['y']);
  });

  it('a run that does not wait, and what is no run', async () => {
    await world.approve('dana-at-acme', runId, { yes: true, digest: digest.slice(0, 12) });
    expect(await codeOf(world.approve('dana-at-acme', runId, {}, ['y']))).toBe('nothing-waiting');
    expect(await codeOf(world.approve('dana-at-acme', 424242, {}, ['y']))).toBe('invalid-input');
    expect(await codeOf(world.approve('dana-at-acme', '../1', {}, ['y']))).toBe('invalid-input');
    expect(await codeOf(world.approve('dana-at-acme', undefined, {}, ['y']))).toBe('nothing-waiting');
  });

  it('to guess which of two runs is meant', async () => {
    const runs = [await world.mergedRun(), await world.mergedRun()];
    const failure = await failureOf(world.approve('dana-at-acme', undefined, {}, ['y']));
    expect(failure?.code).toBe('invalid-input');
    for (const run of runs) {
      expect(failure?.hint).toContain(String(run.runId));
      await world.approve('dana-at-acme', run.runId, { reject: true }, ['y']);
    }
  });

  it('what the gate will refuse: a merge that brought another file', async () => {
    const { rest } = world.customer.hosting.as('alice');
    const main = await rest.git.getRef({ ...PLACE, ref: 'heads/main' });
    await rest.git.createRef({ ...PLACE, ref: 'refs/heads/two', sha: main.data.object.sha });
    const { lines, desk } = deskOf(await world.customer.variables('alice'));
    await requestCommand(
      {
        playbook: 'shift-traffic',
        incident: 'INC-TWO',
        reason: 'x',
        commander: 'carol',
        confirm: [],
        confirmAll: true,
        input: ['listener=web-http', 'to=green'],
        accept: [],
        onDrift: 'refuse',
        dispatch: false,
        dryRun: true,
        json: true,
        root: '/',
        remote: true,
      },
      desk,
    );
    const { path, text } = JSON.parse(lines.join('')) as { path: string; text: string };
    await putFile(world.customer.hosting.as('alice'), path, text, 'ask', 'two');
    await putFile(world.customer.hosting.as('alice'), 'playbooks/extra.yml', 'seen\n', 'more', 'two');
    const pull = await rest.pulls.create({ ...PLACE, title: 'two', head: 'two', base: 'main' });
    const merged = await world.customer.hosting
      .as('carol')
      .rest.pulls.merge({ ...PLACE, pull_number: pull.data.number, merge_method: 'squash' });
    const two = world.startRun(merged.data.sha, 'push', 'carol');
    expect(await codeOf(world.approve('dana-at-acme', two, {}, ['y']))).toBe('mixed-change');
    await world.approve('dana-at-acme', two, { reject: true }, ['y']);
  });

  it('a run that waits before another environment than its request is for', async () => {
    const { runId: other } = await world.mergedRun();
    await world.customer.hosting.as('dana-at-acme').rest.actions.reviewPendingDeploymentsForRun({
      ...PLACE,
      run_id: other,
      state: 'rejected',
      comment: 'no',
      environment_ids: await environmentIds(),
    });
    const { data } = await world.customer.hosting.as('admin').rest.actions.getWorkflowRun({ ...PLACE, run_id: other });
    await world.copyEnvironment('elsewhere');
    const elsewhere = world.startRun(data.head_sha, 'push', 'carol', { environment: 'elsewhere' });
    expect(await codeOf(world.approve('dana-at-acme', elsewhere, {}, ['y']))).toBe('digest-mismatch');
  });

  it('who dispatched the run, though an approver', async () => {
    await newApprover();
    const { data } = await world.customer.hosting.as('admin').rest.git.getRef({ ...PLACE, ref: 'heads/main' });
    const run = world.startRun(data.object.sha, 'workflow_dispatch', 'bob');
    const code = await codeOf(world.approve('bob', run, { yes: true, digest: READ }));
    expect(code).toBe('requester-is-approver');
  });
});

async function environmentIds(): Promise<number[]> {
  const { data } = await world.customer.hosting
    .as('admin')
    .rest.repos.getEnvironment({ ...PLACE, environment_name: 'acme-prod' });
  return [data.id];
}

async function newApprover(): Promise<void> {
  const people = await Promise.all(
    ['dana-at-acme', 'bob'].map((login) => world.customer.hosting.as(login).rest.users.getAuthenticated()),
  );
  await world.customer.hosting.as('admin').rest.repos.createOrUpdateEnvironment({
    ...PLACE,
    environment_name: 'acme-prod',
    prevent_self_review: false,
    reviewers: people.map(({ data }) => ({ type: 'User' as const, id: data.id })),
  });
}
