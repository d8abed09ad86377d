import type { Account, GateFacts, MergeFacts, PullRequestFacts } from '../../action/domain/gate-facts.ts';
import { LISTED_BRANCHES, PEOPLE } from '../../action/drill/hosting.ts';
import { requestPath } from '../../action/drill/pipeline.ts';
import { BOT } from './bot.ts';
import type { Facts } from './row.ts';
import type { Story } from './story.ts';

export const STARTED = Date.parse('2026-11-21T02:13:00Z');
const SHA = 'b'.repeat(40);
const HEAD = 'a'.repeat(40);
const BASE = 'c'.repeat(40);

/** What the facts are told about; the digest for those who name the plan. */
interface Scene {
  readonly story: Story;
  readonly facts: Facts;
  readonly environment: string;
  readonly digest: string;
}

/** What GitHub would say of the facts. */
export function gateFacts(scene: Scene): GateFacts {
  const { story, facts, environment } = scene;
  const own = facts.landing === 'own-run';
  const event = facts.run?.event ?? (own ? 'pull_request' : 'push');
  const actor = account(facts.run?.actor ?? facts.merge?.merger ?? PEOPLE.commander);
  const ref = facts.run?.ref ?? (own ? 'refs/pull/7/merge' : 'refs/heads/main');
  const isAsked = facts.pushed !== true && (event === 'push' || own);
  return {
    repository: {
      fullName: 'acme/break-glass',
      id: 99,
      visibility: facts.visibility ?? 'private',
      defaultBranch: 'main',
      defaultBranchProtected: facts.unprotected !== true,
    },
    run: {
      id: '4711',
      attempt: facts.attempt ?? 1,
      event,
      sha: own ? HEAD : SHA,
      branch: ref.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : null,
      actor,
      triggeringActor: actor,
      startedAt: STARTED,
    },
    environment: facts.protection === 'missing' ? null : protectionOf(facts, environment),
    approvals: approvalsOf(scene),
    pullRequest: isAsked ? pullRequestOf(scene) : null,
    merge: isAsked && !own ? mergeOf(facts, story) : null,
    cannotPush: [],
  };
}

/** Each person's id: the place in the list, from 11. */
function account(login: string): Account {
  if (login === BOT.login) return { ...BOT, machine: true };
  return { login, id: 11 + Object.values(PEOPLE).findIndex((known) => known === login) };
}

function approvalsOf({ story, facts, digest }: Scene): GateFacts['approvals'] {
  const by = facts.approver === undefined ? PEOPLE.approver : facts.approver;
  if (by === null) return [];
  const at = facts.askedElsewhere === true ? `${story.name}-elsewhere` : story.environment;
  const comment = facts.comment?.(digest) ?? 'seen';
  return [{ environments: [at], state: facts.verdict ?? 'approved', user: account(by), comment }];
}

function protectionOf({ protection = {} }: Facts, name: string): NonNullable<GateFacts['environment']> {
  const given = typeof protection === 'string' ? {} : protection;
  const { reviewers = [PEOPLE.approver], canAdminsBypass = false, branches = 'default' } = given;
  const patterns = typeof branches === 'string' ? LISTED_BRANCHES[branches] : branches;
  return {
    name,
    reviewers: reviewers.map((login) => ({ type: 'User', name: login, id: account(login).id })),
    canAdminsBypass: protection === 'bypass-unknown' ? null : canAdminsBypass,
    deploymentBranches: { policy: branches === 'all' || branches === 'protected' ? branches : 'custom', patterns },
  };
}

const STATES = { APPROVE: 'APPROVED', REQUEST_CHANGES: 'CHANGES_REQUESTED', DISMISS: 'DISMISSED' } as const;

/** The last verdict of each; a comment is none. */
function reviewsOf({ facts: { merge = {}, boundReviewer }, digest }: Scene): PullRequestFacts['reviews'] {
  const { reviewer = PEOPLE.commander, reviews = [], pushedSince = false } = merge;
  const latest = new Map<string, PullRequestFacts['reviews'][number]>();
  const given = [...(reviewer === null ? [] : [{ by: reviewer, event: 'APPROVE' } as const]), ...reviews];
  for (const { by, event } of given) {
    if (event === 'COMMENT') continue;
    const commitId = pushedSince ? BASE : HEAD;
    latest.set(by, { user: account(by), state: STATES[event], commitId, body: 'seen' });
  }
  if (boundReviewer !== undefined) {
    const body = digest.slice(0, 12);
    latest.set(boundReviewer, { user: account(boundReviewer), state: 'APPROVED', commitId: HEAD, body });
  }
  return [...latest.values()];
}

function pullRequestOf(scene: Scene): PullRequestFacts {
  const { story, facts } = scene;
  const { merge = {}, landing, takesBack } = facts;
  const author = account(merge.author ?? PEOPLE.requester);
  return {
    number: 7,
    author,
    mergedBy: landing === 'own-run' ? null : account(merge.merger ?? PEOPLE.commander),
    headSha: HEAD,
    base: 'main',
    commits: takesBack === true ? 3 : 1,
    mergedWith: landing === 'pushed-two' ? [8] : [],
    reviews: reviewsOf(scene),
    contributors: [author, account(merge.committer ?? author.login)],
    unverified: merge.unsigned === true ? [{ sha: HEAD, reason: 'unsigned' }] : [],
    fromFork: false,
    files: [requestPath(story.name), ...(merge.beside === undefined ? [] : [merge.beside])].map((path) => ({
      path,
      status: facts.rewrites === true ? 'modified' : 'added',
    })),
  };
}

function mergeOf(facts: Facts, story: Story): MergeFacts {
  const { landing, merge = {}, rewrites } = facts;
  const byHand = landing === 'by-hand' || landing === 'smuggled';
  const smuggled = landing === 'smuggled' ? [...story.policy.keys()] : [];
  const beside = merge.beside === undefined ? [] : [{ path: merge.beside, status: 'added' }];
  return {
    parents: byHand || merge.method === 'merge' ? [BASE, HEAD] : [BASE],
    files: [
      { path: requestPath(story.name), status: rewrites === true ? 'modified' : 'added' },
      ...beside,
      ...smuggled.map((path) => ({ path, status: 'modified' })),
    ],
    replayed: merge.method === 'rebase' || landing === 'pushed' || landing === 'pushed-two',
  };
}
