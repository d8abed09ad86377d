import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../action/gate/doctor/finding.ts';
import { INSTALL, REPO, type SetupWorld, setupWorld, writes } from './setup-world.ts';

const TIMEOUT = 90_000;
const SAMPLE = readFileSync(new URL('../fixtures/playbooks/installs/acme-prod.yml', import.meta.url), 'utf8');
const WORKFLOW = `on: push
jobs:
  deploy:
    runs-on: ubuntu-latest
    environment: staging
    steps: [{ uses: actions/checkout@v5 }]
`;
/** What GitHub follows and a reader without aliases takes for an empty file. */
const HIDDEN = `on: [push, pull_request_target]
permissions: &all { id-token: write }
jobs:
  take:
    runs-on: ubuntu-latest
    permissions: *all
    environment: acme-prod
    steps: [{ run: id }]
`;

describe('the doctor at the command line', { timeout: TIMEOUT }, () => {
  let world: SetupWorld;
  beforeAll(async () => {
    world = await setupWorld();
  });
  afterAll(() => world.close());

  const findings = (stdout: string): readonly Finding[] => JSON.parse(stdout).findings;
  const put = (path: string, text: string) =>
    world.ada.repos.createOrUpdateFileContents({
      ...REPO,
      path,
      message: `add ${path}`,
      content: Buffer.from(text).toString('base64'),
    });

  it('says of an empty repository what is missing, and changes nothing', async () => {
    world.calls();
    const { exitCode, stdout } = await world.run(['doctor', '--json']);
    const wrong = findings(stdout).filter(({ state }) => state === 'wrong');
    expect(exitCode).toBe(1);
    expect(wrong.map(({ code }) => code)).toEqual([
      'installs',
      'default-branch',
      'code-owners',
      'audit-branch',
      'workflows-in-step',
    ]);
    expect(writes(world.calls())).toEqual([]);
  });

  it('finds what somebody left lying about, and tells each with what mends it', async () => {
    await put(INSTALL, SAMPLE);
    await put('.github/workflows/deploy.yml', WORKFLOW);
    await put('.github/workflows/hidden.yml', HIDDEN);
    await put('.github/workflows/odd.yml', 'on: [push\n');
    const { data: main } = await world.ada.git.getRef({ ...REPO, ref: 'heads/main' });
    const { data: commit } = await world.ada.git.getCommit({ ...REPO, commit_sha: main.object.sha });
    const run = 'https://github.com/acme/break-glass/actions/runs/1';
    const message = JSON.stringify({ session: '2026-11-21-inc-4711-1', run, since: '2026-11-21T02:13:00Z' });
    const marker = { ...REPO, message, tree: commit.tree.sha, parents: [] };
    const { data: lock } = await world.ada.git.createCommit(marker);
    await world.ada.git.createRef({ ...REPO, ref: 'refs/heads/break-glass/open/acme-prod', sha: lock.sha });
    const { exitCode, stdout } = await world.run(['doctor', '--json']);
    const state = (code: string) => findings(stdout).find((finding) => finding.code === code)?.state;
    expect(exitCode).toBe(1);
    expect(state('environment')).toBe('wrong');
    expect(state('people')).toBe('wrong');
    expect(state('workflows-pinned')).toBe('wrong');
    expect(state('workflow-environments')).toBe('wrong');
    expect(state('open-session')).toBe('unknown');
    expect(state('workflows-readable')).toBe('wrong');
    const powers = findings(stdout).filter(({ code }) => code === 'workflow-powers');
    expect(powers).toHaveLength(2);
    expect(powers.every(({ what }) => what.includes('hidden.yml'))).toBe(true);
    const entered = findings(stdout).filter(({ code }) => code === 'workflow-environments');
    expect(entered.map(({ what }) => /[a-z]+\.yml/.exec(what)?.[0])).toEqual(['deploy.yml', 'hidden.yml']);
    const told = await world.run(['doctor']);
    for (const { fix } of findings(stdout)) if (fix !== null) expect(told.stdout).toContain(fix);
  });

  it('looks for the alert secret in the environment first, and then in the repository', async () => {
    const environment = { ...REPO, environment_name: 'acme-prod' };
    const secret = { secret_name: 'BREAKGLASS_ALERTS', encrypted_value: 'c2VjcmV0', key_id: '1' };
    const found = async (by = 'ada') => {
      const all = findings((await world.run(['doctor', '--json'], by)).stdout);
      return all.find(({ code }) => code === 'alert-secret');
    };
    const { data } = await world.ada.repos.getContent({ ...REPO, path: INSTALL });
    await world.ada.repos.createOrUpdateFileContents({
      ...REPO,
      path: INSTALL,
      message: 'name an alert',
      content: Buffer.from(`${SAMPLE}\nalerts: [{ to: webhook, name: pager }]\n`).toString('base64'),
      ...('sha' in data ? { sha: data.sha } : {}),
    });
    const missing = await found();
    expect(missing?.state).toBe('wrong');
    expect(missing?.fix).toContain('gh secret set BREAKGLASS_ALERTS --env acme-prod');
    await world.ada.actions.createOrUpdateRepoSecret({ ...REPO, ...secret });
    const shared = await found();
    await world.ada.repos.createOrUpdateEnvironment(environment);
    expect(await found()).toEqual(shared);
    await world.ada.actions.createOrUpdateEnvironmentSecret({ ...environment, ...secret });
    await world.ada.actions.deleteRepoSecret({ ...REPO, ...secret });
    const own = await found();
    expect([shared?.state, own?.state]).toEqual(['ok', 'ok']);
    expect(own?.what).not.toBe(shared?.what);
    await world.ada.repos.addCollaborator({ ...REPO, username: 'mallory', permission: 'pull' });
    expect((await found('mallory'))?.state).toBe('unknown');
  });

  it('refuses a repository that is not there, and one that the clone is not of', async () => {
    const mallory = world.github.control.createUser('stranger');
    const { exitCode, stderr } = await world.run(['doctor'], 'ada', { GITHUB_TOKEN: mallory.token });
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining('github-rejected: ') });
    const other = await world.run(['doctor'], 'ada', { GITHUB_REPOSITORY: 'acme/other' });
    expect(other).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('repository-unknown: ') });
  });
});
