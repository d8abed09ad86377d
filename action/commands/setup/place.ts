import { createRestClient } from '../../github/rest-client.ts';
import type { SettingsPlace } from '../../github/settings.ts';
import { readCliEnvironment } from '../../runtime/cli-environment.ts';
import type { Variables } from '../../runtime/environment.ts';
import { pushUrls, remoteUrl, requireOwnRemote } from '../remote/own-remote.ts';

/**
 * Finds the repository that `root` is a clone of, or that the variables name, by the user's own token. Nothing is asked of GitHub.
 *
 * @param use - `push`: wherever the clone pushes to has to be that repository as well
 * @throws BreakglassError `token-missing`, `repository-unknown`, `endpoint-override`
 */
export async function reach(root: string, variables: Variables, use: 'read' | 'push'): Promise<SettingsPlace> {
  const remote = await remoteUrl(root);
  const environment = readCliEnvironment(variables, remote);
  const pushed = use === 'push' ? await pushUrls(root, variables) : [];
  for (const url of [remote, ...pushed]) requireOwnRemote(environment, url);
  return { octokit: createRestClient(environment), owner: environment.owner, repo: environment.name };
}
