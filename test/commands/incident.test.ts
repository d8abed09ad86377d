import type { Octokit } from '@octokit/rest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AUDIT_BRANCH, PEOPLE, putFile } from '../../action/drill/hosting.ts';
import { buildWorld, type DrillWorld } from '../../action/drill/world.ts';
import { arnsOf, auditHead, request } from '../refusals/live.ts';
import type { Facts } from '../refusals/row.ts';
import { storyOf } from '../refusals/story.ts';
import { botOf, job, PLACE } from './job.ts';

let world: DrillWorld;
let sessions = 0;

beforeAll(async () => {
  world = await buildWorld({ scale: 20 });
  await allow(true);
});
afterAll(() => world.close());

/** "Allow GitHub Actions to create and approve pull requests". */
async function allow(permitted: boolean): Promise<void> {
  await world.hosting.as('admin').rest.actions.setGithubActionsDefaultWorkflowPermissionsRepository({
    ...PLACE,
    can_approve_pull_request_reviews: permitted,
  });
}

/** A session that has run to its end, in a playbook of its own whose comments can be looked for. */
async function session(facts: Facts) {
  sessions += 1;
  const story = storyOf(`mends-${sessions}`, facts, arnsOf(world));
  const pipeline = await request(world, {}, facts, story);
  const plan = await pipeline.plan();
  expect(plan.errors).toEqual([]);
  await pipeline.review(PEOPLE.approver, 'approved');
  const run = await pipeline.run(plan.outputs['digest'] ?? '');
  return { id: plan.outputs['session'] ?? '', name: story.name, run, runId: pipeline.runId };
}

const SHORT = {
  for: '1s',
  checks: [{ uses: 'elbv2/expect-healthy', with: { 'target-group': '${{ inputs.to }}', 'at-least': '50%' } }],
};

function incident(runId: number, id: string) {
  return job(world, { id: runId }, 'incident', { inputs: { session: id } });
}

async function pullOf(id: string) {
  const { data } = await world.hosting
    .as('admin')
    .rest.pulls.list({ ...PLACE, state: 'all', head: `acme:incidents/${id}` });
  return data;
}

async function filesOf(number: number): Promise<ReadonlyMap<string, string>> {
  const admin = world.hosting.as('admin').rest;
  const { data } = await admin.pulls.listFiles({ ...PLACE, pull_number: number });
  const texts = data.map(async ({ filename, sha }) => {
    const blob = await admin.git.getBlob({ ...PLACE, file_sha: sha ?? '' });
    return [filename, Buffer.from(blob.data.content, 'base64').toString('utf8')] as const;
  });
  return new Map(await Promise.all(texts));
}

describe('incident', { timeout: 60_000 }, () => {
  it('opens one pull request with what the record says, and no second one', async () => {
    const { id, runId } = await session({ playbook: { monitor: SHORT } });
    for (let time = 0; time < 2; time += 1) {
      expect(await incident(runId, id)).toMatchObject({ exitCode: 0, errors: [] });
    }
    const [pull, ...others] = await pullOf(id);
    expect(others).toEqual([]);
    expect(pull).toMatchObject({ title: `Post-mortem of ${id}`, base: { ref: 'main' }, state: 'open' });
    const files = await filesOf(pull?.number ?? 0);
    expect([...files.keys()]).toEqual([`docs/incidents/${id}.md`]);
    const page = files.get(`docs/incidents/${id}.md`) ?? '';
    for (const said of ['alice', 'carol', 'dana', await auditHead(world), 'record.json', '2 of 2 targets healthy']) {
      expect(page.replaceAll('\\', '')).toContain(said.slice(0, 40));
    }
  });

  it('proposes to want no more healthy targets than there are, and keeps every other byte of the playbook', async () => {
    const commented = (text: string): string =>
      `# kept above\n${text.replace(/(monitor:\n(?:.*\n)*?.*at-least: )50%(.*)/, '$1"3"$2 # kept beside')}`;
    const { id, name, run, runId } = await session({
      playbookText: commented,
      playbook: { monitor: SHORT },
      request: { inputs: { listener: 'web-http', to: 'blue', percent: 100 } },
    });
    expect(run.outputs['outcome']).toBe('rolled-back');
    await incident(runId, id);
    const [pull] = await pullOf(id);
    const files = await filesOf(pull?.number ?? 0);
    const path = `playbooks/${name}.yml`;
    expect([...files.keys()].toSorted()).toEqual([`docs/incidents/${id}.md`, path]);
    const before = await world.hosting.as('admin').rest.repos.getContent({ ...PLACE, path });
    const text = 'content' in before.data ? Buffer.from(before.data.content, 'base64').toString('utf8') : '';
    expect(text).toContain('at-least: "3"');
    expect(files.get(path)).toBe(text.replace('at-least: "3"', 'at-least: "2"'));
    expect(files.get(`docs/incidents/${id}.md`)).toContain('proposal');
  });

  it('says where a person opens it where Actions may open no pull request, and leaves the branch', async () => {
    await allow(false);
    const { id, runId } = await session({ playbook: { monitor: SHORT } });
    const told = await incident(runId, id);
    expect(told).toMatchObject({ exitCode: 0, errors: [] });
    expect(told.log.join('\n')).toContain(`/compare/incidents/${id}`);
    const branch = await world.hosting.as('admin').rest.git.getRef({ ...PLACE, ref: `heads/incidents/${id}` });
    expect(branch.status).toBe(200);
    await allow(true);
    await incident(runId, id);
    expect(await pullOf(id)).toHaveLength(1);
  });

  it('opens one pull request where two jobs do it at the same time', async () => {
    const { id, runId } = await session({ playbook: { monitor: SHORT } });
    const both = await Promise.all([incident(runId, id), incident(runId, id)]);
    expect(both).toMatchObject([
      { exitCode: 0, errors: [] },
      { exitCode: 0, errors: [] },
    ]);
    const pulls = await pullOf(id);
    expect(pulls).toHaveLength(1);
    expect([...(await filesOf(pulls[0]?.number ?? 0)).keys()]).toEqual([`docs/incidents/${id}.md`]);
  });

  describe('refuses to propose, under the name of the bot,', () => {
    const install = 'playbooks/installs/acme-prod.yml';

    async function refused(runId: number, id: string) {
      const told = await incident(runId, id);
      expect(told).toMatchObject({ exitCode: 0, errors: [] });
      expect(told.log.join('\n')).toMatch(new RegExp(`warning: .*incidents/${id}`));
    }

    /** The branch with a commit of somebody else's upon what it has, or upon main. */
    async function push(
      id: string,
      path: string,
      by: Octokit['rest'] = world.hosting.as(PEOPLE.colleague).rest,
    ): Promise<void> {
      const branch = `incidents/${id}`;
      const main = await by.git.getRef({ ...PLACE, ref: 'heads/main' });
      await by.git
        .createRef({ ...PLACE, ref: `refs/heads/${branch}`, sha: main.data.object.sha })
        .catch(() => undefined);
      await edit(by, branch, path);
    }

    async function edit(by: Octokit['rest'], branch: string, path: string): Promise<void> {
      const found = await by.repos.getContent({ ...PLACE, path, ref: branch }).catch(() => undefined);
      const sha = found !== undefined && 'sha' in found.data ? { sha: found.data.sha } : {};
      const content = Buffer.from('mallory\n').toString('base64');
      await by.repos.createOrUpdateFileContents({ ...PLACE, path, branch, content, message: 'x', ...sha });
    }

    it('a branch that somebody pushed with an edit of an install', async () => {
      const { id, runId } = await session({ playbook: { monitor: SHORT } });
      await push(id, install);
      await refused(runId, id);
      expect(await pullOf(id)).toEqual([]);
    });

    it('a page that somebody else wrote at the place of ours', async () => {
      const { id, runId } = await session({ playbook: { monitor: SHORT } });
      await push(id, `docs/incidents/${id}.md`);
      await refused(runId, id);
      expect(await pullOf(id)).toEqual([]);
    });

    it('our own commit with somebody else’s upon it', async () => {
      await allow(false);
      const { id, runId } = await session({ playbook: { monitor: SHORT } });
      await incident(runId, id);
      await push(id, install);
      await allow(true);
      await refused(runId, id);
      expect(await pullOf(id)).toEqual([]);
    });

    it('our own files in a commit that somebody else made', async () => {
      await allow(false);
      const { id, runId } = await session({ playbook: { monitor: SHORT } });
      await incident(runId, id);
      await allow(true);
      const mallory = world.hosting.as(PEOPLE.colleague).rest;
      const ref = `heads/incidents/${id}`;
      const ours = await mallory.repos.getCommit({
        ...PLACE,
        ref: (await mallory.git.getRef({ ...PLACE, ref })).data.object.sha,
      });
      const { tree } = ours.data.commit;
      const parents = ours.data.parents.map(({ sha }) => sha);
      const copy = await mallory.git.createCommit({ ...PLACE, message: 'x', tree: tree.sha, parents });
      await mallory.git.updateRef({ ...PLACE, ref, sha: copy.data.sha, force: true });
      await refused(runId, id);
      expect(await pullOf(id)).toEqual([]);
    });

    it('our own commit upon a branch that is not the default branch', async () => {
      await allow(false);
      const { id, runId } = await session({ playbook: { monitor: SHORT } });
      await incident(runId, id);
      await allow(true);
      const mallory = world.hosting.as(PEOPLE.colleague).rest;
      const ref = `heads/incidents/${id}`;
      const path = `docs/incidents/${id}.md`;
      const page = await mallory.repos.getContent({ ...PLACE, path, ref });
      const text = 'content' in page.data ? Buffer.from(page.data.content, 'base64').toString('utf8') : '';
      await mallory.git.deleteRef({ ...PLACE, ref });
      await push(id, install);
      await putFile(await botOf(world, { contents: 'write' }), path, text, 'x', `incidents/${id}`);
      await refused(runId, id);
      expect(await pullOf(id)).toEqual([]);
    });

    it('what is pushed while it is being opened: it is closed again', async () => {
      const { id, runId } = await session({ playbook: { monitor: SHORT } });
      const run = () => push(id, install);
      const heal = world.sandbox.faults.add({ service: 'github', operation: 'pulls/create', kind: 'hook', run });
      await refused(runId, id);
      heal();
      expect(await pullOf(id)).toMatchObject([{ state: 'closed' }]);
    });
  });

  it('takes up the branch that it left, although main went on', async () => {
    await allow(false);
    const { id, runId } = await session({ playbook: { monitor: SHORT } });
    await incident(runId, id);
    await allow(true);
    await putFile(world.hosting.as('admin'), `went-on-${id}.md`, 'x\n', 'x');
    expect(await incident(runId, id)).toMatchObject({ exitCode: 0, errors: [] });
    const [pull] = await pullOf(id);
    expect(pull?.state).toBe('open');
    expect([...(await filesOf(pull?.number ?? 0)).keys()]).toEqual([`docs/incidents/${id}.md`]);
  });

  it('does not open again what people closed', async () => {
    const { id, runId } = await session({ playbook: { monitor: SHORT } });
    await incident(runId, id);
    const [pull] = await pullOf(id);
    await world.hosting.as('admin').rest.pulls.update({ ...PLACE, pull_number: pull?.number ?? 0, state: 'closed' });
    await incident(runId, id);
    expect(await pullOf(id)).toMatchObject([{ number: pull?.number, state: 'closed' }]);
  });

  it('shows nothing of a hostile request as a mention, markup or HTML, in page, title and body', async () => {
    const hostile =
      '@everyone <img src=x onerror=y> [a](javascript:b) <!-- c --> #1 ::error::x | `d` ${{ github.token }}';
    const { id, run, runId } = await session({
      playbook: { monitor: SHORT },
      request: { reason: hostile, incident: 'INC <b> @acme' },
    });
    expect(run.errors).toEqual([]);
    const told = await incident(runId, id);
    expect(told.raw.filter((line) => line.startsWith('::error'))).toEqual([]);
    const [pull] = await pullOf(id);
    const page = (await filesOf(pull?.number ?? 0)).get(`docs/incidents/${id}.md`) ?? '';
    expect(page).toContain('everyone');
    for (const text of [page, pull?.title ?? '', pull?.body ?? '']) {
      for (const raw of ['@everyone', '@acme', '<img', '<b>', '<!--', '](javascript']) expect(text).not.toContain(raw);
    }
  });

  it('writes nothing from a record that is not the one that the closing link names', async () => {
    const { id, run, runId } = await session({ playbook: { monitor: SHORT } });
    const path = run.outputs['record'] ?? '';
    const admin = world.hosting.as('admin').rest;
    const { data } = await admin.repos.getContent({ ...PLACE, path, ref: AUDIT_BRANCH });
    const [sha, text] = 'content' in data ? [data.sha, Buffer.from(data.content, 'base64').toString('utf8')] : ['', ''];
    const content = Buffer.from(text.replace('2 of 2 targets healthy', '9 of 9 targets healthy')).toString('base64');
    await admin.repos.createOrUpdateFileContents({ ...PLACE, path, sha, content, branch: AUDIT_BRANCH, message: 'x' });
    const told = await incident(runId, id);
    expect(told).toMatchObject({ exitCode: 0, errors: [] });
    expect(told.log.join('\n')).toContain('audit-invalid');
    expect(await pullOf(id)).toEqual([]);
  });

  it('warns, and does not fail, where there is no such session', async () => {
    const { runId } = await session({ playbook: { monitor: SHORT } });
    expect(await incident(runId, 'nothing-1')).toMatchObject({ exitCode: 0, errors: [] });
    expect(await incident(runId, '')).toMatchObject({ exitCode: 0, errors: [] });
    expect(await pullOf('nothing-1')).toEqual([]);
  });
});
