import type { PersonFacts } from '../domain/setup-facts.ts';
import { classifyFailure } from './failure.ts';
import type { SettingsPlace } from './settings.ts';
import { see } from './settings-error.ts';

const LEVELS = ['admin', 'write', 'read', 'none'] as const;

/** What somebody may do in the repository; who has no account of that login may do nothing. */
export async function readPermission(place: SettingsPlace, login: string): Promise<PersonFacts['permission']> {
  const { octokit, owner, repo } = place;
  const given = { what: `read what ${login} may do`, permission: '"Metadata: read" and the role "write"' };
  try {
    const { data } = await octokit.rest.repos.getCollaboratorPermissionLevel({ owner, repo, username: login });
    const level = LEVELS.find((each) => each === data.permission);
    if (level !== undefined) return { seen: true, value: level };
    return { seen: false, why: `GitHub says that ${login} has the permission "${data.permission}"` };
  } catch (error) {
    if (classifyFailure(error, Date.now())?.kind === 'missing') return { seen: true, value: 'none' };
    return see(given, Promise.reject(error));
  }
}
