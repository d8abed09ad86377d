import { openingPlan } from '../audit/opening.ts';
import type { ProvenSession } from '../audit/proven-session.ts';
import { asBreakglassError, BreakglassError } from '../domain/error.ts';
import type { Outcome } from '../domain/session.ts';
import type { Purpose } from '../github/api.ts';
import { runState } from '../github/open-sessions.ts';
import { plain } from '../view/escape.ts';
import { standingOf } from './end/standing.ts';
import { outcomeLine, toldOf } from './end/told.ts';
import { whenClosed } from './end/when-closed.ts';
import { openPlace, type Place } from './remote/place.ts';
import type { Desk } from './request/options.ts';
import { askYesNo } from './request/prompter.ts';

export interface EndOptions {
  readonly root: string;
  readonly auditBranch?: string;
  /** Asks nobody. */
  readonly yes: boolean;
  /** Until the session is closed. */
  readonly wait: boolean;
  readonly json: boolean;
}

/** What was done about a session: its run was cancelled, or where that is over, a recovery was started. */
type Done = 'cancelled' | 'recovery-started' | 'closed-meanwhile';

const CANCEL: Purpose = { what: 'cancel the run', permission: 'actions: write', repeatable: false };
const RECOVER: Purpose = { what: 'start the recovery', permission: 'actions: write', repeatable: false };
/** The workflow of the playbook repository that `breakglass init` writes. */
const RECOVER_WORKFLOW = 'recover.yml';

/**
 * `breakglass end`: gives access back before its time. Nobody has to approve that. It asks GitHub to cancel the session's run, which
 * puts back what it applied and seals itself; where the run is over, it starts a recovery, and says what that puts back, and when.
 * Nothing here reaches AWS.
 *
 * @throws BreakglassError `unknown-session`, `session-unfit`, `audit-invalid`, `not-set-up`, `github-forbidden`
 */
export async function endCommand(session: string, options: EndOptions, desk: Desk): Promise<number> {
  const place = await openPlace({ ...options, variables: desk.variables });
  // Whose links are proven: by a forged one, anybody could have any run cancelled.
  const proven = await place.past.read(session);
  requireOpen(proven);
  const plan = openingPlan(proven.opening);
  const own = await runState(place.github, proven.opening);
  await requireNoRecovery(place, proven);
  const standing = standingOf({ proven, plan, own, now: desk.now() });
  const say = (line: string): void => {
    if (!options.json) desk.write(plain(line));
  };
  for (const line of toldOf(proven, plan, standing, runUrl(place, proven.holder.runId))) say(line);
  const cancels = standing.act === 'cancel';
  await requireYes(options, desk, cancels ? `cancel run ${proven.holder.runId}?` : 'start the recovery now?');
  const done = cancels ? await cancel(place, proven) : await startRecovery(place);
  const { reverts, at } = standing;
  say(outcomeLine(ACT_OF[done], standing));
  const outcome = options.wait ? await whenClosed(place, session, at) : undefined;
  if (outcome !== undefined) say(`session ${session} is closed: ${outcome}`);
  const run = proven.holder.runId;
  if (options.json)
    desk.write(JSON.stringify({ version: 1, session, run, done, reverts, at, outcome: outcome ?? null }));
  return outcome === 'failed' ? 1 : 0;
}

const ACT_OF = { cancelled: 'cancel', 'recovery-started': 'recover', 'closed-meanwhile': 'closed-meanwhile' } as const;

function requireOpen({ session, closed, events }: ProvenSession): void {
  if (!closed) return;
  const end = events.findLast((event) => event.type === 'closed');
  const outcome = end?.type === 'closed' ? end.outcome : 'refused';
  throw new BreakglassError('session-unfit', `session ${session} is closed, as ${outcome}`, {
    hint: `its access has ended; ${AFTER[outcome]}`.replace('SESSION', session),
  });
}

/** What can be done about the change of a session that is closed. */
const AFTER: Readonly<Record<Outcome, string>> = {
  succeeded: 'to put back what it changed: breakglass undo SESSION',
  'rolled-back': 'what it changed is put back',
  refused: 'it changed nothing',
  failed: 'what it left, a person puts back: breakglass audit show SESSION tells what it was',
};

/** A recovery that is at work is let be. */
async function requireNoRecovery(place: Place, { session, holder, opening }: ProvenSession): Promise<void> {
  if (holder.runId === opening.runId || (await runState(place.github, holder)) !== 'running') return;
  throw new BreakglassError('session-unfit', `session ${session} is being recovered by run ${holder.runId}`, {
    hint: `it ends by itself: ${runUrl(place, holder.runId)}`,
  });
}

function runUrl({ serverUrl, fullName }: Place, runId: string): string {
  return `${serverUrl}/${fullName}/actions/runs/${runId}`;
}

async function requireYes({ yes }: EndOptions, { prompter }: Desk, question: string): Promise<void> {
  if (yes) return;
  if (prompter === undefined) {
    throw new BreakglassError('invalid-input', 'there is nobody to ask', {
      hint: 'give --yes, or run it on a terminal',
    });
  }
  if (await askYesNo(prompter, question)) return;
  throw new BreakglassError('interrupted', 'nothing was ended', { hint: 'the session goes on' });
}

async function cancel(place: Place, proven: ProvenSession): Promise<Done> {
  const { github, past } = place;
  try {
    await github.rest(CANCEL, 'POST /actions/runs/{run_id}/cancel', { run_id: proven.holder.runId });
    return 'cancelled';
  } catch (error) {
    // GitHub cancels nothing that has ended, and says so with a conflict.
    if (asBreakglassError(error).code !== 'github-rejected' || (await runState(github, proven.holder)) === 'running')
      throw error;
    return (await past.read(proven.session)).closed ? 'closed-meanwhile' : startRecovery(place);
  }
}

async function startRecovery({ github, defaultBranch, serverUrl, fullName }: Place): Promise<Done> {
  const at = { workflow_id: RECOVER_WORKFLOW, ref: defaultBranch };
  try {
    await github.rest(RECOVER, 'POST /actions/workflows/{workflow_id}/dispatches', at);
  } catch (error) {
    const { code, message } = asBreakglassError(error);
    if (code !== 'github-rejected') throw error;
    const page = `${serverUrl}/${fullName}/actions/workflows/${RECOVER_WORKFLOW}`;
    throw new BreakglassError('not-set-up', message, {
      hint: `run breakglass init, and merge the ${RECOVER_WORKFLOW} that it writes; where it is there, see that it is enabled, and run it: ${page}`,
      cause: error,
    });
  }
  return 'recovery-started';
}
