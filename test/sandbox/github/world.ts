import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Octokit } from '@octokit/rest';
import { createFaults, type Faults } from '../../../action/sandbox/faults.ts';
import { type GithubSandbox, startGithub } from '../../../action/sandbox/github/server.ts';
import { violation } from './conformance.ts';

/** Late enough for repositories that emit the immutable form of `sub`. */
export const START = Date.UTC(2026, 10, 21, 2, 13);

export interface Person {
  readonly login: string;
  readonly id: number;
  readonly token: string;
  readonly octokit: Octokit;
}

/** A customer's repository `acme/playbooks` with the people of the story, built through the API. */
export interface Acme {
  readonly github: GithubSandbox;
  readonly faults: Faults;
  readonly admin: Octokit;
  readonly alice: Person;
  readonly dana: Person;
  /** First commit on main. */
  readonly sha: string;
  /** The sandbox's time. */
  now(): number;
  /** Moves the sandbox's clock. */
  advance(ms: number): void;
  close(): Promise<void>;
}

export const REPO = { owner: 'acme', repo: 'playbooks' } as const;

export async function acme(visibility: 'private' | 'public' = 'private'): Promise<Acme> {
  let now = START;
  const clock = { now: () => now, sleep: async (ms: number) => void (now += ms) };
  const faults = createFaults();
  const github = await startGithub({ clock, faults });
  const admin = client(github, github.adminToken);
  github.control.createOrganization('acme');
  await admin.repos.createInOrg({ org: 'acme', name: 'playbooks', visibility });
  const person = async (login: string, permission: string): Promise<Person> => {
    const user = github.control.createUser(login);
    await admin.repos.addCollaborator({ ...REPO, username: login, permission });
    return { ...user, octokit: client(github, user.token) };
  };
  const alice = await person('alice', 'push');
  const dana = await person('dana-at-acme', 'pull');
  const sha = await putFile(admin, 'README.md', 'hello\n');
  return {
    github,
    faults,
    admin,
    alice,
    dana,
    sha,
    now: () => now,
    advance: (ms) => void (now += ms),
    close: () => github.close(),
  };
}

/** A client all of whose answers are held to GitHub's published schemas. */
export function client(github: GithubSandbox, token?: string): Octokit {
  const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  const octokit = new Octokit({ baseUrl: github.api, log: silent, ...(token === undefined ? {} : { auth: token }) });
  octokit.hook.wrap('request', async (request, options) => {
    const check = (answer: { readonly status: number; readonly url: string; readonly data: unknown }) => {
      const problem = violation(options.method, new URL(answer.url).pathname, answer.status, answer.data);
      if (problem !== undefined) throw new Error(problem);
    };
    try {
      const response = await request(options);
      check(response);
      return response;
    } catch (error) {
      const { response } = error as { readonly response?: Parameters<typeof check>[0] };
      if (response !== undefined) check(response);
      throw error;
    }
  });
  return octokit;
}

/** Writes a file over the API; gives the commit's id. */
export async function putFile(octokit: Octokit, path: string, text: string, branch?: string): Promise<string> {
  const content = Buffer.from(text).toString('base64');
  const options = { ...REPO, path, content, message: `add ${path}`, ...(branch === undefined ? {} : { branch }) };
  const { data } = await octokit.repos.createOrUpdateFileContents(options);
  return data.commit.sha ?? '';
}

/** Status and message that GitHub refused with. */
export async function refusal(call: Promise<unknown>): Promise<{ readonly status: number; readonly message: string }> {
  try {
    await call;
  } catch (error) {
    const { status, response } = error as { status: number; response?: { data: { message: string } } };
    return { status, message: response?.data.message ?? '' };
  }
  return { status: 0, message: 'not refused' };
}

const run = promisify(execFile);

/** The git CLI, away from anybody's configuration. */
export async function git(cwd: string, ...args: string[]): Promise<string> {
  const identity = ['-c', 'user.name=alice', '-c', 'user.email=alice@example.com'];
  const env = {
    PATH: process.env['PATH'],
    HOME: cwd,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
  };
  return (await run('git', [...identity, ...args], { cwd, env })).stdout.trim();
}

/** A folder for one test, and how to take it away. */
export async function folder(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'breakglass-test-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** A clone URL that carries a token. */
export function withToken(url: string, token: string): string {
  return url.replace('http://', `http://x-access-token:${token}@`);
}
