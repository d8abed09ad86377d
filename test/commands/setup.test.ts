import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { INSTALL, OPTIONS, REPO, type SetupWorld, setupWorld, writes } from './setup-world.ts';

const TIMEOUT = 90_000;
const AUDIT = 'break-glass-audit';

/** Options with one of them changed. */
function changed(option: string, value: string): readonly string[] {
  const at = OPTIONS.findIndex((each) => each.startsWith(`--${option}=`));
  const given = `--${option}=${value}`;
  return at < 0 ? [...OPTIONS, given] : OPTIONS.with(at, given);
}

describe('setup of an empty repository', { timeout: TIMEOUT }, () => {
  let world: SetupWorld;
  beforeAll(async () => {
    world = await setupWorld();
  });
  afterAll(() => world.close());

  it('says what it would change, and changes nothing, in a dry run', async () => {
    world.calls();
    const result = await world.run(['setup', '--dry-run', ...OPTIONS]);
    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    expect(result.stdout).toContain('environment acme-prod, required reviewers: none → dana#');
    expect(writes(world.calls())).toEqual([]);
    expect(existsSync(join(world.folder, 'playbooks'))).toBe(false);
    expect(existsSync(join(world.folder, '.github'))).toBe(false);
  });

  it('ends with a content doctor', async () => {
    const result = await world.run(['setup', ...OPTIONS]);
    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    const { green, findings } = JSON.parse((await world.run(['doctor', '--json'])).stdout);
    expect(findings.filter(({ state }: { state: string }) => state !== 'ok')).toEqual([]);
    expect(green).toBe(true);
  });

  it('writes people by login and id, and publishes what it wrote', async () => {
    const text = readFileSync(join(world.folder, INSTALL), 'utf8');
    const { data } = await world.ada.users.getByUsername({ username: 'dana' });
    expect(text).toContain(`- dana#${data.id}\n`);
    const { data: file } = await world.ada.repos.getContent({ ...REPO, path: INSTALL });
    expect(Buffer.from('content' in file ? file.content : '', 'base64').toString()).toBe(text);
  });

  it("says how the customer's stack comes about", async () => {
    const { stdout } = await world.run(['setup']);
    expect(stdout).toContain('breakglass stack --install acme-prod\n');
  });

  it('changes nothing when it is run again', async () => {
    world.calls();
    const result = await world.run(['setup', ...OPTIONS]);
    expect(result.exitCode).toBe(0);
    expect(result.stdout).toContain('nothing is to be changed');
    expect(writes(world.calls())).toEqual([]);
  });

  it('mends a weakened ruleset and a reviewer who does not belong there, and says so', async () => {
    const { data: rulesets } = await world.ada.repos.getRepoRulesets(REPO);
    for (const { id, name } of rulesets) {
      const actor = { actor_id: 5, actor_type: 'RepositoryRole', bypass_mode: 'always' } as const;
      const include = ['~DEFAULT_BRANCH', `refs/heads/${AUDIT}`];
      await world.ada.repos.updateRepoRuleset({
        ...REPO,
        ruleset_id: id,
        bypass_actors: [actor],
        conditions: { ref_name: { include, exclude: name.includes('audit') ? [`refs/heads/${AUDIT}`] : [] } },
        rules: [{ type: 'deletion' }, { type: 'creation' }],
      });
    }
    const { data: mallory } = await world.ada.users.getByUsername({ username: 'mallory' });
    await world.ada.request('PUT /repos/{owner}/{repo}/environments/{environment_name}', {
      ...REPO,
      environment_name: 'acme-prod',
      wait_timer: 5,
      reviewers: [{ type: 'User', id: mallory.id }],
      deployment_branch_policy: null,
    });
    const ill = JSON.parse((await world.run(['doctor', '--json'])).stdout);
    const codes = ill.findings.filter(({ state }: { state: string }) => state === 'wrong');
    expect([...new Set(codes.map(({ code }: { code: string }) => code))]).toEqual([
      'default-branch',
      'default-branch-bypass',
      'environment-reviewers',
      'environment-self-review',
      'environment-admin-bypass',
      'environment-branches',
      'audit-branch-rules',
    ]);
    const result = await world.run(['setup']);
    expect(result.stdout).toMatch(/required reviewers: mallory#\d+ → dana#\d+/);
    expect(result.stdout).toContain('bypass: RepositoryRole 5 (always)');
    expect(result.exitCode).toBe(0);
    const { data } = await world.ada.repos.getEnvironment({ ...REPO, environment_name: 'acme-prod' });
    expect(data.protection_rules).toContainEqual(expect.objectContaining({ type: 'wait_timer', wait_timer: 5 }));
  });

  it('switches off what lets a workflow approve, and says so', async () => {
    const { actions } = world.ada;
    await actions.setGithubActionsDefaultWorkflowPermissionsRepository({
      ...REPO,
      can_approve_pull_request_reviews: true,
    });
    expect((await world.run(['doctor'])).exitCode).toBe(1);
    const { exitCode, stdout } = await world.run(['setup']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Actions may create and approve pull requests: yes → no');
    const { data } = await actions.getGithubActionsDefaultWorkflowPermissionsRepository(REPO);
    expect(data).toEqual({ default_workflow_permissions: 'read', can_approve_pull_request_reviews: false });
    expect((await world.run(['doctor'])).exitCode).toBe(0);
  });

  it('keeps what somebody made stricter', async () => {
    const { data: rulesets } = await world.ada.repos.getRepoRulesets(REPO);
    const named = rulesets.find(({ name }) => name === 'breakglass: default branch');
    const { data } = await world.ada.repos.getRepoRuleset({ ...REPO, ruleset_id: named?.id ?? 0 });
    const rules = (data.rules ?? []).map((rule) =>
      rule.type === 'pull_request'
        ? { ...rule, parameters: { ...rule.parameters, required_approving_review_count: 2 } }
        : rule,
    );
    await world.ada.request('PUT /repos/{owner}/{repo}/rulesets/{ruleset_id}', {
      ...REPO,
      ruleset_id: data.id,
      rules: rules as never,
    });
    world.calls();
    expect((await world.run(['setup'])).stdout).toContain('nothing is to be changed');
    expect(writes(world.calls())).toEqual([]);
  });

  it('leaves files to a pull request once the branch is protected', async () => {
    writeFileSync(join(world.folder, 'playbooks/note.yml.txt'), 'new\n');
    world.calls();
    const result = await world.run(['setup']);
    expect(result.stdout).toContain('main is protected: 1 files of this clone go there by pull request');
    expect(writes(world.calls())).toEqual([]);
  });

  it('shows unknown, never ok, what a token cannot see', async () => {
    const result = await world.run(['doctor', '--json'], 'alice');
    const { findings, green } = JSON.parse(result.stdout);
    const unknown = findings.filter(({ state }: { state: string }) => state === 'unknown');
    expect(unknown.map(({ code }: { code: string }) => code)).toEqual([
      'default-branch-bypass',
      'audit-branch-rules',
      'workflow-token',
      'pull-request-switch',
    ]);
    expect({ green, exitCode: result.exitCode }).toEqual({ green: false, exitCode: 1 });
  });
});

describe('setup refuses', { timeout: TIMEOUT }, () => {
  let world: SetupWorld;
  beforeEach(async () => {
    world = await setupWorld();
  });
  afterEach(() => world.close());

  it.each([
    ['an environment with a colon', 'environment', 'a:b', 'invalid-name'],
    ['a person who is markup', 'requester', '<img>', 'invalid-name'],
    ['a commit that is a branch', 'workflows', 'main', 'invalid-input'],
  ])('%s, before it asks anybody anything', async (_, option, value, code) => {
    const { exitCode, stderr } = await world.run(['setup', ...changed(option, value)]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining(`${code}: `) });
    expect(world.calls()).toEqual([]);
  });

  it('more approvers than an environment takes', async () => {
    const seven = [1, 2, 3, 4, 5, 6].flatMap((number) => ['--approver', `dana${number}`]);
    const { exitCode, stderr } = await world.run(['setup', ...OPTIONS, ...seven]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining('out-of-range: ') });
    expect(world.calls()).toEqual([]);
  });

  it.each<[string, readonly string[]]>([
    ['fetches from another repository', ['remote', 'set-url', 'origin', 'git@github.com:acme/other.git']],
    ['fetches from another host', ['remote', 'set-url', 'origin', 'https://example.com/acme/break-glass.git']],
    ['fetches from a host before an @', ['remote', 'set-url', 'origin', 'https://example.com?@HOST/acme/break-glass']],
    ['fetches from a folder', ['remote', 'set-url', 'origin', '/srv/acme/break-glass']],
    ['pushes to another repository', ['remote', 'set-url', '--push', 'origin', 'http://HOST/mallory/break-glass']],
    ['pushes to another host', ['remote', 'set-url', '--push', 'origin', 'https://example.com/acme/break-glass']],
    ['pushes to another host as well', ['remote', 'set-url', '--add', 'origin', 'https://x.example/acme/break-glass']],
    ['pushes elsewhere by a rule', ['config', 'url.https://example.com/.pushInsteadOf', 'http://']],
  ])('a clone that %s, before it asks anybody anything', async (_, given) => {
    const { host } = new URL(world.github.server);
    await world.git(...given.map((each) => each.replace('HOST', host)));
    const more = { GITHUB_REPOSITORY: 'acme/break-glass' };
    const { exitCode, stderr } = await world.run(['setup', ...OPTIONS], 'ada', more);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining('repository-unknown: ') });
    expect(world.calls()).toEqual([]);
    expect(existsSync(join(world.folder, INSTALL))).toBe(false);
  });

  it('no clone that says by itself where it pushes to, when that is the repository', async () => {
    const url = await world.git('remote', 'get-url', 'origin');
    await world.git('remote', 'set-url', '--push', 'origin', url.replace(/(\.git)?$/, '.git'));
    expect(await world.run(['setup', ...OPTIONS])).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('an id that is another account’s', async () => {
    const { exitCode, stderr } = await world.run(['setup', ...changed('approver', 'dana#1')]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining('invalid-value: ') });
    expect(writes(world.calls())).toEqual([]);
  });

  it('a token that may not, and says which it needs', async () => {
    const { exitCode, stderr } = await world.run(['setup', ...OPTIONS], 'alice');
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining('github-forbidden: ') });
    expect(stderr).toContain('"Administration: read"');
    expect(writes(world.calls())).toEqual([]);
    expect(existsSync(join(world.folder, INSTALL))).toBe(false);
  });

  it('to hide what was done before a change failed; the next run goes on from there', async () => {
    const fault = { kind: 'error', code: 'x', status: 403, message: 'Must have admin rights' } as const;
    world.faults.add({ service: 'github', operation: 'repos/create-repo-ruleset', ...fault });
    const { exitCode, stderr } = await world.run(['setup', ...OPTIONS]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`done before that: file, environment acme-prod, branch main, branch ${AUDIT}`);
    expect(await world.run(['setup'])).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('an audit branch that somebody else began', async () => {
    const content = Buffer.from('{}\n').toString('base64');
    await world.ada.repos.createOrUpdateFileContents({ ...REPO, path: 'audit.json', message: 'x', content });
    const { data } = await world.ada.git.getRef({ ...REPO, ref: 'heads/main' });
    await world.ada.git.createRef({ ...REPO, ref: `refs/heads/${AUDIT}`, sha: data.object.sha });
    world.calls();
    const { exitCode, stderr } = await world.run(['setup', ...OPTIONS]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining('audit-invalid: ') });
    expect(writes(world.calls())).toEqual([]);
  });
});

describe('setup and another repository', { timeout: TIMEOUT }, () => {
  /** A GitHub that gives one answer, and what it was asked. */
  async function answering(status: number, headers: Record<string, string>, body: object) {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { asked, api: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
  }

  const FOREIGN = { id: 1, full_name: 'evil/other', owner: { id: 2 }, visibility: 'private', default_branch: 'main' };

  it.each([
    ['an answer about another repository', 200, {}, FOREIGN],
    ['a redirect', 301, { location: '/repositories/1' }, { message: 'Moved Permanently' }],
  ])('refuses %s, and asks nothing more', async (_, status, headers, body) => {
    const world = await setupWorld();
    const { asked, api, server } = await answering(status, headers, body);
    const { exitCode } = await world.run(['setup', ...OPTIONS], 'ada', { GITHUB_API_URL: api });
    server.close();
    await world.close();
    expect(exitCode).toBe(1);
    expect(asked).toEqual(['GET /repos/acme/break-glass']);
  });
});
