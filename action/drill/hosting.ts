import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Octokit } from '@octokit/rest';
import { openAuditBranch } from '../github/audit-genesis.ts';
import { createHttpFetch } from '../runtime/http.ts';
import { directFetch } from '../sandbox/direct-fetch.ts';
import type { SandboxGithub } from '../sandbox/start.ts';
import { PACKAGE_ROOT } from './package-root.ts';

/** Who takes part in a drill. */
export const PEOPLE = {
  requester: 'alice',
  colleague: 'bob',
  commander: 'carol',
  approver: 'dana-at-acme',
} as const;

export const OWNER = 'acme';
export const REPOSITORY = 'break-glass';
export const AUDIT_BRANCH = 'break-glass-audit';
export const ENVIRONMENT = 'acme-prod';
/** The file that defines the run job: what the customer's trust policy names. */
export const WORKFLOW_REF = 'breakglass-dev/breakglass/.github/workflows/break-glass.yml@refs/tags/v0.1.0';
/** The file that defines the recovery's job. */
export const RECOVER_REF = 'breakglass-dev/breakglass/.github/workflows/recover.yml@refs/tags/v0.1.0';

/** The customer's playbook repository on the sandbox's GitHub, with a client for each person. */
export interface Hosting {
  readonly id: number;
  /** What the `sub` of its OIDC tokens begins with, in the form that this repository emits. */
  readonly subject: string;
  readonly directory: string;
  readonly as: (login: string) => Octokit;
}

/** What the environment is protected by. */
export interface Protection {
  readonly reviewers: readonly string[];
  readonly preventSelfReview: boolean;
  readonly canAdminsBypass: boolean;
  /** Which branches may deploy to it: the default one alone, every one, the protected ones, others beside, or exactly these. */
  readonly branches: 'default' | 'all' | 'protected' | 'custom' | BranchPatterns;
}

export type BranchPatterns = readonly { readonly name: string; readonly type: 'branch' | 'tag' }[];

const PROTECTED: Protection = {
  reviewers: [PEOPLE.approver],
  preventSelfReview: true,
  canAdminsBypass: false,
  branches: 'default',
};

/** What the environment's own list of branches holds. */
export const LISTED_BRANCHES: Readonly<Record<Extract<Protection['branches'], string>, BranchPatterns>> = {
  default: [{ name: 'main', type: 'branch' }],
  custom: [
    { name: 'main', type: 'branch' },
    { name: '*', type: 'branch' },
    { name: '*', type: 'tag' },
  ],
  all: [],
  protected: [],
};

/** Creates the people, `others` too, and an empty private repository, whose default branch is protected. */
export async function createHosting(github: SandboxGithub, others: readonly string[] = []): Promise<Hosting> {
  github.control.createOrganization(OWNER);
  const clients = new Map(
    [...new Set<string>([...Object.values(PEOPLE), ...others])].map((login) => [
      login,
      client(github, github.control.createUser(login).token),
    ]),
  );
  const admin = client(github, github.adminToken);
  await admin.rest.repos.createInOrg({ org: OWNER, name: REPOSITORY, private: true, auto_init: true });
  for (const login of clients.keys()) {
    await admin.rest.repos.addCollaborator({ owner: OWNER, repo: REPOSITORY, username: login, permission: 'push' });
  }
  github.control.protectBranch(OWNER, REPOSITORY, 'main');
  const { id, ownerId, directory } = github.control.repository(OWNER, REPOSITORY);
  // Repositories created since July 2026 name themselves by their immutable ids.
  const subject = `repo:${OWNER}@${ownerId}/${REPOSITORY}@${id}`;
  return {
    id,
    subject,
    directory,
    as: (login) => clients.get(login) ?? admin,
  };
}

/** Commits the playbooks and roles of `root` (the starter's, unless given) and the install, protects the environment, opens the audit trail. */
export async function fillRepository(
  hosting: Hosting,
  install: string,
  clockNow: number,
  { protection = {}, root = PACKAGE_ROOT }: { readonly protection?: Partial<Protection>; readonly root?: string } = {},
): Promise<void> {
  const admin = hosting.as('admin');
  for (const [path, text] of [...playbookFiles(root), [`playbooks/installs/${ENVIRONMENT}.yml`, install] as const]) {
    await putFile(admin, path, text, `add ${path}`);
  }
  await protectEnvironment(hosting, ENVIRONMENT, protection);
  const at = new Date(clockNow).toISOString();
  const place = { octokit: admin, owner: OWNER, repo: REPOSITORY };
  await openAuditBranch(place, { branch: AUDIT_BRANCH, repositoryId: hosting.id, at });
}

export async function putFile(
  octokit: Octokit,
  path: string,
  text: string,
  message: string,
  branch = 'main',
): Promise<void> {
  const content = Buffer.from(text).toString('base64');
  await octokit.rest.repos.createOrUpdateFileContents({
    owner: OWNER,
    repo: REPOSITORY,
    path,
    message,
    content,
    branch,
  });
}

/** What a push does: a commit that GitHub did not make, and nobody signed. */
export async function putUnsigned(
  octokit: Octokit,
  path: string,
  text: string,
  message: string,
  branch: string,
): Promise<void> {
  const place = { owner: OWNER, repo: REPOSITORY };
  const { git, users } = octokit.rest;
  const [head, me] = await Promise.all([git.getRef({ ...place, ref: `heads/${branch}` }), users.getAuthenticated()]);
  const parent = head.data.object.sha;
  const tree = await git.createTree({
    ...place,
    base_tree: parent,
    tree: [{ path, mode: '100644', type: 'blob', content: text }],
  });
  const { id, login } = me.data;
  const author = { name: login, email: `${id}+${login}@users.noreply.github.com` };
  const commit = await git.createCommit({ ...place, message, tree: tree.data.sha, parents: [parent], author });
  await git.updateRef({ ...place, ref: `heads/${branch}`, sha: commit.data.sha });
}

/** Creates an environment, protected as it should be where `protection` does not say otherwise. */
export async function protectEnvironment(
  hosting: Hosting,
  environment: string,
  protection: Partial<Protection>,
): Promise<void> {
  const { reviewers, preventSelfReview, canAdminsBypass, branches } = { ...PROTECTED, ...protection };
  const ids = await Promise.all(
    reviewers.map(async (login) => (await hosting.as(login).rest.users.getAuthenticated()).data.id),
  );
  await hosting.as('admin').request('PUT /repos/{owner}/{repo}/environments/{environment_name}', {
    owner: OWNER,
    repo: REPOSITORY,
    environment_name: environment,
    reviewers: ids.map((id) => ({ type: 'User' as const, id })),
    prevent_self_review: preventSelfReview,
    deployment_branch_policy:
      branches === 'all'
        ? null
        : { protected_branches: branches === 'protected', custom_branch_policies: branches !== 'protected' },
    can_admins_bypass: canAdminsBypass,
  });
  for (const listed of typeof branches === 'string' ? LISTED_BRANCHES[branches] : branches) {
    await hosting.as('admin').rest.repos.createDeploymentBranchPolicy({
      owner: OWNER,
      repo: REPOSITORY,
      environment_name: environment,
      ...listed,
    });
  }
}

function playbookFiles(root: string): readonly (readonly [string, string])[] {
  return ['playbooks', 'playbooks/roles'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.yml'))
      .map((name) => [`${folder}/${name}`, readFileSync(join(root, folder, name), 'utf8')] as const),
  );
}

function client(github: SandboxGithub, token: string): Octokit {
  const quiet = (): void => undefined;
  return new Octokit({
    auth: token,
    baseUrl: github.api,
    request: { fetch: directFetch(github.doors, createHttpFetch()) },
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  });
}
