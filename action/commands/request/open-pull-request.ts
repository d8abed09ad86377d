import { BreakglassError } from '../../domain/error.ts';
import { answer, answers } from '../../github/answer.ts';
import type { GitHub, Purpose } from '../../github/api.ts';
import type { Place } from '../remote/place.ts';
import type { Way } from './validate.ts';

const READ: Purpose = { what: 'read the repository', permission: 'contents: read', repeatable: true };
const WRITE: Purpose = { what: 'write the request', permission: 'contents: write', repeatable: false };

export interface Opened {
  readonly number: number;
  readonly url: string;
  readonly branch: string;
  /** True when GitHub vouches for the commit: the gate wants that of everybody who can push. */
  readonly verified: boolean;
}

export interface PullRequestText {
  /** Name of the request. */
  readonly name: string;
  /** Markdown, escaped. */
  readonly body: string;
}

type File = Extract<Way, { kind: 'pull-request' }>;

/**
 * Opens the pull request that adds exactly one file, on the commit whose files were validated. The branch and the file are
 * made by GitHub's API, so that GitHub signs the commit. Texts of people stand in the file alone: a title becomes a commit's
 * message, where `[skip ci]` would keep the workflows from running.
 *
 * @throws BreakglassError `already-exists` where a request of that name is there
 */
export async function openPullRequest(place: Place, file: File, { name, body }: PullRequestText): Promise<Opened> {
  const { github, head } = place;
  const branch = `break-glass-request/${name}`;
  await requireNew(github, file.path, branch, head);
  await createBranch(github, branch, head);
  try {
    const { commit, verified } = await commitFile(github, { file, branch, head, name });
    const { number, url } = await openPull(place, { branch, commit, name, body });
    await requireOneFile(github, number, file.path);
    return { number, url, branch, verified };
  } catch (error) {
    // What stays behind without a pull request is only in the way of the next attempt.
    if (error instanceof BreakglassError && error.code !== 'github-unavailable') await removeBranch(github, branch);
    throw error;
  }
}

async function requireNew(github: GitHub, path: string, branch: string, head: string): Promise<void> {
  const [file, ref] = await Promise.all([
    github.find(READ, 'GET /contents/{+path}', { path, ref: head }),
    github.find(READ, 'GET /git/ref/{+ref}', { ref: `heads/${branch}` }),
  ]);
  if (file !== undefined) throw exists(`${path} is on the default branch`);
  if (ref !== undefined) throw exists(`there is a branch ${branch}`);
}

async function createBranch(github: GitHub, branch: string, sha: string): Promise<void> {
  const purpose = { ...WRITE, what: `create branch ${branch}` };
  try {
    await github.rest(purpose, 'POST /git/refs', { ref: `refs/heads/${branch}`, sha });
  } catch (error) {
    if (error instanceof BreakglassError && /Reference already exists/i.test(error.message)) {
      throw exists(`there is a branch ${branch} now`);
    }
    throw error;
  }
}

interface NewFile {
  readonly file: File;
  readonly branch: string;
  readonly head: string;
  readonly name: string;
}

async function commitFile(github: GitHub, { file, branch, head, name }: NewFile) {
  const made = answer(
    await github.rest({ ...WRITE, what: `write ${file.path}` }, 'PUT /contents/{+path}', {
      path: file.path,
      message: `ask for ${name}`,
      content: Buffer.from(file.text).toString('base64'),
      branch,
    }),
    'commit',
  );
  const commit = made.object('commit');
  const [parent, ...others] = commit.list('parents').map((entry) => entry.text('sha'));
  if (parent !== head || others.length > 0) throw mismatch(`the commit follows ${parent ?? 'nothing'}, not ${head}`);
  const blob = made.object('content').text('sha');
  if (blob !== file.blob) throw mismatch(`${file.path} has the blob id ${blob}, not ${file.blob}`);
  const verified = commit.optional('verification')?.value('verified') === true;
  return { commit: commit.text('sha'), verified };
}

interface NewPull extends PullRequestText {
  readonly branch: string;
  readonly commit: string;
}

async function openPull({ github, defaultBranch }: Place, { branch, commit, name, body }: NewPull) {
  const opened = answer(
    await github.rest({ ...WRITE, what: 'open the pull request' }, 'POST /pulls', {
      title: `Break glass: ${name}`,
      head: branch,
      base: defaultBranch,
      body,
    }),
    'pull',
  );
  const [base, sha] = [opened.object('base').text('ref'), opened.object('head').text('sha')];
  if (base !== defaultBranch || sha !== commit) throw mismatch(`the pull request is of ${sha} into ${base}`);
  return { number: opened.number('number'), url: opened.text('html_url') };
}

/** The gate refuses a change of more than the request: better known now than when everybody has approved. */
async function requireOneFile(github: GitHub, number: number, path: string): Promise<void> {
  const listed = await github.rest(READ, 'GET /pulls/{pull_number}/files', { pull_number: number, per_page: 2 });
  const files = answers(listed, 'files').map((entry) => `${entry.text('status')} ${entry.text('filename')}`);
  if (files.length === 1 && files[0] === `added ${path}`) return;
  throw new BreakglassError('mixed-change', `pull request #${number} is of ${files.join(', ') || 'nothing'}`, {
    hint: 'close it: the gate lets a change through that adds the one request file and nothing else',
  });
}

async function removeBranch(github: GitHub, branch: string): Promise<void> {
  const purpose = { ...WRITE, what: `delete branch ${branch}` };
  await github.rest(purpose, 'DELETE /git/refs/{+ref}', { ref: `heads/${branch}` }).catch(() => undefined);
}

function exists(what: string): BreakglassError {
  return new BreakglassError('already-exists', what, {
    hint: 'somebody may have asked already: look at the open pull requests; for one more request give it a --name of its own',
  });
}

function mismatch(what: string): BreakglassError {
  return new BreakglassError('github-rejected', `GitHub did not do what was asked: ${what}`, {
    hint: 'the request was not opened; run it again, and look at the repository if it stays so',
  });
}
