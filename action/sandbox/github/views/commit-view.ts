import type { CommitObject, Signature } from '../git/objects.ts';
import type { Repository, World } from '../world.ts';
import { apiUrl, htmlUrl } from './repository-view.ts';
import { githubTime, nodeId } from './urls.ts';
import { userByEmail, userView } from './user-view.ts';

/** The sandbox holds no signing key of GitHub's: it says which commits GitHub would have signed, without the signature. */
function verification({ webCommits }: Repository, sha: string, { committer }: CommitObject) {
  const verified = webCommits.has(sha);
  return {
    verified,
    reason: verified ? 'valid' : 'unsigned',
    signature: null,
    payload: null,
    verified_at: verified ? githubTime(committer.at) : null,
  };
}

const personView = (person: Signature) => ({ name: person.name, email: person.email, date: githubTime(person.at) });

function parentViews(world: World, repository: Repository, commit: CommitObject): readonly unknown[] {
  return commit.parents.map((sha) => ({
    sha,
    url: `${apiUrl(world, repository)}/git/commits/${sha}`,
    html_url: `${htmlUrl(world, repository)}/commit/${sha}`,
  }));
}

/** `git-commit` of GitHub's OpenAPI: a commit of the git database. */
export function gitCommitView(world: World, repository: Repository, sha: string, commit: CommitObject) {
  const api = apiUrl(world, repository);
  return {
    sha,
    node_id: nodeId('Commit', `${repository.id}:${sha}`),
    url: `${api}/git/commits/${sha}`,
    html_url: `${htmlUrl(world, repository)}/commit/${sha}`,
    author: personView(commit.author),
    committer: personView(commit.committer),
    tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
    message: commit.message.trimEnd(),
    parents: parentViews(world, repository, commit),
    verification: verification(repository, sha, commit),
  };
}

/** `commit` of GitHub's OpenAPI: with the GitHub accounts behind author and committer. */
export function commitView(world: World, repository: Repository, sha: string, commit: CommitObject) {
  const api = apiUrl(world, repository);
  const account = (person: Signature) => {
    const user = userByEmail(world, person.email);
    return user === undefined ? null : userView(world, user);
  };
  return {
    sha,
    node_id: nodeId('Commit', `${repository.id}:${sha}`),
    commit: {
      author: personView(commit.author),
      committer: personView(commit.committer),
      message: commit.message.trimEnd(),
      tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
      url: `${api}/git/commits/${sha}`,
      comment_count: 0,
      verification: verification(repository, sha, commit),
    },
    url: `${api}/commits/${sha}`,
    html_url: `${htmlUrl(world, repository)}/commit/${sha}`,
    comments_url: `${api}/commits/${sha}/comments`,
    author: account(commit.author),
    committer: account(commit.committer),
    parents: parentViews(world, repository, commit),
  };
}
