import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterEach, describe, expect, it } from 'vitest';
import { eventually, forward, stateOf, targetGroup } from '../fixture.ts';
import { blueGreen, closeAll, target } from './blue-green.ts';

afterEach(closeAll);

/** A client that keeps cookies as a browser does, names and values alone. */
function browser(url: string) {
  const jar = new Map<string, string>();
  const visit = async (): Promise<string> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { headers: cookie === '' ? {} : { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return answer.text();
  };
  const visits = async (count: number): Promise<string[]> => {
    const seen: string[] = [];
    for (let index = 0; index < count; index += 1) seen.push(await visit());
    return seen;
  };
  return { jar, visit, visits };
}

const sticky = (action: Action, DurationSeconds: number): Action => ({
  ...action,
  ForwardConfig: { ...action.ForwardConfig, TargetGroupStickinessConfig: { Enabled: true, DurationSeconds } },
});

const attributes = (pairs: Record<string, string>) =>
  Object.entries(pairs).map(([name, Value]) => ({ Key: `stickiness.${name}`, Value }));

/** Two target groups of equal weight, the blue one of two targets. */
async function world(scale?: number) {
  const all = await blueGreen(scale);
  const { call, blueArn } = all;
  const second = await target('second');
  await call('RegisterTargets', { TargetGroupArn: blueArn, Targets: [{ Id: '127.0.0.1', Port: second.port }] });
  await eventually(async () => (await stateOf(call, blueArn, second.port)) === 'healthy');
  const route = (action: Action) => call('ModifyListener', { ListenerArn: all.listenerArn, DefaultActions: [action] });
  const stick = (pairs: Record<string, string>) =>
    call('ModifyTargetGroupAttributes', { TargetGroupArn: blueArn, Attributes: attributes(pairs) });
  return { ...all, second, route, stick };
}

describe('stickiness of a forward action', () => {
  it('keeps a client in its target group, whatever the weights become', async () => {
    const { route, blueArn, greenArn, url } = await world();
    const both = (blue: number, green: number) => sticky(forward([blueArn, blue], [greenArn, green]), 3600);
    await route(both(0, 1));
    const client = browser(url);
    expect(await client.visit()).toBe('green');
    expect([...client.jar.keys()]).toEqual(['AWSALBTG', 'AWSALBTGCORS']);
    await route(both(1, 0));
    expect(new Set(await client.visits(4))).toEqual(new Set(['green']));
    expect(await browser(url).visit()).not.toBe('green');
    await route(forward([blueArn, 1], [greenArn, 0]));
    expect(await client.visit()).not.toBe('green');
  });

  it('ends with its time, and with its target group', async () => {
    const { call, route, blueArn, greenArn, url } = await world(50);
    await route(sticky(forward([blueArn, 0], [greenArn, 1]), 10));
    const client = browser(url);
    expect(await client.visit()).toBe('green');
    await route(sticky(forward([blueArn, 1], [greenArn, 0]), 10));
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(await client.visit()).not.toBe('green');
    const forged = Buffer.from(`${Date.now()} ${greenArn}`).toString('base64url');
    await route(sticky(forward([blueArn, 1], [await targetGroup(call, 'spare'), 0]), 3600));
    const answer = await fetch(url, { headers: { cookie: `AWSALBTG=${forged}` } });
    expect(['blue', 'second']).toContain(await answer.text());
  });
});

describe('stickiness of a target group', () => {
  it('keeps a client at its target as long as that is healthy', async () => {
    const { call, route, stick, blueArn, url, blue, second } = await world(20);
    await route(forward([blueArn, 1]));
    await stick({ enabled: 'true', type: 'lb_cookie' });
    const client = browser(url);
    const first = await client.visit();
    expect([...client.jar.keys()]).toEqual(['AWSALB', 'AWSALBCORS']);
    expect(new Set(await client.visits(6))).toEqual(new Set([first]));
    const [mine, other] = first === 'blue' ? [blue, 'second'] : [second, 'blue'];
    mine.status = 500;
    await eventually(async () => (await stateOf(call, blueArn, mine.port)).startsWith('unhealthy'));
    expect(new Set(await client.visits(3))).toEqual(new Set([other]));
    mine.status = 200;
    await eventually(async () => (await stateOf(call, blueArn, mine.port)) === 'healthy');
    expect(new Set(await client.visits(4))).toEqual(new Set([other]));
    await stick({ enabled: 'false' });
    expect(new Set(await client.visits(4))).toEqual(new Set(['blue', 'second']));
  });

  it('lets a client go whose target drains', async () => {
    const { call, route, stick, blueArn, url, blue, second } = await world();
    await route(forward([blueArn, 1]));
    await stick({ enabled: 'true', type: 'lb_cookie' });
    const client = browser(url);
    const first = await client.visit();
    const { port } = first === 'blue' ? blue : second;
    await call('DeregisterTargets', { TargetGroupArn: blueArn, Targets: [{ Id: '127.0.0.1', Port: port }] });
    expect(new Set(await client.visits(3))).toEqual(new Set([first === 'blue' ? 'second' : 'blue']));
  });

  it('by the application’s cookie begins with that cookie and ends with it', async () => {
    const { call, route, stick, greenArn, url } = await world();
    for (const name of ['one', 'two']) {
      const { port } = await target(name, (incoming, outgoing) => {
        if (incoming.headers.cookie === undefined) outgoing.setHeader('set-cookie', ['SESSION=1; Path=/', 'x=y']);
        outgoing.end(name);
      });
      await call('RegisterTargets', { TargetGroupArn: greenArn, Targets: [{ Id: '127.0.0.1', Port: port }] });
      await eventually(async () => (await stateOf(call, greenArn, port)) === 'healthy');
    }
    await route(forward([greenArn, 1]));
    await call('ModifyTargetGroupAttributes', {
      TargetGroupArn: greenArn,
      Attributes: attributes({ enabled: 'true', type: 'app_cookie', 'app_cookie.cookie_name': 'SESSION' }),
    });
    const client = browser(url);
    while ((await client.visit()) === 'green') expect(client.jar.size).toBe(0);
    expect([...client.jar.keys()]).toEqual(['SESSION', 'x', 'AWSALBAPP-0', 'AWSALBAPPCORS-0']);
    const [bound] = await client.visits(1);
    expect(new Set(await client.visits(6))).toEqual(new Set([bound]));
    client.jar.delete('SESSION');
    expect(new Set(await client.visits(6)).size).toBeGreaterThan(1);
    await expect(stick({ type: 'app_cookie' })).rejects.toMatchObject({ code: 'InvalidConfigurationRequest' });
  });
});
