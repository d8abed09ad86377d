import { BreakglassError } from '../../../action/domain/error.ts';
import { converge } from '../../../action/engine/converge.ts';
import { type Bench, openBench, prepareOne, type Subject, stepContext } from '../workbench.ts';
import { changed } from './difference.ts';

/** Wall milliseconds: how long calls hang, and how long ending after an abort may take. */
const READ_STALL_MS = 2_000;
const WRITE_STALL_MS = 150;
const PROMPT_MS = 1_000;

const ABORT = new BreakglassError('interrupted', 'the contract aborts');

/** An abort ends reading and verifying at once, although AWS does not answer. */
export async function abortIsHonoured(subject: Subject): Promise<string | undefined> {
  const bench = await openBench(subject, firstScene(subject));
  const step = await prepareOne(subject, bench);
  const { resource, with: params } = step.plan;
  const waits = {
    reading: (signal: AbortSignal) => step.kind.resourceKind.read(stepContext(bench, step, signal), resource.arn),
    verifying: (signal: AbortSignal) => step.kind.verify(stepContext(bench, step, signal), params),
  };
  for (const [name, wait] of Object.entries(waits)) {
    const slow = await abortedWhile(subject, bench, wait);
    if (slow !== undefined) return `${name} ${slow}`;
  }
  return undefined;
}

async function abortedWhile(
  subject: Subject,
  bench: Bench,
  wait: (signal: AbortSignal) => Promise<unknown>,
): Promise<string | undefined> {
  const mark = bench.mark();
  await wait(new AbortController().signal);
  const calls = bench.calls(mark).length;
  for (let nth = 1; nth <= calls; nth += 1) {
    const abort = stall(subject, { operation: '*', nth }, READ_STALL_MS);
    const ended = await wait(abort.signal).then(
      () => 'went on to its end',
      () => undefined,
    );
    subject.lab.faults.clear();
    const took = Date.now() - abort.at();
    if (ended !== undefined) return ended;
    if (took > PROMPT_MS) return `took ${took} ms to end at call ${nth}`;
  }
  return undefined;
}

/** A write that is under way is never abandoned: when the engine goes on, AWS has answered it. */
export async function writesAreAwaited(subject: Subject): Promise<string | undefined> {
  const bench = await openBench(subject, firstScene(subject));
  const reset = subject.lab.aws.save();
  const writes = await writesOf(subject, bench);
  for (const operation of writes) {
    if (subject.kind.irreversible) reset();
    const step = await prepareOne(subject, bench);
    const { signal } = stall(subject, { operation }, WRITE_STALL_MS);
    const error: unknown = await converge(bench.engine, step, 'apply', signal).catch((caught: unknown) => caught);
    const then = bench.dump();
    subject.lab.faults.clear();
    await new Promise((resolve) => setTimeout(resolve, WRITE_STALL_MS));
    const late = changed(then, bench.dump());
    if (late !== undefined) return `${operation} took effect after the engine had gone on: ${late}`;
    if (error !== ABORT) return `the engine went on after ${operation} as if it had not been aborted: ${String(error)}`;
    if (subject.kind.irreversible) continue;
    const back = await converge(bench.engine, step, 'restore', new AbortController().signal);
    if (back.conflicts.length > 0) return `restoring after an aborted ${operation} found conflicts`;
  }
  return undefined;
}

/** The operations by which the step writes, in order. The world is as before, unless that is irreversible. */
async function writesOf(subject: Subject, bench: Bench): Promise<readonly string[]> {
  const step = await prepareOne(subject, bench);
  const mark = bench.mark();
  await converge(bench.engine, step, 'apply', new AbortController().signal);
  const writes = bench.calls(mark).flatMap(({ operation }) => (operation.startsWith('Describe') ? [] : [operation]));
  if (!subject.kind.irreversible) await converge(bench.engine, step, 'restore', new AbortController().signal);
  return writes;
}

/** Makes one call hang; the signal aborts as soon as it does. In wall time: what hangs is the network. */
function stall({ lab }: Subject, match: { readonly operation: string; readonly nth?: number }, ms: number) {
  const controller = new AbortController();
  let at = Date.now();
  const run = async (): Promise<void> => {
    // The call has arrived; give the client the moment in which it starts to wait.
    await new Promise((resolve) => setTimeout(resolve, 20));
    at = Date.now();
    controller.abort(ABORT);
    await new Promise((resolve) => setTimeout(resolve, ms));
  };
  lab.faults.add({ service: 'elasticloadbalancing', ...match, kind: 'hook', run });
  return { signal: controller.signal, at: () => at };
}

function firstScene({ fixture }: Subject): Subject['fixture']['scenes'][string] {
  const [scene = async () => undefined] = Object.values(fixture.scenes);
  return scene;
}
