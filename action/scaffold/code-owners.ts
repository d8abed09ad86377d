import type { Install } from '../domain/documents.ts';
import { GENERATED, type ScaffoldFile } from './scaffold-file.ts';

/**
 * Who has to review what decides about access: the people who approve it. A request itself is approved at its environment, so that
 * two approvals of the same people are not needed at 2 a.m.
 */
export function codeOwners(installs: readonly Install[]): ScaffoldFile {
  const logins = new Set(installs.flatMap(({ approvers }) => approvers.people.map(({ login }) => `@${login}`)));
  const owners = [...logins].toSorted().join(' ');
  const lines = [
    GENERATED,
    '# What decides who gets access, and to what, is reviewed by those who approve it. Requests have no owner: they are approved at',
    '# the environment. Rules on the default branch have to require a review from code owners, or this file asks for nothing.',
    `/playbooks/ ${owners}`,
    '/playbooks/requests/',
    `/.github/ ${owners}`,
  ];
  return { path: '.github/CODEOWNERS', text: `${lines.join('\n')}\n` };
}
