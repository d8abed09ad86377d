import { BreakglassError, type ErrorCode } from '../../domain/error.ts';
import { answer, answers } from '../../github/answer.ts';
import type { GitHub, GraphQlError, Purpose } from '../../github/api.ts';
import { tokenMayNot } from '../remote/personal-client.ts';
import type { Place } from '../remote/place.ts';
import type { Way } from './validate.ts';

const READ: Purpose = { what: 'read the repository', permission: 'contents: read', repeatable: true };
const WRITE: Purpose = { what: 'write the request', permission: 'contents: write', repeatable: false };

const CREATE_COMMIT = `mutation AddRequest($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;
const OID = /^[0-9a-f]{40}$/;
/** After these a branch may hold what somebody else has written, or what may have happened after all. */
const NOT_OURS: readonly ErrorCode[] = ['already-exists', 'github-unavailable'];

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
 * Opens the pull request that adds exactly one file, on the commit whose files were validated. GitHub documents that it signs
 * what `createCommitOnBranch` commits, whoever's token it is; of REST it says so for bots alone. Texts of people stand in the file alone: a title becomes a commit's
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
    if (error instanceof BreakglassError && !NOT_OURS.includes(error.code)) await removeBranch(github, branch);
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

/** The commit, on exactly `head`, and what GitHub says of it. */
async function commitFile(github: GitHub, { file, branch, head, name }: NewFile) {
  const sha = await createCommit(github, { file, branch, head, name });
  const made = answer(await github.rest(READ, 'GET /commits/{ref}', { ref: sha, per_page: 2 }), 'commit');
  if (made.text('sha') !== sha) throw mismatch(`the commit is ${made.text('sha')}, not ${sha}`);
  const [parent, ...others] = made.list('parents').map((entry) => entry.text('sha'));
  if (parent !== head || others.length > 0) throw mismatch(`the commit follows ${parent ?? 'nothing'}, not ${head}`);
  const wanted = `added ${file.path} ${file.blob}`;
  const files = made
    .list('files')
    .map((entry) => `${entry.text('status')} ${entry.text('filename')} ${entry.text('sha')}`);
  if (files.length !== 1 || files[0] !== wanted)
    throw mismatch(`the commit ${files.join(', ') || 'is empty'}, not ${wanted}`);
  const verified = made.object('commit').optional('verification')?.value('verified') === true;
  return { commit: sha, verified };
}

async function createCommit(github: GitHub, { file, branch, head, name }: NewFile): Promise<string> {
  const what = `write ${file.path}`;
  const input = {
    branch: { repositoryNameWithOwner: `${github.owner}/${github.name}`, branchName: branch },
    message: { headline: `ask for ${name}` },
    expectedHeadOid: head,
    fileChanges: { additions: [{ path: file.path, contents: Buffer.from(file.text).toString('base64') }] },
  };
  const result = await github.graphql({ ...WRITE, what }, CREATE_COMMIT, { input });
  if (!result.ok) throw notCommitted(what, branch, result.errors);
  const sha = answer(result.data, 'data').object('createCommitOnBranch').object('commit').text('oid');
  if (OID.test(sha)) return sha;
  throw mismatch(`the commit is "${sha}"`);
}

function notCommitted(what: string, branch: string, errors: readonly GraphQlError[]): BreakglassError {
  if (errors.some(({ type }) => type === 'STALE_DATA')) return exists(`somebody else writes to branch ${branch}`);
  const message = `cannot ${what}: ${errors.map((error) => `${error.type}: ${error.message}`).join('; ')}`;
  if (errors.some(({ type }) => type === 'FORBIDDEN')) return tokenMayNot(message);
  return new BreakglassError('github-rejected', message, {
    hint: `the request was not opened: see whether a rule of the repository covers branches like ${branch}`,
  });
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
