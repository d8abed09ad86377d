import { problemsPage, refusalPage } from '../../action/commands/plan-page.ts';
import { BreakglassError } from '../../action/domain/error.ts';
import { planComment } from '../../action/view/comment.ts';
import { failedDrillPage } from '../../action/view/drill-issue.ts';
import { type IncidentModel, incidentBody, incidentPage } from '../../action/view/incident.ts';
import { renderMarkdown } from '../../action/view/markdown.ts';
import { planPage } from '../../action/view/plan.ts';
import { renderReport } from '../../action/view/report.ts';
import { renderStatus } from '../../action/view/status.ts';
import { renderSummary } from '../../action/view/summary.ts';
import { contextOf, eventsOf, planOf } from './model.ts';
import type { Texts } from './texts.ts';

/** Pages of ours as Markdown, by what they are. */
export const PAGES: Readonly<Record<string, (texts: Texts) => string>> = {
  'plan, live': (texts) => renderMarkdown(planPage(planOf(texts), texts.digest, contextOf(texts, true))),
  'plan as a comment, static': (texts) =>
    planComment(planPage(planOf(texts), texts.digest, contextOf(texts, false)), texts.runUrl),
  'summary of a failure': (texts) => renderSummary({ ...ended(texts), receipt: undefined, lockKept: texts.install }),
  'summary of a refusal without a plan': (texts) =>
    renderSummary({
      ...ended(texts),
      outcome: 'refused',
      planned: undefined,
      receipt: receipt(texts),
      lockKept: undefined,
    }),
  report: (texts) => renderReport(ended(texts)),
  'status of a session': (texts) =>
    renderStatus({
      session: texts.session,
      drill: false,
      plan: planOf(texts),
      runUrl: texts.runUrl,
      events: eventsOf(texts),
      record: { commit: texts.digest, commitUrl: texts.runUrl },
      ownIssue: true,
    }),
  'plan that was refused': (texts) => renderMarkdown(refusalPage(error(texts), texts.runUrl)),
  'problems of files': (texts) => renderMarkdown(problemsPage(3, [error(texts), error(texts)], texts.runUrl)),
  'page for the post-mortem': (texts) => renderMarkdown(incidentPage(incident(texts))),
  'pull request of the post-mortem': (texts) => renderMarkdown(incidentBody(incident(texts), texts.file)),
  'issue about a drill': (texts) =>
    renderMarkdown(
      failedDrillPage({
        playbook: texts.playbook,
        commander: texts.commander,
        outcome: texts.outcome,
        problems: [texts.message],
        runUrl: texts.runUrl,
      }),
    ),
};

function ended(texts: Texts): Parameters<typeof renderReport>[0] {
  return {
    session: texts.session,
    drill: true,
    outcome: 'failed',
    error: error(texts),
    planned: { plan: planOf(texts), digest: texts.digest },
    events: eventsOf(texts),
  };
}

function incident(texts: Texts): IncidentModel {
  const { message, digest, runUrl, file } = texts;
  return {
    ...ended(texts),
    recordUrl: runUrl,
    reportUrl: runUrl,
    runUrl,
    commits: [{ oid: digest, url: runUrl }],
    links: 5,
    proposal: { path: file, where: texts.parameter, from: texts.before, to: texts.after, why: message },
  };
}

function error(texts: Texts): BreakglassError {
  const at = { file: texts.file, line: 3, column: 5 };
  return new BreakglassError('rollback-conflict', texts.message, { hint: texts.hint, at });
}

function receipt(texts: Texts): { readonly commit: string; readonly commitUrl: string; readonly recordUrl: string } {
  return { commit: texts.digest, commitUrl: texts.runUrl, recordUrl: texts.runUrl };
}
