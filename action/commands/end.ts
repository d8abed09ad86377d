import { openingPlan } from '../audit/opening.ts';
import type { ProvenSession } from '../audit/proven-session.ts';
import { asBreakglassError, BreakglassError } from '../domain/error.ts';
import type { Plan } from '../domain/plan.ts';
import type { Purpose } from '../github/api.ts';
import { runState } from '../github/open-sessions.ts';
import { plain } from '../view/escape.ts';
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
 * puts back what it applied and seals itself; where the run is over, it starts a recovery. Nothing here reaches AWS.
 *
 * @throws BreakglassError `unknown-session`, `session-unfit`, `audit-invalid`, `github-forbidden`
 */
export async function endCommand(session: string, options: EndOptions, desk: Desk): Promise<number> {
  const place = await openPlace({ ...options, variables: desk.variables });
  // Whose links are proven: by a forged one, anybody could have any run cancelled.
  const proven = await place.past.read(session);
  requireOpen(proven);
  const plan = openingPlan(proven.opening);
  const running = await isRunning(place, proven);
  const say = (line: string): void => {
    if (!options.json) desk.write(plain(line));
  };
  for (const line of told(place, proven, plan, running)) say(line);
  await requireYes(options, desk, running ? `cancel run ${proven.holder.runId}?` : 'start the recovery now?');
  const done = running ? await cancel(place, proven) : await startRecovery(place);
  say(OUTCOME[done]);
  const outcome = options.wait ? await whenClosed(place, session) : undefined;
  if (outcome !== undefined) say(`session ${session} is closed: ${outcome}`);
  if (options.json)
    desk.write(JSON.stringify({ version: 1, session, run: proven.holder.runId, done, outcome: outcome ?? null }));
  return outcome === 'failed' ? 1 : 0;
}

const OUTCOME: Readonly<Record<Done, string>> = {
  cancelled: 'the run was asked to end; what it cannot put back in the time that GitHub leaves it, a recovery does',
  'recovery-started': 'a recovery was started',
  'closed-meanwhile': 'the session was closed meanwhile',
};

function requireOpen({ session, closed, events }: ProvenSession): void {
  if (!closed) return;
  const end = events.findLast((event) => event.type === 'closed');
  const how = end?.type === 'closed' ? `closed as ${end.outcome}` : 'closed';
  throw new BreakglassError('session-unfit', `session ${session} is ${how}`, {
    hint: `its access has ended; to put back what it changed: breakglass undo ${session}`,
  });
}

/** A run that has the session and goes on; a recovery is let be. */
async function isRunning(
  { github, serverUrl, fullName }: Place,
  { session, holder, opening }: ProvenSession,
): Promise<boolean> {
  if ((await runState(github, holder)) !== 'running') return false;
  if (holder.runId === opening.runId) return true;
  const url = `${serverUrl}/${fullName}/actions/runs/${holder.runId}`;
  throw new BreakglassError('session-unfit', `session ${session} is being recovered by run ${holder.runId}`, {
    hint: `it ends by itself: ${url}`,
  });
}

function told(
  { serverUrl, fullName }: Place,
  { session, opening, events, holder }: ProvenSession,
  plan: Plan,
  running: boolean,
): readonly string[] {
  const names = (type: 'step-applied' | 'step-restored'): ReadonlySet<string> =>
    new Set(events.flatMap((event) => (event.type === type ? [event.step] : [])));
  const [applied, restored] = [names('step-applied'), names('step-restored')];
  const left = plan.steps.filter(({ id }) => !restored.has(id));
  const due = events.findLast((event) => event.type === 'left-to-recover');
  const url = `${serverUrl}/${fullName}/actions/runs/${holder.runId}`;
  return [
    `session ${session}, ${plan.playbook.name} on ${plan.install.name}, since ${opening.at}: its run ${running ? 'goes on' : 'is over'}, ${url}`,
    plan.revert === 'at-end'
      ? 'its change is temporary, and would be put back when its time ends'
      : 'its change would stay; ended early, it does not',
    left.length === 0
      ? 'everything is put back already'
      : 'this puts back what it has applied, where nobody has changed it since:',
    ...left.map(({ id, uses, resource }) => {
      return `  ${id}: ${uses} on ${resource.arn}, ${applied.has(id) ? 'applied' : 'not yet on record as applied'}`;
    }),
    ...(due?.type === 'left-to-recover' && due.notBefore !== null
      ? [`the run has left that to a recovery, which does it at ${due.notBefore} and not before`]
      : []),
  ];
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

async function startRecovery({ github, defaultBranch }: Place): Promise<Done> {
  await github.rest(RECOVER, 'POST /actions/workflows/{workflow_id}/dispatches', {
    workflow_id: RECOVER_WORKFLOW,
    ref: defaultBranch,
  });
  return 'recovery-started';
}
