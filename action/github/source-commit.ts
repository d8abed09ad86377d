import { answer } from './answer.ts';
import { classifyFailure } from './failure.ts';
import type { SettingsPlace } from './settings.ts';

/** Whether a commit is of a repository itself: GitHub shows commits of its forks under its name as well. */
export type CommitOrigin =
  /** It is in the history of the default branch, or a tag names it: `where` says which. */
  | { readonly known: true; readonly own: true; readonly where: string }
  | { readonly known: true; readonly own: false; readonly why: string }
  /** This token, or this GitHub, does not show it. */
  | { readonly known: false; readonly why: string };

/** Asks GitHub. It throws nothing: what was not seen, the answer says. */
export async function readCommitOrigin(source: SettingsPlace, sha: string): Promise<CommitOrigin> {
  const { octokit, owner, repo } = source;
  try {
    const { data } = await octokit.rest.repos.get({ owner, repo });
    const repository = answer(data, 'repository');
    return await originOf(source, sha, repository.text('default_branch'), repository.value('private') === false);
  } catch (error) {
    return { known: false, why: reasonOf(source, error) };
  }
}

async function originOf(source: SettingsPlace, sha: string, branch: string, isPublic: boolean): Promise<CommitOrigin> {
  const { octokit, owner, repo } = source;
  const status = await statusOf(source, `${branch}...${sha}`);
  if (status === 'behind' || status === 'identical')
    return { known: true, own: true, where: `in the history of ${branch}` };
  const tags = await octokit.paginate(octokit.rest.repos.listTags, { owner, repo, per_page: 100 });
  const tag = tags.find(({ commit }) => commit.sha === sha);
  if (tag !== undefined) return { known: true, own: true, where: `the tag ${tag.name}` };
  // Of a private repository a token may see the name, and nothing of its history.
  if (status === undefined && !isPublic) return { known: false, why: 'GitHub does not show it to this token' };
  return {
    known: true,
    own: false,
    why: `no tag of ${owner}/${repo} names it, and it is not in the history of ${branch}`,
  };
}

/** How the commit stands to the branch; undefined where GitHub knows no such commit, or no history that they share. */
async function statusOf({ octokit, owner, repo }: SettingsPlace, basehead: string): Promise<string | undefined> {
  try {
    const { data } = await octokit.rest.repos.compareCommitsWithBasehead({ owner, repo, basehead, per_page: 1 });
    return answer(data, 'comparison').text('status');
  } catch (error) {
    if (classifyFailure(error, Date.now())?.kind === 'missing') return undefined;
    throw error;
  }
}

function reasonOf({ owner, repo }: SettingsPlace, error: unknown): string {
  if (classifyFailure(error, Date.now())?.kind === 'missing') return `GitHub shows no ${owner}/${repo} to this token`;
  return error instanceof Error ? error.message.replaceAll(/\s+/g, ' ').trim().slice(0, 200) : 'GitHub did not answer';
}
