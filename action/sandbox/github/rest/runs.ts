import { requireToken } from '../access.ts';
import { GithubFault, notFound } from '../github-fault.ts';
import { canReview, rerun, reviewDeployments, setStatus } from '../runs.ts';
import { approvedEnvironmentView, pendingView } from '../views/environment-view.ts';
import { jobView } from '../views/job-view.ts';
import { deploymentView, runView } from '../views/run-view.ts';
import { userView } from '../views/user-view.ts';
import type { Environment, Repository, Run } from '../world.ts';
import { type Endpoint, ok, page, param, type RestAnswer, type RestCall, repositoryOf, requiredText } from './call.ts';

function namedRun(call: RestCall, repository: Repository): Run {
  const run = call.world.runs.get(Number(param(call, 'run_id')));
  if (run === undefined || run.repository !== repository) throw notFound();
  return run;
}

/** A run as it stood in one of its attempts. */
function attemptOf(run: Run, attempt: number): Run {
  if (attempt === run.attempt) return run;
  const earlier = run.earlier[attempt - 1];
  if (earlier === undefined) throw notFound();
  return { ...run, ...earlier, attempt };
}

async function getAttempt(call: RestCall): Promise<RestAnswer> {
  const run = namedRun(call, repositoryOf(call, 'actions', 'read'));
  return ok(await runView(call.world, attemptOf(run, Number(param(call, 'attempt_number')))));
}

function environmentOf(run: Run, name: string): Environment | undefined {
  return run.repository.environments.get(name.toLowerCase());
}

function listApprovals(call: RestCall): RestAnswer {
  const run = namedRun(call, repositoryOf(call, 'actions', 'read'));
  const views = run.approvals.map((approval) => {
    const environment = environmentOf(run, approval.environment);
    return {
      environments: environment === undefined ? [] : [approvedEnvironmentView(call.world, run.repository, environment)],
      state: approval.state,
      user: userView(call.world, approval.user),
      comment: approval.comment,
    };
  });
  return ok(views);
}

function listPending(call: RestCall): RestAnswer {
  const run = namedRun(call, repositoryOf(call, 'actions', 'read'));
  const user = call.token?.user;
  const environments = [...run.waiting].flatMap((name) => environmentOf(run, name) ?? []);
  const views = environments.map((environment) =>
    pendingView(
      call.world,
      run.repository,
      environment,
      call.token?.kind === 'user' && user !== undefined && canReview(run, environment, user),
    ),
  );
  return ok(views);
}

function reviewPending(call: RestCall): RestAnswer {
  // Reviewers need read access only; a run token can never approve.
  const repository = repositoryOf(call, 'metadata', 'read');
  const token = requireToken(call.token);
  if (token.kind === 'run') throw new GithubFault(403, 'Resource not accessible by integration');
  const run = namedRun(call, repository);
  const ids = call.body['environment_ids'];
  const state = requiredText(call, 'state');
  if (!Array.isArray(ids) || ids.length === 0 || (state !== 'approved' && state !== 'rejected')) {
    throw new GithubFault(422, 'Invalid request.\n\nenvironment_ids or state is invalid.');
  }
  const environments = ids.map((id) => {
    const environment = [...repository.environments.values()].find((each) => each.id === id);
    if (environment === undefined) throw new GithubFault(422, `There is no environment ${String(id)}`);
    return environment;
  });
  const comment = requiredText(call, 'comment');
  reviewDeployments(call.world, run, { environments, state, comment, user: token.user });
  return ok(environments.map((environment) => deploymentView(call.world, run, environment, run.triggeringActor)));
}

function rerunRun(call: RestCall): RestAnswer {
  const run = namedRun(call, repositoryOf(call, 'actions', 'write'));
  if (run.status !== 'completed') throw new GithubFault(403, 'This workflow run cannot be re-run: it is not completed');
  run.led = call.world.happenings.listened();
  rerun(call.world, run, requireToken(call.token).user);
  call.world.happenings.tell({ kind: 'run', run });
  return ok({}, 201);
}

function cancel(call: RestCall): RestAnswer {
  const run = namedRun(call, repositoryOf(call, 'actions', 'write'));
  if (run.status === 'completed') throw new GithubFault(409, 'Cannot cancel a workflow run that is completed.');
  if (run.led) call.world.happenings.tell({ kind: 'cancel', run, by: requireToken(call.token).user });
  else {
    run.waiting.clear();
    setStatus(call.world, run, 'completed', 'cancelled');
  }
  return ok({}, 202);
}

/** Of the latest attempt, unless `filter=all`. */
async function listJobs(call: RestCall): Promise<RestAnswer> {
  const run = namedRun(call, repositoryOf(call, 'actions', 'read'));
  const all = call.query.get('filter') === 'all';
  const jobs = run.jobs.filter(({ attempt }) => all || attempt === run.attempt);
  return ok({
    total_count: jobs.length,
    jobs: await Promise.all(page(call, jobs).map((job) => jobView(call.world, run, job))),
  });
}

function getSubject(call: RestCall): RestAnswer {
  const { subject, ...repository } = repositoryOf(call, 'actions', 'read');
  const { owner } = repository;
  const name = subject.immutable
    ? `${owner.login}@${owner.id}/${repository.name}@${repository.id}`
    : `${owner.login}/${repository.name}`;
  return ok({
    use_default: subject.useDefault,
    ...(subject.useDefault ? {} : { include_claim_keys: subject.claimKeys }),
    use_immutable_subject: subject.immutable,
    sub_claim_prefix: `repo:${name}`,
  });
}

function putSubject(call: RestCall): RestAnswer {
  const repository = repositoryOf(call, 'actions', 'write');
  const keys = call.body['include_claim_keys'] ?? [];
  if (typeof call.body['use_default'] !== 'boolean' || !Array.isArray(keys)) {
    throw new GithubFault(422, `Invalid request.\n\n"use_default" wasn't supplied.`);
  }
  const immutable = call.body['use_immutable_subject'];
  repository.subject = {
    useDefault: call.body['use_default'],
    claimKeys: keys.map(String),
    immutable: typeof immutable === 'boolean' ? immutable : repository.subject.immutable,
  };
  return ok({}, 201);
}

const RUN = '/repos/{owner}/{repo}/actions/runs/{run_id}';
const SUBJECT = '/repos/{owner}/{repo}/actions/oidc/customization/sub';

export const RUN_ENDPOINTS: readonly Endpoint[] = [
  {
    method: 'GET',
    path: RUN,
    operation: 'actions/get-workflow-run',
    handle: async (call) => ok(await runView(call.world, namedRun(call, repositoryOf(call, 'actions', 'read')))),
  },
  {
    method: 'GET',
    path: `${RUN}/attempts/{attempt_number}`,
    operation: 'actions/get-workflow-run-attempt',
    handle: getAttempt,
  },
  { method: 'POST', path: `${RUN}/rerun`, operation: 'actions/re-run-workflow', handle: rerunRun },
  { method: 'POST', path: `${RUN}/cancel`, operation: 'actions/cancel-workflow-run', handle: cancel },
  { method: 'GET', path: `${RUN}/jobs`, operation: 'actions/list-jobs-for-workflow-run', handle: listJobs },
  { method: 'GET', path: `${RUN}/approvals`, operation: 'actions/get-reviews-for-run', handle: listApprovals },
  {
    method: 'GET',
    path: `${RUN}/pending_deployments`,
    operation: 'actions/get-pending-deployments-for-run',
    handle: listPending,
  },
  {
    method: 'POST',
    path: `${RUN}/pending_deployments`,
    operation: 'actions/review-pending-deployments-for-run',
    handle: reviewPending,
  },
  { method: 'GET', path: SUBJECT, operation: 'actions/get-custom-oidc-sub-claim-for-repo', handle: getSubject },
  { method: 'PUT', path: SUBJECT, operation: 'actions/set-custom-oidc-sub-claim-for-repo', handle: putSubject },
];
