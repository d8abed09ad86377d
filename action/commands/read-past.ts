import type { ProvenSession } from '../audit/proven-session.ts';
import { SOURCE_REPOSITORY } from '../domain/trusted-names.ts';
import { answer } from '../github/answer.ts';
import type { GitHub, Purpose } from '../github/api.ts';
import type { HttpFetch } from '../ports/http.ts';
import type { RunnerEnvironment } from '../runtime/environment.ts';
import { readProofKeys } from '../runtime/proof-keys.ts';
import { readSessionById } from './find-session.ts';

/** Where a past session is read from, and what it has to be of. */
export interface PastPlace {
  readonly github: GitHub;
  readonly fetch: HttpFetch;
  readonly drill: boolean;
  /** Absent where the job may not ask for tokens: a drill's keys are then taken from where its API is. */
  readonly oidc: RunnerEnvironment['oidc'];
  readonly apiUrl: string;
  /** `owner/name` */
  readonly repository: string;
  readonly repositoryId: number;
  /** The audit branch's head. */
  readonly head: string;
}

const READ: Purpose = { what: 'read the repository', permission: 'contents: read', repeatable: true };

/**
 * A past session, every link of it proven with GitHub's keys of today: one whose proofs were signed by a key that GitHub has
 * retired since cannot be gone on from.
 *
 * @throws BreakglassError `unknown-session`, `session-unfit` where it was refused, `audit-invalid`
 */
export async function readPast(place: PastPlace, session: string): Promise<ProvenSession> {
  const { github, fetch, drill, repository, repositoryId, head } = place;
  const oidc = place.oidc ?? { url: place.apiUrl, token: '' };
  const [keys, found] = await Promise.all([
    readProofKeys({ fetch, clock: github.clock, drill, oidc }),
    github.rest(READ, 'GET '),
  ]);
  const ref = `refs/heads/${answer(found, 'repository').text('default_branch')}`;
  const trust = { keys, repository, repositoryId, drill, ref, sourceRepository: SOURCE_REPOSITORY };
  return readSessionById(github, { session, head, now: github.clock.now() }, trust);
}
