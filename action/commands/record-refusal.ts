import { sessionFolder } from '../audit/trail-path.ts';
import type { Install } from '../domain/documents.ts';
import { asBreakglassError, BreakglassError } from '../domain/error.ts';
import type { GateFacts } from '../domain/gate-facts.ts';
import { createLedger } from '../engine/ledger.ts';
import { environmentAnswers } from '../gate/people.ts';
import { createRepository } from '../github/repository.ts';
import { timestamp } from '../ports/clock.ts';
import { type Closing, closeSession, unwritten } from './close.ts';
import { type Prepared, prepare } from './prepare.ts';
import type { RunEnd } from './run.ts';
import type { Wiring } from './wiring.ts';

/**
 * Records that a request was not approved, from a job without environment and without `id-token`: the link has no proof,
 * and says nothing but `refused`. Does nothing when the run job has written links of its own.
 */
export async function recordRefusalCommand(wiring: Wiring): Promise<RunEnd> {
  if (await hasLinks(wiring)) {
    wiring.host.log('the session has links already: nothing to record');
    return { outcome: 'refused', error: undefined, digest: undefined, receipt: undefined };
  }
  let prepared: Prepared | undefined;
  let error: BreakglassError;
  try {
    prepared = await prepare({ ...wiring, source: wiring.inputs.request });
    error = refusalOf(prepared.facts, prepared.documents.install);
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
  const receipt = await closeSession(ledger, closing).catch((failure: unknown) => {
    unwritten(wiring.host, ledger, closing, failure);
    throw failure;
  });
  return { outcome: 'refused', error, digest: prepared?.digest, receipt };
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

/** A session's folder is named by the day of its first link: today's or, around midnight, yesterday's. */
async function hasLinks({ github, inputs, mode, session }: Wiring): Promise<boolean> {
  const branch = createRepository(github, inputs.auditBranch);
  const days = [0, 24 * 3_600_000].map((ago) => timestamp({ ...mode.clock, now: () => mode.clock.now() - ago }));
  const listings = await Promise.all(days.map((day) => branch.listFiles(sessionFolder(session, mode.drill, day))));
  return listings.some((files) => files.length > 0);
}
