import { validationError } from '../errors.ts';

/** Items so that each comes after all that it needs, else as they stand; needs that are not among them do not count. */
export function inOrder<T extends { readonly needs: readonly string[] }>(items: ReadonlyMap<string, T>): readonly T[] {
  const done = new Set<string>();
  const ordered: T[] = [];
  while (done.size < items.size) {
    const ready = [...items].filter(
      ([id, { needs }]) => !done.has(id) && needs.every((need) => done.has(need) || !items.has(need)),
    );
    if (ready.length === 0) {
      const circle = [...items.keys()].filter((id) => !done.has(id));
      throw validationError(`Circular dependency between resources: [${circle.join(', ')}]`);
    }
    for (const [id, item] of ready) {
      done.add(id);
      ordered.push(item);
    }
  }
  return ordered;
}
