import { BreakglassError } from '../domain/error.ts';
import type { Account } from '../domain/gate-facts.ts';
import { answers } from './answer.ts';
import type { GitHub, Purpose } from './api.ts';

const READ: Purpose = { what: 'read who administers the repository', permission: 'contents: read', repeatable: true };
/** More than a page of administrators is a finding of its own; the first hundred say it. */
const PAGE = 100;

/**
 * Who administers the repository, and so can change the gate; null where the token may not ask. It is shown to the approver
 * and decides nothing, so no failure to learn it stops a plan.
 */
export async function administrators(github: GitHub): Promise<readonly Account[] | null> {
  try {
    const asked = { affiliation: 'all', permission: 'admin', per_page: PAGE };
    const found = await github.find(READ, 'GET /collaborators', asked);
    return found === undefined ? null : answers(found, 'collaborators').map(toAccount);
  } catch (error) {
    if (error instanceof BreakglassError) return null;
    throw error;
  }
}

function toAccount(collaborator: ReturnType<typeof answers>[number]): Account {
  return { login: collaborator.text('login'), id: collaborator.number('id') };
}
