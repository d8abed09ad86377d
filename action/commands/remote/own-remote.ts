import { BreakglassError } from '../../domain/error.ts';
import { type CliEnvironment, remotePath } from '../../runtime/cli-environment.ts';
import type { Variables } from '../../runtime/environment.ts';
import { gitOutput } from '../../runtime/git-process.ts';
import { userGit } from '../../runtime/user-git.ts';

/** URL of the remote `origin`, as git would fetch from it; undefined outside of a clone. */
export async function remoteUrl(root: string): Promise<string | undefined> {
  const url = await gitOutput(root, ['remote', 'get-url', 'origin']).catch(() => '');
  return url.trim() === '' ? undefined : url.trim();
}

/** Every URL that the user's git would push to: a clone may push elsewhere than it fetches from. */
export async function pushUrls(root: string, variables: Variables): Promise<readonly string[]> {
  const asked = userGit(root, ['remote', 'get-url', '--push', '--all', 'origin'], variables);
  // Where git does not even start, nothing is pushed.
  const told = await asked.catch(() => undefined);
  return told?.code === 0 ? told.stdout.split('\n').filter((line) => line !== '') : [];
}

/**
 * A clone of something else says nothing about the repository that the token is for.
 *
 * @throws BreakglassError `repository-unknown`
 */
export function requireOwnRemote({ owner, name, serverUrl }: CliEnvironment, remote: string | undefined): void {
  if (remote === undefined) return;
  const of = remotePath(remote);
  const host = hostOf(remote);
  const named = of?.toLowerCase() === `${owner}/${name}`.toLowerCase();
  if (named && (host === undefined || host === new URL(serverUrl).host)) return;
  const found = [host, of].filter((part) => part !== undefined && part !== '').join('/');
  throw new BreakglassError('repository-unknown', `"origin" is ${found || 'no repository'}, not ${owner}/${name}`, {
    hint: 'run it in a clone of the playbook repository, or outside of any clone with GITHUB_REPOSITORY=OWNER/NAME',
  });
}

/** Undefined for SSH: its host may be any name that the user's configuration knows. Empty for a folder, or what is no address. */
function hostOf(remote: string): string | undefined {
  if (/^(?:(?:ssh|git\+ssh|ssh\+git):\/\/|[^/:]+:(?!:|\/\/))/i.test(remote)) return undefined;
  return /^https?:\/\/(?:[^@/?#\\]*@)?([^@/?#\\]+)\//i.exec(remote)?.[1]?.toLowerCase() ?? '';
}
