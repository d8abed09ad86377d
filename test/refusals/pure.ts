import { stringify } from 'yaml';
import { gitBlobId } from '../../action/audit/git-blob.ts';
import { type Prepared, prepare } from '../../action/commands/prepare.ts';
import { requireDigest } from '../../action/commands/run.ts';
import type { Account, GateFacts, PullRequestFacts } from '../../action/domain/gate-facts.ts';
import { ENVIRONMENT, PEOPLE } from '../../action/drill/hosting.ts';
import { requestPath } from '../../action/drill/pipeline.ts';
import { decideGate, type GateDecision } from '../../action/gate/rules.ts';
import type { Repository } from '../../action/ports/repository.ts';
import { registry } from '../../action/services/registry.ts';
import type { Arns, Facts } from './row.ts';
import { baseInstall, type Story, starterText, storyOf } from './story.ts';

const ELB = 'arn:aws:elasticloadbalancing:us-east-1:123456789012';
export const ARNS: Arns = {
  listener: `${ELB}:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2`,
  blue: `${ELB}:targetgroup/blue/73e2d6bc24d8a067`,
  green: `${ELB}:targetgroup/green/0123456789abcdef`,
  role: 'arn:aws:iam::123456789012:role/breakglass/load-balancer',
};
const STARTED = Date.parse('2026-11-21T02:13:00Z');
const SHA = 'b'.repeat(40);
const HEAD = 'a'.repeat(40);

/** Prepares and decides on facts alone: everything that is refused before AWS is asked. Throws the refusal. */
export async function decide(facts: Facts): Promise<GateDecision> {
  const story = storyOf('pure', facts, ARNS);
  const prepared = await planned(story, facts);
  requireDigest(prepared.digest, await approvedDigest(prepared, facts));
  const now = STARTED + 1_000 + (facts.waitedMs ?? 0);
  return decideGate({ facts: prepared.facts, ...prepared.documents, source: { path: story.path }, now });
}

async function approvedDigest(prepared: Prepared, facts: Facts): Promise<string | undefined> {
  if (facts.approved === null) return undefined;
  if (facts.approved === undefined) return prepared.digest;
  const other = { ...facts, ...facts.approved };
  return (await planned(storyOf('pure', other, ARNS), other)).digest;
}

function planned(story: Story, facts: Facts): Promise<Prepared> {
  return prepare({
    source: { path: story.path },
    repository: repositoryOf(story),
    gatekeeper: { facts: async (environment) => gateFacts(story, facts, environment) },
    registry,
  });
}

function repositoryOf(story: Story): Repository {
  const files = new Map([
    ['playbooks/shift-traffic.yml', starterText('shift-traffic')],
    ['playbooks/roles/load-balancer.yml', starterText('roles/load-balancer')],
    [`playbooks/installs/${ENVIRONMENT}.yml`, stringify(baseInstall(ARNS))],
    [requestPath(story.name), story.request],
    ...story.policy,
  ]);
  return {
    readFile: async (path) => {
      const text = files.get(path);
      return text === undefined ? undefined : { path, text, blob: gitBlobId(text) };
    },
    listFiles: async (folder) =>
      [...files.keys()].flatMap((path) =>
        path.startsWith(`${folder}/`) && !path.slice(folder.length + 1).includes('/')
          ? [path.slice(folder.length + 1)]
          : [],
      ),
  };
}

/** Each person's id: the place in the list, from 11. */
function account(login: string): Account {
  return { login, id: 11 + Object.values(PEOPLE).findIndex((known) => known === login) };
}

function gateFacts(story: Story, facts: Facts, environment: string): GateFacts {
  const merger = facts.merge?.merger ?? PEOPLE.commander;
  const actor = account(facts.run?.actor ?? merger);
  const event = facts.run?.event ?? 'push';
  const by = facts.approver === undefined ? PEOPLE.approver : facts.approver;
  const state = facts.verdict ?? 'approved';
  const ref = facts.run?.ref ?? 'refs/heads/main';
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
      sha: SHA,
      branch: ref.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : null,
      actor,
      triggeringActor: actor,
      startedAt: STARTED,
    },
    environment: facts.protection === 'missing' ? null : protectionOf(facts, environment),
    approvals: by === null ? [] : [{ environments: [story.environment], state, user: account(by), comment: 'seen' }],
    pullRequest: event !== 'push' || facts.pushed === true ? null : pullRequestOf(facts, story.name),
    cannotPush: [],
  };
}

function protectionOf({ protection = {} }: Facts, name: string): NonNullable<GateFacts['environment']> {
  const {
    reviewers = [PEOPLE.approver],
    canAdminsBypass = false,
    branches = 'protected',
  } = typeof protection === 'string' ? {} : protection;
  return {
    name,
    reviewers: reviewers.map((login) => ({ type: 'User', name: login, id: account(login).id })),
    canAdminsBypass: protection === 'bypass-unknown' ? null : canAdminsBypass,
    deploymentBranches: branches,
  };
}

function pullRequestOf({ merge = {} }: Facts, name: string): PullRequestFacts {
  const author = account(merge.author ?? PEOPLE.requester);
  const reviewer = merge.reviewer === undefined ? PEOPLE.commander : merge.reviewer;
  return {
    number: 7,
    author,
    mergedBy: account(merge.merger ?? PEOPLE.commander),
    headSha: HEAD,
    reviews: reviewer === null ? [] : [{ user: account(reviewer), state: 'APPROVED', commitId: HEAD }],
    contributors: [merge.committer === undefined ? author : account(merge.committer)],
    unverified: merge.unsigned === true ? [{ sha: HEAD, reason: 'unsigned' }] : [],
    fromFork: false,
    files: [requestPath(name), ...(merge.beside === undefined ? [] : [merge.beside])].map((path) => ({
      path,
      status: 'added',
    })),
  };
}
