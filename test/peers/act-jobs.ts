import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse } from 'yaml';
import { readPairs } from '../../action/sandbox/github/actions/file-commands.ts';
import type { GithubControl } from '../../action/sandbox/github/control.ts';
import type { JobPermissions } from '../../action/sandbox/github/world.ts';

/** What a job did, as the shim tells it. */
export interface ActJob {
  readonly job: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly exitCode: number;
}

export interface ActJobs {
  readonly url: string;
  readonly ended: readonly ActJob[];
  close(): Promise<void>;
}

interface Asked {
  readonly control: GithubControl;
  readonly runId: number;
  /** The file that defines the jobs, and what it is to OIDC. */
  readonly workflow: string;
  readonly workflowRef: string;
  /** Has to approve what waits at this environment. */
  readonly approve: (environment: string) => Promise<void>;
}

/** What act has of its own, and the sandbox's runner need not say: its files and folders. */
const ACTS_OWN = /^(GITHUB_(OUTPUT|ENV|PATH|STATE|STEP_SUMMARY|WORKSPACE)|RUNNER_(TEMP|TOOL_CACHE))$/;

/**
 * act has no environments, no token for each job and no OIDC. This is where the `node` that act finds asks for them: the job's
 * permissions and its environment are read from the workflow that act runs, and the sandbox's GitHub gives what they allow.
 */
export async function serveJobs({ control, runId, workflow, workflowRef, approve }: Asked): Promise<ActJobs> {
  const jobs = readJobs(workflow);
  const ended: ActJob[] = [];
  const environmentOf = (job: string): string | undefined => {
    const given = jobs[job]?.environment;
    // `${{ needs.plan.outputs.environment }}`
    const [, need = '', output = ''] = /needs\.(\w+)\.outputs\.(\w+)/.exec(given ?? '') ?? [];
    return given === undefined ? undefined : ended.find((each) => each.job === need)?.outputs[output];
  };
  const start = async (job: string): Promise<unknown> => {
    const environment = environmentOf(job);
    if (environment !== undefined && control.enterEnvironment(runId, environment)) await approve(environment);
    const started = await control.startJob(runId, {
      job,
      jobWorkflowRef: workflowRef,
      permissions: jobs[job]?.permissions ?? {},
      ...(environment === undefined ? {} : { environment }),
    });
    const env = Object.entries(started.env).filter(([name]) => !ACTS_OWN.test(name));
    return { id: started.id, env: { ...Object.fromEntries(env), 'INPUT_GITHUB-TOKEN': started.token } };
  };
  const server = createServer((request, response) => {
    const answer = async (): Promise<unknown> => {
      const body = JSON.parse(await text(request)) as Record<string, string>;
      if (request.url === '/start') return start(body['job'] ?? '');
      const exitCode = Number(body['exitCode']);
      control.completeJob(Number(body['id']), exitCode === 0 ? 'success' : 'failure');
      const outputs = readPairs(body['output'] ?? '');
      ended.push({ job: body['job'] ?? '', outputs, summary: body['summary'] ?? '', exitCode });
      return {};
    };
    answer().then(
      (value) => response.end(JSON.stringify(value)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ended,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}

type Jobs = Readonly<Record<string, { readonly environment?: string; readonly permissions?: JobPermissions }>>;

function readJobs(file: string): Jobs {
  return (parse(readFileSync(file, 'utf8')) as { readonly jobs: Jobs }).jobs;
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** The `node` that act finds first: it asks for the job, becomes the real one, and tells what came of it. */
export function shim(node: string): string {
  return `#!${node}
const { spawn } = require('node:child_process');
const { readFileSync } = require('node:fs');
const [script, ...args] = process.argv.slice(2);
const post = async (path, body) => {
  const answer = await fetch(process.env.ACT_JOBS + path, { method: 'POST', body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
};
const read = (file) => (file === undefined ? '' : readFileSync(file, 'utf8'));
const main = async () => {
  // act asks node where it lies, to start it by that path.
  if (process.argv.includes('-e')) return console.log(__filename);
  const job = process.env.GITHUB_JOB;
  const { id, env } = await post('/start', { job });
  const kept = Object.entries(process.env).filter(([name]) => !/^(GITHUB_|ACTIONS_)/.test(name) || ${ACTS_OWN}.test(name));
  const child = spawn(${JSON.stringify(node)}, [script, ...args], { stdio: 'inherit', env: { ...Object.fromEntries(kept), ...env } });
  child.on('close', async (code) => {
    const output = read(process.env.GITHUB_OUTPUT);
    await post('/end', { id, job, exitCode: code ?? 1, output, summary: read(process.env.GITHUB_STEP_SUMMARY) });
    process.exitCode = code ?? 1;
  });
};
main().catch((error) => { console.error(error); process.exitCode = 1; });
`;
}
