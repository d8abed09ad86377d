import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { REPO, refusal } from '../world.ts';
import { jobOf, makeBranch, script, type Workshop, workflowPath, workshop, x } from './world.ts';

let shop: Workshop;
const INPUTS = {
  listener: { type: 'choice', options: ['web', 'api'], required: true },
  percent: { type: 'number', default: 100 },
  confirmed: { type: 'boolean', default: false },
  reason: { required: true },
  where: { type: 'environment' },
};

beforeAll(async () => {
  shop = await workshop();
  const tell = [
    {
      env: { A: x('toJSON(inputs)'), B: x('toJSON(github.event.inputs)') },
      run: `node -p 'JSON.stringify([JSON.parse(process.env.A), JSON.parse(process.env.B)])'`,
    },
  ];
  const workflow = {
    name: 'Shift',
    on: { workflow_dispatch: { inputs: INPUTS } },
    jobs: { a: { ...script('x'), steps: tell } },
  };
  await shop.push(workflowPath('shift'), stringify(workflow));
  await shop.push(workflowPath('push'), stringify({ on: { push: { branches: ['no'] } }, jobs: { a: script('true') } }));
});
afterAll(() => shop.close());

const dispatch = (inputs: Record<string, unknown>, more: { ref?: string; workflow_id?: string } = {}) =>
  shop.alice.octokit.actions.createWorkflowDispatch({
    ...REPO,
    workflow_id: 'shift.yml',
    ref: 'main',
    inputs,
    ...more,
  });

const GOOD = { listener: 'web', reason: 'it burns' };

describe('a dispatch', () => {
  it('runs the file of its ref with its inputs, booleans as booleans in one place and texts in the other', async () => {
    await dispatch({ ...GOOD, confirmed: 'true' });
    await shop.runner.idle();
    const run = shop.runner.runs().at(-1);
    expect(run).toMatchObject({ event: 'workflow_dispatch', conclusion: 'success' });
    const [inputs, event] = JSON.parse(run === undefined ? '' : (jobOf(run, 'a').log[0] ?? ''));
    expect(inputs).toEqual({ ...GOOD, confirmed: true, percent: '100', where: '' });
    expect(event).toMatchObject({ ...GOOD, confirmed: 'true', percent: '100' });
  });

  const refused: readonly (readonly [string, Record<string, unknown>])[] = [
    ['a choice that is none of the options', { ...GOOD, listener: 'db' }],
    ['a required input that is missing', { listener: 'web' }],
    ['a required input that is empty', { ...GOOD, reason: '' }],
    ['a boolean that is none', { ...GOOD, confirmed: 'yes' }],
    ['a number that is none', { ...GOOD, percent: 'all' }],
    ['an input that the file does not have', { ...GOOD, other: '1' }],
    ['more than 25 inputs', Object.fromEntries(Array.from({ length: 26 }, (_, index) => [`i${index}`, 'x']))],
  ];
  it.each(refused)('is refused with %s', async (_, inputs) => {
    const before = shop.runner.runs().length;
    expect(await refusal(dispatch(inputs))).toMatchObject({ status: 422 });
    await shop.runner.idle();
    expect(shop.runner.runs().length).toBe(before);
  });

  it('is refused of a file without that trigger, of none, and of a ref that is none', async () => {
    expect(await refusal(dispatch({}, { workflow_id: 'push.yml' }))).toMatchObject({ status: 422 });
    expect(await refusal(dispatch({}, { workflow_id: 'none.yml' }))).toMatchObject({ status: 404 });
    expect(await refusal(dispatch(GOOD, { ref: 'nowhere' }))).toMatchObject({ status: 422 });
  });

  it('needs write access', async () => {
    const call = shop.dana.octokit.actions.createWorkflowDispatch({ ...REPO, workflow_id: 'shift.yml', ref: 'main' });
    expect(await refusal(call)).toMatchObject({ status: 403 });
  });
});

describe('the lists', () => {
  it('name workflows and their runs, by file or by number, filtered', async () => {
    const { actions } = shop.alice.octokit;
    const { data } = await actions.listRepoWorkflows(REPO);
    expect(data.workflows.map(({ name, path }) => [name, path])).toEqual([
      [workflowPath('push'), workflowPath('push')],
      ['Shift', workflowPath('shift')],
    ]);
    const [, shift] = data.workflows;
    const { data: same } = await actions.getWorkflow({ ...REPO, workflow_id: shift?.id ?? 0 });
    expect(same).toMatchObject({ name: 'Shift' });
    await makeBranch(shop, 'side');
    await dispatch(GOOD, { ref: 'side' });
    await shop.runner.idle();
    const runs = async (query: object) =>
      (await actions.listWorkflowRuns({ ...REPO, workflow_id: 'shift.yml', ...query })).data.workflow_runs;
    expect((await runs({ branch: 'side' })).map(({ head_branch, event }) => [head_branch, event])).toEqual([
      ['side', 'workflow_dispatch'],
    ]);
    expect(await runs({ status: 'failure' })).toEqual([]);
    expect(await runs({ actor: 'dana-at-acme' })).toEqual([]);
    expect((await runs({ status: 'success', actor: 'alice' })).length).toBeGreaterThan(1);
    expect((await actions.listWorkflowRuns({ ...REPO, workflow_id: 'push.yml' })).data.total_count).toBe(0);
  });
});
