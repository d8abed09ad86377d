import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPairs, type Pairs } from './contract.ts';
import { members } from './members.ts';

/** Every kind before every kind, itself included: each pair of kinds in both orders. */
describe.each(members)('$fixture.kind, then', (first) => {
  let pairs: Pairs;

  beforeAll(async () => {
    pairs = await openPairs({ ...first, partners: [] });
  });

  afterAll(() => pairs.close());

  it.each(members)('$fixture.kind', async (second) => {
    expect(await pairs.check(first, second)).toBeUndefined();
  });
});
