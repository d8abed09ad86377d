import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { classifyAwsError } from '../../action/aws/classify.ts';
import { clientSettings } from '../../action/aws/settings.ts';
import { CLIENT_PATIENCE, createLife } from '../../action/drill/chaos/life.ts';
import { createVirtualClock } from '../../action/drill/chaos/virtual-clock.ts';
import type { HttpFetch, HttpResponse } from '../../action/ports/http.ts';

const HOUR = 3_600_000;
const answer = (text: string, status = 200): HttpResponse => ({
  status,
  statusText: 'OK',
  ok: true,
  url: '',
  headers: new Map([['content-type', 'text/xml']]),
  text: async () => text,
  json: async () => ({}),
  arrayBuffer: async () => new TextEncoder().encode(text).buffer,
});

function start(send: HttpFetch) {
  const clock = createVirtualClock(Date.UTC(2026, 10, 21));
  return { clock, life: createLife(clock, send) };
}

describe('a process that is played', () => {
  it('never hears of an answer that comes after its end, nor sends anything any more', async () => {
    const sent: string[] = [];
    let arrive: () => void = () => undefined;
    const { clock, life } = start(async (url) => {
      sent.push(url);
      await new Promise<void>((resolve) => {
        arrive = resolve;
      });
      return answer('late');
    });
    const heard: string[] = [];
    const hear = (what: string) => () => void heard.push(what);
    void life.outside.fetch('http://first').then(hear('first'), hear('first failed'));
    life.kill();
    void life.outside.fetch('http://second').then(hear('second'), hear('second failed'));
    arrive();
    await clock.run(clock.sleep(HOUR), 2 * HOUR);
    expect(sent).toEqual(['http://first']);
    expect(heard).toEqual([]);
    expect(await life.death).toBe('killed');
  });

  it('gives up on an answer by its own time, while the service goes on', async () => {
    let effect = false;
    const { clock, life } = start(async () => {
      await clock.lend(() => clock.sleep(CLIENT_PATIENCE.github + 1_000));
      effect = true;
      return answer('at last');
    });
    const given = life.outside.fetch('http://slow');
    await expect(clock.run(given, HOUR)).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(effect).toBe(false);
    await clock.run(clock.sleep(2_000), HOUR);
    expect(effect).toBe(true);
  });

  it('is cancelled as GitHub cancels: asked first, killed ten seconds later', async () => {
    const { clock, life } = start(async () => answer(''));
    const { signal } = life.outside.interruption();
    life.cancel();
    expect(signal.aborted).toBe(true);
    const from = clock.now();
    await clock.run(life.death, HOUR);
    expect(clock.now() - from).toBe(10_000);
  });
});

describe('its way to AWS', () => {
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  const clientOf = (send: HttpFetch) => {
    const { clock, life } = start(send);
    const settings = clientSettings(life.outside.awsHandler);
    return {
      clock,
      client: new STSClient({ ...settings, region: 'us-east-1', endpoint: 'http://127.0.0.1:1', credentials }),
    };
  };

  it('carries a call and its answer', async () => {
    const bodies: (string | undefined)[] = [];
    const { clock, client } = clientOf(async (_url, init) => {
      bodies.push(init?.body);
      return answer(
        '<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>me</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>',
      );
    });
    const told = await clock.run(client.send(new GetCallerIdentityCommand({})), HOUR);
    expect(told.Arn).toBe('me');
    expect(bodies).toEqual(['Action=GetCallerIdentity&Version=2011-06-15']);
  });

  it('tells a cut connection and a silent one as the SDK does', async () => {
    for (const code of ['ECONNRESET', 'ETIMEDOUT']) {
      const { clock, client } = clientOf(async () => {
        throw Object.assign(new Error(code), { code });
      });
      const failure = await clock.run(
        client.send(new GetCallerIdentityCommand({})).catch((error: unknown) => error),
        HOUR,
      );
      expect(failure).toMatchObject({ name: 'TimeoutError' });
      expect(classifyAwsError(failure)).toBe('transient');
    }
  });

  it('is left when the caller aborts', async () => {
    const { clock, client } = clientOf(() => new Promise(() => undefined));
    const stop = new AbortController();
    const given = client.send(new GetCallerIdentityCommand({}), { abortSignal: stop.signal });
    setTimeout(() => stop.abort(), 10);
    await expect(given).rejects.toMatchObject({ name: 'AbortError' });
    expect(clock.now()).toBe(Date.UTC(2026, 10, 21));
  });
});
