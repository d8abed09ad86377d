import { BreakglassError } from '../domain/error.ts';
import { type Account, distinct, type GateFacts } from '../domain/gate-facts.ts';
import type { Gatekeeper } from '../ports/repository.ts';
import { pullRequestNumber } from './added-request.ts';
import { type Answer, answer, answers } from './answer.ts';
import type { GitHub, Purpose } from './api.ts';
import { parentsOf, readCommit } from './commit.ts';
import { readDeploymentBranches, readEnvironment } from './environment.ts';
import { type Merged, mergedPullRequest, openPullRequest } from './pull-request.ts';

/** What the runner says of the run; only what GitHub's API answers is put before the gate. */
export interface RunHint {
  readonly runId: string;
  /** In a pull request's own run the commit that merges it on trial, which is not the one that GitHub's API names. */
  readonly sha: string;
  readonly eventName: string;
  /** Fully qualified: GitHub's API names branch and tag alike. */
  readonly ref: string;
}

const ACTIONS: Purpose = { what: 'read the run', permission: 'actions: read', repeatable: true };
const CONTENTS: Purpose = { what: 'read the repository', permission: 'contents: read', repeatable: true };
const BRANCH: Purpose = { ...CONTENTS, what: 'read the default branch' };
const ENVIRONMENT = '/environments/{environment_name}';
const POLICIES = 'deployment-branch-policies';
const PAGE = 100;
const ROLE: Purpose = { ...CONTENTS, what: 'read what an approver may do' };

/** A gatekeeper that can begin before it is known which environment is asked about. */
export interface RunGatekeeper extends Gatekeeper {
  /** Begins with what needs no environment's name: the next `facts` takes it from there. */
  readonly begin: () => void;
}

/** Reads the gate's facts by GitHub's API, all at once. */
export function createGatekeeper(github: GitHub, hint: RunHint): RunGatekeeper {
  let begun: ReturnType<typeof readRunFacts> | undefined;
  return {
    begin: () => {
      begun = readRunFacts(github, hint);
      // Told by `facts`, where somebody waits for it.
      begun.catch(() => undefined);
    },
    facts: async (environment) => {
      const ofRun = begun ?? readRunFacts(github, hint);
      begun = undefined;
      const named = { environment_name: environment };
      const [[repository, run, answered, change], protection, policies] = await Promise.all([
        ofRun,
        github.find({ ...ACTIONS, what: 'read the environment' }, `GET ${ENVIRONMENT}`, named),
        github.find({ ...ACTIONS, what: 'read the branches that may deploy' }, `GET ${ENVIRONMENT}/${POLICIES}`, {
          ...named,
          per_page: PAGE,
        }),
      ]);
      const facts = readRun(answer(run, 'run'), hint.ref);
      requireSameRun(facts, hint, change.sha);
      const approvals = answers(answered, 'approvals').map(readApproval);
      const patterns = policies === undefined ? [] : readDeploymentBranches(answer(policies, 'deployment branches'));
      return {
        repository,
        run: facts,
        environment: protection === undefined ? null : readEnvironment(answer(protection, 'environment'), patterns),
        approvals,
        pullRequest: change.pullRequest,
        merge: change.merge,
        cannotPush: await readersAmong(github, approvals, change.pullRequest),
      };
    },
  };
}

function readRunFacts(github: GitHub, hint: RunHint) {
  const { runId } = hint;
  const place = github.rest(CONTENTS, 'GET ').then((repository) => answer(repository, 'repository'));
  const defaultBranch = place.then((repository) => repository.text('default_branch'));
  return Promise.all([
    Promise.all([place, defaultBranch.then((branch) => isProtected(github, branch))]).then(readRepository),
    github.rest(ACTIONS, 'GET /actions/runs/{run_id}', { run_id: runId }),
    github.rest({ ...ACTIONS, what: 'read the approvals' }, 'GET /actions/runs/{run_id}/approvals', { run_id: runId }),
    readChange(github, hint, defaultBranch),
  ]);
}

/** What the run is about, and the commit that GitHub names as the run's. */
interface Change extends Pick<GateFacts, 'pullRequest' | 'merge'> {
  readonly sha: string;
}

async function readChange(github: GitHub, hint: RunHint, defaultBranch: Promise<string>): Promise<Change> {
  const number = pullRequestNumber(hint);
  if (number !== undefined) {
    const [pullRequest, trial] = await Promise.all([openPullRequest(github, number), readCommit(github, hint.sha)]);
    return { sha: mergedHead(trial), pullRequest, merge: null };
  }
  const none = { pullRequest: null, merge: null };
  const merged: Merged | null =
    hint.eventName === 'push' ? await mergedPullRequest(github, hint.sha, defaultBranch) : null;
  return { sha: hint.sha, ...(merged ?? none) };
}

/** A trial merge is a commit of two parents: the base, and the pull request's head. */
function mergedHead(trial: Answer): string {
  const [, head, ...others] = parentsOf(trial);
  return head === undefined || others.length > 0 ? 'no merge of a pull request' : head;
}

/** By a branch protection rule or a ruleset; GitHub does not tell which. */
async function isProtected(github: GitHub, branch: string): Promise<boolean> {
  const found = await github.find(BRANCH, 'GET /branches/{branch}', { branch });
  return found !== undefined && answer(found, 'branch').value('protected') === true;
}

/** Those who approved and cannot push. Nobody is asked about where every commit is verified. */
async function readersAmong(
  github: GitHub,
  approvals: GateFacts['approvals'],
  pullRequest: GateFacts['pullRequest'],
): Promise<readonly Account[]> {
  if (pullRequest === null || pullRequest.unverified.length === 0) return [];
  const people = distinct([...approvals.map(({ user }) => user), ...pullRequest.reviews.map(({ user }) => user)]);
  const may = await Promise.all(people.map((who) => cannotPush(github, who)));
  return people.filter((_, index) => may[index] === true);
}

/** A token that may not ask has not learnt that somebody cannot push. */
async function cannotPush(github: GitHub, who: Account): Promise<boolean> {
  try {
    const asked = { username: who.login };
    const found = await github.find(ROLE, 'GET /collaborators/{username}/permission', asked);
    if (found === undefined) return false;
    const role = answer(found, 'permission');
    const level = role.value('permission');
    return role.optional('user')?.value('id') === who.id && (level === 'read' || level === 'none');
  } catch (error) {
    if (error instanceof BreakglassError && error.code === 'github-forbidden') return false;
    throw error;
  }
}

/**
 * The facts must be about the commit whose files were read, and by the event that decided who the requester is. `sha` is that
 * commit, or the head that it merges on trial.
 */
function requireSameRun(run: GateFacts['run'], hint: RunHint, sha: string): void {
  if (run.id === hint.runId && run.sha === sha && run.event === hint.eventName) return;
  throw new BreakglassError(
    'not-in-actions',
    `the runner says run ${hint.runId}, ${hint.eventName} of ${sha}; GitHub says ${run.id}, ${run.event} of ${run.sha}`,
    { hint: 'do not set GITHUB_RUN_ID, GITHUB_SHA or GITHUB_EVENT_NAME yourself' },
  );
}

function readRepository([repository, defaultBranchProtected]: readonly [Answer, boolean]): GateFacts['repository'] {
  return {
    fullName: repository.text('full_name'),
    id: repository.number('id'),
    visibility: repository.oneOf('visibility', ['public', 'private', 'internal']),
    defaultBranch: repository.text('default_branch'),
    defaultBranchProtected,
  };
}

function readRun(run: Answer, ref: string): GateFacts['run'] {
  const branch = run.value('head_branch');
  const startedAt = run.value('run_started_at');
  return {
    id: String(run.number('id')),
    attempt: run.number('run_attempt'),
    event: run.text('event'),
    sha: run.text('head_sha'),
    // The run of a tag has the tag's name here: only the ref says which it is.
    branch: typeof branch === 'string' && ref === `refs/heads/${branch}` ? branch : null,
    actor: run.account('actor'),
    triggeringActor: run.account('triggering_actor'),
    startedAt: Date.parse(typeof startedAt === 'string' ? startedAt : run.text('created_at')),
  };
}

function readApproval(approval: Answer): GateFacts['approvals'][number] {
  return {
    environments: approval.list('environments').map((environment) => environment.text('name')),
    state: approval.oneOf('state', ['approved', 'rejected', 'pending']),
    user: approval.account('user'),
    comment: approval.text('comment'),
  };
}
