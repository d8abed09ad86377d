import { realpathSync } from 'node:fs';
import { BreakglassError } from '../../domain/error.ts';
import type { Variables } from '../../runtime/environment.ts';
import { requireUserGit, userGit } from '../../runtime/user-git.ts';

/** What `breakglass setup` writes lies in these folders; nothing else is committed. */
const FOLDERS = ['.github', 'playbooks'] as const;
const MESSAGE = 'chore: set up breakglass';
const BRANCH = /^(?!.*(\.\.|\/\/|\.lock$|\/$))[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$/;

/** A clone, as it stands to what GitHub has. */
export interface CloneState {
  /** Paths that no commit holds as they are. */
  readonly uncommitted: readonly string[];
  /** Undefined for a clone without a commit. */
  readonly head: string | undefined;
}

/** The clone at `root`; undefined where `root` is not the top of one. */
export async function readClone(root: string, variables: Variables): Promise<CloneState | undefined> {
  const top = await userGit(root, ['rev-parse', '--show-toplevel'], variables);
  if (top.code !== 0 || realpathSync(top.stdout.trim()) !== realpathSync(root)) return undefined;
  const [status, head] = await Promise.all([
    requireUserGit(root, ['status', '--porcelain', '-z', '--untracked-files=all', '--', ...FOLDERS], variables),
    userGit(root, ['rev-parse', '--verify', '--quiet', 'HEAD'], variables),
  ]);
  const uncommitted = status.split('\0').flatMap((entry) => (entry.length > 3 ? [entry.slice(3)] : []));
  return { uncommitted, head: head.code === 0 ? head.stdout.trim() : undefined };
}

/** Commits what setup wrote, and nothing beside it, and pushes the clone's commits to the default branch. Never by force. */
export async function publish(root: string, branch: string, variables: Variables): Promise<void> {
  if (!BRANCH.test(branch)) {
    throw new BreakglassError('github-rejected', `the default branch is "${branch}"`, {
      hint: 'give it a plain name, or push by hand and run setup again',
    });
  }
  const clone = await readClone(root, variables);
  if (clone !== undefined && clone.uncommitted.length > 0) {
    const present = await requireUserGit(root, ['ls-files', '--others', '--cached', '-z', '--', ...FOLDERS], variables);
    const folders = FOLDERS.filter((folder) => present.split('\0').some((path) => path.startsWith(`${folder}/`)));
    await requireUserGit(root, ['add', '--all', '--', ...folders], variables);
    await requireUserGit(root, ['commit', '--message', MESSAGE, '--', ...folders], variables);
  }
  await requireUserGit(root, ['push', 'origin', `HEAD:refs/heads/${branch}`], variables);
}
