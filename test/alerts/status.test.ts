import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AUDIT_BRANCH, OWNER, PEOPLE, REPOSITORY } from '../../action/drill/hosting.ts';
import { startPipeline } from '../../action/drill/pipeline.ts';
import type { ActionResult } from '../../action/drill/runner.ts';
import { buildWorld, type DrillWorld } from '../../action/drill/world.ts';
import { BUNDLE, git, sessionFiles } from '../refusals/live.ts';
import { approved, STATUS, toldOf } from './told-session.ts';

const PLACE = { owner: OWNER, repo: REPOSITORY };
let world: DrillWorld;
beforeAll(async () => {
  world = await buildWorld({ scale: 20 });
});
afterAll(() => world.close());
afterEach(() => world.sandbox.faults.clear());

function fault(operation: string, kind: object): void {
  world.sandbox.faults.add({ service: 'github', operation, kind: 'reset', ...kind });
}

async function commentsOn(title: string): Promise<readonly string[]> {
  const { rest } = world.hosting.as('admin');
  const { data: pulls } = await rest.pulls.list({ ...PLACE, state: 'all', per_page: 100 });
  const pull = pulls.find((each) => each.title === title);
  const { data } = await rest.issues.listComments({ ...PLACE, issue_number: pull?.number ?? 0 });
  return data.map(({ body }) => body ?? '');
}

async function played(name: string, changes = {}, hooks = {}): Promise<ActionResult> {
  const session = await approved(world, name, [STATUS], changes);
  return session.run(hooks);
}

describe('the status on the pull request', () => {
  it('is one comment, which ends as the session ended', async () => {
    const run = await played('plain');
    expect(run.outputs['outcome']).toBe('succeeded');
    const [comment = '', ...others] = await commentsOn('plain');
    expect(others).toEqual([]);
    expect(comment).toMatch(/^<!-- breakglass:status:plain-\d+ -->\n/);
    expect(comment).toContain('**succeeded**');
    expect(comment).toContain(run.outputs['commit']);
    expect((await toldOf(world, run)).get('status')).toMatchObject({ failed: 0, lastError: null });
  });

  it('records its calls, as every other one that changes something', async () => {
    const run = await played('recorded');
    const { beside } = await sessionFiles(world, run.outputs['record'] ?? '');
    expect(beside.get('record.json')).toContain('POST /issues/{issue_number}/comments');
  });

  it('stays one comment when the answer to it is lost', async () => {
    fault('issues/create-comment', { kind: 'lost-answer' });
    const run = await played('lost-answer');
    expect(run.outputs['outcome']).toBe('succeeded');
    expect(await commentsOn('lost-answer')).toEqual([expect.stringContaining('**succeeded**')]);
  });

  it.each([
    [
      'refused',
      { kind: 'error', code: 'no', status: 403, message: 'Resource not accessible by integration', times: 99 },
    ],
    ['cut', { kind: 'reset', times: 99 }],
    ['down', { kind: 'server-error', times: 99 }],
  ])('keeps nobody from the fix when it is %s', async (name, kind) => {
    fault('issues/create-comment', kind);
    const run = await played(`status-${name}`);
    expect(run).toMatchObject({ exitCode: 0, outputs: { outcome: 'succeeded' } });
    expect((await toldOf(world, run)).get('status')).toMatchObject({ delivered: 0 });
    expect(run.log.join('\n')).toContain('warning: the alert "status" did not take');
  });

  it('tells of a session that was refused, too', async () => {
    const session = await approved(world, 'status-refused-session', [STATUS]);
    const run = await session.pipeline.run('0'.repeat(64), { inputs: { alerts: '' } });
    expect(run.errors).toEqual([expect.stringMatching(/^digest-mismatch: /)]);
    expect(await commentsOn('status-refused-session')).toEqual([expect.stringContaining('**refused**')]);
  });

  it('makes text of what people wrote', async () => {
    const line = '<img src=x> [owned](https://owned.example) @acme/owned #4711 `x` ::error::owned';
    await played('hostile-status', { incident: line.slice(0, 100), reason: `${line}\n# owned\n| owned |` });
    const [comment = ''] = await commentsOn('hostile-status');
    const text = comment.replace(/(`+)(?:(?!\1)[\s\S])*\1/g, '');
    expect(text).toContain('owned');
    expect(text).not.toMatch(/<img|(?<!\\)\]\(https:\/\/owned|@acme|(?<!\\)#4711|^\s*# owned/m);
  });
});

describe('the status of a dispatch', () => {
  const inputs = {
    request: '',
    'request-name': 'by-hand',
    playbook: 'shift-traffic',
    install: 'acme-prod',
    incident: 'INC-1',
    reason: 'errors',
    commander: PEOPLE.commander,
    confirmed: 'Customers see errors on this listener now',
    duration: '30m',
    accept: '',
    'on-drift': 'refuse',
  };

  async function dispatched(name: string, to = 'green'): Promise<ActionResult> {
    const sha = (await git(world, 'rev-parse', 'refs/heads/main')).trim();
    const pipeline = startPipeline(world, BUNDLE, sha, { event: 'workflow_dispatch', actor: PEOPLE.commander });
    const asked = JSON.stringify({ listener: 'web-http', to, percent: 100 });
    const hooks = { inputs: { ...inputs, 'request-name': name, inputs: asked, 'audit-branch': AUDIT_BRANCH } };
    const plan = await pipeline.plan(hooks);
    if (plan.exitCode !== 0) throw new Error(`no plan: ${plan.errors.join('; ')}`);
    await pipeline.review(PEOPLE.approver, 'approved');
    return pipeline.run(plan.outputs['digest'] ?? '', hooks);
  }

  async function issueOf(run: ActionResult) {
    const { data } = await world.hosting.as('admin').rest.issues.listForRepo({ ...PLACE, state: 'all', per_page: 100 });
    const own = data.filter(({ body }) => body?.includes(`breakglass:status:${run.outputs['session']} `));
    expect(own).toHaveLength(1);
    return own[0];
  }

  it('is an issue of its own, which is closed when the session succeeded', async () => {
    // The install's requesters are the only ones who may ask.
    const sha = await allowCommander();
    expect(sha).toBeDefined();
    const run = await dispatched('by-hand');
    expect(run.errors).toEqual([]);
    const issue = await issueOf(run);
    expect(issue).toMatchObject({ state: 'closed', state_reason: 'completed', labels: [{ name: 'break-glass' }] });
    expect(issue?.body).toContain('this issue is closed');
  });

  it('stays open for the people when it did not, and is one issue when the answer to it is lost', async () => {
    fault('issues/create', { kind: 'lost-answer' });
    world.sandbox.faults.add({
      service: 'elasticloadbalancing',
      operation: 'ModifyListener',
      kind: 'error',
      code: 'OperationNotPermitted',
      status: 400,
    });
    const run = await dispatched('by-hand-too', 'blue');
    const issue = await issueOf(run);
    expect(run.outputs['outcome']).not.toBe('succeeded');
    expect(issue).toMatchObject({ state: 'open' });
    expect(issue?.body).toContain('stays open');
  });

  async function allowCommander(): Promise<string> {
    const admin = world.hosting.as('admin');
    const path = 'playbooks/installs/acme-prod.yml';
    const { data } = await admin.rest.repos.getContent({ ...PLACE, path });
    if (Array.isArray(data) || data.type !== 'file') throw new Error('no install');
    const text = Buffer.from(data.content, 'base64').toString('utf8');
    const changed = text.replace(/(requesters:\n)/, `$1  - ${PEOPLE.commander}\n`);
    const { data: made } = await admin.rest.repos.createOrUpdateFileContents({
      ...PLACE,
      path,
      message: 'the commander may ask',
      content: Buffer.from(changed).toString('base64'),
      sha: data.sha,
    });
    return made.commit.sha ?? '';
  }
});
