import { afterEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../action/domain/json.ts';
import type { Observation } from '../../action/domain/step-kind.ts';
import { withHeldLooks } from '../../action/drill/chaos/held-looks.ts';
import { createVirtualClock, type VirtualClock } from '../../action/drill/chaos/virtual-clock.ts';
import { registry } from '../../action/services/registry.ts';
import { DRILL } from '../services/http/looking.ts';
import { closeServers, serve, serveRaw } from '../services/http/servers.ts';

afterEach(closeServers);

const HOUR = 3_600_000;

/** A look by one of the kinds, as a drill has it, with its looks held on this clock. */
async function look(clock: Pick<VirtualClock, 'hold' | 'sleep'>, uses: string, params: JsonObject): Promise<boolean> {
  return (await observed(clock, uses, params))?.ok === true;
}

async function observed(
  clock: Pick<VirtualClock, 'hold' | 'sleep'>,
  uses: string,
  params: JsonObject,
): Promise<Observation | undefined> {
  const { services, checks } = withHeldLooks(registry, clock);
  const service = services.get('http');
  if (service === undefined || service.iamPrefix !== undefined) throw new Error('web servers are no service of AWS');
  const context = { client: service.connect(DRILL), signal: new AbortController().signal, session: 's' };
  return checks.get(uses)?.observe(context, params);
}

/** What happens, in order. */
function recorder() {
  const events: string[] = [];
  const note = (event: string): void => void events.push(event);
  const hold = () => {
    note('held');
    return () => note('released');
  };
  const sleep = async (ms: number) => note(`nothing else for ${ms} ms`);
  return { events, note, clock: { hold, sleep } };
}

const ALONE = 'nothing else for 0 ms';

describe('a clock whose looks at web servers are held', () => {
  it('is held when nothing else is under way, before a server is asked, and released once it has answered', async () => {
    const { events, note, clock } = recorder();
    const { port } = await serve((_, response) => {
      note('asked');
      setTimeout(() => {
        note('answered');
        response.end('ok');
      }, 20);
    });
    const ok = await look(clock, 'http/expect', { url: `http://127.0.0.1:${port}/`, 'body-contains': 'ok' });
    expect(ok).toBe(true);
    expect(events).toEqual([ALONE, 'held', 'asked', 'answered', 'released']);
  });

  it('is held while a certificate is asked for, and released where none is shown', async () => {
    const { events, note, clock } = recorder();
    const { port } = await serveRaw((socket) => {
      note('asked');
      socket.end();
    });
    expect(await look(clock, 'http/expect-certificate', { host: '127.0.0.1', port, 'days-left': 1 })).toBe(false);
    expect(events).toEqual([ALONE, 'held', 'asked', 'released']);
  });

  it.each<[uses: string, params: JsonObject]>([
    ['http/expect', { url: 'http://203.0.113.7/' }],
    ['http/expect-certificate', { host: '203.0.113.7', 'days-left': 1 }],
  ])('is released after a look that is refused: %s', async (uses, params) => {
    const { events, clock } = recorder();
    await expect(look(clock, uses, params)).rejects.toMatchObject({ code: 'invalid-value' });
    expect(events).toEqual([ALONE, 'held', 'released']);
  });

  it('stands still until an answer is there, and goes on afterwards', async () => {
    const epoch = Date.UTC(2026, 10, 21, 2, 13);
    const clock = createVirtualClock(epoch);
    const { port } = await serve((_, response) => void setTimeout(() => response.end('ok'), 200));
    const looking = look(clock, 'http/expect', { url: `http://127.0.0.1:${port}/` }).then(() => clock.now() - epoch);
    const [seenAt] = await clock.run(Promise.all([looking, clock.sleep(HOUR)]), 2 * HOUR);
    expect(seenAt).toBe(0);
    expect(clock.now() - epoch).toBe(HOUR);
  });

  it('sees them take no time, however long they take', async () => {
    const { clock } = recorder();
    const { port } = await serve((_, response) => void setTimeout(() => response.end('ok'), 30));
    const seen = await observed(clock, 'http/expect', { url: `http://127.0.0.1:${port}/` });
    expect(seen?.observed).toContain('answered 200 in 0 ms');
  });

  it('changes no other service, and no kind', () => {
    const { services, ...kinds } = withHeldLooks(registry, recorder().clock);
    expect(kinds).toEqual({ steps: registry.steps, checks: registry.checks });
    expect([...services.keys()]).toEqual([...registry.services.keys()]);
    for (const [name, service] of registry.services) expect(services.get(name) === service).toBe(name !== 'http');
  });
});
