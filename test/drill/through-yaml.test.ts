import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditVerify } from '../../action/commands/audit.ts';
import { AUDIT_BRANCH, ENVIRONMENT, OWNER, PEOPLE, REPOSITORY, WORKFLOW_REF } from '../../action/drill/hosting.ts';
import { PACKAGE_ROOT } from '../../action/drill/package-root.ts';
import { drillRequest, mergeRequest } from '../../action/drill/pipeline.ts';
import {
  PINNED_WORKFLOW_REF,
  reviewWaiting,
  scaffoldWorkflows,
  startWorkflows,
} from '../../action/drill/through-yaml.ts';
import { buildWorld, type DrillWorld } from '../../action/drill/world.ts';
import type { JobReport, RunReport } from '../../action/sandbox/github/actions/engine.ts';
import type { Runner } from '../../action/sandbox/github/actions/runner.ts';
import { BACK_TO_BLUE } from './dispatch-form.ts';

const BUNDLE = process.env['BREAKGLASS_BUNDLE'] ?? join(PACKAGE_ROOT, 'action', 'dist', 'main.js');
const PLACE = { owner: OWNER, repo: REPOSITORY };

let world: DrillWorld;
let runner: Runner;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'breakglass-yaml-'));
  const install = { requesters: [PEOPLE.requester, PEOPLE.commander] };
  world = await buildWorld({ scale: 20, planRole: true, workflowRef: PINNED_WORKFLOW_REF, install });
  await scaffoldWorkflows(world);
  runner = startWorkflows(world, { bundle: BUNDLE });
}, 60_000);
afterAll(async () => {
  await runner.close();
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

/** As an auditor would, who was told which workflow to expect and where the trail ended. */
async function verify(head: string | undefined, workflow: string): Promise<number> {
  const jwks = join(folder, 'jwks.json');
  await writeFile(jwks, JSON.stringify(world.sandbox.github.jwks()));
  const expected = { workflow: [workflow], environment: [ENVIRONMENT], ...(head === undefined ? {} : { head }) };
  const options = { repo: world.hosting.directory, branch: AUDIT_BRANCH, jwks, json: false, ...expected };
  return auditVerify(options, () => undefined);
}

function jobs(id: number): Readonly<Record<string, JobReport>> {
  const run = runner.runs().find((each) => each.id === id);
  return Object.fromEntries((run?.jobs ?? []).map((job) => [job.key, job]));
}

const endings = (id: number) => Object.fromEntries(Object.entries(jobs(id)).map(([key, { result }]) => [key, result]));
const told = ({ jobs: all, problem }: RunReport) => [problem, ...all.flatMap(({ errors }) => errors)];

describe('through the workflows of a scaffolded repository', () => {
  it('a merged request is planned, shown, approved, run and recorded', async () => {
    await mergeRequest(world.hosting, drillRequest());
    const id = await reviewWaiting(world, runner, { login: PEOPLE.approver, state: 'approved' });
    await runner.idle();
    expect(
      runner
        .runs()
        .flatMap(told)
        .filter((text) => text !== null),
    ).toEqual([]);
    expect(endings(id)).toEqual({
      plan: 'success',
      comment: 'success',
      run: 'success',
      'record-refusal': 'skipped',
      incident: 'success',
    });
    const { run } = jobs(id);
    expect(run?.outputs).toMatchObject({ outcome: 'succeeded', record: expect.stringMatching(/record\.json$/) });
    const { data } = await world.hosting.as('admin').rest.issues.listComments({ ...PLACE, issue_number: 1 });
    expect(data.map(({ user }) => user?.login)).toContain('github-actions[bot]');
    expect(data.map(({ body }) => body).join('\n')).toContain(run?.outputs['digest']);
    expect(await verify(run?.outputs['commit'], PINNED_WORKFLOW_REF)).toBe(0);
    expect(await verify(run?.outputs['commit'], WORKFLOW_REF)).toBe(1);
  }, 90_000);

  it('no job but those that need it holds an OIDC token or may write, and the run job has one step', async () => {
    const may = Object.values(jobs(runner.runs().find(({ workflow }) => workflow.endsWith('on-merge.yml'))?.id ?? 0))
      .filter(({ permissions }) => permissions['id-token'] === 'write')
      .map(({ key }) => key);
    expect(may).toEqual(['plan', 'run']);
    const asked = runner.runs().filter(({ event }) => event === 'pull_request');
    expect(asked.length).toBeGreaterThan(0);
    for (const { jobs: all } of asked)
      for (const { permissions } of all) expect(permissions['id-token']).toBeUndefined();
  });

  it('a dispatch is planned, approved, run and recorded', async () => {
    const { actions } = world.hosting.as(PEOPLE.commander).rest;
    const workflow_id = 'break-glass-shift-traffic.yml';
    await actions.createWorkflowDispatch({ ...PLACE, workflow_id, ref: 'main', inputs: BACK_TO_BLUE });
    const id = await reviewWaiting(world, runner, { login: PEOPLE.approver, state: 'approved' });
    await runner.idle();
    expect(endings(id)).toMatchObject({ plan: 'success', comment: 'skipped', run: 'success' });
    const { run } = jobs(id);
    expect(run?.outputs['outcome']).toBe('succeeded');
    expect(await verify(run?.outputs['commit'], PINNED_WORKFLOW_REF)).toBe(0);
  }, 90_000);

  it('a rejected request changes nothing and is recorded as refused', async () => {
    const before = world.sandbox.aws.dump();
    await mergeRequest(world.hosting, drillRequest({ request: 'inc-4713' }), { name: 'inc-4713' });
    const id = await reviewWaiting(world, runner, { login: PEOPLE.approver, state: 'rejected' });
    await runner.idle();
    expect(endings(id)).toMatchObject({ run: 'failure', 'record-refusal': 'success', incident: 'skipped' });
    expect(world.sandbox.aws.dump()).toEqual(before);
    expect(await verify(undefined, PINNED_WORKFLOW_REF)).toBe(0);
  }, 90_000);
});
