import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditVerify } from '../../action/commands/audit.ts';
import { AUDIT_BRANCH, ENVIRONMENT, OWNER, PEOPLE, REPOSITORY } from '../../action/drill/hosting.ts';
import { PACKAGE_ROOT } from '../../action/drill/package-root.ts';
import { drillRequest, mergeRequest } from '../../action/drill/pipeline.ts';
import { PINNED_SHA, PINNED_WORKFLOW_REF, scaffoldWorkflows } from '../../action/drill/through-yaml.ts';
import { buildWorld, type DrillWorld } from '../../action/drill/world.ts';
import { BACK_TO_BLUE } from '../drill/dispatch-form.ts';
import { type ActJobs, serveJobs, shim } from './act-jobs.ts';

const ACT = join(process.env['PEERS'] ?? join(PACKAGE_ROOT, '.peers'), 'go', 'act');
const BUNDLE = process.env['BREAKGLASS_BUNDLE'] ?? join(PACKAGE_ROOT, 'action', 'dist', 'main.js');
const SOURCE = 'breakglass-dev/breakglass';
const PLACE = { owner: OWNER, repo: REPOSITORY };

let folder: string;
let world: DrillWorld;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'breakglass-act-'));
  const install = { requesters: [PEOPLE.requester, PEOPLE.commander] };
  world = await buildWorld({ scale: 20, planRole: true, workflowRef: PINNED_WORKFLOW_REF, install });
  await scaffoldWorkflows(world);
  await writeSource();
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

/** What the two references stand for: the reusable workflow, and the action at the commit that it names. */
async function writeSource(): Promise<void> {
  const source = join(folder, 'source');
  await mkdir(join(source, '.github'), { recursive: true });
  await mkdir(join(source, 'action'), { recursive: true });
  await cp(join(PACKAGE_ROOT, 'action.yml'), join(source, 'action.yml'));
  await cp(join(PACKAGE_ROOT, '.github', 'workflows'), join(source, '.github', 'workflows'), { recursive: true });
  await cp(dirname(BUNDLE), join(source, 'action', 'dist'), { recursive: true });
  await writeFile(join(source, 'package.json'), '{ "type": "module" }');
  await mkdir(join(folder, 'bin'));
  await writeFile(join(folder, 'bin', 'node'), shim(process.execPath), { mode: 0o755 });
}

/** Approves as the customer does. */
async function approve(runId: number): Promise<void> {
  const dana = world.hosting.as(PEOPLE.approver).rest.actions;
  const place = { ...PLACE, run_id: runId };
  const { data } = await dana.getPendingDeploymentsForRun(place);
  const environment_ids = data.flatMap(({ environment }) => environment.id ?? []);
  await dana.reviewPendingDeploymentsForRun({ ...place, environment_ids, state: 'approved', comment: 'seen' });
}

interface Trigger {
  readonly event: 'push' | 'workflow_dispatch';
  readonly workflow: string;
  readonly sha: string;
  readonly actor: string;
  readonly inputs?: Readonly<Record<string, string>>;
}

/** Runs a workflow of the playbook repository by act. */
async function runByAct(name: string, trigger: Trigger): Promise<{ readonly jobs: ActJobs; readonly log: string }> {
  const { github, aws, clockVariable } = world.sandbox;
  const workflow = `.github/workflows/${trigger.workflow}`;
  const { id } = github.control.startRun({
    repository: `${OWNER}/${REPOSITORY}`,
    ref: 'refs/heads/main',
    workflow,
    event: trigger.event,
    sha: trigger.sha,
    actor: trigger.actor,
    inputs: trigger.inputs ?? {},
  });
  const called = join(folder, 'source', '.github', 'workflows', 'break-glass.yml');
  const jobs = await serveJobs({
    control: github.control,
    runId: id,
    workflow: called,
    workflowRef: PINNED_WORKFLOW_REF,
    approve: () => approve(id),
  });
  const clone = join(folder, name);
  await promisify(execFile)('git', ['clone', '--quiet', '--branch', 'main', world.hosting.directory, clone]);
  const event = join(folder, `${name}.json`);
  await writeFile(event, JSON.stringify({ ref: 'refs/heads/main', after: trigger.sha, inputs: trigger.inputs ?? {} }));
  const pinned = [...(await readFile(called, 'utf8')).matchAll(/uses: breakglass-dev\/breakglass@([0-9a-f]{40})/g)];
  const shas = new Set([PINNED_SHA, ...pinned.flatMap((match) => match[1] ?? [])]);
  const args = [
    trigger.event,
    `--workflows=${workflow}`,
    `--eventpath=${event}`,
    '--platform=ubuntu-24.04=-self-hosted',
    '--no-cache-server',
    '--action-offline-mode',
    '--use-new-action-cache',
    '--pull=false',
    `--actor=${trigger.actor}`,
    `--action-cache-path=${join(folder, 'cache')}`,
    ...[...shas].flatMap((sha) => [
      '--local-repository',
      `https://github.com/${SOURCE}@${sha}=${join(folder, 'source')}`,
    ]),
  ];
  const env = {
    PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
    HOME: folder,
    ACT_JOBS: jobs.url,
    AWS_ENDPOINT_URL: aws.endpoint,
    BREAKGLASS_CLOCK: clockVariable,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
  const child = spawn(ACT, args, { cwd: clone, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (log += chunk.toString('utf8')));
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  });
  await jobs.close();
  return { jobs, log };
}

/** As an auditor would, who was told which workflow to expect and where the trail ended. */
async function verify(head: string | undefined): Promise<number> {
  const jwks = join(folder, 'jwks.json');
  await writeFile(jwks, JSON.stringify(world.sandbox.github.jwks()));
  const expected = { workflow: [PINNED_WORKFLOW_REF], environment: [ENVIRONMENT] };
  const anchor = head === undefined ? {} : { head };
  const options = { repo: world.hosting.directory, branch: AUDIT_BRANCH, jwks, json: false, ...expected, ...anchor };
  return auditVerify(options, () => undefined);
}

/** What a story has to leave behind, whichever runner played it. */
async function expectRecorded(jobs: ActJobs, log: string, expected: readonly string[]): Promise<void> {
  expect(
    jobs.ended.map(({ job, exitCode }) => [job, exitCode]),
    log,
  ).toEqual(expected.map((job) => [job, 0]));
  const outputs = jobs.ended.find(({ job }) => job === 'run')?.outputs ?? {};
  expect(outputs).toMatchObject({ outcome: 'succeeded', record: expect.stringMatching(/record\.json$/) });
  expect(jobs.ended.find(({ job }) => job === 'run')?.summary).not.toBe('');
  expect(await verify(outputs['commit'])).toBe(0);
}

describe.skipIf(!existsSync(ACT))('in act, an independent runner, the workflows go', () => {
  it('from a merge through the plan comment and the approval to the record', async () => {
    const sha = await mergeRequest(world.hosting, drillRequest());
    const trigger = { event: 'push', workflow: 'on-merge.yml', sha, actor: PEOPLE.commander } as const;
    const { jobs, log } = await runByAct('merge', trigger);
    await expectRecorded(jobs, log, ['plan', 'comment', 'run', 'incident']);
    const { data } = await world.hosting.as('admin').rest.issues.listComments({ ...PLACE, issue_number: 1 });
    expect(data.map(({ user }) => user?.login)).toContain('github-actions[bot]');
    expect(data.map(({ body }) => body).join('\n')).toContain(jobs.ended[0]?.outputs['digest']);
  });

  it('from a dispatch through the approval to the record', async () => {
    const main = await world.hosting.as('admin').rest.git.getRef({ ...PLACE, ref: 'heads/main' });
    const { jobs, log } = await runByAct('dispatch', {
      event: 'workflow_dispatch',
      workflow: 'break-glass-shift-traffic.yml',
      sha: main.data.object.sha,
      actor: PEOPLE.commander,
      inputs: BACK_TO_BLUE,
    });
    await expectRecorded(jobs, log, ['plan', 'run', 'incident']);
  });
});
