import { createGitHub, type GitHub } from '../github/api.ts';
import { createStatusPage } from '../github/status-page.ts';
import type { LivePage } from '../ports/sink.ts';
import { systemClock } from '../runtime/clock.ts';
import { runUrl } from '../runtime/environment.ts';
import { createHttpFetch } from '../runtime/http.ts';
import { renderStatus, type StatusModel } from '../view/status.ts';
import type { Prepared } from './prepare.ts';
import type { Wiring } from './wiring.ts';

/** Milliseconds of the wall: a status that is not taken by then is soon overtaken by the next. */
const ANSWER_MS = 4_000;

/** The session's state on GitHub: on the pull request that asked for it, or in an issue of its own. */
export function openStatus(wiring: Wiring, { plan, facts }: Prepared): LivePage {
  const pullRequest = facts.pullRequest?.number;
  const title = `Break glass: ${wiring.session} on ${plan.install.name}`;
  const page = createStatusPage(patientClient(wiring), { session: wiring.session, pullRequest, title });
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

/**
 * A client of its own: on connections that nothing else waits for, and on the wall's time. Its calls are recorded as every
 * other one that changes something.
 */
function patientClient({ inputs, runner, calls }: Wiring): GitHub {
  const { owner, name, apiUrl, graphqlUrl } = runner;
  return createGitHub({
    owner,
    name,
    token: inputs.token,
    apiUrl,
    graphqlUrl,
    clock: systemClock,
    fetch: createHttpFetch(ANSWER_MS),
    onCall: calls.push,
    deadlineMs: ANSWER_MS,
  });
}

function commitUrl({ runner: { serverUrl, owner, name } }: Wiring, commit: string): string {
  return `${serverUrl}/${owner}/${name}/commit/${commit}`;
}
