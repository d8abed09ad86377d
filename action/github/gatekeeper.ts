import { BreakglassError } from '../domain/error.ts';
import type { GateFacts } from '../domain/gate-facts.ts';
import type { Gatekeeper } from '../ports/repository.ts';
import { type Answer, answer, answers } from './answer.ts';
import type { GitHub, Purpose } from './api.ts';
import { mergedPullRequest } from './pull-request.ts';

/** What the runner says of the run; only what GitHub's API answers is put before the gate. */
export interface RunHint {
  readonly runId: string;
  readonly sha: string;
  readonly eventName: string;
}

const ACTIONS: Purpose = { what: 'read the run', permission: 'actions: read', repeatable: true };
const METADATA: Purpose = { what: 'read the repository', permission: 'contents: read', repeatable: true };

/** Reads the gate's facts by GitHub's API, all at once. */
export interface RunGatekeeper extends Gatekeeper {
  /** Begins with what needs no environment's name: the next `facts` takes it from there. */
  readonly begin: () => void;
}

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
      const [[repository, run, approvals, pullRequest], protection] = await Promise.all([
        ofRun,
        github.find({ ...ACTIONS, what: 'read the environment' }, 'GET /environments/{environment_name}', {
          environment_name: environment,
        }),
      ]);
      const facts = readRun(answer(run, 'run'));
      requireSameRun(facts, hint);
      return {
        repository: readRepository(answer(repository, 'repository')),
        run: facts,
        environment: protection === undefined ? null : readEnvironment(answer(protection, 'environment')),
        approvals: answers(approvals, 'approvals').map(readApproval),
        pullRequest,
      };
    },
  };
}

function readRunFacts(github: GitHub, { runId, sha, eventName }: RunHint) {
  return Promise.all([
    github.rest(METADATA, 'GET '),
    github.rest(ACTIONS, 'GET /actions/runs/{run_id}', { run_id: runId }),
    github.rest({ ...ACTIONS, what: 'read the approvals' }, 'GET /actions/runs/{run_id}/approvals', { run_id: runId }),
    eventName === 'push' ? mergedPullRequest(github, sha) : null,
  ]);
}

/** The facts must be about the commit whose files were read, and by the event that decided who the requester is. */
function requireSameRun(run: GateFacts['run'], hint: RunHint): void {
  if (run.id === hint.runId && run.sha === hint.sha && run.event === hint.eventName) return;
  throw new BreakglassError(
    'not-in-actions',
    `the runner says run ${hint.runId}, ${hint.eventName} of ${hint.sha}; GitHub says ${run.id}, ${run.event} of ${run.sha}`,
    { hint: 'do not set GITHUB_RUN_ID, GITHUB_SHA or GITHUB_EVENT_NAME yourself' },
  );
}

function readRepository(repository: Answer): GateFacts['repository'] {
  return {
    fullName: repository.text('full_name'),
    id: repository.number('id'),
    visibility: repository.oneOf('visibility', ['public', 'private', 'internal']),
    defaultBranch: repository.text('default_branch'),
  };
}

function readRun(run: Answer): GateFacts['run'] {
  const branch = run.value('head_branch');
  const startedAt = run.value('run_started_at');
  return {
    id: String(run.number('id')),
    attempt: run.number('run_attempt'),
    event: run.text('event'),
    sha: run.text('head_sha'),
    branch: typeof branch === 'string' ? branch : null,
    actor: run.account('actor'),
    triggeringActor: run.account('triggering_actor'),
    startedAt: Date.parse(typeof startedAt === 'string' ? startedAt : run.text('created_at')),
  };
}

function readEnvironment(environment: Answer): NonNullable<GateFacts['environment']> {
  const rules = environment.value('protection_rules') === undefined ? [] : environment.list('protection_rules');
  const required = rules.find((rule) => rule.value('type') === 'required_reviewers');
  const bypass = environment.value('can_admins_bypass');
  const selfReview = required?.value('prevent_self_review');
  const policy = environment.optional('deployment_branch_policy');
  return {
    name: environment.text('name'),
    reviewers: (required?.list('reviewers') ?? []).map(readReviewer),
    preventSelfReview: typeof selfReview === 'boolean' ? selfReview : null,
    canAdminsBypass: typeof bypass === 'boolean' ? bypass : null,
    deploymentBranches:
      policy === undefined ? 'all' : policy.value('protected_branches') === true ? 'protected' : 'custom',
  };
}

function readReviewer(entry: Answer): NonNullable<GateFacts['environment']>['reviewers'][number] {
  const type = entry.oneOf('type', ['User', 'Team']);
  const reviewer = entry.object('reviewer');
  return { type, name: reviewer.text(type === 'User' ? 'login' : 'slug'), id: reviewer.number('id') };
}

function readApproval(approval: Answer): GateFacts['approvals'][number] {
  return {
    environments: approval.list('environments').map((environment) => environment.text('name')),
    state: approval.oneOf('state', ['approved', 'rejected', 'pending']),
    user: approval.account('user'),
    comment: approval.text('comment'),
  };
}
