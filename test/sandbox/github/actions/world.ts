import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { JobReport, RunnerOptions, RunReport } from '../../../../action/sandbox/github/actions/engine.ts';
import type { Runner } from '../../../../action/sandbox/github/actions/runner.ts';
import { type Acme, acme, putFile, REPO } from '../world.ts';

/** The customer's repository, with a runner that runs what lies in it. */
export interface Workshop extends Acme {
  readonly runner: Runner;
  /** Every line of every log, as `job: line`. */
  readonly lines: readonly string[];
  /** Folder that stands for `breakglass-dev/breakglass`. */
  readonly source: string;
  /** Commits a file to a branch as alice, and gives the runs that this started, ended or waiting. */
  push(path: string, text: string, branch?: string): Promise<readonly RunReport[]>;
  /** Commits a workflow that starts by its own commit, and gives its run. */
  play(name: string, workflow: Readonly<Record<string, unknown>>): Promise<RunReport>;
}

export const SOURCE = 'breakglass-dev/breakglass';
export const SHA = 'c'.repeat(40);

/** `${{ … }}` */
export const x = (expression: string): string => `\${{ ${expression} }}`;

export const workflowPath = (name: string): string => `.github/workflows/${name}.yml`;

/** A job of shell scripts. */
export function script(runs: string | readonly string[], more: Readonly<Record<string, unknown>> = {}) {
  const steps = [runs].flat().map((run) => ({ run }));
  return { 'runs-on': 'ubuntu-latest', steps, ...more };
}

export async function workshop(options: RunnerOptions = {}): Promise<Workshop> {
  const world = await acme();
  const source = await mkdtemp(join(tmpdir(), 'breakglass-source-'));
  const lines: string[] = [];
  const runner = world.github.control.startRunner({
    sources: { [SOURCE]: source },
    onLine: ({ job, line }) => void lines.push(`${job}: ${line}`),
    ...options,
  });
  const push: Workshop['push'] = async (path, text, branch) => {
    const before = runner.runs().length;
    await putFile(world.alice.octokit, path, text, branch);
    await runner.idle();
    return runner.runs().slice(before);
  };
  return {
    ...world,
    runner,
    lines,
    source,
    push,
    play: async (name, workflow) => {
      const path = workflowPath(name);
      const [run] = await push(path, stringify({ name, on: { push: { paths: [path] } }, ...workflow }));
      if (run === undefined) throw new Error(`${name} did not start`);
      return run;
    },
    close: async () => {
      await runner.close();
      await world.close();
      await rm(source, { recursive: true, force: true });
    },
  };
}

/** How each job of a run ended. */
export function results({ jobs }: RunReport): Readonly<Record<string, JobReport['result']>> {
  return Object.fromEntries(jobs.map(({ name, result }) => [name, result]));
}

export function jobOf({ jobs }: RunReport, name: string): JobReport {
  const found = jobs.find((job) => job.name === name);
  if (found === undefined) throw new Error(`there is no job ${name} among ${jobs.map((job) => job.name).join(', ')}`);
  return found;
}

/** Writes an action of one JavaScript file into the source folder. */
export async function writeAction(source: string, main: string, inputs: Readonly<Record<string, unknown>> = {}) {
  await writeFile(
    join(source, 'action.yml'),
    stringify({ name: 'test', inputs, runs: { using: 'node24', main: 'main.mjs' } }),
  );
  await writeFile(join(source, 'main.mjs'), main);
}

/** Makes a branch of main, by whoever asks. */
export async function makeBranch({ alice }: Acme, name: string): Promise<void> {
  const main = await alice.octokit.git.getRef({ ...REPO, ref: 'heads/main' });
  await alice.octokit.git.createRef({ ...REPO, ref: `refs/heads/${name}`, sha: main.data.object.sha });
}
