import { asBreakglassError, type BreakglassError } from '../domain/error.ts';
import { pendingBeforeMerge } from '../gate/pending.ts';
import { decideBeforeApproval } from '../gate/rules.ts';
import { addedRequests, changedFiles, pullRequestNumber, requireOneRequest } from '../github/added-request.ts';
import { administrators } from '../github/administrators.ts';
import type { OutputName } from '../runtime/actions-host.ts';
import { runUrl } from '../runtime/environment.ts';
import type { Block } from '../view/blocks.ts';
import { planComment } from '../view/comment.ts';
import { renderMarkdown } from '../view/markdown.ts';
import { planPage } from '../view/plan.ts';
import { renderText } from '../view/terminal.ts';
import { type Checked, checkChangedFiles, checkEveryFile } from './check-files.ts';
import { gateInput } from './gate-input.ts';
import { livePlan, writeSeen } from './live-plan.ts';
import { patientClient } from './patient-client.ts';
import { planContext } from './plan-context.ts';
import { problemsPage, refusalPage, withPending } from './plan-page.ts';
import { prepare } from './prepare.ts';
import { type Requested, withPath, withRequest } from './request-source.ts';
import { requireKeyedRecovery } from './state-key.ts';
import type { Wiring } from './wiring.ts';

/** Milliseconds of the wall for what is only shown. */
const SHOWN_MS = 3_000;

/** How a plan ended: what it says to the jobs after it, and why it is none. */
export interface PlanEnd {
  readonly outputs: Readonly<Partial<Record<OutputName, string>>>;
  readonly error: BreakglassError | undefined;
}

/**
 * Validates the request, makes the plan, and shows it to whoever approves. The credentials of a plan can only read. What is
 * refused here is refused before an approver is woken; the page says why, for the log is not where the requester looks.
 */
export async function planCommand(wiring: Wiring): Promise<PlanEnd> {
  try {
    const inPullRequest = pullRequestNumber(wiring.runner) !== undefined;
    return inPullRequest && wiring.inputs.request === undefined
      ? await planPullRequest(wiring)
      : await planRequest(await withRequest(wiring));
  } catch (failure) {
    const error = asBreakglassError(failure);
    return { outputs: { page: await show(wiring, refusalPage(error, runUrl(wiring.runner))) }, error };
  }
}

/** A pull request's own run: it holds no OIDC token, so what it says of AWS is nothing. */
async function planPullRequest(wiring: Wiring): Promise<PlanEnd> {
  const changed = await changedFiles(wiring.github, wiring.runner);
  if (addedRequests(changed).length === 0) return problemsEnd(wiring, await checkEveryFile(wiring));
  const checked = await checkChangedFiles(wiring, changed);
  if (checked.problems.length > 0) return problemsEnd(wiring, checked);
  return planRequest(withPath(wiring, requireOneRequest(changed)));
}

async function problemsEnd(wiring: Wiring, { files, problems }: Checked): Promise<PlanEnd> {
  const [first, ...others] = problems;
  for (const problem of others) wiring.host.annotate(problem);
  const page = await show(wiring, problemsPage(files, problems, runUrl(wiring.runner)));
  return { outputs: { page }, error: first };
}

async function planRequest(wiring: Requested): Promise<PlanEnd> {
  tellRequest(wiring);
  const administered = administrators(patientClient(wiring, SHOWN_MS));
  const prepared = await prepare(wiring);
  const { plan, digest, documents } = prepared;
  const gate = gateInput(prepared, wiring.source, wiring.mode.clock.now());
  // What the gate would refuse after the approval is refused here. Neither digest nor environment is an output then, so that
  // nothing can be approved, and no job names an environment which GitHub would create for it, unprotected.
  decideBeforeApproval(gate);
  requireKeyedRecovery(plan);
  const live = await livePlan(wiring, prepared);
  const context = planContext(wiring, prepared, { live, administrators: await administered });
  const page = await show(wiring, withPending(planPage(plan, digest, context), pendingBeforeMerge(gate)));
  const seen = live === undefined ? '' : writeSeen(digest, live.seen);
  return { outputs: { environment: documents.install.environment, digest, seen, page }, error: undefined };
}

/** Said as soon as it is known, so that a refusal is recorded under the session's own name. */
function tellRequest({ host, session, source }: Requested): void {
  host.output('session', session);
  host.output('request', 'path' in source ? source.path : '');
}

/** Into the log and the summary; gives the Markdown as it may be passed on. */
async function show({ host, runner }: Wiring, blocks: readonly Block[]): Promise<string> {
  for (const line of renderText(blocks)) host.log(line);
  await host.summarise(renderMarkdown(blocks));
  return planComment(blocks, runUrl(runner));
}
