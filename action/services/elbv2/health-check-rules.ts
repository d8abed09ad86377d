import { BreakglassError } from '../../domain/error.ts';
import type { ParamProblem } from '../../domain/step-kind.ts';
import type { HealthCheck } from './resources/health-check.ts';

/** The fields that somebody named, as far as the rules ask. */
interface Named {
  readonly path?: string;
  readonly matcher?: string;
  readonly protocol?: string;
  readonly port?: string | number;
}

/**
 * Refuses a health check that AWS would refuse, or that could not be put back.
 *
 * @throws BreakglassError `not-applicable`
 */
export function requireAcceptable(before: HealthCheck, after: HealthCheck, named: Named): void {
  refuseAny(timeoutProblems(after));
  if (!after.enabled && before.group.targetType !== 'lambda') {
    refuse(`targets of type ${before.group.targetType} are always checked`, 'leave out enabled');
  }
  const absent = (['protocol', 'port'] as const).find((field) => named[field] !== undefined && before[field] === '');
  if (absent !== undefined) refuse(`the target group has no ${absent} of its health check`, `leave out ${absent}`);
  if (after.protocol === 'TCP') requireTcp(before, named);
  else if (named.matcher !== undefined) requireCodes(before, named.matcher);
}

/** What is wrong with settings by themselves, whatever the target group has. Times are in seconds. */
export function settingProblems(named: Named, times: Partial<Times>): readonly ParamProblem[] {
  const { timeout, interval } = times;
  return [
    ...(timeout === undefined || interval === undefined ? [] : timeoutProblems({ timeout, interval })),
    ...(named.protocol === 'TCP' ? tcpProblems(named) : []),
    ...backwardProblems(named.matcher ?? ''),
  ];
}

interface Times {
  readonly timeout: number;
  readonly interval: number;
}

function timeoutProblems({ timeout, interval }: Times): readonly ParamProblem[] {
  if (timeout < interval) return [];
  const message = `the timeout would be ${timeout} s, and the interval ${interval} s`;
  const hint = 'the timeout has to be shorter than the interval: name both in one step';
  return [{ path: ['timeout'], message, hint }];
}

function tcpProblems(named: Named): readonly ParamProblem[] {
  const first = (['path', 'matcher'] as const).find((field) => named[field] !== undefined);
  if (first === undefined) return [];
  const hint = 'leave out path and matcher, or name protocol: HTTP or HTTPS';
  return [{ path: [first], message: 'a check by TCP has neither path nor codes', hint }];
}

function backwardProblems(matcher: string): readonly ParamProblem[] {
  return rangesOf(matcher).flatMap(({ part, low, high }) =>
    low > high
      ? [{ path: ['matcher'], message: `the matcher "${matcher}" holds ${part}`, hint: 'write the lower code first' }]
      : [],
  );
}

function rangesOf(matcher: string) {
  return matcher.split(',').map((part) => {
    const [low = 0, high = low] = part.split('-').map(Number);
    return { part, low, high };
  });
}

function requireTcp({ group }: HealthCheck, named: Named): void {
  if (group.protocol === null || group.protocol.startsWith('HTTP')) {
    const what = group.protocol === null ? 'a Lambda function' : `targets by ${group.protocol}`;
    refuse(`${what} cannot be checked by TCP`, 'use HTTP or HTTPS');
  }
  refuseAny(tcpProblems(named));
}

function requireCodes({ matcher: before, protocol, group }: HealthCheck, matcher: string): void {
  if (before === null && protocol !== 'TCP') {
    refuse('the target group is checked by gRPC codes', 'leave out matcher: it is for HTTP codes');
  }
  const highest = highestCode(group.protocol);
  const beyond = rangesOf(matcher).find(({ high }) => high > highest);
  if (beyond !== undefined)
    refuse(`the matcher "${matcher}" holds ${beyond.part}`, `write codes from 200 to ${highest}`);
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Matcher.html */
function highestCode(protocol: string | null): number {
  if (protocol === 'GENEVE') return 399;
  return protocol === null || protocol.startsWith('HTTP') ? 499 : 599;
}

/** What is wrong by itself may become so by what the target group has. */
function refuseAny([problem]: readonly ParamProblem[]): void {
  if (problem !== undefined) refuse(problem.message, problem.hint);
}

function refuse(message: string, hint: string): never {
  throw new BreakglassError('not-applicable', message, { hint });
}
