import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Clock } from '../../../../ports/clock.ts';
import { matchesCode } from '../health-check-settings.ts';
import type { TargetGroupRecord, TargetRecord } from '../records.ts';
import { isLoopback } from './address.ts';
import type { ProbeResult } from './health-state.ts';

const TIMED_OUT: ProbeResult = { ok: false, why: { Reason: 'Target.Timeout', Description: 'Request timed out' } };
const BROKEN: ProbeResult = {
  ok: false,
  why: { Reason: 'Target.FailedHealthChecks', Description: 'Health checks failed' },
};

/** A reason of its own: without one, each abort would make an error with a stack. */
const ENDED = new Error('the health check is over');

/**
 * One health check over a connection of its own. An instance id has no address in the sandbox, so its checks time out;
 * addresses outside loopback are never contacted and count as broken.
 */
export async function probe(
  clock: Clock,
  group: TargetGroupRecord,
  target: TargetRecord,
  signal: AbortSignal,
): Promise<ProbeResult> {
  if (group.targetType === 'instance') return TIMED_OUT;
  if (!isLoopback(target.id)) return BROKEN;
  const ended = new AbortController();
  const end = () => ended.abort(ENDED);
  signal.addEventListener('abort', end, { once: true });
  const timer = clock.sleep(group.healthCheck.timeoutSeconds * 1000, ended.signal).then(
    () => TIMED_OUT,
    () => BROKEN,
  );
  const answer = statusOf(group, target, ended.signal).then(
    (status) => judge(group.healthCheck.matcher, status),
    () => BROKEN,
  );
  try {
    return await Promise.race([answer, timer]);
  } finally {
    end();
    signal.removeEventListener('abort', end);
  }
}

/** A health check that the target's security group drops: nothing comes back until its time is over. */
export async function unanswered(
  clock: Clock,
  { healthCheck: { timeoutSeconds } }: TargetGroupRecord,
  _target: TargetRecord,
  signal: AbortSignal,
): Promise<ProbeResult> {
  await clock.sleep(timeoutSeconds * 1000, signal).catch(() => undefined);
  return TIMED_OUT;
}

function judge(matcher: string, status: number): ProbeResult {
  if (matchesCode(matcher, status)) return { ok: true };
  const Description = `Health checks failed with these codes: [${status}]`;
  return { ok: false, why: { Reason: 'Target.ResponseCodeMismatch', Description } };
}

/** The status code, once the whole response has arrived. */
function statusOf(group: TargetGroupRecord, target: TargetRecord, signal: AbortSignal): Promise<number> {
  const { healthCheck } = group;
  const port = healthCheck.port === 'traffic-port' ? target.port : Number(healthCheck.port);
  const send = healthCheck.protocol === 'HTTPS' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const outgoing = send({
      host: target.id,
      port,
      path: healthCheck.path,
      agent: false,
      signal,
      // The load balancer does not validate its targets' certificates.
      rejectUnauthorized: false,
      headers: { host: `${target.id}:${port}`, 'user-agent': 'ELB-HealthChecker/2.0', connection: 'close' },
    });
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      response.on('error', reject);
      response.on('end', () => resolve(response.statusCode ?? 0));
      response.resume();
    });
    outgoing.end();
  });
}
