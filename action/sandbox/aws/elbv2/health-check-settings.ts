import type { Matcher } from '@aws-sdk/client-elastic-load-balancing-v2';
import { requireLength, requireOneOf, requireRange } from './constraints.ts';
import { validationError } from './faults.ts';
import type { HealthCheckSettings } from './records.ts';

interface HealthCheckInput {
  readonly HealthCheckProtocol?: string | undefined;
  readonly HealthCheckPort?: string | undefined;
  readonly HealthCheckEnabled?: boolean | undefined;
  readonly HealthCheckPath?: string | undefined;
  readonly HealthCheckIntervalSeconds?: number | undefined;
  readonly HealthCheckTimeoutSeconds?: number | undefined;
  readonly HealthyThresholdCount?: number | undefined;
  readonly UnhealthyThresholdCount?: number | undefined;
  readonly Matcher?: Matcher | undefined;
}

/** What CreateTargetGroup fills in; the timeout depends on the target group's protocol. */
export function defaultHealthCheck(protocol: 'HTTP' | 'HTTPS'): HealthCheckSettings {
  return {
    protocol: 'HTTP',
    port: 'traffic-port',
    path: '/',
    intervalSeconds: 30,
    timeoutSeconds: protocol === 'HTTPS' ? 10 : 6,
    healthyThreshold: 5,
    unhealthyThreshold: 2,
    matcher: '200',
  };
}

/** Health-check settings after a create or modify: what the input omits stays. */
export function readHealthCheck(input: HealthCheckInput, before: HealthCheckSettings): HealthCheckSettings {
  requireRange(input.HealthCheckIntervalSeconds, 'healthCheckIntervalSeconds', 5, 300);
  requireRange(input.HealthCheckTimeoutSeconds, 'healthCheckTimeoutSeconds', 2, 120);
  requireRange(input.HealthyThresholdCount, 'healthyThresholdCount', 2, 10);
  requireRange(input.UnhealthyThresholdCount, 'unhealthyThresholdCount', 2, 10);
  if (input.HealthCheckEnabled === false) {
    throw validationError('health checks cannot be disabled for targets of type instance or ip');
  }
  const after = {
    protocol: readProtocol(input.HealthCheckProtocol) ?? before.protocol,
    port: readPort(input.HealthCheckPort) ?? before.port,
    path: readPath(input.HealthCheckPath) ?? before.path,
    intervalSeconds: input.HealthCheckIntervalSeconds ?? before.intervalSeconds,
    timeoutSeconds: input.HealthCheckTimeoutSeconds ?? before.timeoutSeconds,
    healthyThreshold: input.HealthyThresholdCount ?? before.healthyThreshold,
    unhealthyThreshold: input.UnhealthyThresholdCount ?? before.unhealthyThreshold,
    matcher: readMatcher(input.Matcher) ?? before.matcher,
  };
  if (after.timeoutSeconds >= after.intervalSeconds) {
    throw validationError(
      `Health check timeout '${after.timeoutSeconds}' must be smaller than the interval '${after.intervalSeconds}'`,
    );
  }
  return after;
}

function readProtocol(protocol: string | undefined): 'HTTP' | 'HTTPS' | undefined {
  requireOneOf(protocol, 'healthCheckProtocol', ['HTTP', 'HTTPS']);
  return protocol === 'HTTP' || protocol === 'HTTPS' ? protocol : undefined;
}

function readPort(port: string | undefined): string | undefined {
  if (port !== undefined && port !== 'traffic-port') {
    requireRange(/^\d+$/.test(port) ? Number(port) : Number.NaN, 'healthCheckPort', 1, 65_535);
  }
  return port;
}

function readPath(path: string | undefined): string | undefined {
  requireLength(path, 'healthCheckPath', 1024, 1);
  if (path !== undefined && !/^\/[\x21-\x7e]*$/.test(path)) {
    throw validationError(`Health check path '${path}' must begin with a '/' character`);
  }
  return path;
}

function readMatcher(matcher: Matcher | undefined): string | undefined {
  if (matcher?.GrpcCode !== undefined) throw validationError('gRPC matchers are not modelled by this sandbox');
  const codes = matcher?.HttpCode;
  if (codes === undefined) return undefined;
  const valid = codes.split(',').every((part) => {
    const [, low, high = low] = /^(\d{3})(?:-(\d{3}))?$/.exec(part) ?? [];
    return low !== undefined && Number(low) >= 200 && Number(high) <= 499 && Number(low) <= Number(high);
  });
  if (!valid) throw validationError(`Health check matcher HTTP code '${codes}' must be within '200-499' inclusive`);
  return codes;
}

/** True when a status code is one that the matcher (`200`, `200,202`, `200-299`) names. */
export function matchesCode(matcher: string, status: number): boolean {
  return matcher.split(',').some((part) => {
    const [low = '', high = low] = part.split('-');
    return status >= Number(low) && status <= Number(high);
  });
}
