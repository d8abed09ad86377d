import { DEFAULT_AUDIT_BRANCH } from '../../audit/trail-path.ts';
import { BreakglassError } from '../../domain/error.ts';
import { answer } from '../../github/answer.ts';
import type { GitHub, Purpose } from '../../github/api.ts';
import { createHttpFetch } from '../../runtime/http.ts';
import { isLoopback } from '../../runtime/test-mode.ts';
import type { Past } from '../past-session.ts';

/** The playbook repository, as its audit branch is read from somebody's own machine. */
export interface PastOf {
  readonly github: GitHub;
  readonly apiUrl: string;
  /** `owner/name`, and its id, as GitHub says them. */
  readonly fullName: string;
  readonly id: number;
  readonly auditBranch?: string;
}

const READ: Purpose = { what: 'read the audit branch', permission: 'contents: read', repeatable: true };

/** Past sessions, proven on this machine: with GitHub's keys, or on a sandbox with the sandbox's. */
export function pastOf({ github, apiUrl, fullName, id, auditBranch = DEFAULT_AUDIT_BRANCH }: PastOf): Past {
  const drill = isLoopback(apiUrl);
  return {
    drill,
    read: async (session) => {
      const [{ readPast }, head] = await Promise.all([import('../read-past.ts'), trailHead(github, auditBranch)]);
      const place = { github, fetch: createHttpFetch(), drill, oidc: undefined, apiUrl };
      return readPast({ ...place, repository: fullName, repositoryId: id, head }, session);
    },
  };
}

/** @throws BreakglassError `audit-branch-missing` */
async function trailHead(github: GitHub, branch: string): Promise<string> {
  const found = await github.find(READ, 'GET /git/ref/{+ref}', { ref: `heads/${branch}` });
  if (found !== undefined) return answer(found, 'ref').object('object').text('sha');
  throw new BreakglassError('audit-branch-missing', `there is no branch "${branch}"`, {
    hint: 'name it by --audit-branch, or run breakglass setup',
  });
}
