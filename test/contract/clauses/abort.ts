import { converge } from '../../../action/engine/converge.ts';
import { type Bench, openBench, prepareOne, stepContext, type Subject } from '../workbench.ts';
import { changed } from './difference.ts';

/** Wall milliseconds: a call that hangs, when it is aborted, and how long ending may take. */
const STALL_MS = 1_500;
const ABORT_AFTER_MS = 50;
const PROMPT_MS = 500;

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
    stall(subject, { operation: '*', nth });
    const started = Date.now();
    const ended = await wait(AbortSignal.timeout(ABORT_AFTER_MS)).then(
      () => 'went on to its end',
      () => undefined,
    );
    subject.lab.faults.clear();
    if (ended !== undefined) return ended;
    if (Date.now() - started > ABORT_AFTER_MS + PROMPT_MS) return `took ${Date.now() - started} ms to end at call ${nth}`;
  }
  return undefined;
}

/** A write that is under way is never abandoned: when the engine goes on, AWS has answered it. */
export async function writesAreAwaited(subject: Subject): Promise<string | undefined> {
  const bench = await openBench(subject, firstScene(subject));
  const writes = await writesOf(subject, bench);
  for (const operation of writes) {
    const step = await prepareOne(subject, bench);
    stall(subject, { operation });
    const error: unknown = await converge(bench.engine, step, 'apply', AbortSignal.timeout(ABORT_AFTER_MS)).catch(
      (caught: unknown) => caught,
    );
    const then = bench.dump();
    subject.lab.faults.clear();
    await new Promise((resolve) => setTimeout(resolve, STALL_MS));
    const late = changed(then, bench.dump());
    if (late !== undefined) return `${operation} took effect after the engine had gone on: ${late}`;
    if (!isAbort(error)) return `the engine went on after ${operation} as if it had not been aborted: ${String(error)}`;
    const back = await converge(bench.engine, step, 'restore', new AbortController().signal);
    if (back.conflicts.length > 0) return `restoring after an aborted ${operation} found conflicts`;
  }
  return undefined;
}

/** The operations by which the step writes, in order. The world is as before. */
async function writesOf(subject: Subject, bench: Bench): Promise<readonly string[]> {
  const step = await prepareOne(subject, bench);
  const mark = bench.mark();
  await converge(bench.engine, step, 'apply', new AbortController().signal);
  const writes = bench.calls(mark).flatMap(({ operation }) => (/^Describe/.test(operation) ? [] : [operation]));
  await converge(bench.engine, step, 'restore', new AbortController().signal);
  return writes;
}

function stall({ lab }: Subject, match: { readonly operation: string; readonly nth?: number }): void {
  // In wall time: the kind waits for an answer on the network, not on a clock.
  const run = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, STALL_MS));
  lab.faults.add({ service: 'elasticloadbalancing', ...match, kind: 'hook', run });
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
}

function firstScene({ fixture }: Subject): Subject['fixture']['scenes'][string] {
  const [scene = async () => undefined] = Object.values(fixture.scenes);
  return scene;
}
