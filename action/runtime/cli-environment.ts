import { BreakglassError } from '../domain/error.ts';
import type { Variables } from './environment.ts';
import { isLoopback } from './test-mode.ts';

/** Which repository on which GitHub the command line speaks to, and as whom. */
export interface CliEnvironment {
  readonly owner: string;
  readonly name: string;
  readonly token: string;
  readonly apiUrl: string;
  /** Pages for people. */
  readonly serverUrl: string;
}

const GITHUB = { api: 'https://api.github.com', server: 'https://github.com' } as const;
const FULL_NAME = /^([\w.-]+)\/([\w.-]+)$/;

/**
 * From `GITHUB_TOKEN` or `GH_TOKEN`, and `GITHUB_REPOSITORY` or the remote's URL. The token goes to GitHub, or to a sandbox on
 * loopback, and nowhere else, whatever `GITHUB_API_URL` says.
 *
 * @throws BreakglassError `token-missing`, `repository-unknown`, `endpoint-override`
 */
export function readCliEnvironment(variables: Variables, remoteUrl: string | undefined): CliEnvironment {
  const token = variables['GITHUB_TOKEN'] || variables['GH_TOKEN'];
  if (!token) {
    throw new BreakglassError('token-missing', 'neither GITHUB_TOKEN nor GH_TOKEN is set', {
      hint: 'export GITHUB_TOKEN="$(gh auth token)", or a token of your own that may do this',
    });
  }
  const apiUrl = variables['GITHUB_API_URL'] || GITHUB.api;
  if (apiUrl !== GITHUB.api && !isLoopback(apiUrl)) {
    throw new BreakglassError('endpoint-override', `GITHUB_API_URL is "${apiUrl.slice(0, 100)}"`, {
      hint: `unset it: the token is sent to ${GITHUB.api}, or to a sandbox on loopback`,
    });
  }
  const [owner, name] = repositoryOf(variables['GITHUB_REPOSITORY'], remoteUrl);
  return { owner, name, token, apiUrl, serverUrl: variables['GITHUB_SERVER_URL'] || GITHUB.server };
}

/** `owner/name` of a remote's URL; undefined where it does not end in one. */
export function remotePath(url: string): string | undefined {
  return /[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(url)?.[1];
}

function repositoryOf(named: string | undefined, remoteUrl: string | undefined): readonly [string, string] {
  const path = named || remotePath(remoteUrl ?? '') || '';
  const [, owner, name] = FULL_NAME.exec(path) ?? [];
  if (owner !== undefined && name !== undefined) return [owner, name];
  throw new BreakglassError(
    'repository-unknown',
    path === '' ? 'no repository is named' : `"${path}" is no repository`,
    {
      hint: 'run it in a clone whose remote "origin" is the playbook repository, or set GITHUB_REPOSITORY=OWNER/NAME',
    },
  );
}
