import type { Install } from '../domain/documents.ts';
import { dispatchablePlaybooks } from '../scaffold/playbook-repository.ts';
import type { PlaybookFolder } from './playbook-folder.ts';
import { FOLDERS } from './read-documents.ts';

/** Which forms are not there, or will be refused whoever sends them, and why: one sentence each. */
export function formNotes(folder: PlaybookFolder): readonly string[] {
  if (folder.installs.length === 0) {
    return [
      `there is no install in ${FOLDERS.install}/ yet: the forms of the playbooks, and CODEOWNERS, are written once there is one`,
    ];
  }
  return [...withoutRole(folder), ...folder.installs.flatMap(whyNoForm)];
}

function withoutRole(folder: PlaybookFolder): readonly string[] {
  const able = new Set(dispatchablePlaybooks(folder).map(({ playbook }) => playbook.playbook));
  const byRole = new Map<string, string[]>();
  for (const { playbook, role } of folder.playbooks) {
    if (!able.has(playbook)) byRole.set(role, [...(byRole.get(role) ?? []), playbook]);
  }
  return [...byRole].map(
    ([role, playbooks]) => `no install has enabled the role "${role}", so there is no form for ${playbooks.join(', ')}`,
  );
}

/** What the gate will say to everybody who sends a form for this install: then requests come by pull request. */
function whyNoForm({ install, approvers, requesters, commanders }: Install): readonly string[] {
  const where = `forms for the install "${install}" are refused, ask by pull request`;
  if (approvers.minimum > 1) return [`${where}: it wants ${approvers.minimum} approvals, a form gets one`];
  const alone = requesters.some(({ login }) =>
    commanders.some((other) => other.login.toLowerCase() === login.toLowerCase()),
  );
  return alone ? [] : [`${where}: who sends a form is its commander too, and no requester is a commander`];
}
