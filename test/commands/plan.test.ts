import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { AUDIT_BRANCH, PEOPLE, putFile } from '../../action/drill/hosting.ts';
import { PACKAGE_ROOT } from '../../action/drill/package-root.ts';
import { drillRequest, mergeRequest, requestPath } from '../../action/drill/pipeline.ts';
import { buildWorld, type DrillWorld } from '../../action/drill/world.ts';
import { arnsOf, auditHead } from '../refusals/live.ts';
import { storyOf } from '../refusals/story.ts';
import { job, MAY, openPull, PLACE, startRun } from './job.ts';

let world: DrillWorld;
let requests = 0;

beforeAll(async () => {
  world = await buildWorld({ scale: 20, planRole: true });
});
afterAll(() => world.close());

const LIVE = { ...MAY.plan, 'id-token': 'write' } as const;

/** One commit on main with all of these files, as a push brings it. */
async function pushTogether(files: readonly (readonly [string, string])[]): Promise<string> {
  const { git } = world.hosting.as('admin').rest;
  const head = (await git.getRef({ ...PLACE, ref: 'heads/main' })).data.object.sha;
  const tree = await git.createTree({
    ...PLACE,
    base_tree: head,
    tree: files.map(([path, content]) => ({ path, mode: '100644', type: 'blob', content })),
  });
  const commit = await git.createCommit({ ...PLACE, message: 'x', tree: tree.data.sha, parents: [head] });
  await git.updateRef({ ...PLACE, ref: 'heads/main', sha: commit.data.sha });
  return commit.data.sha;
}

/** The row of a plan's page that says who confirmed. */
function confirmation(page = ''): string | undefined {
  return page.split('\n').find((line) => /confirmed by/i.test(line));
}

function next() {
  requests += 1;
  const name = `asks-${requests}`;
  return { name, path: requestPath(name), request: drillRequest({ request: name }) };
}

describe('a plan after a merge', () => {
  it('finds the one request that the merge adds, and tells the other jobs', async () => {
    const { name, path, request } = next();
    const sha = await mergeRequest(world.hosting, request, { name });
    const run = startRun(world, 'push', { sha, actor: PEOPLE.commander });
    const plan = await job(world, run, 'plan', { permissions: LIVE });
    expect(plan.errors).toEqual([]);
    expect(plan.outputs).toMatchObject({
      request: path,
      environment: 'acme-prod',
      session: `${name}-${run.id}`,
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      seen: expect.stringContaining('"seen"'),
    });
    expect(plan.outputs['page']).toContain(plan.outputs['digest']);
    expect(plan.outputs['page']).toContain('breakglass approve');
    expect(confirmation(plan.outputs['page'])).toMatch(/^\| Confirmed by \| `carol#\d+`/);
  });
});

/** A request without an answer is given up after as many milliseconds, where nothing shorter was agreed. */
const HUNG_MS = 15_000;

describe('who administers the repository, which decides nothing', { timeout: HUNG_MS }, () => {
  it('refuses to hold up the plan where GitHub does not say it', async () => {
    const { name, request } = next();
    const sha = await mergeRequest(world.hosting, request, { name });
    const run = startRun(world, 'push', { sha, actor: PEOPLE.commander });
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const asked = { service: 'github', operation: 'repos/list-collaborators', times: Number.POSITIVE_INFINITY };
    const heal = world.sandbox.faults.add({ ...asked, kind: 'hook', run: () => released });
    // It ends while the answer is still outstanding.
    const plan = await job(world, run, 'plan', { permissions: LIVE });
    heal();
    release();
    expect(plan.errors).toEqual([]);
    expect(plan.outputs).toMatchObject({ environment: 'acme-prod', digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });
});

describe('a plan that is refused before anybody is woken', () => {
  it.each([
    ['several requests', ['one', 'two'], 'playbooks/requests/one.yml, playbooks/requests/two.yml'],
    ['no request', [], 'note.md \\(added\\)'],
  ])('refuses a push that adds %s, and names them', async (_what, names, named) => {
    const { request } = next();
    const admin = world.hosting.as('admin');
    const files = names.map((name) => [requestPath(name), stringify({ ...request, request: name })] as const);
    const sha = await pushTogether(files.length === 0 ? [['note.md', 'x\n']] : files);
    const run = startRun(world, 'push', { sha });
    const plan = await job(world, run, 'plan', { permissions: LIVE });
    expect(plan.exitCode).toBe(1);
    expect(plan.errors).toEqual([expect.stringMatching(new RegExp(`^mixed-change: .*${named}`))]);
    expect(plan.outputs).toMatchObject({ outcome: 'refused', session: `request-${run.id}` });
    expect(plan.outputs['environment']).toBeUndefined();
    const recorded = await job(world, run, 'record-refusal');
    expect(recorded.outputs).toMatchObject({ session: `request-${run.id}`, record: expect.any(String) });
    const { data } = await admin.rest.repos.getContent({
      ...PLACE,
      path: recorded.outputs['record'] ?? '',
      ref: AUDIT_BRANCH,
    });
    const text = 'content' in data ? Buffer.from(data.content, 'base64').toString('utf8') : '';
    expect(JSON.parse(text)).toMatchObject({ outcome: 'refused', code: 'mixed-change', session: `request-${run.id}` });
  });

  it('refuses an install whose environment does not exist, and names no environment to the other jobs', async () => {
    const { name } = next();
    const facts = { install: { environment: 'nowhere' } };
    const story = storyOf(name, facts, arnsOf(world));
    for (const [path, text] of story.policy) await putFile(world.hosting.as('admin'), path, text, 'x');
    const sha = await mergeRequest(world.hosting, story.request, { name });
    const before = world.sandbox.aws.calls().length;
    const run = startRun(world, 'push', { sha, actor: PEOPLE.commander });
    const plan = await job(world, run, 'plan', { permissions: LIVE });
    expect(plan.errors).toEqual([expect.stringMatching(/^environment-missing: /)]);
    expect(plan.outputs).toMatchObject({ request: story.path, session: `${name}-${run.id}` });
    expect(plan.outputs['environment']).toBeUndefined();
    expect(plan.outputs['page']).toContain('environment\\-missing');
    expect(world.sandbox.aws.calls()).toHaveLength(before);
  });

  it('gives a run job no request of its own accord', async () => {
    const { name, request } = next();
    const sha = await mergeRequest(world.hosting, request, { name });
    const run = startRun(world, 'push', { sha, actor: PEOPLE.commander });
    const plan = await job(world, run, 'plan', { inputs: { command: 'run' }, permissions: LIVE });
    expect(plan.errors).toEqual([expect.stringMatching(/^invalid-input: /)]);
  });
});

describe("a pull request's own run", () => {
  it('plans the request that it adds, statically', async () => {
    const { name, path, request } = next();
    const pull = await openPull(world, name, { [path]: stringify(request) });
    const run = startRun(world, 'pull_request', pull);
    const plan = await job(world, run, 'plan');
    expect(plan.errors).toEqual([]);
    expect(plan.outputs).toMatchObject({ request: path, environment: 'acme-prod', seen: '' });
  });

  it('never asks for an OIDC token, even where the caller grants it', async () => {
    const { name, path, request } = next();
    const pull = await openPull(world, name, { [path]: stringify(request) });
    const before = world.sandbox.aws.calls().length;
    const run = startRun(world, 'pull_request', pull);
    const plan = await job(world, run, 'plan', { permissions: LIVE });
    expect(plan.errors).toEqual([]);
    expect(plan.outputs['seen']).toBe('');
    expect(world.sandbox.aws.calls().length).toBe(before);
  });

  it('says what is missing before the merge, and what is not any more', async () => {
    const { name, path, request } = next();
    const pull = await openPull(world, name, { [path]: stringify(request) });
    const plan = await job(world, startRun(world, 'pull_request', pull), 'plan');
    expect(plan.outputs['page']).toMatch(/carol.*approves the last commit/);
    expect(confirmation(plan.outputs['page'])).toMatch(/^\| To be confirmed by \| `carol`/);
    const carol = world.hosting.as(PEOPLE.commander).rest;
    await carol.pulls.createReview({ ...PLACE, pull_number: pull.number, event: 'APPROVE', body: 'confirmed' });
    const again = await job(world, startRun(world, 'pull_request', pull), 'plan');
    expect(again.outputs['page']).not.toMatch(/carol.*approves the last commit/);
    expect(again.outputs['page']).toContain('merge it into main');
    expect(confirmation(again.outputs['page'])).toMatch(/^\| Confirmed by \| `carol#\d+`/);
  });

  it('refuses a request with a file beside it', async () => {
    const { name, path, request } = next();
    const pull = await openPull(world, name, { [path]: stringify(request), 'beside.md': 'x\n' });
    const plan = await job(world, startRun(world, 'pull_request', pull), 'plan');
    expect(plan.errors).toEqual([expect.stringMatching(/^mixed-change: /)]);
  });

  it('leaves nothing on the audit branch', async () => {
    const { name, path, request } = next();
    const pull = await openPull(world, name, { [path]: stringify({ ...request, duration: 'soon' }) });
    const head = await auditHead(world);
    const told = await job(world, startRun(world, 'pull_request', pull), 'record-refusal');
    expect(told).toMatchObject({ exitCode: 0, errors: [] });
    expect(await auditHead(world)).toBe(head);
  });

  it('checks every file where it asks for nothing', async () => {
    const { name } = next();
    const right = await openPull(world, name, { 'docs/x.md': 'x\n' });
    const good = await job(world, startRun(world, 'pull_request', right), 'plan');
    expect(good).toMatchObject({ exitCode: 0, errors: [] });
    expect(good.outputs['page']).toContain('in order');
    const files = { 'playbooks/broken.yml': 'version: 1\nplaybook: [', 'playbooks/roles/other.yml': 'version: 2\n' };
    const wrong = await openPull(world, `${name}-broken`, files);
    const bad = await job(world, startRun(world, 'pull_request', wrong), 'plan');
    expect(bad.exitCode).toBe(1);
    const places = bad.raw.filter((line) => line.startsWith('::error')).join('\n');
    for (const path of Object.keys(files)) expect(places).toMatch(new RegExp(`file=${path},line=\\d+,col=\\d+`));
  });

  it('says what the files lack of each other, where no session could use them', async () => {
    const { name } = next();
    const playbook = await readFile(join(PACKAGE_ROOT, 'playbooks/shift-traffic.yml'), 'utf8');
    const drill = await readFile(join(PACKAGE_ROOT, 'playbooks/drills/shift-traffic.yml'), 'utf8');
    const renamed = playbook.replace('playbook: shift-traffic', 'playbook: other');
    const roleLine = playbook.split('\n').findIndex((line) => line.startsWith('role: ')) + 1;
    const wrong = await openPull(world, name, {
      'playbooks/other.yml': renamed.replace('role: load-balancer', 'role: nope'),
      'playbooks/late.yaml': renamed.replace('playbook: other', 'playbook: late'),
      'playbooks/drills/none.yml': drill.replace('drill: shift-traffic', 'drill: none'),
    });
    const plan = await job(world, startRun(world, 'pull_request', wrong), 'plan');
    expect(plan.exitCode).toBe(1);
    const errors = plan.raw.filter((line) => line.startsWith('::error'));
    expect(errors).toHaveLength(3);
    for (const [place, code] of [
      [`file=playbooks/other.yml,line=${roleLine},col=7`, 'unknown-role'],
      ['file=playbooks/late.yaml,line=1,col=1', 'invalid-name'],
      ['file=playbooks/drills/none.yml,line=2,col=8', 'unknown-playbook'],
    ] as const) {
      expect(errors.filter((line) => line.includes(place) && line.includes(code))).toHaveLength(1);
    }
    expect(plan.outputs['page']).toContain('3 problems');
  });

  it('shows nothing of a hostile file as a command, a mention, markup or HTML', async () => {
    const { name, path, request } = next();
    const reason = 'x\u0000 ::error::owned @everyone <script>alert(1)</script> [a](javascript:b) <!-- c -->';
    const named = { ...request, reason, [`::error::key @org/team <img src=x>`]: 1 };
    const pull = await openPull(world, name, { [path]: stringify(named) });
    const plan = await job(world, startRun(world, 'pull_request', pull), 'plan');
    expect(plan.exitCode).toBe(1);
    const page = plan.outputs['page'] ?? '';
    for (const raw of ['<script', '<img', '@everyone', '@org/team', '<!--']) expect(page).not.toContain(raw);
    expect(plan.raw.filter((line) => /^::error::(owned|key)/.test(line))).toEqual([]);
  });

  it('names every problem of the files that it changes, at its place', async () => {
    const { name, path, request } = next();
    const wrong = stringify({ ...request, duration: 'soon', reason: 7 });
    const pull = await openPull(world, name, { [path]: wrong });
    const run = startRun(world, 'pull_request', pull);
    const plan = await job(world, run, 'plan');
    expect(plan.exitCode).toBe(1);
    expect(plan.errors).toHaveLength(2);
    expect(plan.raw.filter((line) => line.startsWith('::error'))).toEqual([
      expect.stringMatching(new RegExp(`file=${path},line=\\d+,col=\\d+`)),
      expect.stringMatching(new RegExp(`file=${path},line=\\d+,col=\\d+`)),
    ]);
    expect(plan.outputs['page']).toContain('2 problems');
    expect(plan.outputs['environment']).toBeUndefined();
  });
});
