import type { Clock } from '../../ports/clock.ts';

/** Condition keys that every request has, whoever makes it. */
export function requestKeys(clock: Clock, region: string): Readonly<Record<string, readonly string[]>> {
  const now = clock.now();
  return {
    'aws:CurrentTime': [new Date(now).toISOString()],
    'aws:EpochTime': [String(Math.floor(now / 1000))],
    'aws:RequestedRegion': [region],
    // The sandbox listens on loopback alone, and plain HTTP there stands in for AWS's TLS.
    'aws:SourceIp': ['127.0.0.1'],
    'aws:SecureTransport': ['true'],
  };
}
