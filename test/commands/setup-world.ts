import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Octokit } from '@octokit/rest';
import { createFaults, type Faults } from '../../action/sandbox/faults.ts';
import type { LoggedCall } from '../../action/sandbox/github/gateway.ts';
import { type GithubSandbox, startGithub } from '../../action/sandbox/github/server.ts';
import { breakglass, type CommandResult } from '../drill/command-line.ts';
import { client } from '../sandbox/github/world.ts';

export const REPO = { owner: 'acme', repo: 'break-glass' } as const;
export const INSTALL = 'playbooks/installs/acme-prod.yml';

/** What a stranger types to set up the first install. */
export const OPTIONS: readonly string[] = [
  '--workflows=0123456789abcdef0123456789abcdef01234567',
  '--install=acme-prod',
  '--account=123456789012',
  '--region=us-east-1',
  '--requester=alice',
  '--requester=bob',
  '--commander=carol',
  '--approver=dana',
  '--owner=customer',
  '--resource=elbv2/target-group:green=arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/green/0123456789abcdef',
];

/** An empty private repository with its people, and a clone of it by its administrator. */
export interface SetupWorld {
  readonly github: GithubSandbox;
  readonly faults: Faults;
  /** The organisation's owner, whose answers are held to GitHub's schemas. */
  readonly ada: Octokit;
  readonly tokens: Readonly<Record<string, string>>;
  /** The clone. */
  readonly folder: string;
  /** The command line in that clone's name, by `ada` unless somebody else is named. */
  run(args: readonly string[], by?: string, environment?: Readonly<Record<string, string>>): Promise<CommandResult>;
  git(...args: readonly string[]): Promise<string>;
  /** Calls since the last time this was asked. */
  calls(): readonly LoggedCall[];
  close(): Promise<void>;
}

const execute = promisify(execFile);

export async function setupWorld(): Promise<SetupWorld> {
  const faults = createFaults();
  const clock = { now: () => Date.now(), sleep: async () => undefined };
  const github = await startGithub({ clock, faults });
  const { token } = github.control.createUser('ada');
  github.control.createOrganization(REPO.owner, 'ada');
  const ada = client(github, token);
  await ada.repos.createInOrg({ org: REPO.owner, name: REPO.repo, private: true });
  const tokens: Record<string, string> = { ada: token };
  for (const login of ['alice', 'bob', 'carol', 'dana', 'mallory']) {
    tokens[login] = github.control.createUser(login).token;
    await ada.repos.addCollaborator({ ...REPO, username: login, permission: 'push' });
  }
  const folder = await mkdtemp(join(tmpdir(), 'breakglass-setup-'));
  const environment = (by: string): Record<string, string> => ({
    GITHUB_TOKEN: tokens[by] ?? '',
    GITHUB_REPOSITORY: '',
    GITHUB_API_URL: github.api,
    GITHUB_SERVER_URL: github.server,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: by,
    GIT_AUTHOR_EMAIL: `${by}@example.com`,
    GIT_COMMITTER_NAME: by,
    GIT_COMMITTER_EMAIL: `${by}@example.com`,
  });
  const git = async (...args: readonly string[]): Promise<string> => {
    const env = { ...process.env, ...environment('ada') };
    return (await execute('git', [...args], { cwd: folder, env })).stdout.trim();
  };
  const url = github.gitUrl(REPO.owner, REPO.repo).replace('http://', `http://x-access-token:${token}@`);
  await git('clone', '--quiet', url, '.');
  let told = github.calls().length;
  return {
    github,
    faults,
    ada,
    tokens,
    folder,
    git,
    run: ([verb = '', ...args], by = 'ada', more = {}) =>
      breakglass([verb, folder, ...args], { environment: { ...environment(by), ...more } }),
    calls: () => {
      const fresh = github.calls().slice(told);
      told += fresh.length;
      return fresh;
    },
    close: async () => {
      await github.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Calls that may change something: what a dry run never makes. */
export function writes(calls: readonly LoggedCall[]): readonly string[] {
  return calls
    .filter(({ method, operation }) => method !== 'GET' && operation !== 'git/git-upload-pack')
    .map(({ operation }) => operation);
}
