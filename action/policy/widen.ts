import { type AssumedTags, coverageOf } from './covered.ts';
import { sharePrefixes } from './resource-prefix.ts';
import { type Allow, gather } from './statement.ts';
import { configurationOf } from './thought-through.ts';

/**
 * Permissions that hold `exact` and ever more, from the narrowest up: ARNs of one action that share a prefix, then actions that the
 * role holds together on each other's resources, then the role's own patterns. Whether a candidate is smaller, or within the role,
 * is for the caller to see.
 */
export function widened(
  exact: readonly Allow[],
  role: readonly Allow[],
  tags: AssumedTags,
): readonly (readonly Allow[])[] {
  const entries = exact.flatMap(({ actions, ...rest }) => actions.map((action) => ({ ...rest, actions: [action] })));
  const parts = role.map((allow): Part => ({ allow, holds: holder(allow, tags) }));
  const shared = depths(entries).map((depth) => shareAt(entries, depth));
  const grouped = [entries, ...shared].map((some) => unite(some, parts));
  return [...shared, ...grouped, entries.map((entry) => asTheRole(entry, parts))];
}

/**
 * The same permissions, but that a statement which reads more than one part of a service's configuration reads all of it: as far as the
 * role does, which is asked beside the session policy. What is written is not touched.
 */
export function readingConfiguration(allows: readonly Allow[]): readonly Allow[] {
  return gather(
    allows.map((allow) => {
      const patterns = allow.actions.map((action) => (allow.access === 'read' ? configurationOf(action) : undefined));
      const isShared = (pattern: string): boolean => patterns.indexOf(pattern) !== patterns.lastIndexOf(pattern);
      const actions = allow.actions.map((action, index) => {
        const pattern = patterns[index];
        return pattern !== undefined && isShared(pattern) ? pattern : action;
      });
      return { ...allow, actions };
    }),
  );
}

/** One statement of the role. */
interface Part {
  readonly allow: Allow;
  /** Whether it alone allows these resources of an entry. */
  readonly holds: (entry: Allow, resources: readonly string[]) => boolean;
}

function holder(allow: Allow, tags: AssumedTags): Part['holds'] {
  const missing = coverageOf([allow], tags);
  return (entry, resources) => missing({ ...entry, resources }).length === 0;
}

/** Deepest first; a depth of 1 is the resource type. */
function depths(entries: readonly Allow[]): readonly number[] {
  const deepest = Math.max(0, ...entries.flatMap(({ resources }) => resources.map((arn) => arn.split('/').length - 1)));
  return Array.from({ length: deepest }, (_, index) => deepest - index);
}

function shareAt(entries: readonly Allow[], depth: number): readonly Allow[] {
  return entries.map((entry) => ({ ...entry, resources: [...sharePrefixes(new Set(entry.resources), depth)] }));
}

/** Actions that stand in one statement of the role get each other's resources; what is on a condition only those on the same. */
function unite(entries: readonly Allow[], parts: readonly Part[]): readonly Allow[] {
  const groups = new Map<string, Allow[]>();
  for (const entry of entries) {
    const at = parts.findIndex(({ holds }) => holds(entry, entry.resources));
    const key = at === -1 ? JSON.stringify(entry) : JSON.stringify([at, entry.access, entry.conditions]);
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return [...groups.values()].flatMap((group) => {
    const resources = [...new Set(group.flatMap((entry) => entry.resources))];
    return group.map((entry) => ({ ...entry, resources }));
  });
}

function asTheRole(entry: Allow, parts: readonly Part[]): Allow {
  const used = parts.filter(({ holds }) => entry.resources.some((resource) => holds(entry, [resource])));
  return used.length === 0 ? entry : { ...entry, resources: used.flatMap(({ allow }) => allow.resources) };
}
