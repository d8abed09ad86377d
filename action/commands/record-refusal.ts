import type { Link } from '../audit/link.ts';
import { sessionFolder } from '../audit/trail-path.ts';
import type { Install } from '../domain/documents.ts';
import { asBreakglassError, BreakglassError } from '../domain/error.ts';
import type { GateFacts } from '../domain/gate-facts.ts';
import { createLedger } from '../engine/ledger.ts';
import { environmentAnswers } from '../gate/people.ts';
import { decideBeforeApproval } from '../gate/rules.ts';
import { readFirstLinks } from '../github/audit-folder.ts';
import { type Closing, closeSession, unwritten } from './close.ts';
import { gateInput } from './gate-input.ts';
import { type Prepared, prepare } from './prepare.ts';
import { withRequest } from './request-source.ts';
import type { RunEnd } from './run.ts';
import { summarise } from './summarise.ts';
import type { Wiring } from './wiring.ts';

/**
 * Records that a request was not approved, from a job without environment and without `id-token`: the link has no proof,
 * and says nothing but `refused`. Does nothing when the run job has written links of its own, or this was told before. Where
 * no request can be found, that is what it records, as session `request-<run id>`.
 */
export async function recordRefusalCommand(unnamed: Wiring): Promise<RunEnd> {
  if (unnamed.runner.eventName === 'pull_request') {
    unnamed.host.log("a pull request's own run asks for nothing: there is no refusal to record");
    return { outcome: 'refused', error: undefined, digest: undefined, receipt: undefined };
  }
  let wiring = unnamed;
  let prepared: Prepared | undefined;
  let error: BreakglassError;
  try {
    const requested = await withRequest(unnamed);
    wiring = requested;
    wiring.host.output('session', wiring.session);
    prepared = await prepare(requested);
    const { facts, documents } = prepared;
    // Nobody answers at the environment for what the plan was refused for.
    if (environmentAnswers(facts, documents.install).length === 0) {
      decideBeforeApproval(gateInput(prepared, requested.source, wiring.mode.clock.now()));
    }
    error = refusalOf(facts, documents.install);
  } catch (failure) {
    error = asBreakglassError(failure);
  }
  const ledger = createLedger(wiring.session, {
    clock: wiring.mode.clock,
    journal: wiring.journal(null),
    reporter: { report: () => undefined },
  });
  const { session, mode } = wiring;
  const closing: Closing = { session, drill: mode.drill, outcome: 'refused', error, planned: prepared };
  try {
    if (await isTold(wiring, error)) {
      wiring.host.log('the session has links already: nothing to record');
      return { outcome: 'refused', error: undefined, digest: undefined, receipt: undefined };
    }
    const receipt = await closeSession(ledger, closing);
    await summarise(wiring, { closing, events: ledger.events, receipt, lockKept: undefined });
    return { outcome: 'refused', error, digest: prepared?.digest, receipt };
  } catch (failure) {
    unwritten(wiring.host, ledger, closing, failure);
    throw failure;
  }
}

function refusalOf(facts: GateFacts, install: Install): BreakglassError {
  const answers = environmentAnswers(facts, install);
  const rejected = answers.find((answer) => answer.state === 'rejected');
  const environment = install.environment;
  if (rejected !== undefined) {
    return new BreakglassError('not-approved', `${rejected.user.login} rejected the deployment to "${environment}"`, {
      hint: 'talk to the approver, then make a new request',
    });
  }
  if (answers.some((answer) => answer.state === 'approved')) {
    return new BreakglassError('interrupted', 'the run job was approved, and ended before it wrote a link', {
      hint: 'its log says why; without an opening link it had changed nothing',
    });
  }
  return new BreakglassError('not-approved', `nobody approved the deployment to "${environment}" in time`, {
    hint: 'make a new request when an approver can be reached',
  });
}

/**
 * Whether the trail tells of this session already. What anyone who can push could have written does not keep a refusal
 * from being recorded: a link without a proof counts only if it says what this one would. One with a proof counts, unchecked
 * as it is here, for a forged proof is a problem that `audit verify` names.
 *
 * A session's folder is named by the day of its first link: today's or, around midnight, yesterday's.
 */
async function isTold({ github, trail, mode, session, runner }: Wiring, error: BreakglassError): Promise<boolean> {
  const { commit } = await trail();
  const days = [0, 24 * 3_600_000].map((ago) => new Date(mode.clock.now() - ago).toISOString());
  const folders = days.map((day) => readFirstLinks(github, commit, sessionFolder(session, mode.drill, day)));
  const links = (await Promise.all(folders)).flat();
  return links.some(
    (link) =>
      link.session === session && link.runId === runner.runId && (link.proof !== null || saysTheSame(link, error)),
  );
}

function saysTheSame({ events }: Link, { code, message }: BreakglassError): boolean {
  return events.some((event) => event.type === 'refused' && event.code === code && event.message === message);
}
