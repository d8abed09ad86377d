import { BreakglassError } from '../../domain/error.ts';
import type { Account } from '../../domain/gate-facts.ts';
import { type Answer, answer } from '../../github/answer.ts';
import type { GitHub, Purpose } from '../../github/api.ts';
import { createRestClient } from '../../github/rest-client.ts';
import { requireSameName } from '../../github/same-name.ts';
import { type CliEnvironment, readCliEnvironment } from '../../runtime/cli-environment.ts';
import type { Variables } from '../../runtime/environment.ts';
import type { Past } from '../past-session.ts';
import { remoteUrl, requireOwnRemote } from './own-remote.ts';
import { pastOf } from './past.ts';
import { createPersonalClient, refused } from './personal-client.ts';

/** The playbook repository on GitHub, as somebody at a terminal reaches it. */
export interface Place {
  readonly github: GitHub;
  /** Whose token it is. */
  readonly me: Account;
  /** `owner/name`, as GitHub writes it. */
  readonly fullName: string;
  readonly id: number;
  readonly visibility: 'public' | 'private' | 'internal';
  readonly defaultBranch: string;
  /** Commit at the end of the default branch. */
  readonly head: string;
  /** Whether whose token it is may push. */
  readonly mayPush: boolean;
  /** Pages for people. */
  readonly serverUrl: string;
  /** Sessions of before. */
  readonly past: Past;
}

export interface PlaceOptions {
  /** A clone of the repository, for its remote's name; or any folder, when the variables name the repository. */
  readonly root: string;
  readonly variables: Variables;
  /** `break-glass-audit`, unless given. */
  readonly auditBranch?: string;
}

const READ: Purpose = { what: 'read the repository', permission: 'contents: read', repeatable: true };
const OID = /^[0-9a-f]{40}$/;
/** A closed form of git's branch names. */
const BRANCH = /^(?!.*(\.\.|\/\/|\.lock$|\/$))[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$/;

/**
 * Finds the repository, and makes sure that GitHub answers of the one that was asked for.
 *
 * @throws BreakglassError `token-missing`, `repository-unknown`, `endpoint-override`, `github-forbidden`
 */
export async function openPlace({ root, variables, ...trail }: PlaceOptions): Promise<Place> {
  const remote = await remoteUrl(root);
  const environment = readCliEnvironment(variables, remote);
  requireOwnRemote(environment, remote);
  const github = createPersonalClient(environment);
  const [repository, me] = await Promise.all([readRepository(github), whoAmI(environment)]);
  const fullName = repository.text('full_name');
  requireSameName(`${environment.owner}/${environment.name}`, fullName);
  const defaultBranch = repository.text('default_branch');
  const id = repository.number('id');
  return {
    github,
    me,
    fullName,
    id,
    visibility: repository.oneOf('visibility', ['public', 'private', 'internal']),
    defaultBranch,
    head: await headOf(github, defaultBranch),
    // A token that is not told counts as one that may: the gate is stricter with it.
    mayPush: repository.optional('permissions')?.value('push') !== false,
    serverUrl: environment.serverUrl,
    past: pastOf({ github, apiUrl: environment.apiUrl, fullName, id, ...trail }),
  };
}

/** The commit that a branch ends at. Throws `github-rejected` when GitHub's answer cannot be that. */
export async function headOf(github: GitHub, branch: string): Promise<string> {
  if (!BRANCH.test(branch)) throw doubtful(`the default branch is "${branch}"`);
  const found = answer(
    await github.rest({ ...READ, what: `read branch ${branch}` }, 'GET /git/ref/{+ref}', { ref: `heads/${branch}` }),
    'ref',
  );
  const sha = found.object('object').text('sha');
  if (found.text('ref') !== `refs/heads/${branch}`) throw doubtful(`branch ${branch} is ${found.text('ref')}`);
  if (!OID.test(sha)) throw doubtful(`branch ${branch} ends at "${sha}"`);
  return sha;
}

async function readRepository(github: GitHub): Promise<Answer> {
  const found = await github.find(READ, 'GET ');
  if (found !== undefined) return answer(found, 'repository');
  const name = `${github.owner}/${github.name}`;
  throw new BreakglassError('repository-unknown', `there is no repository ${name}, or the token may not see it`, {
    hint: 'correct GITHUB_REPOSITORY or the remote "origin", or use a token of somebody who may read it',
  });
}

async function whoAmI(environment: CliEnvironment): Promise<Account> {
  try {
    const { data } = await createRestClient(environment).rest.users.getAuthenticated();
    return { login: data.login, id: data.id };
  } catch (error) {
    throw refused('read whose token this is', error);
  }
}

function doubtful(what: string): BreakglassError {
  return new BreakglassError('github-rejected', `GitHub's answer cannot be right: ${what}`, {
    hint: 'look at the repository in a browser; nothing was sent to it',
  });
}
