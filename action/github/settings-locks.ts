import type { OpenLock, Seen } from '../domain/setup-facts.ts';
import { classifyFailure } from './failure.ts';
import { parseHolder } from './lock-marker.ts';
import type { SettingsPlace } from './settings.ts';
import { errand, see } from './settings-error.ts';

const READ = { what: 'read the locks of open sessions', permission: '"Contents: read"' };
const PREFIX = 'refs/heads/break-glass/open/';

/** Every lock that a session holds now, and what GitHub says of the run that took it. */
export async function readLocks(place: SettingsPlace): Promise<Seen<readonly OpenLock[]>> {
  const { octokit, owner, repo } = place;
  const ref = PREFIX.slice('refs/'.length);
  const work = octokit.rest.git.listMatchingRefs({ owner, repo, ref });
  const found = await see(READ, work.then(({ data }) => data).catch(emptyRepository));
  if (!found.seen) return found;
  return {
    seen: true,
    value: await Promise.all(found.value.map((each) => readLock(place, each.ref, each.object.sha))),
  };
}

/** GitHub answers 409 of a repository without a commit. */
function emptyRepository(error: unknown): never[] {
  if (error instanceof Error && 'status' in error && error.status === 409) return [];
  throw error;
}

async function readLock(place: SettingsPlace, ref: string, sha: string): Promise<OpenLock> {
  const { octokit, owner, repo } = place;
  const commit = await errand(READ, octokit.rest.git.getCommit({ owner, repo, commit_sha: sha }));
  const holder = parseHolder(commit.data.message) ?? null;
  const runStatus = holder === null ? null : await readRunStatus(place, holder.run);
  return { install: ref.slice(PREFIX.length), ref, holder, runStatus };
}

/** Only a run of this repository's says anything about its lock. */
async function readRunStatus({ octokit, owner, repo }: SettingsPlace, run: string): Promise<string | null> {
  const [, of = '', id = ''] = /\/([\w.-]+\/[\w.-]+)\/actions\/runs\/(\d+)$/.exec(run) ?? [];
  if (of.toLowerCase() !== `${owner}/${repo}`.toLowerCase()) return null;
  try {
    return (await octokit.rest.actions.getWorkflowRun({ owner, repo, run_id: Number(id) })).data.status;
  } catch (error) {
    const kind = classifyFailure(error, Date.now())?.kind;
    if (kind === 'forbidden' || kind === 'missing') return null;
    throw error;
  }
}
