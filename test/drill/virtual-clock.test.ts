import { pbkdf2, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createVirtualClock, NotOver, ONE_THREAD } from '../../action/drill/chaos/virtual-clock.ts';

const EPOCH = Date.UTC(2026, 10, 21, 2, 13);
const HOUR = 3_600_000;

describe('a virtual clock', () => {
  it('is where the next sleeper wants it as soon as nobody does anything', async () => {
    const clock = createVirtualClock(EPOCH);
    const wall = Date.now();
    const order: string[] = [];
    const nap = async (name: string, ms: number): Promise<void> => {
      await clock.sleep(ms);
      order.push(`${name} ${clock.now() - EPOCH}`);
    };
    await clock.run(Promise.all([nap('long', HOUR), nap('short', 5), nap('none', 0)]), 2 * HOUR);
    expect(order).toEqual(['none 0', 'short 5', `long ${HOUR}`]);
    expect(Date.now() - wall).toBeLessThan(5_000);
  });

  it('stands still while nobody runs it', async () => {
    const clock = createVirtualClock(EPOCH);
    let woken = false;
    void clock.sleep(1).then(() => (woken = true));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(woken).toBe(false);
    expect(clock.now()).toBe(EPOCH);
  });

  it('wakes an aborted sleeper with the reason, and forgets it', async () => {
    const clock = createVirtualClock(EPOCH);
    const stop = new AbortController();
    const sleeping = clock.sleep(HOUR, stop.signal);
    stop.abort(new Error('enough'));
    await expect(sleeping).rejects.toThrow('enough');
    await expect(clock.sleep(1, stop.signal)).rejects.toThrow('enough');
    await clock.run(clock.sleep(10), HOUR);
    expect(clock.now()).toBe(EPOCH + 10);
  });

  it('waits for what is held, however long that takes on the wall', async () => {
    const clock = createVirtualClock(EPOCH);
    const release = clock.hold();
    let heldAt = 0;
    setTimeout(() => {
      heldAt = clock.now();
      release();
      release();
    }, 60);
    await clock.run(clock.sleep(HOUR), 2 * HOUR);
    expect(heldAt).toBe(EPOCH);
    expect(clock.now()).toBe(EPOCH + HOUR);
  });

  it('waits for files that are read one after the other, as code is loaded', async () => {
    const clock = createVirtualClock(EPOCH);
    const reading = async (): Promise<number> => {
      for (let count = 0; count < 1_000; count += 1) await readFile(import.meta.filename);
      return clock.now();
    };
    const [readAt] = await clock.run(Promise.all([reading(), clock.sleep(HOUR)]), 2 * HOUR);
    expect(readAt).toBe(EPOCH);
  });

  it('waits for what the thread pool computes', async () => {
    expect(process.env).toMatchObject(ONE_THREAD);
    const clock = createVirtualClock(EPOCH);
    const computing = async (): Promise<number> => {
      for (let count = 0; count < 20; count += 1) await promisify(pbkdf2)('p', 's', 20_000, 64, 'sha512');
      return clock.now();
    };
    const [computedAt] = await clock.run(Promise.all([computing(), clock.sleep(HOUR)]), 2 * HOUR);
    expect(computedAt).toBe(EPOCH);
  });

  it('goes on while whoever holds it only sleeps, and waits for them afterwards', async () => {
    const clock = createVirtualClock(EPOCH);
    const release = clock.hold();
    const stalled = clock
      .lend(() => clock.sleep(5_000))
      .then(() => {
        setTimeout(release, 30);
        return clock.now();
      });
    await clock.run(clock.sleep(6_000), HOUR);
    expect(await stalled).toBe(EPOCH + 5_000);
  });

  it('leaves hours out for those who sleep, too', async () => {
    const clock = createVirtualClock(EPOCH);
    const sleeping = clock.sleep(1_000).then(() => clock.now());
    clock.jump(HOUR);
    await clock.run(clock.sleep(1), 2 * HOUR);
    expect(await sleeping).toBe(EPOCH + HOUR);
  });

  it('gives up on work that takes longer than it may, by its own time', async () => {
    const clock = createVirtualClock(EPOCH);
    const forever = async (): Promise<never> => {
      for (;;) await clock.sleep(60_000);
    };
    await expect(clock.run(forever(), HOUR)).rejects.toThrow(NotOver);
    expect(clock.now() - EPOCH).toBeGreaterThan(HOUR);
  });

  it('passes on how the work ended', async () => {
    const clock = createVirtualClock(EPOCH);
    await expect(clock.run(Promise.resolve('done'), HOUR)).resolves.toBe('done');
    await expect(clock.run(Promise.reject(new Error('broken')), HOUR)).rejects.toThrow('broken');
  });

  it('does not jump over what the thread pool is at', async () => {
    const clock = createVirtualClock(EPOCH);
    const later = clock.sleep(HOUR).then(() => 'overslept');
    const work = new Promise<string>((resolve) => randomBytes(1_000, () => resolve('in time')));
    expect(await clock.run(Promise.race([work, later]), 2 * HOUR)).toBe('in time');
  });
});

describe('an exchange on loopback', () => {
  const server = createServer((_request, response) => response.end('here'));
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('takes no time, although nobody holds the clock for it', async () => {
    const clock = createVirtualClock(EPOCH);
    const { port } = server.address() as AddressInfo;
    const ask = (): Promise<number> =>
      new Promise((resolve, reject) => {
        get({ port, host: '127.0.0.1', agent: false }, (answer) => {
          answer.resume();
          answer.on('end', () => resolve(clock.now()));
        }).on('error', reject);
      });
    const health = async (): Promise<readonly number[]> => {
      const seen: number[] = [];
      for (let count = 0; count < 20; count += 1) {
        seen.push((await ask()) - EPOCH);
        await clock.sleep(10_000);
      }
      return seen;
    };
    const seen = await clock.run(health(), HOUR);
    expect(seen).toEqual(Array.from({ length: 20 }, (_, index) => index * 10_000));
  });
});

describe('one process on a virtual clock', () => {
  it('sleeps by the same time as everybody', async () => {
    const clock = createVirtualClock(EPOCH);
    const branch = clock.branch();
    await clock.run(branch.sleep(7), HOUR);
    expect(branch.now()).toBe(EPOCH + 7);
  });

  it('hears of nothing any more once it has ended, asleep or about to', async () => {
    const clock = createVirtualClock(EPOCH);
    const branch = clock.branch();
    let woken = 0;
    const wake = (): void => {
      woken += 1;
    };
    void branch.sleep(5).then(wake, wake);
    branch.end();
    void branch.sleep(5).then(wake, wake);
    await clock.run(clock.sleep(60_000), HOUR);
    expect(woken).toBe(0);
  });
});
