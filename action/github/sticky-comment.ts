import { BreakglassError } from '../domain/error.ts';
import { type Answer, answer } from './answer.ts';
import { AmbiguousAnswer, type GitHub, type Purpose } from './api.ts';
import { issueComments } from './issue-comments.ts';
import { isLaterRun } from './later-run.ts';
import { ownAccount } from './own-account.ts';

/** A comment of which a pull request has at most one; its text is replaced, never added to. */
export interface StickyComment {
  /** What it is about: one comment for each topic. */
  readonly topic: string;
  readonly pullRequest: number;
  readonly runId: string;
  readonly runAttempt: number;
  /** Event that started the run. */
  readonly eventName: string;
  /** Markdown, as it will stand there. */
  readonly body: string;
}

/** `shown`: the text is there. `newer`: the comment is that of a later run, as GitHub confirms, and stays as it is. */
export type StickyResult = 'shown' | 'newer';

interface Posted {
  readonly id: number;
  readonly body: string;
  /** Later runs have higher ids; a later attempt of one run is later. [0, 0] where the comment claims what is not so. */
  readonly order: readonly [runId: bigint, attempt: number];
}

const WRITE: Purpose = { what: 'comment on the pull request', permission: 'pull-requests: write', repeatable: true };
/** A comment that was made although its answer was lost would be made twice: look first. */
const CREATE: Purpose = { ...WRITE, repeatable: false };
/** Looks at the comments until there is one, and it says what it should. */
const ROUNDS = 5;

/**
 * Posts the comment, or updates the one that is there. An earlier comment is this one only if it begins with the marker and
 * was written by the token's own account: what a person wrote, marker and all, is never touched. Every workflow of the
 * repository writes as that account, so what a comment says of itself is not believed: it keeps its text only for a later run
 * that GitHub confirms, and is written over even if it says that it is of this very run.
 *
 * GitHub has no conditional write. Of several runs at once each looks again after it has written: the oldest comment stays, it
 * gets the text of the latest run, the others are deleted. A run that is overtaken between its last look and its write may
 * leave the older text until the next one; the workflows put the runs of one pull request in a queue.
 */
export async function putStickyComment(github: GitHub, comment: StickyComment): Promise<StickyResult> {
  const marked = `${marker(comment)}\n${comment.body}`;
  const mine: Omit<Posted, 'id'> = { body: marked, order: [BigInt(comment.runId), comment.runAttempt] };
  const self = await ownAccount(github, WRITE.permission);
  const written = new Set<number | undefined>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const [first, ...others] = await confirmed(github, comment, await ownComments(github, comment, self));
    if (first === undefined) {
      written.add(await create(github, comment.pullRequest, marked));
      continue;
    }
    const latest = [first, ...others, mine].toSorted(byOrder).at(-1) ?? mine;
    const isMine = compare(latest.order, mine.order) === 0;
    const stands = compare(first.order, latest.order) === 0 && (!isMine || written.has(first.id));
    if (stands && others.length === 0) return isMine ? 'shown' : 'newer';
    if (!stands) await update(github, first.id, latest.body);
    if (isMine) written.add(first.id);
    for (const { id } of others) await remove(github, id);
  }
  throw new BreakglassError('github-rejected', `the comment on pull request #${comment.pullRequest} does not settle`, {
    hint: 'see who else deletes or writes it; the plan is in the summary of the run',
  });
}

/** Those that claim a later run keep their order only if GitHub confirms it. No attempt begins before the one before it ends. */
async function confirmed(
  github: GitHub,
  comment: StickyComment,
  posted: readonly Posted[],
): Promise<readonly Posted[]> {
  const own = BigInt(comment.runId);
  const claims = new Set(posted.map(({ order: [run] }) => run).filter((run) => run > own));
  const later = new Set<bigint>();
  for (const run of claims) if (await isLaterRun(github, comment, `${run}`)) later.add(run);
  return posted.map((each) => {
    const [run, attempt] = each.order;
    const isSo = run === own ? attempt <= comment.runAttempt : run < own || later.has(run);
    return isSo ? each : { ...each, order: [0n, 0] };
  });
}

function marker({ topic, runId, runAttempt }: StickyComment): string {
  return `<!-- breakglass:${topic} run=${runId} attempt=${runAttempt} -->`;
}

/** Those of this topic that the account wrote, oldest first. */
async function ownComments(
  github: GitHub,
  { topic, pullRequest }: StickyComment,
  self: number,
): Promise<readonly Posted[]> {
  const form = new RegExp(`^<!-- breakglass:${topic} run=(\\d{1,19}) attempt=(\\d{1,6}) -->\\r?\\n`);
  const listed = await issueComments(github, WRITE, pullRequest);
  return listed.flatMap((comment) => ownComment(comment, form, self)).toSorted((a, b) => a.id - b.id);
}

function ownComment(comment: Answer, form: RegExp, self: number): readonly Posted[] {
  const body = comment.value('body');
  if (typeof body !== 'string' || comment.optional('user')?.value('id') !== self) return [];
  const [, runId, attempt] = form.exec(body) ?? [];
  if (runId === undefined || attempt === undefined) return [];
  return [{ id: comment.number('id'), body, order: [BigInt(runId), Number(attempt)] }];
}

function byOrder(a: Pick<Posted, 'order'>, b: Pick<Posted, 'order'>): number {
  return compare(a.order, b.order);
}

function compare([run, attempt]: Posted['order'], [otherRun, otherAttempt]: Posted['order']): number {
  if (run !== otherRun) return run < otherRun ? -1 : 1;
  return attempt - otherAttempt;
}

/** The id of the new comment; undefined where the answer was lost. */
async function create(github: GitHub, pullRequest: number, body: string): Promise<number | undefined> {
  try {
    const parameters = { issue_number: pullRequest, body };
    return answer(await github.rest(CREATE, 'POST /issues/{issue_number}/comments', parameters), 'comment').number(
      'id',
    );
  } catch (error) {
    if (error instanceof AmbiguousAnswer) return undefined;
    throw error;
  }
}

/** One that is gone meanwhile is no error: the next look finds what there is. */
async function update(github: GitHub, id: number, body: string): Promise<void> {
  await github.find(WRITE, 'PATCH /issues/comments/{comment_id}', { comment_id: id, body });
}

async function remove(github: GitHub, id: number): Promise<void> {
  await github.find(WRITE, 'DELETE /issues/comments/{comment_id}', { comment_id: id });
}
