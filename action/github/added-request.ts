import { BreakglassError } from '../domain/error.ts';
import { type Answer, answer, answers } from './answer.ts';
import type { GitHub, Purpose } from './api.ts';

/** What the runner says of the change that started the run. */
export interface ChangeHint {
  readonly eventName: string;
  readonly sha: string;
  /** Fully qualified; `refs/pull/<number>/merge` in a pull request's own run. */
  readonly ref: string;
}

/** A file that a change touches. */
export interface ChangedFile {
  readonly path: string;
  /** As GitHub says: added, modified, removed, renamed, copied, changed, unchanged. */
  readonly status: string;
}

const COMMIT: Purpose = { what: 'read the files of the commit', permission: 'contents: read', repeatable: true };
const PULL: Purpose = { what: 'read the pull request', permission: 'pull-requests: read', repeatable: true };
const PAGE = 100;
/** GitHub lists at most 3,000 files of a commit or a pull request. */
const MAX_PAGES = 30;
/** Files that an error names. */
const NAMED = 10;
const REQUESTS = 'playbooks/requests/';
/** GitHub may say of a new file that it is a copy of another. */
const NEW: readonly string[] = ['added', 'copied'];

/** Number of the pull request whose own run this is; undefined for every other run. */
export function pullRequestNumber({ eventName, ref }: Pick<ChangeHint, 'eventName' | 'ref'>): number | undefined {
  const [, number] = eventName === 'pull_request' ? (/^refs\/pull\/([1-9]\d{0,15})\/merge$/.exec(ref) ?? []) : [];
  return number === undefined ? undefined : Number(number);
}

/** Everything that the pushed commit, or the pull request, changes. */
export async function changedFiles(github: GitHub, hint: ChangeHint): Promise<readonly ChangedFile[]> {
  const number = pullRequestNumber(hint);
  if (number !== undefined) {
    return pages(async (page) => {
      const at = { pull_number: number, per_page: PAGE, page };
      return answers(await github.rest(PULL, 'GET /pulls/{pull_number}/files', at), 'files');
    });
  }
  if (hint.eventName === 'push') {
    return pages(async (page) => {
      const at = { ref: hint.sha, per_page: PAGE, page };
      const commit = answer(await github.rest(COMMIT, 'GET /commits/{ref}', at), 'commit');
      return commit.value('files') === undefined ? [] : commit.list('files');
    });
  }
  throw new BreakglassError('invalid-input', `a run started by "${hint.eventName}" adds no request file`, {
    hint: 'name the request file by the input "request", or give the request by the other inputs',
  });
}

/** The request files that a change adds. */
export function addedRequests(files: readonly ChangedFile[]): readonly string[] {
  return files.filter(({ path, status }) => path.startsWith(REQUESTS) && NEW.includes(status)).map(({ path }) => path);
}

/**
 * The one request file that a change adds.
 *
 * @throws BreakglassError `mixed-change` where it adds none, or several
 */
export function requireOneRequest(files: readonly ChangedFile[]): string {
  const [path, ...others] = addedRequests(files);
  if (path !== undefined && others.length === 0) return path;
  const named = path === undefined ? files.map((file) => `${file.path} (${file.status})`) : [path, ...others];
  const rest = named.length > NAMED ? ` and ${named.length - NAMED} more` : '';
  const list = `${named.slice(0, NAMED).join(', ') || 'no file'}${rest}`;
  throw new BreakglassError(
    'mixed-change',
    path === undefined ? `the change adds no request: it changes ${list}` : `the change adds several requests: ${list}`,
    { hint: `make a pull request that adds one file in ${REQUESTS} and nothing else, merged as one commit` },
  );
}

/**
 * Path of the one request file that the push or the pull request adds, for jobs that are not told which.
 *
 * @throws BreakglassError `mixed-change`, and `invalid-input` in a run that has no change
 */
export async function findAddedRequest(github: GitHub, hint: ChangeHint): Promise<string> {
  return requireOneRequest(await changedFiles(github, hint));
}

async function pages(read: (page: number) => Promise<readonly Answer[]>): Promise<readonly ChangedFile[]> {
  const all: ChangedFile[] = [];
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const files = await read(page);
    all.push(...files.map((file) => ({ path: file.text('filename'), status: file.text('status') })));
    if (files.length < PAGE) break;
  }
  return all;
}
