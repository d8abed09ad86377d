import { BreakglassError } from '../../domain/error.ts';
import type { GateFacts } from '../../domain/gate-facts.ts';
import { type Answer, answer } from '../../github/answer.ts';
import type { Purpose } from '../../github/api.ts';
import { readDeploymentBranches, readEnvironment } from '../../github/environment.ts';
import type { Place } from '../remote/place.ts';
import type { Way } from './validate.ts';

const READ: Purpose = { what: 'read the environment', permission: 'actions: read', repeatable: true };
const ENVIRONMENT = '/environments/{environment_name}';

/** What GitHub will say of the run; `protection` is false where the token may not ask about the environment. */
export interface Foreseen {
  readonly facts: GateFacts;
  readonly protection: boolean;
}

/** The facts of the run that this request leads to, as far as they are known before there is one. */
export async function foresee(place: Place, way: Way, environment: string, now: number): Promise<Foreseen> {
  const { me, fullName, id, visibility, defaultBranch, head } = place;
  const [protection, defaultBranchProtected] = await Promise.all([
    readProtection(place, environment),
    isProtected(place),
  ]);
  const facts: GateFacts = {
    repository: { fullName, id, visibility, defaultBranch, defaultBranchProtected },
    run: {
      id: '0',
      attempt: 1,
      event: way.kind === 'dispatch' ? 'workflow_dispatch' : 'pull_request',
      sha: head,
      branch: defaultBranch,
      actor: me,
      triggeringActor: me,
      startedAt: now,
    },
    environment: protection ?? null,
    approvals: [],
    pullRequest: way.kind === 'dispatch' ? null : ownPullRequest(place, way.path),
    merge: null,
    cannotPush: [],
  };
  return { facts, protection: protection !== undefined };
}

/** Still open: the commander may approve or merge it. */
function ownPullRequest({ me, head, defaultBranch }: Place, path: string): NonNullable<GateFacts['pullRequest']> {
  return {
    number: 0,
    author: me,
    mergedBy: null,
    headSha: head,
    base: defaultBranch,
    commits: 1,
    mergedWith: [],
    reviews: [],
    contributors: [me],
    unverified: [],
    fromFork: false,
    files: [{ path, status: 'added' }],
  };
}

/** Null when there is no such environment, undefined when the token may not ask. */
async function readProtection({ github }: Place, name: string): Promise<GateFacts['environment'] | undefined> {
  const at = { environment_name: name };
  try {
    const [environment, policies] = await Promise.all([
      github.find(READ, `GET ${ENVIRONMENT}`, at),
      github.find(READ, `GET ${ENVIRONMENT}/deployment-branch-policies`, { ...at, per_page: 100 }),
    ]);
    if (environment === undefined) return null;
    const patterns = policies === undefined ? [] : readDeploymentBranches(answer(policies, 'deployment branches'));
    return readEnvironment(answer(environment, 'environment'), patterns);
  } catch (error) {
    if (error instanceof BreakglassError && error.code === 'github-forbidden') return undefined;
    throw error;
  }
}

async function isProtected({ github, defaultBranch }: Place): Promise<boolean> {
  const purpose = { ...READ, what: 'read the default branch' };
  const found: Answer = answer(
    await github.rest(purpose, 'GET /branches/{branch}', { branch: defaultBranch }),
    'branch',
  );
  return found.value('protected') === true;
}
