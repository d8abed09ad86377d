import { asBreakglassError, BreakglassError } from '../domain/error.ts';
import type { TimedEvent } from '../domain/event.ts';
import { answer } from '../github/answer.ts';
import type { Purpose } from '../github/api.ts';
import { type BotPullResult, openBotPull } from '../github/incident-branch.ts';
import { createRepository } from '../github/repository.ts';
import { type ClosedSession, readClosedSession } from '../github/session-record.ts';
import { checkDocument } from '../playbook/check-document.ts';
import { type Proposal, proposeChange } from '../playbook/proposal.ts';
import { type IncidentModel, incidentBody, incidentPage } from '../view/incident.ts';
import { renderMarkdown } from '../view/markdown.ts';
import type { Wiring } from './wiring.ts';

const READ: Purpose = { what: 'read the repository', permission: 'contents: read', repeatable: true };

/**
 * Opens a pull request with what the record says of a session, for the post-mortem, and where a limit of the playbook was shown
 * to be wrong, with a change to it. The job holds no credentials for AWS. What it reads is data, and it never fails the run: what
 * happened is on the audit branch already.
 */
export async function incidentCommand(wiring: Wiring): Promise<void> {
  const { host, inputs } = wiring;
  try {
    if (inputs.session === '') throw new BreakglassError('invalid-input', 'input "session" is missing');
    const { commit } = await wiring.trail();
    const closed = await readClosedSession(wiring.github, commit, {
      session: inputs.session,
      now: wiring.mode.clock.now(),
    });
    if (closed === undefined || closed.record.outcome === 'refused') {
      host.log(`session ${inputs.session} has no closing link, or changed nothing: there is nothing to write down`);
      return;
    }
    tell(wiring, await openPull(wiring, closed));
  } catch (failure) {
    const { code, message, hint } = asBreakglassError(failure);
    host.warn(`no pull request for the post-mortem: ${code}: ${message}${hint === undefined ? '' : `: ${hint}`}`);
  }
}

async function openPull(wiring: Wiring, closed: ClosedSession): Promise<BotPullResult> {
  const { github, inputs } = wiring;
  const base = answer(await github.rest(READ, 'GET '), 'repository').text('default_branch');
  const tip = answer(await github.rest(READ, 'GET /git/ref/{ref}', { ref: `heads/${base}` }), 'ref');
  const baseSha = tip.object('object').text('sha');
  const proposal = await proposalFor(wiring, closed, baseSha);
  const model = modelOf(wiring, closed, proposal);
  const path = `docs/incidents/${inputs.session}.md`;
  return openBotPull(github, {
    branch: branchOf(inputs.session),
    base,
    baseSha,
    headline: `docs: what happened in session ${inputs.session}`,
    files: [
      { path, content: renderMarkdown(incidentPage(model)) },
      ...(proposal === undefined ? [] : [{ path: proposal.path, content: proposal.text }]),
    ],
    title: `Post-mortem of ${inputs.session}`,
    body: renderMarkdown(incidentBody(model, path)),
  });
}

function branchOf(session: string): string {
  return `incidents/${session}`;
}

/** Only for the playbook as it ran: one that was changed since may have been mended already. */
async function proposalFor(
  { github, registry }: Wiring,
  { record }: ClosedSession,
  baseSha: string,
): Promise<Proposal | undefined> {
  const { plan, code, timeline } = record;
  const name = plan?.playbook.name ?? '';
  if (plan === null || !/^[a-z0-9][a-z0-9-]{0,38}$/.test(name)) return undefined;
  const file = await createRepository(github, baseSha).readFile(`playbooks/${name}.yml`);
  if (file === undefined || file.blob !== plan.blobs.playbook) return undefined;
  const proposal = proposeChange(file, { code, plan, events: timeline });
  if (proposal === undefined) return undefined;
  const problems = checkDocument('playbook', { ...file, text: proposal.text }, registry);
  return problems.length === 0 ? proposal : undefined;
}

function modelOf({ runner, inputs }: Wiring, closed: ClosedSession, proposal: Proposal | undefined): IncidentModel {
  const { record, folder, runId, commits, links } = closed;
  const { code, message, plan, digest, session, drill, outcome } = record;
  const at = `${runner.serverUrl}/${runner.owner}/${runner.name}`;
  return {
    session,
    drill,
    outcome,
    error: code === null ? undefined : { code, message: message ?? '' },
    planned: plan === null || digest === null ? undefined : { plan, digest },
    events: record.timeline.filter(isWhole),
    recordUrl: `${at}/blob/${inputs.auditBranch}/${folder}/record.json`,
    reportUrl: `${at}/blob/${inputs.auditBranch}/${folder}/report.md`,
    runUrl: `${at}/actions/runs/${runId}`,
    commits: commits.map((oid) => ({ oid, url: `${at}/commit/${oid}` })),
    links,
    proposal,
  };
}

/** An event without a time that can be read is none that this version wrote. */
function isWhole({ at }: TimedEvent): boolean {
  return !Number.isNaN(Date.parse(at));
}

function tell({ host, runner, inputs }: Wiring, result: BotPullResult): void {
  const branch = branchOf(inputs.session);
  switch (result.kind) {
    case 'opened':
    case 'existed':
      host.log(`the pull request for the post-mortem${result.kind === 'existed' ? ' exists' : ''}: ${result.url}`);
      return;
    case 'foreign':
      host.warn(
        `no pull request for the post-mortem: branch "${branch}" holds something else than this job writes, so nothing of it is ` +
          'proposed. See who pushed it, and what; then delete the branch and run this job again',
      );
      return;
    default: {
      const compare = `${runner.serverUrl}/${runner.owner}/${runner.name}/compare/${branch}?expand=1`;
      host.warn(
        "no pull request for the post-mortem yet: this repository does not let GitHub Actions open one, as then a branch's workflow " +
          `could approve one as well. Open it yourself: ${compare}`,
      );
    }
  }
}
