import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ahead } from '../../action/audit/ahead.ts';

const MIB = 1024 * 1024;

async function listed<Result>(results: AsyncIterable<Result>): Promise<Result[]> {
  const list: Result[] = [];
  for await (const result of results) list.push(result);
  return list;
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** Work that ends when it is told to, and remembers how much of it there was at a time. */
function work(bytes: number) {
  let held = 0;
  const most = { items: 0 };
  const begin = (item: number) => {
    held += 1;
    most.items = Math.max(most.items, held);
    // The later an item, the sooner it is done.
    const done = async (): Promise<number> => {
      for (let turns = 200 - item; turns > 0; turns -= 1) await turn();
      held -= 1;
      return item;
    };
    return { bytes, result: done() };
  };
  return { begin, most };
}

describe('work that is begun ahead', () => {
  it('is told in the order of the items, whichever is done first', async () => {
    const { begin } = work(0);
    expect(await listed(ahead(upTo(200), begin))).toEqual(upTo(200));
  });

  it.each([
    ['64 items and the one that is asked for next', 0, 65],
    ['4 MiB and an item more', MIB, 5],
    ['one item that is larger than that', 50 * MIB, 1],
  ])('is at most %s', async (_what, bytes, items) => {
    const { begin, most } = work(bytes);
    expect(await listed(ahead(upTo(150), begin))).toHaveLength(150);
    expect(most.items).toBe(items);
  });

  it('fails when the turn of what failed comes, after all before it', async () => {
    const told: number[] = [];
    const begin = (item: number) => ({
      bytes: 0,
      result: item === 3 ? Promise.reject(new Error('no')) : turn(item),
    });
    const results = ahead(upTo(20), begin);
    await expect(
      (async () => {
        for await (const item of results) told.push(item ?? -1);
      })(),
    ).rejects.toThrow('no');
    expect(told).toEqual([0, 1, 2]);
  });

  it('ends with the error of the items, though work has failed as well', async () => {
    async function* items(): AsyncGenerator<number> {
      yield 1;
      await turn();
      throw new Error('damaged');
    }
    const begin = () => ({ bytes: 0, result: Promise.reject<number>(new Error('no')) });
    await expect(listed(ahead(items(), begin))).rejects.toThrow('damaged');
  });
});
