import { BreakglassError } from '../domain/error.ts';
import { type HeldLock, hasEnded, type OpenedSession, type OpenState, readOpenState } from '../github/open-sessions.ts';
import { renderMarkdown } from '../view/markdown.ts';
import { renderText } from '../view/terminal.ts';
import { leftOpenPage, nextSteps } from './left-open.ts';
import type { Wiring } from './wiring.ts';

/** What a run that is over has left behind. */
export interface LeftOpen {
  /** Why it is one: a session without its last link, or a lock that nobody gave back. */
  readonly why: 'not-closed' | 'lock-kept' | 'lock-without-session';
  readonly session: string | null;
  readonly install: string | null;
  readonly since: string | null;
  readonly runId: string | null;
  /** The session's folder on the audit branch. */
  readonly folder: string | null;
  /** The lock's ref, where there is one. */
  readonly lock: string | null;
}

/** Days of the audit branch that are looked through. A session of before is found as long as its lock is held. */
const DAYS = 14;

/**
 * Finds what sessions left open whose run is over: a runner that died, a cancel that left no time to undo, a failure that
 * waits for a person. It reads, and asks AWS for nothing: what is to be done is said to a person. What it reads of the audit
 * branch it takes as it stands; `breakglass audit verify` proves it.
 *
 * @throws BreakglassError `left-open`
 */
export async function recoverCommand(wiring: Wiring): Promise<void> {
  const { github, host, mode, runner } = wiring;
  const { commit } = await wiring.trail();
  const state = await readOpenState(github, commit, { now: mode.clock.now(), days: DAYS });
  const ended = await endedRuns(wiring, state);
  const left = leftOpen(state, (runId) => ended.has(runId));
  const seen = `${state.sessions.length} sessions that were opened in the last ${DAYS} days, ${state.locks.length} locks`;
  const first = left[0];
  if (first === undefined) {
    host.log(`nothing is left open: looked at ${seen}`);
    return;
  }
  const place = { repository: `${runner.owner}/${runner.name}`, serverUrl: runner.serverUrl };
  const page = leftOpenPage(left, { ...place, branch: wiring.inputs.auditBranch, seen });
  for (const line of renderText(page)) host.log(line);
  await host.summarise(renderMarkdown(page));
  throw leftOpenError(left, nextSteps(first, { ...place, branch: wiring.inputs.auditBranch }));
}

/** What is left open, given which runs are over. */
function leftOpen({ sessions, locks }: OpenState, ended: (runId: string) => boolean): readonly LeftOpen[] {
  const open = sessions.filter(({ closed, runId }) => !closed && ended(runId));
  const lockOf = (session: OpenedSession) => locks.find(({ holder }) => holder?.session === session.session);
  return [
    ...open.map((session): LeftOpen => ({ why: 'not-closed', ...told(session), lock: lockOf(session)?.ref ?? null })),
    ...locks.flatMap((lock) => leftLock(lock, sessions, ended)),
  ];
}

/** A lock is left where its run is over; with a session that is not closed, it is told of there. */
function leftLock(
  { holder, install, ref }: HeldLock,
  sessions: readonly OpenedSession[],
  ended: (runId: string) => boolean,
): readonly LeftOpen[] {
  const session = sessions.find((each) => each.session === holder?.session);
  if (session !== undefined) {
    return session.closed && ended(session.runId) ? [{ why: 'lock-kept', ...told(session), install, lock: ref }] : [];
  }
  const runId = runOf(holder?.session);
  if (runId !== undefined && !ended(runId)) return [];
  const { session: name = null, since = null } = holder ?? {};
  return [
    { why: 'lock-without-session', session: name, install, since, runId: runId ?? null, folder: null, lock: ref },
  ];
}

function told({ session, install, since, runId, folder }: OpenedSession): Omit<LeftOpen, 'why' | 'lock'> {
  return { session, install, since, runId, folder };
}

/** A session's id ends by its run's. */
function runOf(session: string | undefined): string | undefined {
  return /^[a-z0-9-]+-(\d{1,20})$/.exec(session ?? '')?.[1];
}

/** Asks only about runs on which something depends. */
async function endedRuns({ github }: Wiring, { sessions, locks }: OpenState): Promise<ReadonlySet<string>> {
  const wanted = new Set([
    ...sessions.filter(({ closed }) => !closed).map(({ runId }) => runId),
    ...locks.flatMap(({ holder }) => runOf(holder?.session) ?? []),
  ]);
  const ended = new Set<string>();
  for (const runId of wanted) if (await hasEnded(github, runId)) ended.add(runId);
  return ended;
}

function leftOpenError(left: readonly LeftOpen[], steps: readonly string[]): BreakglassError {
  const [first] = left;
  const others = left.length === 1 ? '' : `, and ${left.length - 1} more: see the summary`;
  const what = first?.session ?? first?.lock ?? '';
  return new BreakglassError(
    'left-open',
    `${what} on install ${first?.install ?? 'unknown'} since ${first?.since ?? 'unknown'}, run ${first?.runId ?? 'unknown'}${others}`,
    { hint: steps.join('\n') },
  );
}
