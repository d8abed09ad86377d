import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BreakglassError } from '../../action/domain/error.ts';
import { hide } from '../../action/domain/hidden.ts';
import type { AwsErrorClass } from '../../action/domain/step-kind.ts';
import { attemptRead, awsError, pauseBefore } from '../../action/engine/attempt.ts';

const KINDS: readonly AwsErrorClass[] = ['throttled', 'transient', 'denied', 'missing', 'rejected', 'expired'];

class Answered extends Error {
  readonly kind: AwsErrorClass;
  constructor(kind: AwsErrorClass, message: string = kind) {
    super(message);
    this.kind = kind;
  }
}

const classify = (error: unknown): AwsErrorClass | undefined => (error instanceof Answered ? error.kind : undefined);

/** A clock whose pauses take no time, and are counted. */
function countingClock() {
  const pauses: number[] = [];
  const sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
    signal?.throwIfAborted();
    pauses.push(ms);
  };
  return { pauses, now: () => 0, sleep };
}

async function attempt(kind: AwsErrorClass, failures: number, signal = new AbortController().signal) {
  const clock = countingClock();
  let calls = 0;
  const call = async (): Promise<string> => {
    calls += 1;
    if (calls <= failures) throw new Answered(kind);
    return 'read';
  };
  const result = await attemptRead(call, { clock, classify }, signal).catch((error: unknown) => error);
  return { result, calls, pauses: clock.pauses };
}

describe('a read', () => {
  it.each([
    ['throttled', 'aws-throttled'],
    ['transient', 'aws-unavailable'],
  ] as const)('that is %s is repeated, at most eight times', async (kind, code) => {
    expect(await attempt(kind, 7)).toMatchObject({ result: 'read', calls: 8 });
    expect(await attempt(kind, 8)).toMatchObject({ result: { code }, calls: 8 });
  });

  it.each([
    ['denied', 'access-denied'],
    ['expired', 'access-denied'],
    ['missing', 'resource-missing'],
    ['rejected', 'aws-rejected'],
  ] as const)('that is %s is never repeated', async (kind, code) => {
    expect(await attempt(kind, 1)).toMatchObject({ result: { code }, calls: 1, pauses: [] });
  });

  it('ends with the reason of the abort, not with the error that the abort caused', async () => {
    const controller = new AbortController();
    const reason = new BreakglassError('interrupted', 'received SIGINT');
    const call = async (): Promise<never> => {
      controller.abort(reason);
      throw new Answered('transient');
    };
    const ports = { clock: countingClock(), classify };
    await expect(attemptRead(call, ports, controller.signal)).rejects.toBe(reason);
  });

  it('passes on what is not an error of AWS', async () => {
    const bug = new TypeError('x is not a function');
    const ports = { clock: countingClock(), classify };
    await expect(attemptRead(() => Promise.reject(bug), ports, new AbortController().signal)).rejects.toBe(bug);
  });
});

describe('a pause', () => {
  it('is never longer than five seconds, and its bound doubles from 250 ms', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), (attempt) => {
        const pause = pauseBefore(attempt);
        expect(pause).toBeGreaterThanOrEqual(0);
        expect(pause).toBeLessThanOrEqual(Math.min(5_000, 250 * 2 ** attempt));
      }),
    );
  });
});

describe('an error of AWS', () => {
  it.each(KINDS)('that is %s has a code and a hint, and keeps its cause', (kind) => {
    const cause = new Answered(kind);
    const error = awsError(cause, classify);
    expect(error).toBeInstanceOf(BreakglassError);
    expect(error).toMatchObject({ cause, hint: expect.stringMatching(/\w/) });
  });

  it('that is ours already stays as it is', () => {
    const ours = new BreakglassError('not-applicable', 'no');
    expect(awsError(ours, classify)).toBe(ours);
  });

  it.each([
    ['an error of its', new Answered('rejected', "value 'sesame-open' is not valid"), 'aws-rejected'],
    ['any other error', new TypeError("cannot write 'sesame-open'"), 'internal'],
  ])('that quotes a secret of the state, as %s, does not tell it', (_, cause, code) => {
    const states = [{ a: 1 }, { a: [{ secret: hide([['sesame-open']]) }] }];
    const told = awsError(cause, classify, states);
    expect(told).toMatchObject({ code, cause, message: expect.stringContaining("'(not shown)'") });
    expect(String(told)).not.toContain('sesame');
  });
});
