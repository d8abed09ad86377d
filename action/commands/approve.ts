import { BreakglassError } from '../domain/error.ts';
import type { Purpose } from '../github/api.ts';
import { plain } from '../view/escape.ts';
import { findWaiting } from './approve/find-waiting.ts';
import { requireOwnWorkflow } from './approve/own-workflow.ts';
import { type Found, recompute, requireUseful, shortDigest } from './approve/recompute.ts';
import { showPlan } from './approve/show-plan.ts';
import { whenEnded, whenWaiting } from './approve/wait.ts';
import { openPlace, type Place } from './remote/place.ts';
import type { Waiting } from './remote/waiting.ts';
import type { Desk } from './request/options.ts';
import { askYesNo } from './request/prompter.ts';

export interface ApproveOptions {
  readonly reject: boolean;
  /** Asks nobody; then the digest has to be given, and the run where it is a dispatch. */
  readonly yes: boolean;
  /** The digest of the plan that was read; of a merge's plan, which is made again here, the first 12 characters do. */
  readonly digest?: string;
  readonly comment?: string;
  /** Waits until a run asks, and afterwards until it has ended. */
  readonly wait: boolean;
  readonly root: string;
  readonly json: boolean;
}

const APPROVE: Purpose = { what: 'answer the deployment', permission: 'actions: read', repeatable: false };
const DIGEST = /^[0-9a-f]{12,64}$/;
const WHOLE_DIGEST = /^[0-9a-f]{64}$/;

/** `breakglass approve`: shows the plan of a waiting run, made again on this machine, and answers for who asked. */
export async function approveCommand(target: string | undefined, options: ApproveOptions, desk: Desk): Promise<number> {
  requireDecided(options, desk);
  const place = await openPlace({ root: options.root, variables: desk.variables });
  // What is rejected may be as old as it likes.
  const wanted = options.reject ? undefined : { digest: options.digest, now: desk.now };
  const waiting = await (options.wait ? whenWaiting(place, target, wanted) : findWaiting(place, target));
  const say = (line: string): void => {
    if (!options.json) desk.write(plain(line));
  };
  if (options.reject)
    return answerWith(place, waiting, { ...options, state: 'rejected', digest: undefined }, desk, say);
  await requireOwnWorkflow(place, waiting.run);
  const found = await recompute(place, waiting);
  showPlan(place, waiting, found, say);
  const digest = await digestOf(found, target, options, desk);
  requireUseful(place, found, commentOf(digest, options.comment), desk.now());
  requireReviewer(place, waiting);
  return answerWith(place, waiting, { ...options, state: 'approved', digest }, desk, say);
}

/** Approving is a decision: somebody at a terminal makes it, or a command line that names what was read. */
function requireDecided({ yes, digest, reject }: ApproveOptions, { prompter }: Desk): void {
  if (digest !== undefined && !DIGEST.test(digest)) {
    throw new BreakglassError('invalid-input', `--digest "${digest}" is no digest`, {
      hint: 'give the digest that the plan shows, at least its first 12 characters',
    });
  }
  if (yes ? reject || digest !== undefined : prompter !== undefined) return;
  throw new BreakglassError('invalid-input', yes ? '--yes is given without --digest' : 'there is nobody to ask', {
    hint: 'run it on a terminal, or give --yes and --digest with the digest of the plan that you read',
  });
}

/** The digest that the approval names: recomputed here, or where that cannot be, as the approver read it. */
async function digestOf(
  found: Found,
  target: string | undefined,
  { digest, yes }: ApproveOptions,
  { prompter }: Desk,
): Promise<string> {
  if (found.kind === 'plan') {
    const own = found.prepared.digest;
    if (digest === undefined || own.startsWith(digest)) return own;
    throw new BreakglassError('digest-mismatch', `the plan's digest is ${own}, given was ${digest}`, {
      hint: 'what you read is not what this run would do: read its plan again, and ask who made the request if it stays so',
    });
  }
  if (yes && target === undefined) {
    throw new BreakglassError('invalid-input', 'a dispatch waits, and --yes is given without its run', {
      hint: 'name the run that you mean, as breakglass request and breakglass status tell it: which of the runs has the digest cannot be told from here',
    });
  }
  const read = digest ?? (await prompter?.ask('the digest in the summary, all of it: '))?.trim().toLowerCase() ?? '';
  if (WHOLE_DIGEST.test(read)) return read;
  const hint =
    'nothing was approved; copy all 64 characters from the summary of the run: nothing else is compared with them here';
  if (digest === undefined) throw new BreakglassError('interrupted', 'no whole digest was given', { hint });
  throw new BreakglassError('invalid-input', `--digest "${digest}" is not all of the digest of a dispatch`, { hint });
}

function requireReviewer({ me }: Place, { mayApprove, environment, reviewers }: Waiting): void {
  if (mayApprove) return;
  throw new BreakglassError('approver-not-listed', `GitHub takes no approval of ${me.login} at ${environment.name}`, {
    hint: `its required reviewers are ${reviewers.join(', ') || 'nobody'}, and who started the run is none of them`,
  });
}

interface Verdict extends Omit<ApproveOptions, 'digest'> {
  readonly state: 'approved' | 'rejected';
  readonly digest: string | undefined;
}

async function answerWith(
  place: Place,
  { run, environment }: Waiting,
  { state, digest, yes, comment: said, json, wait }: Verdict,
  { prompter, write }: Desk,
  say: (line: string) => void,
): Promise<number> {
  const what = digest === undefined ? run.title : `plan ${shortDigest(digest)}`;
  const verb = state === 'approved' ? 'approve' : 'REJECT';
  if (!yes && prompter !== undefined && !(await askYesNo(prompter, `${verb} ${what} for ${environment.name}?`))) {
    throw new BreakglassError('interrupted', 'nothing was answered', { hint: 'the run still waits' });
  }
  const comment = digest === undefined ? (said ?? 'rejected') : commentOf(digest, said);
  await place.github.rest(APPROVE, 'POST /actions/runs/{run_id}/pending_deployments', {
    run_id: run.id,
    environment_ids: [environment.id],
    state,
    comment,
  });
  say(`${state} ${what} at ${environment.name}: ${run.url}`);
  const conclusion = wait ? await whenEnded(place, run.id) : undefined;
  if (conclusion !== undefined) say(`the run has ended: ${conclusion}`);
  if (json) {
    const told = { run: run.id, environment: environment.name, state, digest: digest ?? null, conclusion };
    write(JSON.stringify({ version: 1, ...told }));
  }
  return conclusion === undefined || conclusion === 'success' ? 0 : 1;
}

/** Names the plan by all of its digest: the gate lets no other plan run on it, and none that was made to begin alike. */
function commentOf(digest: string, comment: string | undefined): string {
  return `plan ${digest}${comment === undefined ? '' : `: ${comment}`}`;
}
