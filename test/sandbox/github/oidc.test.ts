import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StartedJob } from '../../../action/sandbox/github/jobs.ts';
import { type BreakGlassRuns, gated, JOB_WORKFLOW, openBreakGlassRuns, WORKFLOW } from './break-glass-runs.ts';
import { REPO, START } from './world.ts';

let world: BreakGlassRuns['world'];
let head: BreakGlassRuns['head'];
let startRun: BreakGlassRuns['startRun'];
beforeAll(async () => {
  ({ world, head, startRun } = await openBreakGlassRuns());
});
afterAll(() => world.close());

interface Subject {
  readonly use_default: boolean;
  readonly include_claim_keys?: string[];
  readonly use_immutable_subject?: boolean;
}

describe('OIDC', () => {
  const ask = async (job: StartedJob, audience: string, bearer?: string) => {
    const url = `${job.env['ACTIONS_ID_TOKEN_REQUEST_URL']}&audience=${encodeURIComponent(audience)}`;
    const authorization = `bearer ${bearer ?? job.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN']}`;
    return fetch(url, { headers: { authorization } });
  };
  const token = async (job: StartedJob) => {
    const { value } = (await (await ask(job, 'sts.amazonaws.com')).json()) as { value: string };
    return value;
  };

  it('signs what the job is', async () => {
    const run = startRun();
    const job = await world.github.control.startJob(run.id, { ...gated, force: true });
    const keys = createLocalJWKSet(world.github.jwks() as Parameters<typeof createLocalJWKSet>[0]);
    const options = { issuer: world.github.issuer, audience: 'sts.amazonaws.com', currentDate: new Date(START) };
    const { payload } = await jwtVerify(await token(job), keys, options);
    const { id, ownerId } = world.github.control.repository('acme', 'playbooks');
    expect(payload).toMatchObject({
      sub: `repo:acme@${ownerId}/playbooks@${id}:environment:acme-prod`,
      environment: 'acme-prod',
      repository: 'acme/playbooks',
      repository_id: String(id),
      repository_owner_id: String(ownerId),
      ref: 'refs/heads/main',
      sha: head,
      run_id: String(run.id),
      run_attempt: '1',
      actor: 'alice',
      actor_id: String(world.alice.id),
      event_name: 'workflow_dispatch',
      workflow_ref: `acme/playbooks/${WORKFLOW}@refs/heads/main`,
      job_workflow_ref: JOB_WORKFLOW,
      job_workflow_sha: 'a'.repeat(40),
      runner_environment: 'github-hosted',
      iat: START / 1000,
      exp: START / 1000 + 300,
    });
  });

  it('serves its configuration and keys', async () => {
    const configuration = await (await fetch(`${world.github.oidc}/.well-known/openid-configuration`)).json();
    expect(configuration).toMatchObject({ issuer: world.github.issuer });
    const keys = await (await fetch((configuration as { jwks_uri: string }).jwks_uri)).json();
    expect(keys).toEqual(world.github.jwks());
  });

  it('makes the subject as the repository asks', async () => {
    const subject = async (template: Subject, environment?: string) => {
      await world.admin.request('PUT /repos/{owner}/{repo}/actions/oidc/customization/sub', { ...REPO, ...template });
      const { environment: _, ...ungated } = gated;
      const options = environment === undefined ? ungated : { ...ungated, environment };
      return decodeJwt(await token(await world.github.control.startJob(startRun().id, { ...options, force: true })))
        .sub;
    };
    const classic = { use_default: true, use_immutable_subject: false };
    expect(await subject(classic, 'acme-prod')).toBe('repo:acme/playbooks:environment:acme-prod');
    expect(await subject(classic, 'a:b')).toBe('repo:acme/playbooks:environment:a%3Ab');
    expect(await subject(classic)).toBe('repo:acme/playbooks:ref:refs/heads/main');
    const keys = { use_default: false, include_claim_keys: ['repo', 'context', 'job_workflow_ref'] };
    expect(await subject(keys, 'acme-prod')).toBe(
      `repo:acme/playbooks:environment:acme-prod:job_workflow_ref:${JOB_WORKFLOW}`,
    );
    const { data } = await world.alice.octokit.request(
      'GET /repos/{owner}/{repo}/actions/oidc/customization/sub',
      REPO,
    );
    expect(data).toMatchObject({ use_default: false, use_immutable_subject: false });
    await subject({ use_default: true, use_immutable_subject: true });
  });

  it('gives no token to a job without id-token: write, nor for a wrong bearer', async () => {
    const permissions = { contents: 'read' } as const;
    const plain = await world.github.control.startJob(startRun().id, { ...gated, permissions, force: true });
    expect(plain.env).not.toHaveProperty('ACTIONS_ID_TOKEN_REQUEST_URL');
    const job = await world.github.control.startJob(startRun().id, { ...gated, force: true });
    expect((await ask(job, 'x', 'wrong')).status).toBe(401);
  });

  it('forges on request', async () => {
    const job = await world.github.control.startJob(startRun().id, { ...gated, force: true });
    const keys = createLocalJWKSet(world.github.jwks() as Parameters<typeof createLocalJWKSet>[0]);
    const odd = await world.github.control.signToken({ aud: 'x', repository_id: '1' }, job.id);
    const options = { currentDate: new Date(START) };
    expect((await jwtVerify(odd, keys, options)).payload).toMatchObject({
      aud: 'x',
      repository_id: '1',
      run_attempt: '1',
    });
    const foreign = await world.github.control.foreignKeyToken({ aud: 'x' }, job.id);
    await expect(jwtVerify(foreign, keys, options)).rejects.toMatchObject({
      code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
    });
  });
});
