import { gitBlobId } from '../audit/git-blob.ts';
import { type Answer, answer, answers } from './answer.ts';
import { AmbiguousAnswer, type GitHub, type Purpose } from './api.ts';
import { commitFiles, type NewFile } from './create-commit.ts';
import { ownAccount } from './own-account.ts';

/** A branch that holds one commit of ours and nothing else. */
export interface BotBranch {
  readonly branch: string;
  /** Commit of the default branch that the branch begins at. */
  readonly baseSha: string;
  readonly headline: string;
  readonly files: readonly NewFile[];
}

const CONTENTS: Purpose = { what: 'write the branch', permission: 'contents: write', repeatable: true };
const ONCE = { repeatable: false } as const;
/** How many commits of the default branch ours may lie behind, where a run that was cut off is made again. */
const BEHIND = 100;

/**
 * Makes the branch with its one commit, and gives that commit. Whoever can write to the repository can push a branch of this
 * name first: one that is there is taken only where it stands at the base, or is our own commit on the default branch, with our
 * contents and no others. Undefined where it is anything else: then it is left as it is.
 */
export async function ensureBranch(github: GitHub, wanted: BotBranch): Promise<string | undefined> {
  const { branch, baseSha, headline, files } = wanted;
  const head = (await tipOf(github, branch)) ?? (await createBranch(github, branch, baseSha));
  if (head !== baseSha) return (await isOurs(github, wanted, head)) ? head : undefined;
  try {
    const made = await commitFiles(github, branch, head, headline, files);
    if (made !== undefined) return made;
  } catch (error) {
    if (!(error instanceof AmbiguousAnswer)) throw error;
  }
  // Somebody was faster, or the answer was lost.
  const now = await tipOf(github, branch);
  return now !== undefined && (await isOurs(github, wanted, now)) ? now : undefined;
}

/** Whether these are the files, with their contents, and nothing else is changed. */
export function areExactly(changed: readonly Answer[], files: readonly NewFile[]): boolean {
  const wanted = new Map(files.map(({ path, content }) => [path, gitBlobId(content)]));
  return (
    changed.length === wanted.size &&
    changed.every((file) => {
      const isWritten = file.value('status') === 'added' || file.value('status') === 'modified';
      return isWritten && wanted.get(file.text('filename')) === file.value('sha');
    })
  );
}

/** One commit on the default branch, that GitHub signed for this account, and that changes our files as we would. */
async function isOurs(github: GitHub, { baseSha, files }: BotBranch, sha: string): Promise<boolean> {
  const self = await ownAccount(github, CONTENTS.permission);
  const commit = answer(await github.rest(CONTENTS, 'GET /commits/{ref}', { ref: sha }), 'commit');
  const [parent, ...others] = commit.list('parents').map((each) => each.text('sha'));
  const verified = commit.object('commit').optional('verification')?.value('verified') === true;
  if (parent === undefined || others.length > 0 || !verified) return false;
  if (commit.optional('author')?.value('id') !== self || !areExactly(commit.list('files'), files)) return false;
  const asked = { sha: baseSha, per_page: BEHIND };
  const base = answers(await github.rest(CONTENTS, 'GET /commits', asked), 'commits');
  return base.some((each) => each.text('sha') === parent);
}

async function tipOf(github: GitHub, branch: string): Promise<string | undefined> {
  const found = await github.find(CONTENTS, 'GET /git/ref/{ref}', { ref: `heads/${branch}` });
  return found === undefined ? undefined : answer(found, 'ref').object('object').text('sha');
}

async function createBranch(github: GitHub, branch: string, sha: string): Promise<string> {
  try {
    await github.rest({ ...CONTENTS, ...ONCE }, 'POST /git/refs', { ref: `refs/heads/${branch}`, sha });
    return sha;
  } catch (error) {
    const now = await tipOf(github, branch);
    if (now === undefined) throw error;
    return now;
  }
}
