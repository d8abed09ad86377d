import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { stringify } from 'yaml';
import { writeScaffold } from '../../action/commands/init.ts';
import type { Desk } from '../../action/commands/request/options.ts';
import type { Prompter } from '../../action/commands/request/prompter.ts';
import type { BreakglassError } from '../../action/domain/error.ts';
import { createHosting, fillRepository, type Hosting, OWNER, putFile, REPOSITORY } from '../../action/drill/hosting.ts';
import { systemClock } from '../../action/runtime/clock.ts';
import type { Variables } from '../../action/runtime/environment.ts';
import { createFaults, type Faults } from '../../action/sandbox/faults.ts';
import { type GithubSandbox, startGithub } from '../../action/sandbox/github/server.ts';
import { baseInstall } from '../refusals/story.ts';
import { withToken } from '../sandbox/github/world.ts';

export const PLACE = { owner: OWNER, repo: REPOSITORY } as const;

/** A customer's playbook repository on the sandbox, with the people of the story. */
export interface Customer {
  readonly github: GithubSandbox;
  readonly hosting: Hosting;
  readonly faults: Faults;
  /** What somebody's shell holds. */
  variables(login: string): Promise<Variables>;
  /** A fresh clone. */
  clone(): Promise<string>;
  close(): Promise<void>;
}

const ELB = 'arn:aws:elasticloadbalancing:us-east-1:123456789012';
export const ARNS = {
  listener: `${ELB}:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2`,
  blue: `${ELB}:targetgroup/blue/943f017f100becff`,
  green: `${ELB}:targetgroup/green/73e2d6bc24d8a067`,
  role: 'arn:aws:iam::123456789012:role/breakglass/load-balancer',
};

const run = promisify(execFile);

export async function startCustomer(install: Readonly<Record<string, unknown>> = {}): Promise<Customer> {
  const faults = createFaults();
  const github = await startGithub({ clock: systemClock, faults });
  const hosting = await createHosting(github);
  const text = stringify({ ...baseInstall(ARNS), ...install });
  await fillRepository(hosting, text, Date.now());
  const folders: string[] = [];
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (login: string): Promise<string> => {
    const token = tokens.get(login) ?? impersonate(hosting, login);
    tokens.set(login, token);
    return token;
  };
  return {
    github,
    hosting,
    faults,
    variables: async (login) => ({
      GITHUB_TOKEN: await tokenOf(login),
      GITHUB_REPOSITORY: `${OWNER}/${REPOSITORY}`,
      GITHUB_API_URL: github.api,
      GITHUB_SERVER_URL: github.server,
    }),
    clone: async () => {
      const folder = await mkdtemp(join(tmpdir(), 'breakglass-clone-'));
      folders.push(folder);
      const url = withToken(github.gitUrl(OWNER, REPOSITORY), github.adminToken);
      await run('git', ['clone', '--quiet', url, folder], { env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' } });
      return folder;
    },
    close: async () => {
      await github.close();
      await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
    },
  };
}

/** Commits what `breakglass init` writes, for forms to dispatch. */
export async function commitScaffold(customer: Customer): Promise<void> {
  const root = await customer.clone();
  const { written } = writeScaffold(root, { workflowSha: 'a'.repeat(40), version: '0.1.0' });
  for (const path of written) {
    const text = await readFile(join(root, path), 'utf8');
    await putFile(customer.hosting.as('admin'), path, text, `add ${path}`);
  }
}

async function impersonate(hosting: Hosting, username: string): Promise<string> {
  const route = 'POST /admin/users/{username}/authorizations';
  const { data } = await hosting.as('admin').request(route, { username });
  return (data as { readonly token: string }).token;
}

/** A desk whose lines are kept; with `answers`, somebody at a terminal who gives them in turn. */
export function deskOf(
  variables: Variables,
  answers?: readonly string[],
): { readonly desk: Desk; readonly lines: string[]; readonly questions: string[] } {
  const [lines, questions, left] = [[] as string[], [] as string[], [...(answers ?? [])]];
  const prompter: Prompter = {
    ask: async (question) => {
      questions.push(question);
      const answer = left.shift();
      if (answer === undefined) throw new Error(`nobody answers: ${question}`);
      return answer;
    },
    say: (line) => void questions.push(line),
    close: () => undefined,
  };
  const desk: Desk = {
    write: (line) => void lines.push(line),
    variables,
    prompter: answers === undefined ? undefined : prompter,
    now: () => Date.UTC(2026, 10, 21, 2, 13),
  };
  return { desk, lines, questions };
}

/** The code of the error that `work` ends with; `done` when it does not. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  return (await failureOf(work))?.code ?? 'done';
}

export async function failureOf(work: Promise<unknown>): Promise<BreakglassError | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return error as BreakglassError;
  }
}
