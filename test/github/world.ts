import { genesis } from '../../action/audit/genesis.ts';
import { createGitHub, type GitHub } from '../../action/github/api.ts';
import type { Clock } from '../../action/ports/clock.ts';
import { createHttpFetch } from '../../action/runtime/http.ts';
import type { JobPermissions } from '../../action/sandbox/github/world.ts';
import { type Acme, acme, REPO, START } from '../sandbox/github/world.ts';

export const BRANCH = 'break-glass-audit';
export const PERMISSIONS: JobPermissions = {
  'id-token': 'write',
  contents: 'write',
  actions: 'read',
  'pull-requests': 'read',
};
const WORKFLOW = '.github/workflows/break-glass.yml';

/** Time that passes only by waiting; what was waited for is kept. */
export function waitingClock(): Clock & { readonly waits: number[] } {
  const waits: number[] = [];
  let ahead = 0;
  return {
    waits,
    now: () => START + ahead,
    sleep: async (ms) => {
      waits.push(ms);
      ahead += ms;
    },
  };
}

export interface RunningJob {
  readonly github: GitHub;
  readonly clock: ReturnType<typeof waitingClock>;
  readonly runId: string;
  readonly sha: string;
}

/** The customer's repository with a run by alice whose job holds a token. */
export interface World {
  readonly acme: Acme;
  readonly repositoryId: number;
  job(options?: JobOptions): Promise<RunningJob>;
  openTrail(): Promise<string>;
  /** The sandbox's time. */
  now(): number;
  close(): Promise<void>;
}

interface JobOptions {
  readonly permissions?: JobPermissions;
  readonly event?: 'push' | 'workflow_dispatch';
  readonly sha?: string;
  readonly actor?: string;
  readonly environment?: string;
  readonly approve?: () => Promise<unknown>;
}

export async function startWorld(visibility: 'private' | 'public' = 'private'): Promise<World> {
  const place = await acme(visibility);
  const { control } = place.github;
  const repositoryId = control.repository(REPO.owner, REPO.repo).id;
  return {
    acme: place,
    repositoryId,
    job: async ({
      permissions = PERMISSIONS,
      event = 'workflow_dispatch',
      sha = place.sha,
      actor = 'alice',
      ...rest
    } = {}) => {
      const run = control.startRun({
        repository: 'acme/playbooks',
        event,
        sha,
        ref: 'refs/heads/main',
        actor,
        workflow: WORKFLOW,
        ...(rest.environment === undefined ? {} : { environment: rest.environment }),
      });
      if (rest.environment !== undefined) await approve(place, run.id);
      const job = await control.startJob(run.id, {
        job: 'run',
        permissions,
        jobWorkflowRef: `acme/playbooks/${WORKFLOW}@refs/heads/main`,
        ...(rest.environment === undefined ? {} : { environment: rest.environment }),
      });
      const clock = waitingClock();
      return { github: connect(place, job.token, clock), clock, runId: String(run.id), sha };
    },
    openTrail: () => openTrail(place, repositoryId),
    now: () => place.now(),
    close: () => place.close(),
  };
}

/** A client as the action makes it, with the token of a job. */
export function connect(place: Acme, token: string, clock: Clock): GitHub {
  return createGitHub({
    owner: REPO.owner,
    name: REPO.repo,
    token,
    apiUrl: place.github.api,
    graphqlUrl: place.github.graphql,
    clock,
    fetch: createHttpFetch(2_000),
    random: () => 0.5,
  });
}

async function approve(place: Acme, runId: number): Promise<void> {
  const pending = await place.dana.octokit.actions.getPendingDeploymentsForRun({ ...REPO, run_id: runId });
  await place.dana.octokit.actions.reviewPendingDeploymentsForRun({
    ...REPO,
    run_id: runId,
    environment_ids: pending.data.map(({ environment }) => environment.id ?? 0),
    state: 'approved',
    comment: 'go ahead',
  });
}

/** Creates the orphan branch as an admin does; gives the root commit's id. */
async function openTrail({ admin }: Acme, repositoryId: number): Promise<string> {
  const content = genesis('acme/playbooks', repositoryId, new Date(START).toISOString());
  const entry = { path: 'audit.json', mode: '100644', type: 'blob', content } as const;
  const tree = await admin.git.createTree({ ...REPO, tree: [entry] });
  const commit = await admin.git.createCommit({
    ...REPO,
    message: 'open the audit trail',
    tree: tree.data.sha,
    parents: [],
  });
  await admin.git.createRef({ ...REPO, ref: `refs/heads/${BRANCH}`, sha: commit.data.sha });
  return commit.data.sha;
}
