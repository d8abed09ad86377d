import type { Tag } from '../../iam/world.ts';

/** What has to be added to a set, and what to be taken away. */
export function difference(
  before: readonly string[],
  after: readonly string[],
): { readonly added: readonly string[]; readonly removed: readonly string[] } {
  return {
    added: after.filter((item) => !before.includes(item)),
    removed: before.filter((item) => !after.includes(item)),
  };
}

/** Tags to set, and keys to take away. */
export function tagDifference(
  before: readonly Tag[],
  after: readonly Tag[],
): { readonly set: Tag[]; readonly removed: string[] } {
  const was = new Map(before.map(({ Key: key, Value: value }) => [key, value]));
  const keys = new Set(after.map(({ Key: key }) => key));
  return {
    set: after.filter(({ Key: key, Value: value }) => was.get(key) !== value),
    removed: [...was.keys()].filter((key) => !keys.has(key)),
  };
}
