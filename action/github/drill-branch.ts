import type { Octokit } from '@octokit/rest';
import { BreakglassError } from '../domain/error.ts';
import { isJsonObject, type JsonObject } from '../domain/json.ts';
import { createOrphanBranch } from './orphan-branch.ts';

/** The orphan branch of drill records: drills are no sessions, so they have no place in the audit trail. */
export const DRILL_BRANCH = 'break-glass-drills';

export interface DrillBranch {
  /** The newest records, oldest first, as they stand there: unchecked. */
  read(): Promise<readonly JsonObject[]>;
  /** Commits one record; resolves to its commit. */
  add(path: string, text: string): Promise<string>;
}

/** Monthly drills of some playbooks: years of them. */
const NEWEST = 100;
const ATTEMPTS = 4;

export function createDrillBranch(
  octokit: Octokit,
  place: { readonly owner: string; readonly repo: string },
): DrillBranch {
  return {
    read: async () => {
      const tip = await tipOf(octokit, place);
      if (tip === undefined) return [];
      const { data } = await octokit.rest.git.getTree({ ...place, tree_sha: tip, recursive: 'true' });
      const records = data.tree.filter(({ type, path }) => type === 'blob' && /^drills\/.*\.json$/.test(path));
      const newest = records.toSorted((a, b) => (a.path < b.path ? -1 : 1)).slice(-NEWEST);
      const texts = await Promise.all(newest.map(({ sha }) => octokit.rest.git.getBlob({ ...place, file_sha: sha })));
      return texts.flatMap(({ data: blob }) => parsed(Buffer.from(blob.content, 'base64').toString('utf8')));
    },
    add: async (path, text) => {
      await ensureBranch(octokit, place);
      const content = Buffer.from(text).toString('base64');
      const message = `drill: ${path.replace(/^.*\//, '').replace(/\.json$/, '')}`;
      const file = { ...place, path, message, content, branch: DRILL_BRANCH };
      for (let attempt = 1; ; attempt += 1) {
        try {
          const { data } = await octokit.rest.repos.createOrUpdateFileContents(file);
          return data.commit.sha ?? '';
        } catch (error) {
          // Another drill's record came in between: the branch has moved.
          if (statusOf(error) !== 409 || attempt === ATTEMPTS) throw asRefusal(error);
        }
      }
    },
  };
}

async function tipOf(octokit: Octokit, place: { owner: string; repo: string }): Promise<string | undefined> {
  try {
    return (await octokit.rest.git.getRef({ ...place, ref: `heads/${DRILL_BRANCH}` })).data.object.sha;
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw asRefusal(error);
  }
}

async function ensureBranch(octokit: Octokit, place: { owner: string; repo: string }): Promise<void> {
  if ((await tipOf(octokit, place)) !== undefined) return;
  const content = 'Records of drills, one file each. Written by `breakglass habit`.\n';
  try {
    const root = { branch: DRILL_BRANCH, path: 'README.md', content, message: 'open the drill records' };
    await createOrphanBranch(octokit, place, root);
  } catch (error) {
    // Somebody else was first: that is as well.
    if (statusOf(error) !== 422) throw asRefusal(error);
  }
}

function parsed(text: string): readonly JsonObject[] {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? [value] : [];
  } catch {
    return [];
  }
}

function statusOf(error: unknown): number | undefined {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : undefined;
}

function asRefusal(error: unknown): unknown {
  if (statusOf(error) !== 403 && statusOf(error) !== 404) return error;
  return new BreakglassError('github-forbidden', `cannot keep the drill's record: ${String(error)}`, {
    hint: 'add to the job:\npermissions:\n  contents: write',
    cause: error,
  });
}
