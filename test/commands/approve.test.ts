import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApproveOptions, approveCommand } from '../../action/commands/approve.ts';
import { requestCommand } from '../../action/commands/request.ts';
import { putFile } from '../../action/drill/hosting.ts';
import { type Customer, codeOf, commitScaffold, deskOf, failureOf, PLACE, startCustomer } from './customer.ts';

const OPTIONS: ApproveOptions = { reject: false, yes: false, wait: false, root: '/', json: true };
let customer: Customer;
let count = 0;

/** Alice asks, carol approves the last commit and merges, and the run of the merge waits before the environment. */
async function mergedRun(changes: { readonly merger?: string; readonly method?: 'squash' | 'merge' } = {}) {
  count += 1;
  const { desk, lines } = deskOf(await customer.variables('alice'));
  await requestCommand(
    {
      playbook: 'shift-traffic',
      incident: `INC-${count}`,
      reason: 'Payment latency',
      commander: 'carol',
      confirm: [],
      confirmAll: true,
      input: ['listener=web-http', 'to=green'],
      accept: [],
      onDrift: 'refuse',
      dispatch: false,
      dryRun: false,
      json: true,
      root: '/',
      remote: true,
    },
    desk,
  );
  const { sent, digest } = JSON.parse(lines.join('')) as { sent: { pull: number }; digest: string };
  const at = { ...PLACE, pull_number: sent.pull };
  await customer.hosting.as('carol').rest.pulls.createReview({ ...at, event: 'APPROVE' });
  const { method = 'squash', merger = 'carol' } = changes;
  const merged = await customer.hosting.as(merger).rest.pulls.merge({ ...at, merge_method: method });
  return { runId: startRun(merged.data.sha, 'push', merger), digest };
}

function startRun(sha: string, event: 'push' | 'workflow_dispatch', actor: string, environment = 'acme-prod'): number {
  const dispatch = event === 'workflow_dispatch';
  const workflow = `.github/workflows/${dispatch ? 'break-glass-shift-traffic' : 'on-merge'}.yml`;
  const repository = `${PLACE.owner}/${PLACE.repo}`;
  const run = { repository, event, sha, ref: 'refs/heads/main', actor, workflow, environment };
  return customer.github.control.startRun(run).id;
}

async function approve(
  login: string,
  runId: number | string | undefined,
  changes: Partial<ApproveOptions> = {},
  answers?: readonly string[],
) {
  const { desk, lines, questions } = deskOf(await customer.variables(login), answers);
  const options = { ...OPTIONS, ...changes };
  await approveCommand(runId === undefined ? undefined : String(runId), options, { ...desk, now: Date.now });
  return { lines, questions };
}

async function answersOf(runId: number) {
  const { data } = await customer.hosting.as('admin').rest.actions.getReviewsForRun({ ...PLACE, run_id: runId });
  return data.map(({ state, comment, user }) => [state, comment, user.login]);
}

beforeAll(async () => {
  customer = await startCustomer({
    requesters: ['alice', 'carol'],
    approvers: { minimum: 1, people: ['dana-at-acme', 'bob'], within: '60m', binding: 'digest' },
  });
  await commitScaffold(customer);
});
afterAll(() => customer.close());

describe('breakglass approve', () => {
  it('approves with the digest that was recomputed, which is the one that the request foretold', async () => {
    const { runId, digest } = await mergedRun();
    const { lines } = await approve('dana-at-acme', runId, { comment: 'go' }, ['y']);
    expect(JSON.parse(lines.join(''))).toMatchObject({ state: 'approved', digest, run: String(runId) });
    expect(await answersOf(runId)).toEqual([['approved', `plan ${digest.slice(0, 12)}: go`, 'dana-at-acme']]);
  });

  it('finds the one run that waits, and shows its plan before it asks', async () => {
    const { digest } = await mergedRun();
    const { desk, lines, questions } = deskOf(await customer.variables('dana-at-acme'), ['y']);
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
    const { runId, digest } = await mergedRun();
    await approve('dana-at-acme', `2026-11-21-inc-${runId}`, { yes: true, digest: digest.slice(0, 12) });
    expect((await answersOf(runId))[0]?.[0]).toBe('approved');
  });

  it('rejects', async () => {
    const { runId } = await mergedRun();
    await approve('dana-at-acme', runId, { reject: true, comment: 'not now' }, ['y']);
    expect(await answersOf(runId)).toEqual([['rejected', 'not now', 'dana-at-acme']]);
  });

  it('says of a dispatch that the digest cannot be recomputed, and takes the one that was read', async () => {
    const { data } = await customer.hosting.as('admin').rest.git.getRef({ ...PLACE, ref: 'heads/main' });
    const runId = startRun(data.object.sha, 'workflow_dispatch', 'carol');
    expect(await codeOf(approve('dana-at-acme', runId, {}, ['no']))).toBe('interrupted');
    const { lines } = await approve('dana-at-acme', runId, { json: false }, ['0123456789ab', 'y']);
    expect(lines.join('\n')).toContain('CANNOT BE RECOMPUTED');
    expect(await answersOf(runId)).toEqual([['approved', 'plan 0123456789ab', 'dana-at-acme']]);
  });
});

describe('breakglass approve refuses', () => {
  let runId = 0;
  let digest = '';
  beforeAll(async () => {
    ({ runId, digest } = await mergedRun());
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
    expect(await codeOf(approve(login, runId, changes, answers))).toBe(code);
    expect(await answersOf(runId)).toEqual([]);
  });

  it('a run that does not wait, and what is no run', async () => {
    await approve('dana-at-acme', runId, { yes: true, digest: digest.slice(0, 12) });
    expect(await codeOf(approve('dana-at-acme', runId, {}, ['y']))).toBe('nothing-waiting');
    expect(await codeOf(approve('dana-at-acme', 424242, {}, ['y']))).toBe('invalid-input');
    expect(await codeOf(approve('dana-at-acme', '../1', {}, ['y']))).toBe('invalid-input');
    expect(await codeOf(approve('dana-at-acme', undefined, {}, ['y']))).toBe('nothing-waiting');
  });

  it('to guess which of two runs is meant', async () => {
    const runs = [await mergedRun(), await mergedRun()];
    const failure = await failureOf(approve('dana-at-acme', undefined, {}, ['y']));
    expect(failure?.code).toBe('invalid-input');
    for (const run of runs) {
      expect(failure?.hint).toContain(String(run.runId));
      await approve('dana-at-acme', run.runId, { reject: true }, ['y']);
    }
  });

  it('what the gate will refuse: a merge that brought another file', async () => {
    const { rest } = customer.hosting.as('alice');
    const main = await rest.git.getRef({ ...PLACE, ref: 'heads/main' });
    await rest.git.createRef({ ...PLACE, ref: 'refs/heads/two', sha: main.data.object.sha });
    const { lines, desk } = deskOf(await customer.variables('alice'));
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
    await putFile(customer.hosting.as('alice'), path, text, 'ask', 'two');
    await putFile(customer.hosting.as('alice'), 'playbooks/extra.yml', 'seen\n', 'more', 'two');
    const pull = await rest.pulls.create({ ...PLACE, title: 'two', head: 'two', base: 'main' });
    const merged = await customer.hosting
      .as('carol')
      .rest.pulls.merge({ ...PLACE, pull_number: pull.data.number, merge_method: 'squash' });
    const two = startRun(merged.data.sha, 'push', 'carol');
    expect(await codeOf(approve('dana-at-acme', two, {}, ['y']))).toBe('mixed-change');
    await approve('dana-at-acme', two, { reject: true }, ['y']);
  });

  it('a run that waits before another environment than its request is for', async () => {
    const { runId: other } = await mergedRun();
    await customer.hosting.as('dana-at-acme').rest.actions.reviewPendingDeploymentsForRun({
      ...PLACE,
      run_id: other,
      state: 'rejected',
      comment: 'no',
      environment_ids: await environmentIds(),
    });
    const { data } = await customer.hosting.as('admin').rest.actions.getWorkflowRun({ ...PLACE, run_id: other });
    await copyEnvironment('elsewhere');
    const elsewhere = startRun(data.head_sha, 'push', 'carol', 'elsewhere');
    expect(await codeOf(approve('dana-at-acme', elsewhere, {}, ['y']))).toBe('digest-mismatch');
  });

  it('who dispatched the run, though an approver', async () => {
    await newApprover();
    const { data } = await customer.hosting.as('admin').rest.git.getRef({ ...PLACE, ref: 'heads/main' });
    const run = startRun(data.object.sha, 'workflow_dispatch', 'bob');
    const code = await codeOf(approve('bob', run, { yes: true, digest: '0123456789ab' }));
    expect(code).toBe('requester-is-approver');
  });
});

async function environmentIds(): Promise<number[]> {
  const { data } = await customer.hosting
    .as('admin')
    .rest.repos.getEnvironment({ ...PLACE, environment_name: 'acme-prod' });
  return [data.id];
}

async function copyEnvironment(name: string): Promise<void> {
  const { data } = await customer.hosting.as('dana-at-acme').rest.users.getAuthenticated();
  await customer.hosting.as('admin').rest.repos.createOrUpdateEnvironment({
    ...PLACE,
    environment_name: name,
    reviewers: [{ type: 'User', id: data.id }],
  });
}

async function newApprover(): Promise<void> {
  const people = await Promise.all(
    ['dana-at-acme', 'bob'].map((login) => customer.hosting.as(login).rest.users.getAuthenticated()),
  );
  await customer.hosting.as('admin').rest.repos.createOrUpdateEnvironment({
    ...PLACE,
    environment_name: 'acme-prod',
    prevent_self_review: false,
    reviewers: people.map(({ data }) => ({ type: 'User' as const, id: data.id })),
  });
}
