import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPTIONS, REPO, type SetupWorld, setupWorld } from './setup-world.ts';
import { COMMIT } from './stack-folder.ts';

describe('breakglass stack, asking GitHub', { timeout: 90_000 }, () => {
  let world: SetupWorld;
  beforeAll(async () => {
    world = await setupWorld();
    await world.run(['setup', ...OPTIONS]);
  });
  afterAll(() => world.close());

  it('trusts the sub that a run of this repository has', async () => {
    const { stdout, stderr, exitCode } = await world.run(['stack', '--audience=sandbox']);
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(
      /^warning: not checked whether 0123456789abcdef\S+ is a commit of breakglass-dev\/breakglass: /,
    );
    expect(stdout).not.toContain('warning:');
    const { id, ownerId } = world.github.control.repository(REPO.owner, REPO.repo);
    const sha = await world.git('rev-parse', 'HEAD');
    const workflow = '.github/workflows/on-merge.yml';
    const repository = `${REPO.owner}/${REPO.repo}`;
    const started = { repository, event: 'push', sha, ref: 'refs/heads/main', actor: 'ada', workflow } as const;
    const run = world.github.control.startRun(started);
    const job = await world.github.control.startJob(run.id, {
      job: 'run',
      environment: 'acme-prod',
      permissions: { 'id-token': 'write' },
      jobWorkflowRef: `${repository}/${workflow}@refs/heads/main`,
      force: true,
    });
    const { sub } = world.github.control.claims(job.id, null);
    expect(sub).toBe(`repo:acme@${ownerId}/break-glass@${id}:environment:acme-prod`);
    expect(stdout).toContain(`:sub: ${String(sub)}\n`);
    expect(stdout).toContain(`:repository_id: '${id}'\n`);
    expect(stdout).toContain(`Default: ${COMMIT}`);
  });

  it('asks for reading alone', async () => {
    world.calls();
    await world.run(['stack']);
    expect(world.calls().map(({ method }) => method)).toEqual(['GET', 'GET', 'GET']);
  });

  it('refuses a repository whose subject is made in another way', async () => {
    await world.ada.actions.setCustomOidcSubClaimForRepo({ ...REPO, use_default: false, include_claim_keys: ['repo'] });
    const { exitCode, stderr } = await world.run(['stack']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining('not-set-up: ') });
    expect(stderr).toContain('use_default=true');
  });
});
