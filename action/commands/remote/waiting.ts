import type { Account } from '../../domain/gate-facts.ts';
import { type Answer, answer, answers } from '../../github/answer.ts';
import type { GitHub, Purpose } from '../../github/api.ts';

const READ: Purpose = { what: 'read the waiting runs', permission: 'actions: read', repeatable: true };

/** A run, as GitHub tells of it. */
export interface RunFacts {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly event: string;
  /** The workflow's file. */
  readonly workflow: string;
  readonly sha: string;
  readonly branch: string | null;
  readonly status: string;
  /** How it ended; null while it has not. */
  readonly conclusion: string | null;
  /** ISO 8601. */
  readonly since: string;
  readonly by: Account;
}

/** A job that waits before an environment. */
export interface Waiting {
  readonly run: RunFacts;
  readonly environment: { readonly id: number; readonly name: string };
  /** Logins, and slugs of teams. */
  readonly reviewers: readonly string[];
  /** Whether GitHub would take an approval of whose token it is. */
  readonly mayApprove: boolean;
}

/** Everything that waits for an approval, the run that has waited longest first. */
export async function listWaiting(github: GitHub): Promise<readonly Waiting[]> {
  const listed = answer(await github.rest(READ, 'GET /actions/runs', { status: 'waiting', per_page: 100 }), 'runs');
  const runs = listed.list('workflow_runs').map(readRun);
  const waiting = runs.filter(({ status }) => status === 'waiting');
  const found = await Promise.all(waiting.map((run) => waitingOf(github, run)));
  return found.flat().toSorted((a, b) => (a.run.since < b.run.since ? -1 : 1));
}

/** What one run waits for. */
export async function waitingOf(github: GitHub, run: RunFacts): Promise<readonly Waiting[]> {
  const at = { run_id: run.id };
  const pending = answers(await github.rest(READ, 'GET /actions/runs/{run_id}/pending_deployments', at), 'pending');
  return pending.map((entry) => {
    const environment = entry.object('environment');
    return {
      run,
      environment: { id: environment.number('id'), name: environment.text('name') },
      reviewers: entry.list('reviewers').map(reviewerName),
      mayApprove: entry.value('current_user_can_approve') === true,
    };
  });
}

/** Undefined where there is no such run in this repository. */
export async function findRun(github: GitHub, id: string): Promise<RunFacts | undefined> {
  const found = await github.find({ ...READ, what: 'read the run' }, 'GET /actions/runs/{run_id}', { run_id: id });
  return found === undefined ? undefined : readRun(answer(found, 'run'));
}

function readRun(run: Answer): RunFacts {
  const text = (key: string): string | null => {
    const value = run.value(key);
    return typeof value === 'string' ? value : null;
  };
  return {
    id: String(run.number('id')),
    title: run.text('display_title'),
    url: run.text('html_url'),
    event: run.text('event'),
    workflow: run.text('path'),
    sha: run.text('head_sha'),
    branch: text('head_branch'),
    status: run.text('status'),
    conclusion: text('conclusion'),
    since: text('run_started_at') ?? run.text('created_at'),
    by: run.account('triggering_actor'),
  };
}

function reviewerName(entry: Answer): string {
  const reviewer = entry.object('reviewer');
  return reviewer.text(entry.text('type') === 'Team' ? 'slug' : 'login');
}

/**
 * Whether another run of the asking run's own workflow, on the same branch, waits for these reviewers already: they need not be
 * asked twice for the same thing, each hour.
 */
export async function isAsked(
  github: GitHub,
  { runId, ref, workflowRef }: { readonly runId: string; readonly ref: string; readonly workflowRef: string },
  environment: string,
): Promise<boolean> {
  const workflow = workflowRef.replace(/@.*$/, '').split('/').slice(2).join('/');
  const waiting = await listWaiting(github);
  return waiting.some(
    ({ run, environment: of }) =>
      run.id !== runId &&
      run.workflow === workflow &&
      `refs/heads/${run.branch}` === ref &&
      of.name.toLowerCase() === environment.toLowerCase(),
  );
}
