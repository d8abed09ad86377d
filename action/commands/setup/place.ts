import { BreakglassError } from '../../domain/error.ts';
import { createRestClient } from '../../github/rest-client.ts';
import type { SettingsPlace } from '../../github/settings.ts';
import { readCliEnvironment } from '../../runtime/cli-environment.ts';
import type { Variables } from '../../runtime/environment.ts';
import { gitOutput } from '../../runtime/git-process.ts';

/** The playbook repository, reached by the user's own token. */
export interface Reached extends SettingsPlace {
  /** URL of the remote `origin`; undefined outside of a clone. */
  readonly remote: string | undefined;
}

const OWN_NAME = /[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/;

/**
 * Finds the repository that `root` is a clone of, or that the variables name.
 *
 * @throws BreakglassError `token-missing`, `repository-unknown`, `endpoint-override`
 */
export async function reach(root: string, variables: Variables): Promise<Reached> {
  const url = await gitOutput(root, ['remote', 'get-url', 'origin']).catch(() => '');
  const remote = url.trim() === '' ? undefined : url.trim();
  const environment = readCliEnvironment(variables, remote);
  const { owner, name } = environment;
  const cloned = OWN_NAME.exec(remote ?? '')?.[1];
  if (cloned !== undefined && cloned.toLowerCase() !== `${owner}/${name}`.toLowerCase()) {
    throw new BreakglassError('repository-unknown', `this is a clone of ${cloned}, not of ${owner}/${name}`, {
      hint: 'run it in a clone of the playbook repository, or unset GITHUB_REPOSITORY',
    });
  }
  return { octokit: createRestClient(environment), owner, repo: name, remote };
}
