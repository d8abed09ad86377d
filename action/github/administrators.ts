import type { Account } from '../domain/gate-facts.ts';
import { answers } from './answer.ts';
import type { GitHub, Purpose } from './api.ts';

const READ: Purpose = { what: 'read who administers the repository', permission: 'contents: read', repeatable: true };
/** More than a page of administrators is a finding of its own; the first hundred say it. */
const PAGE = 100;

/** Milliseconds of the client's clock. */
const WAIT_MS = 3_000;

/**
 * Who administers the repository, and so can change the gate; null where the token may not ask, or GitHub does not say soon.
 * It is shown to the approver and decides nothing, so no failure to learn it stops a plan, or holds it up.
 */
export async function administrators(github: GitHub): Promise<readonly Account[] | null> {
  const settled = new AbortController();
  const { signal } = settled;
  try {
    const tooLate = github.clock.sleep(WAIT_MS, signal).then(() => null);
    return await Promise.race([list(github, signal), tooLate]);
  } catch {
    return null;
  } finally {
    settled.abort();
  }
}

async function list(github: GitHub, signal: AbortSignal): Promise<readonly Account[] | null> {
  const asked = { affiliation: 'all', permission: 'admin', per_page: PAGE, request: { signal } };
  const found = await github.find(READ, 'GET /collaborators', asked);
  return found === undefined ? null : answers(found, 'collaborators').map(toAccount);
}

function toAccount(collaborator: ReturnType<typeof answers>[number]): Account {
  return { login: collaborator.text('login'), id: collaborator.number('id') };
}
