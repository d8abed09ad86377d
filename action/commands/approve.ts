import { BreakglassError } from '../domain/error.ts';
import type { Purpose } from '../github/api.ts';
import { plain } from '../view/escape.ts';
import { findWaiting } from './approve/find-waiting.ts';
import { type Found, recompute, requireUseful, shortDigest } from './approve/recompute.ts';
import { showPlan } from './approve/show-plan.ts';
import { whenEnded, whenWaiting } from './approve/wait.ts';
import { openPlace, type Place } from './remote/place.ts';
import type { Waiting } from './remote/waiting.ts';
import type { Desk } from './request/options.ts';
import { askYesNo } from './request/prompter.ts';

export interface ApproveOptions {
  readonly reject: boolean;
  /** Asks nobody; then the digest has to be given. */
  readonly yes: boolean;
  /** The beginning of the digest of the plan that was read, at least 12 characters. */
  readonly digest?: string;
  readonly comment?: string;
  /** Waits until a run asks, and afterwards until it has ended. */
  readonly wait: boolean;
  readonly root: string;
  readonly json: boolean;
}

const APPROVE: Purpose = { what: 'answer the deployment', permission: 'actions: read', repeatable: false };
const DIGEST = /^[0-9a-f]{12,64}$/;

/** `breakglass approve`: shows the plan of a waiting run, made again on this machine, and answers for who asked. */
export async function approveCommand(target: string | undefined, options: ApproveOptions, desk: Desk): Promise<number> {
  requireDecided(options, desk);
  const place = await openPlace({ root: options.root, variables: desk.variables });
  const waiting = await (options.wait ? whenWaiting : findWaiting)(place, target);
  const say = (line: string): void => {
    if (!options.json) desk.write(plain(line));
  };
  if (options.reject)
    return answerWith(place, waiting, { ...options, state: 'rejected', digest: undefined }, desk, say);
  const found = await recompute(place, waiting);
  showPlan(place, waiting, found, say);
  const digest = await digestOf(found, options, desk);
  requireUseful(place, found, commentOf(digest, options.comment), desk.now());
  requireReviewer(place, waiting);
  return answerWith(place, waiting, { ...options, state: 'approved', digest }, desk, say);
}

/** Approving is a decision: somebody at a terminal makes it, or a command line that names what was read. */
function requireDecided({ yes, digest, reject }: ApproveOptions, { prompter }: Desk): void {
  if (digest !== undefined && !DIGEST.test(digest)) {
    throw new BreakglassError('invalid-input', `--digest "${digest}" is no digest`, {
      hint: 'give at least the first 12 characters of the digest that the plan shows',
    });
  }
  if (yes ? reject || digest !== undefined : prompter !== undefined) return;
  throw new BreakglassError('invalid-input', yes ? '--yes is given without --digest' : 'there is nobody to ask', {
    hint: 'run it on a terminal, or give --yes and --digest with the first 12 characters of the digest of the plan that you read',
  });
}

/** The digest that the approval names: recomputed here, or where that cannot be, as the approver read it. */
async function digestOf(found: Found, { digest, yes }: ApproveOptions, { prompter }: Desk): Promise<string> {
  if (found.kind === 'plan') {
    const own = found.prepared.digest;
    if (digest === undefined || own.startsWith(digest)) return own;
    throw new BreakglassError('digest-mismatch', `the plan's digest is ${own}, given was ${digest}`, {
      hint: 'what you read is not what this run would do: read its plan again, and ask who made the request if it stays so',
    });
  }
  if (digest !== undefined || yes || prompter === undefined) return digest ?? '';
  const read = (await prompter.ask('the first 12 characters of the digest in the summary: ')).trim().toLowerCase();
  if (DIGEST.test(read)) return read;
  throw new BreakglassError('interrupted', 'no digest was given', { hint: 'nothing was approved' });
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

/** Names the plan, so that the approval is bound to it where the install asks for that. */
function commentOf(digest: string, comment: string | undefined): string {
  return `plan ${shortDigest(digest)}${comment === undefined ? '' : `: ${comment}`}`;
}
