import { genesis, parseGenesis } from '../audit/genesis.ts';
import { BreakglassError } from '../domain/error.ts';
import type { Seen } from '../domain/setup-facts.ts';
import { createOrphanBranch } from './orphan-branch.ts';
import type { SettingsPlace } from './settings.ts';
import { errand, see } from './settings-error.ts';

const GENESIS_FILE = 'audit.json';

/** Which repository the trail belongs to, and when it was begun: ISO 8601 in UTC. */
export interface TrailOrigin {
  readonly branch: string;
  readonly repositoryId: number;
  readonly at: string;
}

/** Makes the orphan branch whose root commit holds the genesis file alone. */
export async function openAuditBranch(place: SettingsPlace, { branch, repositoryId, at }: TrailOrigin): Promise<void> {
  const { octokit, owner, repo } = place;
  const content = genesis(`${owner}/${repo}`, repositoryId, at);
  const root = { branch, path: GENESIS_FILE, content, message: 'open the audit trail' };
  const work = createOrphanBranch(octokit, { owner, repo }, root);
  await errand({ what: `create the branch ${branch}`, permission: '"Contents: write"' }, work);
}

/** The repository id that the branch's genesis names; null where it has none, or one that is not valid. */
export async function readGenesis(place: SettingsPlace, branch: string): Promise<Seen<number | null>> {
  const { octokit, owner, repo } = place;
  const at = { owner, repo, path: GENESIS_FILE, ref: branch };
  const work = octokit.rest.repos.getContent(at).then(({ data }) => data);
  const found = await see({ what: `read ${GENESIS_FILE} of ${branch}`, permission: '"Contents: read"' }, work);
  if (!found.seen) return { seen: true, value: null };
  const file = found.value;
  if (Array.isArray(file) || !('content' in file)) return { seen: true, value: null };
  try {
    return { seen: true, value: parseGenesis(Buffer.from(file.content, 'base64')).repositoryId };
  } catch (error) {
    if (error instanceof BreakglassError) return { seen: true, value: null };
    throw error;
  }
}
