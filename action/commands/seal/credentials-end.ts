import type { TimedEvent } from '../../domain/event.ts';

/** What STS gives at most, in milliseconds: counted where a call does not say what it asked for. */
const LONGEST_MS = 12 * 3_600_000;

/**
 * When the last of the credentials ends that STS may have given for `roleArn`, milliseconds since the epoch: as long after the last
 * answer as was asked for. It is our own reckoning, not what an answer claims. Undefined when none was asked for.
 */
export function credentialsEnd(events: readonly TimedEvent[], roleArn: string): number | undefined {
  const ends = events.flatMap((event) => {
    if (event.type !== 'call' || event.operation !== 'AssumeRoleWithWebIdentity') return [];
    if (event.params?.['RoleArn'] !== roleArn) return [];
    const seconds = event.params['DurationSeconds'];
    return [Date.parse(event.at) + (typeof seconds === 'number' ? seconds * 1_000 : LONGEST_MS)];
  });
  return ends.length === 0 ? undefined : Math.max(...ends);
}
