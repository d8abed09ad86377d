import { type Answer, answer, answers } from './answer.ts';
import { AmbiguousAnswer, type GitHub, type Purpose } from './api.ts';
import { issueComments } from './issue-comments.ts';

/** Where the state of one session is shown: on the request's pull request, or in an issue that is opened for it. */
export interface StatusPlace {
  readonly session: string;
  /** Undefined for a dispatch. */
  readonly pullRequest: number | undefined;
  /** Of the issue; made of names only. */
  readonly title: string;
}

/** One comment, or one issue, that is written over and over. */
export interface StatusPage {
  /** Markdown, escaped. `done`: nothing is left for a person to do, and an issue is closed. */
  readonly write: (body: string, done: boolean, signal: AbortSignal) => Promise<void>;
}

/** GitHub makes a label that the repository does not have yet. */
const LABEL = 'break-glass';
const COMMENT: Purpose = { what: 'show the status', permission: 'pull-requests: write', repeatable: true };
const ISSUE: Purpose = { what: 'show the status', permission: 'issues: write', repeatable: true };

export function createStatusPage(github: GitHub, { session, pullRequest, title }: StatusPlace): StatusPage {
  const marker = `<!-- breakglass:status:${session} -->`;
  const page = pullRequest === undefined ? issue(github, title) : comment(github, pullRequest);
  let id: number | undefined;
  let doubtful = false;
  return {
    write: async (body, done, signal) => {
      const text = `${marker}\n${body}`;
      const request = { signal };
      // A first write whose answer was lost may have been carried out: a second one would be seen as two.
      if (id === undefined && doubtful) id = await page.find(marker, request);
      if (id !== undefined) return page.update(id, { body: text, request }, done);
      doubtful = true;
      try {
        id = await page.create({ body: text, request });
      } catch (error) {
        if (!(error instanceof AmbiguousAnswer)) throw error;
        id = await page.find(marker, request);
        if (id === undefined) throw error.cause;
      }
      if (done) await page.update(id, { body: text, request }, done);
    },
  };
}

interface Content {
  readonly body: string;
  readonly request: object;
}

interface Page {
  readonly create: (content: Content) => Promise<number>;
  readonly update: (id: number, content: Content, done: boolean) => Promise<void>;
  readonly find: (marker: string, request: object) => Promise<number | undefined>;
}

function comment(github: GitHub, pullRequest: number): Page {
  return {
    create: async (content) => {
      const purpose = { ...COMMENT, repeatable: false };
      const made = await github.rest(purpose, 'POST /issues/{issue_number}/comments', {
        issue_number: pullRequest,
        ...content,
      });
      return answer(made, 'comment').number('id');
    },
    update: async (id, content) => {
      await github.rest(COMMENT, 'PATCH /issues/comments/{comment_id}', { comment_id: id, ...content });
    },
    find: async (marker, request) => {
      const listed = await issueComments(github, COMMENT, pullRequest, request);
      return listed.find((each) => isOurs(each, marker))?.number('id');
    },
  };
}

/** Known by its number, as issues are. */
function issue(github: GitHub, title: string): Page {
  return {
    create: async (content) => {
      const purpose = { ...ISSUE, repeatable: false };
      const made = await github.rest(purpose, 'POST /issues', { title, labels: [LABEL], ...content });
      return answer(made, 'issue').number('number');
    },
    update: async (number, content, done) => {
      const closed = done ? { state: 'closed', state_reason: 'completed' } : {};
      await github.rest(ISSUE, 'PATCH /issues/{issue_number}', { issue_number: number, ...content, ...closed });
    },
    find: async (marker, request) => {
      const query = { labels: LABEL, state: 'all', per_page: 100, request };
      const listed = await github.rest(ISSUE, 'GET /issues', query);
      return answers(listed, 'issues')
        .find((each) => isOurs(each, marker))
        ?.number('number');
    },
  };
}

/** What a person wrote, marker and all, is never written over. */
function isOurs(each: Answer, marker: string): boolean {
  const body = each.value('body');
  return typeof body === 'string' && body.startsWith(marker) && each.optional('user')?.value('type') === 'Bot';
}
