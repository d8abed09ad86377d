import type { Conditions } from '../../policy/statement.ts';
import { codes, type ReviewLine } from './block.ts';

/** What a list of ARN patterns reaches: `every listener`, or the patterns themselves, whole. */
export function resourceWords(resources: readonly string[]): ReviewLine {
  return resources.flatMap((pattern, index): ReviewLine => [...(index === 0 ? [] : ['; ']), ...reachWords(pattern)]);
}

/**
 * A whole type of load balancing in the own account and Region. Only here a word says that it is every one of it: in another service the
 * same form may mean what a name begins with, or what lies in a bucket.
 */
const EVERY =
  /^arn:\$\{AWS::Partition\}:elasticloadbalancing:[a-z0-9-]+:\$\{AWS::AccountId\}:(listener|listener-rule|loadbalancer|targetgroup|truststore)\/\*$/;

function reachWords(pattern: string): ReviewLine {
  if (pattern === '*') return ['the whole account'];
  const [, type] = EVERY.exec(pattern) ?? [];
  return type === undefined ? [{ code: pattern }] : ['every ', { code: type }];
}

/** What has to hold beside the Region, which every statement of a break-glass role tests. */
export function conditionWords(conditions: Conditions): ReviewLine {
  const parts = Object.entries(conditions).flatMap(([operator, keys]) =>
    Object.entries(keys)
      .filter(([key]) => !(operator === 'StringEquals' && key === REGION_KEY))
      .map(([key, value]) => testWords(operator, key, [value].flat())),
  );
  return parts.flatMap((part, index): ReviewLine => [...(index === 0 ? [] : ['; ']), ...part]);
}

export const REGION_KEY = 'aws:RequestedRegion';
const TAG = /^aws:ResourceTag\/(.*)$/s;

function testWords(operator: string, key: string, wanted: readonly string[]): ReviewLine {
  const [, tag] = TAG.exec(key) ?? [];
  if (operator === 'StringLike' && tag !== undefined && wanted.join() === '*')
    return ['it has the tag ', { code: tag }];
  if (operator === 'StringEquals' && tag !== undefined) {
    return ['it has the tag ', { code: tag }, ' with ', ...codes(wanted, 'or')];
  }
  if (operator === 'StringEquals' && key.endsWith(':CreateAction')) return ['as a part of ', ...codes(wanted, 'or')];
  if (operator === 'IpAddress' && key === 'aws:SourceIp') return ['the call comes from ', ...codes(wanted, 'or')];
  return [{ code: operator }, ' ', { code: key }, ' ', ...codes(wanted, 'or')];
}
