import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConcurrencyGroups } from '../../../../action/sandbox/github/actions/concurrency-groups.ts';
import { results, script, type Workshop, workshop } from './world.ts';

const ALL = { all: true, cancel: false };
const LATEST = { all: false, cancel: false };

function claim(owner: number) {
  const cancelled = { times: 0 };
  return { cancelled, owner, cancel: () => void (cancelled.times += 1) };
}

describe('a concurrency group', () => {
  it('with queue: max lets one in at a time, first come first served', async () => {
    const groups = createConcurrencyGroups();
    const order: number[] = [];
    const first = await groups.enter('g', claim(1), ALL);
    const later = [2, 3, 4].map(async (owner) => {
      const leave = await groups.enter('g', claim(owner), ALL);
      order.push(owner);
      leave?.();
    });
    await Promise.resolve();
    expect(order).toEqual([]);
    first?.();
    await Promise.all(later);
    expect(order).toEqual([2, 3, 4]);
  });

  it('otherwise keeps the newest that waits and cancels the one before', async () => {
    const groups = createConcurrencyGroups();
    const first = await groups.enter('g', claim(1), LATEST);
    const aside = claim(2);
    const second = groups.enter('g', aside, LATEST);
    const third = groups.enter('g', claim(3), LATEST);
    expect(await second).toBeUndefined();
    expect(aside.cancelled.times).toBe(1);
    first?.();
    expect(await third).toBeTypeOf('function');
  });

  it('with cancel-in-progress cancels what has it', async () => {
    const groups = createConcurrencyGroups();
    const running = claim(1);
    await groups.enter('g', running, LATEST);
    void groups.enter('g', claim(2), { all: false, cancel: true });
    expect(running.cancelled.times).toBe(1);
  });

  it('refuses an owner that waits for itself', async () => {
    const groups = createConcurrencyGroups();
    await groups.enter('g', claim(1), ALL);
    expect(await groups.enter('g', claim(1), ALL)).toBeUndefined();
  });
});

describe('jobs in one group', () => {
  let shop: Workshop;
  beforeAll(async () => {
    shop = await workshop();
  });
  afterAll(() => shop.close());

  it('of two runs never overlap', async () => {
    const jobs = {
      a: { ...script(['echo in', 'sleep 0.3', 'echo out']), concurrency: { group: 'One', queue: 'max' } },
    };
    const both = [shop.play('left', { jobs }), shop.play('right', { jobs: { ...jobs } })];
    await Promise.allSettled(both);
    await shop.runner.idle();
    expect(shop.lines).toEqual(['a: in', 'a: out', 'a: in', 'a: out']);
  });

  it('that hold a group which their own run has cancel themselves', async () => {
    const run = await shop.play('self', {
      concurrency: 'same',
      jobs: { a: { ...script('true'), concurrency: 'same' } },
    });
    expect(results(run)).toEqual({});
    expect(run.conclusion).toBe('cancelled');
  });
});
