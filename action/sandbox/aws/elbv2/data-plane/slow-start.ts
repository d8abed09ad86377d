import type { TargetGroupRecord, TargetRecord } from '../records.ts';

export function hasSlowStart(group: Pick<TargetGroupRecord, 'attributes'>): boolean {
  return group.attributes.get('slow_start.duration_seconds') !== '0';
}

/**
 * The share of a full target's requests that a target is to get, from 0 to 1: it rises evenly over the slow start
 * duration. `slowSince` tells when a target began; undefined for those that did not. As long as every target is in slow
 * start, none is.
 */
export function slowStartShares(
  group: Pick<TargetGroupRecord, 'attributes'>,
  targets: readonly TargetRecord[],
  slowSince: (target: TargetRecord) => number | undefined,
  now: number,
): readonly number[] {
  const duration = Number(group.attributes.get('slow_start.duration_seconds')) * 1000;
  const shares = targets.map((target) => {
    const since = slowSince(target);
    return since === undefined || duration === 0 ? 1 : Math.min(1, (now - since) / duration);
  });
  return shares.every((share) => share < 1) ? shares.map(() => 1) : shares;
}
