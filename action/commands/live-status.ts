import { createStatusPage } from '../github/status-page.ts';
import type { LivePage } from '../ports/sink.ts';
import { runUrl } from '../runtime/environment.ts';
import { renderStatus, type StatusModel } from '../view/status.ts';
import { patientClient } from './patient-client.ts';
import type { Told } from './tell-people.ts';
import type { Wiring } from './wiring.ts';

/** Milliseconds of the wall: a status that is not taken by then is soon overtaken by the next. */
const ANSWER_MS = 4_000;

/** The session's state on GitHub: on the pull request that asked for it, or in an issue of its own. */
export function openStatus(wiring: Wiring, { plan, facts }: Told): LivePage {
  const pullRequest = facts.pullRequest?.number;
  const title = `Break glass: ${wiring.session} on ${plan.install.name}`;
  const page = createStatusPage(patientClient(wiring, ANSWER_MS), { session: wiring.session, pullRequest, title });
  const url = runUrl(wiring.runner);
  return {
    publish: (announcements, signal) => {
      const record = announcements.at(-1)?.record;
      const model: StatusModel = {
        session: wiring.session,
        drill: wiring.mode.drill,
        plan,
        runUrl: url,
        events: announcements.map(({ event }) => event),
        record:
          record === undefined ? undefined : { commit: record.commit, commitUrl: commitUrl(wiring, record.commit) },
        ownIssue: pullRequest === undefined,
      };
      const last = model.events.at(-1);
      const done = last?.type === 'closed' && last.outcome === 'succeeded';
      return page.write(renderStatus(model), done, signal);
    },
  };
}

function commitUrl({ runner: { serverUrl, owner, name } }: Wiring, commit: string): string {
  return `${serverUrl}/${owner}/${name}/commit/${commit}`;
}
