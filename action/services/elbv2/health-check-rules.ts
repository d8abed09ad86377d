import { BreakglassError } from '../../domain/error.ts';
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
  if (after.timeout >= after.interval) {
    refuse(`the timeout would be ${after.timeout} s, and the interval ${after.interval} s`, SHORTER);
  }
  if (!after.enabled && before.group.targetType !== 'lambda') {
    refuse(`targets of type ${before.group.targetType} are always checked`, 'leave out enabled');
  }
  const absent = (['protocol', 'port'] as const).find((field) => named[field] !== undefined && before[field] === '');
  if (absent !== undefined) refuse(`the target group has no ${absent} of its health check`, `leave out ${absent}`);
  if (after.protocol === 'TCP') requireTcp(before, named);
  else if (named.matcher !== undefined) requireCodes(before, named.matcher);
}

const SHORTER = 'the timeout has to be shorter than the interval: name both in one step';

function requireTcp({ group }: HealthCheck, { path, matcher }: Named): void {
  if (group.protocol === null || group.protocol.startsWith('HTTP')) {
    const what = group.protocol === null ? 'a Lambda function' : `targets by ${group.protocol}`;
    refuse(`${what} cannot be checked by TCP`, 'use HTTP or HTTPS');
  }
  if (path !== undefined || matcher !== undefined) {
    refuse('a check by TCP has neither path nor codes', 'leave out path and matcher, or name protocol: HTTP or HTTPS');
  }
}

function requireCodes({ matcher: before, protocol, group }: HealthCheck, matcher: string): void {
  if (before === null && protocol !== 'TCP') {
    refuse('the target group is checked by gRPC codes', 'leave out matcher: it is for HTTP codes');
  }
  const highest = highestCode(group.protocol);
  for (const part of matcher.split(',')) {
    const [low = 0, high = low] = part.split('-').map(Number);
    if (low > high || high > highest) {
      refuse(`the matcher "${matcher}" holds ${part}`, `write codes from 200 to ${highest}, the lower one first`);
    }
  }
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Matcher.html */
function highestCode(protocol: string | null): number {
  if (protocol === 'GENEVE') return 399;
  return protocol === null || protocol.startsWith('HTTP') ? 499 : 599;
}

function refuse(message: string, hint: string): never {
  throw new BreakglassError('not-applicable', message, { hint });
}
