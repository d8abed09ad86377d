import { isJsonObject, type Json } from '../../../action/domain/json.ts';

/** Where two dumps first differ, with both; undefined when they are the same. */
export function changed(before: Json, after: Json): string | undefined {
  // Dumps are sorted: the same text is the same world, and the usual case.
  if (JSON.stringify(before) === JSON.stringify(after)) return undefined;
  const [first] = delta(before, after);
  if (first === undefined) return undefined;
  return `${first[0]}: ${leaves(before).get(first[0]) ?? 'absent'} → ${first[1] ?? 'absent'}`;
}

/** Path → value afterwards, as JSON text, of everything that differs; undefined is absent. */
export function delta(before: Json, after: Json): ReadonlyMap<string, string | undefined> {
  const [old, now] = [leaves(before), leaves(after)];
  const paths = [...new Set([...old.keys(), ...now.keys()])].filter((path) => old.get(path) !== now.get(path));
  return new Map(paths.map((path) => [path, now.get(path)]));
}

/** True when everything that `wanted` says is so in `dump`. */
export function holds(wanted: ReadonlyMap<string, string | undefined>, dump: Json): boolean {
  const now = leaves(dump);
  return [...wanted].every(([path, value]) => now.get(path) === value);
}

/**
 * Path → JSON text of every value without members. Records are named by what identifies them, not by their place; that there is none
 * of a sort says nothing of its own.
 */
function leaves(value: Json, path = ''): ReadonlyMap<string, string> {
  const members = membersOf(value);
  if (members.length === 0 && typeof value === 'object' && path.lastIndexOf('/') === 0) return new Map();
  if (members.length === 0) return new Map([[path, JSON.stringify(value)]]);
  return new Map(members.flatMap(([key, member]) => [...leaves(member, `${path}/${key}`)]));
}

function membersOf(value: Json): readonly (readonly [string, Json])[] {
  if (Array.isArray(value)) return value.map((item: Json, index) => [nameOf(item) ?? String(index), item] as const);
  return isJsonObject(value) ? Object.entries(value) : [];
}

function nameOf(item: Json): string | undefined {
  // A list of ARNs is a set, which dumps have sorted.
  if (typeof item === 'string' && item.startsWith('arn:')) return item;
  if (!isJsonObject(item)) return undefined;
  if (typeof item['arn'] === 'string') return item['arn'];
  return typeof item['id'] === 'string' ? `${item['id']}:${String(item['port'])}` : undefined;
}
