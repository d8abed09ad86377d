import type { Install, Person } from '../domain/documents.ts';
import type { GateFacts } from '../domain/gate-facts.ts';
import type { LiveView } from '../domain/live-view.ts';
import type { PlanContext } from '../domain/plan-context.ts';
import type { Undone } from '../engine/undo-plan.ts';
import { authenticatedCommander } from '../gate/people.ts';
import { provenance } from '../gate/provenance.ts';
import { runUrl } from '../runtime/environment.ts';
import type { Prepared } from './prepare.ts';

/** What the approver is told beside the plan. */
export function planContext(
  wiring: { readonly runner: Parameters<typeof runUrl>[0] },
  { facts, documents, undone }: Pick<Prepared, 'facts' | 'documents' | 'undone'>,
  found: { readonly live: LiveView | undefined; readonly administrators: PlanContext['repository']['administrators'] },
): PlanContext {
  const { install, request } = documents;
  return {
    live: found.live,
    undone: undone === undefined ? null : undoneOf(undone),
    source: sourceOf(facts),
    commander: authenticatedCommander(install, request.commander, provenance(facts)) ?? null,
    runUrl: runUrl(wiring.runner),
    repository: {
      fullName: facts.repository.fullName,
      owner: install.owner,
      administrators: found.administrators,
    },
    approval: approvalOf(install),
  };
}

function undoneOf({ past, since, of, diffs }: Undone): PlanContext['undone'] {
  return { session: past.session, since, incident: of.request.incident, requester: of.requester, diffs };
}

function sourceOf({ pullRequest, run }: GateFacts): PlanContext['source'] {
  if (pullRequest === null) return { kind: 'dispatch' };
  return { kind: 'pull-request', number: pullRequest.number, merged: run.event === 'push' };
}

function approvalOf({ environment, approvers }: Install): PlanContext['approval'] {
  const { minimum, people, withinMs, binding } = approvers;
  return { environment, minimum, people: people.map(formatPerson), withinMs, binding };
}

function formatPerson({ login, id }: Person): string {
  return id === undefined ? login : `${login}#${id}`;
}
