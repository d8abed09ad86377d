import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeScaffold } from '../commands/init.ts';
import { SOURCE_REPOSITORY } from '../domain/trusted-names.ts';
import type { RunnerOptions } from '../sandbox/github/actions/engine.ts';
import type { Runner } from '../sandbox/github/actions/runner.ts';
import { runGit } from '../sandbox/github/git/git-process.ts';
import { ENVIRONMENT, OWNER, REPOSITORY } from './hosting.ts';
import { PACKAGE_ROOT } from './package-root.ts';
import type { DrillWorld } from './world.ts';

/** The commit that they pin. Which one it is does not matter on the sandbox: the trust policies name the same. */
export const PINNED_SHA = '7f3c1a0e9d4b5826c7e1f00d2b9a8c6d5e4f3a2b';

/** What the customer's trust policies name: the file that defines the run job, at the commit that the caller pins. */
export const PINNED_WORKFLOW_REF = `${SOURCE_REPOSITORY}/.github/workflows/break-glass.yml@${PINNED_SHA}`;

/**
 * Puts the workflows of `breakglass init` into the world's repository, made for its own playbooks and installs, by one commit on
 * the default branch. Build the world with `workflowRef: PINNED_WORKFLOW_REF`. Gives the paths.
 */
export async function scaffoldWorkflows(world: DrillWorld): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'breakglass-scaffold-'));
  try {
    const clone = join(folder, 'clone');
    const cloned = await runGit(['clone', '--quiet', '--branch', 'main', world.hosting.directory, clone]);
    if (cloned.code !== 0) throw new Error(`git clone ended with ${cloned.code}: ${cloned.stderr.trim()}`);
    const { written } = writeScaffold(clone, { workflowSha: PINNED_SHA, version: '0.1.0' });
    const files = written.map(async (path) => ({ path, text: await readFile(join(clone, path), 'utf8') }));
    await commitFiles(world, await Promise.all(files));
    return written;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function commitFiles(
  { hosting }: DrillWorld,
  files: readonly { readonly path: string; readonly text: string }[],
): Promise<void> {
  const { git } = hosting.as('admin').rest;
  const place = { owner: OWNER, repo: REPOSITORY };
  const parent = (await git.getRef({ ...place, ref: 'heads/main' })).data.object.sha;
  const tree = await git.createTree({
    ...place,
    base_tree: parent,
    tree: files.map(({ path, text }) => ({ path, mode: '100644', type: 'blob', content: text })),
  });
  const message = 'add the workflows of breakglass init';
  const commit = await git.createCommit({ ...place, message, tree: tree.data.sha, parents: [parent] });
  await git.updateRef({ ...place, ref: 'heads/main', sha: commit.data.sha });
}

/** Runs what lies in the world's repositories from now on, by this package's reusable workflows and the given bundle. */
export function startWorkflows(
  { sandbox }: DrillWorld,
  options: Pick<RunnerOptions, 'bundle' | 'onLine' | 'onStart' | 'secrets'> = {},
): Runner {
  return sandbox.github.control.startRunner({
    // The repository that the scaffolded workflows call: here this package's own folder.
    sources: { [SOURCE_REPOSITORY]: PACKAGE_ROOT },
    environment: { AWS_ENDPOINT_URL: sandbox.aws.endpoint, BREAKGLASS_CLOCK: sandbox.clockVariable },
    ...options,
  });
}

/** Waits until a run reaches the install's environment, and reviews it there as this person. Gives the run. */
export async function reviewWaiting(
  { hosting }: DrillWorld,
  runner: Runner,
  { login, state }: { readonly login: string; readonly state: 'approved' | 'rejected' },
): Promise<number> {
  const { id } = await runner.whenWaiting(ENVIRONMENT);
  const { actions } = hosting.as(login).rest;
  const run = { owner: OWNER, repo: REPOSITORY, run_id: id };
  const { data } = await actions.getPendingDeploymentsForRun(run);
  const environment_ids = data.flatMap(({ environment }) => environment.id ?? []);
  await actions.reviewPendingDeploymentsForRun({ ...run, environment_ids, state, comment: 'seen' });
  return id;
}
