import type { MergeFacts } from '../domain/gate-facts.ts';
import { type Answer, answer } from './answer.ts';
import type { GitHub, Purpose } from './api.ts';

const READ: Purpose = { what: 'read the commit', permission: 'contents: read', repeatable: true };

/** A commit with its parents, and with the files that it changes against the first one: up to 300 of them. */
export async function readCommit(github: GitHub, sha: string): Promise<Answer> {
  return answer(await github.rest(READ, 'GET /commits/{ref}', { ref: sha }), 'commit');
}

/** What a merge made; `commits` are those of its pull request. */
export function mergeFacts(made: Answer, commits: readonly Answer[]): MergeFacts {
  const own = authorship(made);
  return {
    parents: parentsOf(made),
    files: made.value('files') === undefined ? [] : readFiles(made.list('files')),
    replayed: commits.some((commit) => authorship(commit) === own),
  };
}

export function parentsOf(commit: Answer): readonly string[] {
  return commit.list('parents').map((parent) => parent.text('sha'));
}

export function readFiles(files: readonly Answer[]): MergeFacts['files'] {
  return files.map((file) => ({ path: file.text('filename'), status: file.text('status') }));
}

/** What a rebase keeps of a commit, and a squash makes anew: at another second. */
function authorship(commit: Answer): string {
  const { object, text } = commit.object('commit');
  const author = object('author');
  return JSON.stringify([author.text('name'), author.text('email'), author.text('date'), text('message')]);
}
