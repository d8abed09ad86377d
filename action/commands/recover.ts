import { asBreakglassError, BreakglassError } from '../domain/error.ts';
import type { Interruption } from '../runtime/signals.ts';
import { renderMarkdown } from '../view/markdown.ts';
import { renderText } from '../view/terminal.ts';
import type { Desk, Recovery } from './recover/desk.ts';
import { type LeftOpen, leftOf, leftOpenPage, nextSteps, untrustedOf } from './recover/left-open.ts';
import { recoverSession } from './recover/session.ts';
import { endLock } from './recover/stray-lock.ts';
import { type Survey, survey } from './recover/survey.ts';
import { isAsked } from './remote/waiting.ts';
import type { Wiring } from './wiring.ts';

/** How long a recovery waits, in its job, for what is not to be done before its time. A later one does the rest. */
const PATIENCE_MS = 70 * 60_000;

/**
 * Ends what runs left behind that are over: sessions without a last link, and locks without a session. What cannot be proven, is
 * not as the install says, or was changed by somebody else since, is left to a person.
 *
 * @throws BreakglassError `left-open` when a person is needed
 */
export async function recoverCommand(wiring: Wiring): Promise<void> {
  const interruption = wiring.interruption();
  try {
    await recoverAll(wiring, interruption);
  } finally {
    interruption.dispose();
  }
}

async function recoverAll(wiring: Wiring, { signal, over }: Interruption): Promise<void> {
  const { host, runner } = wiring;
  const found = await survey(wiring);
  const { runId, runAttempt } = runner;
  const { trust, sessions } = found;
  const desk: Desk = { wiring, run: { runId, runAttempt }, trust, signal, over, sessions };
  const left: LeftOpen[] = found.untrusted.map(({ session, error }) => untrustedOf(session, error));
  const locks = await recoverLocks(desk, found, left);
  const done = await recoverSessions(desk, found, left);
  if (found.open.length + locks + left.length === 0) {
    host.log(`nothing is left open: looked at ${found.looked}`);
    return;
  }
  for (const line of done) host.log(line);
  if (left.length > 0) await tellLeft(wiring, left, found.looked);
}

/** Locks first: one that is free again lets the next request begin. Gives how many there was something to do about. */
async function recoverLocks(desk: Desk, found: Survey, left: LeftOpen[]): Promise<number> {
  const { wiring } = desk;
  const open = new Set([...found.open, ...found.untrusted.map(({ session }) => session)].map(({ session }) => session));
  let ended = 0;
  for (const lock of found.locks.filter(({ holder }) => holder === undefined || !open.has(holder.session))) {
    const end = await endLock(desk, lock, found.sessions);
    if (end.kind === 'given-back') wiring.host.log(`gave back the lock of ${lock.install}: its run is over`);
    if (end.kind === 'needs-approval') await askApproval(wiring, end);
    if (end.kind === 'left') left.push(leftOf(lock, end.why, end.error));
    if (end.kind !== 'living') ended += 1;
  }
  return ended;
}

/** What became of each open session, one line each. */
async function recoverSessions(desk: Desk, { open }: Survey, left: LeftOpen[]): Promise<readonly string[]> {
  const lines: string[] = [];
  let later: Later[] = [];
  const take = async (session: string, became: Recovery): Promise<void> => {
    if (became.kind === 'needs-approval') await askApproval(desk.wiring, became);
    const again = laterOf(session, became, () => retry(desk, session));
    if (again !== undefined) later.push(again);
    const failed = 'outcome' in became && became.outcome === 'failed';
    const proven = open.find((each) => each.session === session);
    const told = left.some((each) => each.session === session);
    if ((failed || became.kind === 'left') && !told && proven !== undefined)
      left.push(leftOf(proven, 'not-closed', errorOf(became)));
    lines.push(`${session}: ${outcomeLine(became)}`);
  };
  for (const proven of open) await take(proven.session, await recoverSession(desk, proven));
  const until = desk.wiring.mode.clock.now() + PATIENCE_MS;
  while (later.length > 0) {
    const [next, ...rest] = later.toSorted((a, b) => a.at - b.at);
    later = rest;
    if (next === undefined || next.at > until) break;
    const ms = next.at - desk.wiring.mode.clock.now();
    if (ms > 0) {
      desk.wiring.host.log(`${next.session}: waits until ${new Date(next.at).toISOString()}`);
      await desk.wiring.mode.clock.sleep(ms, desk.signal);
    }
    await take(next.session, await next.go());
  }
  return lines;
}

/** Something that is to be done at its time, milliseconds since the epoch. */
interface Later {
  readonly session: string;
  readonly at: number;
  readonly go: () => Promise<Recovery>;
}

function laterOf(session: string, became: Recovery, retrying: () => Promise<Recovery>): Later | undefined {
  if (became.kind === 'ending') return { session, at: became.at, go: () => became.close().catch(asLeft) };
  return became.kind === 'due'
    ? { session, at: became.at, go: () => (became.undo ?? retrying)().catch(asLeft) }
    : undefined;
}

function asLeft(error: unknown): Recovery {
  return { kind: 'left', error: asBreakglassError(error) };
}

/** As it is by then: links may have been written since. */
async function retry(desk: Desk, session: string): Promise<Recovery> {
  const { open, sessions } = await survey(desk.wiring);
  const proven = open.find((each) => each.session === session);
  if (proven === undefined) return { kind: 'living', by: 'somebody else' };
  return recoverSession({ ...desk, sessions }, proven);
}

function outcomeLine(became: Recovery): string {
  switch (became.kind) {
    case 'living':
      return `left alone: ${became.by} has it`;
    case 'due':
      return `to be put back at ${new Date(became.at).toISOString()}`;
    case 'needs-approval':
      return `waits for a reviewer of ${became.environment}`;
    case 'ending':
      return `done; its credentials end by ${new Date(became.at).toISOString()}`;
    case 'closed':
      return `closed: ${became.outcome}`;
    case 'left':
      return `left: ${became.error.code}: ${became.error.message}`;
  }
}

function errorOf(became: Recovery): BreakglassError {
  const error = 'error' in became ? became.error : undefined;
  return error ?? new BreakglassError('left-open', 'it failed');
}

/** The job with the environment acts on one install: the first that waits. Reviewers who are asked already are not asked again. */
async function askApproval(
  { host, github, runner }: Wiring,
  { install, environment }: { readonly install: string; readonly environment: string },
): Promise<void> {
  const asked = await isAsked(github, runner, environment).catch(() => false);
  if (asked) return host.log(`the reviewers of ${environment} are asked already, by an earlier recovery`);
  host.output('waiting-install', install);
  host.output('waiting-environment', environment);
}

async function tellLeft(wiring: Wiring, left: readonly LeftOpen[], seen: string): Promise<never> {
  const { host, runner, inputs } = wiring;
  const place = {
    repository: `${runner.owner}/${runner.name}`,
    serverUrl: runner.serverUrl,
    branch: inputs.auditBranch,
  };
  const page = leftOpenPage(left, { ...place, seen });
  for (const line of renderText(page)) host.log(line);
  await host.summarise(renderMarkdown(page));
  const [first] = left;
  const others = left.length === 1 ? '' : `, and ${left.length - 1} more: see the summary`;
  const what = `${first?.session ?? first?.lock ?? ''} on install ${first?.install ?? 'unknown'}`;
  throw new BreakglassError('left-open', `${what}: ${first?.error ?? ''}${others}`, {
    hint: first === undefined ? '' : nextSteps(first, place).join('\n'),
  });
}
