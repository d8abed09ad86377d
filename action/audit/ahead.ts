/** Work that has begun. */
export interface Begun<Result> {
  readonly result: Promise<Result>;
  /** About how many bytes are held until there is the result. */
  readonly bytes: number;
}

/** So much is begun and not yet taken: enough that nobody waits for one, and no more with a longer list. */
const MOST = 64;
const MOST_BYTES = 4 * 1024 * 1024;

/**
 * What comes of each item, in the order of the items, while the work on those after it has begun. An item whose work fails is
 * told of when its turn comes; an error of `items` at once.
 */
export async function* ahead<Item, Result>(
  items: AsyncIterable<Item> | Iterable<Item>,
  begin: (item: Item) => Begun<Result>,
): AsyncGenerator<Result> {
  const begun: Begun<Result>[] = [];
  let bytes = 0;
  for await (const item of items) {
    const one = begin(item);
    // It may fail while nobody looks yet.
    one.result.catch(() => undefined);
    begun.push(one);
    bytes += one.bytes;
    while (begun.length > MOST || bytes > MOST_BYTES) {
      const first = begun.shift();
      if (first === undefined) break;
      bytes -= first.bytes;
      yield await first.result;
    }
  }
  for (const { result } of begun) yield await result;
}
