import { BreakglassError } from '../domain/error.ts';
import { type Answer, answer, answers } from './answer.ts';
import { AmbiguousAnswer, type GitHub, type Purpose } from './api.ts';

/** A comment of which a pull request has at most one; its text is replaced, never added to. */
export interface StickyComment {
  /** What it is about: one comment for each topic. */
  readonly topic: string;
  readonly pullRequest: number;
  readonly runId: string;
  readonly runAttempt: number;
  /** Markdown, as it will stand there. */
  readonly body: string;
}

/** `shown`: the text is there. `newer`: the comment has the text of a later run already, and keeps it. */
export type StickyResult = 'shown' | 'newer';

interface Posted {
  readonly id: number;
  readonly body: string;
  /** Later runs have higher ids; a later attempt of one run is later. */
  readonly order: readonly [runId: bigint, attempt: number];
}

const WRITE: Purpose = { what: 'comment on the pull request', permission: 'pull-requests: write', repeatable: true };
/** A comment that was made although its answer was lost would be made twice: look first. */
const CREATE: Purpose = { ...WRITE, repeatable: false };
const PAGE = 100;
const MAX_PAGES = 30;
/** Looks at the comments until there is one, and it says what it should. */
const ROUNDS = 5;

/**
 * Posts the comment, or updates the one that is there. An earlier comment is this one only if it begins with the marker and
 * was written by the token's own account: what a person wrote, marker and all, is never touched.
 *
 * GitHub has no conditional write. Of several runs at once each looks again after it has written: the oldest comment stays, it
 * gets the text of the latest run, the others are deleted. A run that is overtaken between its last look and its write may
 * leave the older text until the next one; the workflows put the runs of one pull request in a queue.
 */
export async function putStickyComment(github: GitHub, comment: StickyComment): Promise<StickyResult> {
  const marked = `${marker(comment)}\n${comment.body}`;
  const mine: Omit<Posted, 'id'> = { body: marked, order: [BigInt(comment.runId), comment.runAttempt] };
  const self = await ownAccount(github);
  for (let round = 0; round < ROUNDS; round += 1) {
    const [first, ...others] = await ownComments(github, comment, self);
    if (first === undefined) {
      await create(github, comment.pullRequest, marked);
      continue;
    }
    const latest = [first, ...others, mine].toSorted(byOrder).at(-1) ?? mine;
    if (compare(first.order, latest.order) === 0 && others.length === 0) {
      return compare(latest.order, mine.order) === 0 ? 'shown' : 'newer';
    }
    if (compare(first.order, latest.order) !== 0) await update(github, first.id, latest.body);
    for (const { id } of others) await remove(github, id);
  }
  throw new BreakglassError('github-rejected', `the comment on pull request #${comment.pullRequest} does not settle`, {
    hint: 'see who else deletes or writes it; the plan is in the summary of the run',
  });
}

function marker({ topic, runId, runAttempt }: StickyComment): string {
  return `<!-- breakglass:${topic} run=${runId} attempt=${runAttempt} -->`;
}

/** The account that this token writes as. GitHub refuses `GET /user` to a job's token, and answers this. */
async function ownAccount(github: GitHub): Promise<number> {
  const purpose: Purpose = { ...WRITE, what: 'read who this job is' };
  const result = await github.graphql(purpose, 'query Self { viewer { databaseId } }', {});
  if (result.ok) return answer(result.data, 'data').object('viewer').number('databaseId');
  throw new BreakglassError(
    'github-rejected',
    `GitHub does not say who this job is: ${result.errors[0]?.message ?? ''}`,
  );
}

/** Those of this topic that the account wrote, oldest first. */
async function ownComments(
  github: GitHub,
  { topic, pullRequest }: StickyComment,
  self: number,
): Promise<readonly Posted[]> {
  const form = new RegExp(`^<!-- breakglass:${topic} run=(\\d{1,19}) attempt=(\\d{1,6}) -->\\r?\\n`);
  const own: Posted[] = [];
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const asked = { issue_number: pullRequest, per_page: PAGE, page };
    const listed = answers(await github.rest(WRITE, 'GET /issues/{issue_number}/comments', asked), 'comments');
    own.push(...listed.flatMap((comment) => ownComment(comment, form, self)));
    if (listed.length < PAGE) return own.toSorted((a, b) => a.id - b.id);
  }
  throw new BreakglassError(
    'github-rejected',
    `pull request #${pullRequest} has more than ${PAGE * MAX_PAGES} comments`,
    {
      hint: 'the plan is in the summary of the run',
    },
  );
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

async function create(github: GitHub, pullRequest: number, body: string): Promise<void> {
  try {
    await github.rest(CREATE, 'POST /issues/{issue_number}/comments', { issue_number: pullRequest, body });
  } catch (error) {
    if (!(error instanceof AmbiguousAnswer)) throw error;
  }
}

/** One that is gone meanwhile is no error: the next look finds what there is. */
async function update(github: GitHub, id: number, body: string): Promise<void> {
  await github.find(WRITE, 'PATCH /issues/comments/{comment_id}', { comment_id: id, body });
}

async function remove(github: GitHub, id: number): Promise<void> {
  await github.find(WRITE, 'DELETE /issues/comments/{comment_id}', { comment_id: id });
}
