import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExpectedAnswer, ProbeRequest } from '../../../action/domain/drill.ts';
import { nameOf, type SettledProbe } from '../../../action/drill/probe/traffic-probes.ts';
import { watchTraffic } from '../../../action/drill/probe/watch.ts';
import { buildWorld, type DrillWorld } from '../../../action/drill/world.ts';

const GET: ProbeRequest = {
  method: 'GET',
  path: '/',
  host: 'old.example',
  scheme: 'http',
  headers: {},
  from: '127.0.0.1',
};
const BLUE: ExpectedAnswer = { status: 200, by: 'blue' };
const VERIFIED = '02:13:07.001 last: verified: the rule is in force';

let world: DrillWorld;
beforeAll(async () => {
  world = await buildWorld({ scale: 10 });
}, 60_000);
afterAll(() => world.close());

function probe(send: Partial<ProbeRequest>, answers: Partial<SettledProbe> = {}): SettledProbe {
  return { send: { ...GET, ...send }, before: BLUE, during: BLUE, after: BLUE, ...answers };
}

async function session(probes: readonly SettledProbe[], lines: readonly string[]) {
  const watch = watchTraffic(world, { probes, lastStep: 'last' });
  await watch.before();
  for (const line of lines) watch.onLine(line);
  await watch.after();
  return { lines: watch.lines(), problems: watch.problems('succeeded') };
}

describe('requests of customers in a drill', () => {
  it('are sent at three moments, and told in a line', async () => {
    const { lines, problems } = await session([probe({ method: 'POST', path: '/orders/17' })], [VERIFIED]);
    expect(lines).toEqual(['POST /orders/17: 200 by blue → 200 by blue → 200 by blue']);
    expect(problems).toEqual([]);
  });

  it('go over TLS too, and see the version and the certificate', async () => {
    const secure = { ...BLUE, tls: 'TLSv1.2', certificate: 'old.example' } as const;
    const answers = { before: secure, during: secure, after: { certificate: 'new.example' } };
    const { problems } = await session([probe({ scheme: 'https', tls: 'TLSv1.2' }, answers)], [VERIFIED]);
    expect(problems).toEqual([
      'GET https://old.example/ by a client of TLSv1.2, after the session: expected the certificate of new.example, got that of old.example',
    ]);
  });

  it('are refused where no security group lets their address in', async () => {
    world.sandbox.aws.securityGroups.declare({ id: 'sg-0a1b2c3d4e5f60718', sources: ['127.0.0.0/24'] });
    const refused = { refused: true } as const;
    const outside = probe({ from: '127.0.66.6' }, { before: refused, during: refused, after: refused });
    const { problems, lines } = await session([outside, probe({})], [VERIFIED]);
    world.sandbox.aws.securityGroups.declare({ id: 'sg-0a1b2c3d4e5f60718', sources: ['0.0.0.0/0'] });
    expect(problems).toEqual([]);
    expect(lines[0]).toBe('GET / from 127.0.66.6: refused → refused → refused');
  });

  it('fail a drill whose change was never in force', async () => {
    const others = ['02:13:07.001 first: verified: done', '02:13:07.002 last: applied', 'x last: verified: no event'];
    const { problems } = await session([probe({})], others);
    expect(problems).toEqual(['the step last was never in force, so that nothing could be asked meanwhile']);
  });

  it('fail a drill that undoes its change before all was asked', async () => {
    const { problems } = await session([probe({})], [VERIFIED, '02:13:07.002 rolling back: out-of-time']);
    expect(problems).toEqual(['the change was undone before all was asked: give the drill a longer duration']);
  });

  it('are named by all that tells them apart', () => {
    const send: ProbeRequest = { ...GET, path: '/x', headers: { 'x-debug': '1' }, from: '127.0.2.9' };
    expect(nameOf(send)).toBe('GET /x with x-debug: 1 from 127.0.2.9');
  });
});
