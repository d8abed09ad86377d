import { BreakglassError, type ErrorCode } from '../domain/error.ts';
import { secretsIn } from '../domain/hidden.ts';
import { withoutSecrets } from '../domain/quoted-secrets.ts';
import type { AwsErrorClass, Model } from '../domain/step-kind.ts';
import type { Clock } from '../ports/clock.ts';
import { orAborted } from './deadline.ts';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;
const MOST_ATTEMPTS = 8;

const CODE_OF: Readonly<Record<AwsErrorClass, ErrorCode>> = {
  denied: 'access-denied',
  throttled: 'aws-throttled',
  transient: 'aws-unavailable',
  missing: 'resource-missing',
  rejected: 'aws-rejected',
  expired: 'access-denied',
};

export interface AttemptPorts {
  readonly clock: Clock;
  readonly classify: (error: unknown) => AwsErrorClass | undefined;
  readonly renewal?: Renewal;
}

/** Takes the role again when AWS says that its credentials have ended, and the approved time has not. */
export interface Renewal {
  /** How often that was done. Asked for before a call, it says with which credentials the call was made. */
  readonly count: () => number;
  /** Does it, unless it was done since `count` was that. False where the approved time is over. */
  readonly renew: (count: number) => Promise<boolean>;
}

/** Whether to make a call again that AWS refused for its credentials' end: they are new now. */
export async function renewExpired(
  { classify, renewal }: AttemptPorts,
  error: unknown,
  count: number,
  signal: AbortSignal,
): Promise<boolean> {
  if (renewal === undefined || classify(error) !== 'expired') return false;
  return orAborted(renewal.renew(count), signal);
}

/** Full jitter: a random pause up to a bound that doubles with each attempt (the first is 0). Milliseconds. */
export function pauseBefore(attempt: number): number {
  return Math.random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt);
}

/** True for errors after which the same call may succeed: throttles and failures of the way there. */
export function isRetryable(kind: AwsErrorClass | undefined): boolean {
  return kind === 'throttled' || kind === 'transient';
}

/** Repeats a call that changes nothing, while its errors are retryable and `signal` allows; once with renewed credentials. */
export async function attemptRead<T>(call: () => Promise<T>, ports: AttemptPorts, signal: AbortSignal): Promise<T> {
  let renewed = false;
  for (let attempt = 0; ; attempt += 1) {
    const count = ports.renewal?.count() ?? 0;
    try {
      return await call();
    } catch (error) {
      signal.throwIfAborted();
      if (!renewed && (await renewExpired(ports, error, count, signal))) {
        renewed = true;
        continue;
      }
      if (!isRetryable(ports.classify(error)) || attempt + 1 >= MOST_ATTEMPTS) throw awsError(error, ports.classify);
      await ports.clock.sleep(pauseBefore(attempt), signal);
    }
  }
}

/**
 * An error of AWS's as ours, with AWS's own message, which names the action and the resource. Others pass through. `states`: what the call
 * was about. The message is recorded and told to everybody, and AWS may quote in it what it was sent: no secret of them is left.
 */
export function awsError(error: unknown, classify: AttemptPorts['classify'], states: readonly Model[] = []): unknown {
  if (error instanceof BreakglassError) return error;
  const kind = classify(error);
  const said = error instanceof Error ? error.message : String(error);
  const message = withoutSecrets(said, states.flatMap(secretsIn));
  if (kind === undefined) return message === said ? error : new BreakglassError('internal', message, { cause: error });
  const name = error instanceof Error ? error.name : 'Error';
  return new BreakglassError(CODE_OF[kind], `AWS answered ${name}: ${message}`, { cause: error, hint: HINTS[kind] });
}

const HINTS: Readonly<Record<AwsErrorClass, string>> = {
  denied:
    'add the permission to the role that the customer deployed, or ask them to update their stack; what was added just now IAM may ' +
    'refuse for another minute',
  throttled: 'AWS is throttling this account and Region: wait a minute and ask again',
  transient: 'AWS could not be reached or failed: see its health dashboard, then ask again',
  missing: 'check the ARN in the install or the request',
  rejected: 'AWS refused the call as it stands: correct the playbook or the request',
  expired: 'the credentials ended with the approved time: ask again with a longer duration',
};
