import { BreakglassError } from '../domain/error.ts';
import { answer } from './answer.ts';
import type { GitHub, GraphQlError, Purpose } from './api.ts';

/** A file to add; the trail never changes one. */
export interface NewFile {
  readonly path: string;
  readonly content: string;
}

const WRITE: Purpose = { what: 'write to the audit branch', permission: 'contents: write', repeatable: false };

const CREATE_COMMIT = `mutation CreateCommit($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;

/**
 * Commits files onto exactly `head`, signed by GitHub. Undefined when the branch has another head by now.
 *
 * @throws AmbiguousAnswer when the answer was lost
 * @throws BreakglassError `audit-not-writable`, `github-unavailable`
 */
export async function commitFiles(
  github: GitHub,
  branch: string,
  head: string,
  headline: string,
  files: readonly NewFile[],
): Promise<string | undefined> {
  const input = {
    branch: { repositoryNameWithOwner: `${github.owner}/${github.name}`, branchName: branch },
    message: { headline },
    expectedHeadOid: head,
    fileChanges: {
      additions: files.map(({ path, content }) => ({ path, contents: Buffer.from(content).toString('base64') })),
    },
  };
  const result = await github.graphql(WRITE, CREATE_COMMIT, { input }).catch((error: unknown) => {
    throw error instanceof BreakglassError && error.code === 'github-forbidden'
      ? notWritable(branch, error.message)
      : error;
  });
  if (result.ok) return answer(result.data, 'data').object('createCommitOnBranch').object('commit').text('oid');
  if (result.errors.some(({ type }) => type === 'STALE_DATA')) return undefined;
  throw refused(branch, result.errors);
}

function refused(branch: string, errors: readonly GraphQlError[]): BreakglassError {
  return notWritable(branch, errors.map(({ type, message }) => `${type}: ${message}`).join('; '));
}

function notWritable(branch: string, reason: string): BreakglassError {
  return new BreakglassError('audit-not-writable', `cannot write to branch "${branch}": ${reason}`, {
    hint:
      'let the workflow write to it: check the rules of the branch, and add to the job and to its caller:\n' +
      'permissions:\n  contents: write',
  });
}
