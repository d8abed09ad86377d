import { join } from 'node:path';
import { runGit } from '../git/git-process.ts';
import { fullName } from '../world.ts';
import type { JobState } from './job-state.ts';
import type { StepLog } from './log-commands.ts';
import { onlyKeys } from './shape.ts';
import { notEmulated, WorkflowProblem } from './workflow-problem.ts';

/**
 * What `actions/checkout` does, in little: the repository's files at the run's commit, or at `ref`, fetched from the sandbox
 * with the job's token.
 */
export async function checkOut(state: JobState, inputs: Readonly<Record<string, string>>, log: StepLog): Promise<void> {
  onlyKeys(inputs, ['ref', 'path', 'token', 'persist-credentials', 'fetch-depth', 'repository'], 'actions/checkout');
  const { started, flow } = state.start;
  const { run } = flow.led;
  const repository = inputs['repository'] ?? fullName(run.repository);
  if (inputs['persist-credentials'] !== 'false') {
    throw notEmulated('credentials that stay in the checkout: say persist-credentials: false', 'actions/checkout');
  }
  const folder = join(started.env['GITHUB_WORKSPACE'] ?? '/', inputs['path'] ?? '.');
  const token = inputs['token'] ?? started.token;
  const credentials = Buffer.from(`x-access-token:${token}`).toString('base64');
  const url = `${flow.engine.world.urls.server}/${repository}.git`;
  // By the environment: a command's arguments are there for every process to see.
  const env = {
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'http.extraheader',
    GIT_CONFIG_VALUE_0: `authorization: basic ${credentials}`,
  };
  const depth = inputs['fetch-depth'] === '0' ? [] : [`--depth=${inputs['fetch-depth'] ?? '1'}`];
  const ref = inputs['ref'] ?? '';
  const wanted = ref === '' ? run.sha : ref;
  for (const args of [
    ['init', '--quiet', folder],
    ['-C', folder, 'fetch', '--quiet', '--no-tags', ...depth, url, wanted],
    ['-C', folder, 'checkout', '--quiet', '--detach', 'FETCH_HEAD'],
  ]) {
    const { code, stderr } = await runGit(args, { env });
    if (code !== 0) throw new WorkflowProblem(`actions/checkout: git ${args.join(' ')}: ${stderr.trim()}`);
  }
  log.take(`${repository} at ${wanted}`);
}
