import { workflowName } from '../workflow-name.ts';
import type { JobRecord, Run, World } from '../world.ts';
import { apiUrl, htmlUrl } from './repository-view.ts';
import { shortRef } from './run-view.ts';
import { githubTime, nodeId } from './urls.ts';

const time = (at: number | null): string | null => (at === null ? null : githubTime(at));

/** `job` of GitHub's OpenAPI. */
export async function jobView(world: World, run: Run, job: JobRecord): Promise<Record<string, unknown>> {
  const api = apiUrl(world, run.repository);
  const started = job.status === 'in_progress' || (job.status === 'completed' && job.steps.length > 0);
  return {
    id: job.id,
    run_id: run.id,
    workflow_name: await workflowName(run),
    head_branch: run.pull?.headRef ?? shortRef(run.ref),
    run_url: `${api}/actions/runs/${run.id}`,
    run_attempt: job.attempt,
    node_id: nodeId('CheckRun', job.id),
    head_sha: run.pull?.headSha ?? run.sha,
    url: `${api}/actions/jobs/${job.id}`,
    html_url: `${htmlUrl(world, run.repository)}/actions/runs/${run.id}/job/${job.id}`,
    status: job.status,
    conclusion: job.conclusion,
    created_at: githubTime(job.createdAt),
    started_at: githubTime(job.startedAt),
    completed_at: time(job.completedAt),
    name: job.name,
    steps: job.steps.map(({ name, number, status, conclusion, startedAt, completedAt }) => ({
      name,
      number,
      status,
      conclusion,
      started_at: time(startedAt),
      completed_at: time(completedAt),
    })),
    check_run_url: `${api}/check-runs/${job.id}`,
    labels: started ? ['ubuntu-latest'] : [],
    runner_id: started ? 1 : null,
    runner_name: started ? 'GitHub Actions 1' : null,
    runner_group_id: started ? 0 : null,
    runner_group_name: started ? 'GitHub Actions' : null,
  };
}
