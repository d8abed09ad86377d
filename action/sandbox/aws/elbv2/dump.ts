import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '../../../domain/json.ts';
import type { Pairs } from './records.ts';
import type { World } from './world.ts';

/**
 * All of the configuration as JSON, sorted by ARN, so that two dumps of the same configuration are deeply equal. Health,
 * creation times and loopback ports are not configuration. Client secrets appear as their SHA-256.
 */
export function dumpWorld(world: World): JsonObject {
  return {
    loadBalancers: sorted(world.loadBalancers, (record) => ({
      ...record,
      createdAt: undefined,
      securityGroups: record.securityGroups.toSorted(),
    })),
    listeners: sorted(world.listeners, (record) => ({
      ...record,
      extraCertificates: record.extraCertificates.toSorted(),
    })),
    trustStores: sorted(world.trustStores, (record) => record),
    certificates: sorted(world.certificates, (record) => record),
    rules: sorted(world.rules, (record) => record),
    targetGroups: sorted(world.targetGroups, (record) => ({
      ...record,
      targets: record.targets.toSorted((a, b) => `${a.id}:${a.port}`.localeCompare(`${b.id}:${b.port}`)),
    })),
    tags: Object.fromEntries(
      [...world.tags]
        .filter(([, tags]) => tags.size > 0)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([arn, tags]) => [arn, pairsJson(tags)]),
    ),
  };
}

function sorted<T extends { readonly arn: string }>(
  records: ReadonlyMap<string, T>,
  view: (record: T) => unknown,
): Json {
  return [...records.values()].toSorted((a, b) => (a.arn < b.arn ? -1 : 1)).map((record) => asJson(view(record)));
}

function pairsJson(pairs: Pairs): JsonObject {
  return Object.fromEntries([...pairs].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Records as JSON: maps become objects with sorted keys, and undefined members go. */
function asJson(value: unknown): Json {
  const text = JSON.stringify(value, (key, member: unknown) => {
    if (member instanceof Map) return pairsJson(member as Pairs);
    if (key === 'ClientSecret') return createHash('sha256').update(String(member)).digest('hex');
    return member;
  });
  return JSON.parse(text) as Json;
}
