import { randomUUID } from 'node:crypto';
import { isProtected } from './rules/applying.ts';
import { shortRef } from './views/run-view.ts';
import { fullName, type Job, type World } from './world.ts';

/** GitHub's real issuer: the claim names it wherever the keys are served. */
export const ISSUER = 'https://token.actions.githubusercontent.com';
const LIFETIME_SECONDS = 300;

export type Claims = Readonly<Record<string, string | number>>;

/** The claims of a token that this job asks for now. */
export function jobClaims(world: World, job: Job, audience: string | null): Claims {
  const now = Math.floor(world.clock.now() / 1000);
  const claims = runClaims(job);
  return {
    jti: randomUUID(),
    sub: subject(job, claims),
    aud: audience ?? `${world.urls.server}/${job.run.repository.owner.login}`,
    ...claims,
    iss: ISSUER,
    // GitHub dates `nbf` back, so that clocks may differ.
    nbf: now - LIFETIME_SECONDS,
    iat: now,
    exp: now + LIFETIME_SECONDS,
  };
}

function runClaims(job: Job): Record<string, string> {
  const { run } = job;
  const { repository } = run;
  return {
    ref: run.ref,
    sha: run.sha,
    repository: fullName(repository),
    repository_owner: repository.owner.login,
    repository_owner_id: String(repository.owner.id),
    run_id: String(run.id),
    run_number: String(run.number),
    run_attempt: String(job.attempt),
    repository_visibility: repository.visibility,
    repository_id: String(repository.id),
    actor_id: String(run.actor.id),
    actor: run.actor.login,
    workflow: job.workflow,
    head_ref: run.pull?.headRef ?? '',
    base_ref: run.pull?.baseRef ?? '',
    event_name: run.event,
    ref_protected: String(isProtected(repository, shortRef(run.ref))),
    ref_type: run.ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    workflow_ref: `${fullName(repository)}/${run.workflow}@${run.ref}`,
    workflow_sha: run.sha,
    job_workflow_ref: job.workflowRef,
    job_workflow_sha: job.workflowSha,
    runner_environment: 'github-hosted',
    check_run_id: String(job.id),
    ...(job.environment === null ? {} : { environment: job.environment }),
  };
}

/** A colon inside a value would make one part look like two. */
const escapeColons = (value: string) => value.replaceAll(':', '%3A');

function subject(job: Job, claims: Readonly<Record<string, string>>): string {
  const { repository } = job.run;
  const { owner, subject: template } = repository;
  const repo = template.immutable
    ? `repo:${owner.login}@${owner.id}/${repository.name}@${repository.id}`
    : `repo:${fullName(repository)}`;
  const context = contextOf(job);
  if (template.useDefault) return `${repo}:${context}`;
  const parts = template.claimKeys.map((key) => {
    if (key === 'repo') return repo;
    if (key === 'context') return context;
    return `${key}:${escapeColons(claims[key] ?? '')}`;
  });
  return parts.join(':');
}

function contextOf(job: Job): string {
  if (job.environment !== null) return `environment:${escapeColons(job.environment)}`;
  return job.run.event === 'pull_request' ? 'pull_request' : `ref:${escapeColons(job.run.ref)}`;
}
