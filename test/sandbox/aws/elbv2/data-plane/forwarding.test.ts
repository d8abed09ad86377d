import { afterEach, describe, expect, it } from 'vitest';
import { forward, listener, loadBalancer, targetGroup } from '../fixture.ts';
import { blueGreen, closeAll, keptClient, start, target, text } from './blue-green.ts';

afterEach(closeAll);

describe('forwarding', () => {
  it('divides requests exactly by weight, and follows a change of weights at once', async () => {
    const { call, url, listenerArn, blueArn, greenArn } = await blueGreen();
    const answers: string[] = [];
    for (let count = 0; count < 100; count += 1) answers.push(await text(url));
    expect(answers.filter((answer) => answer === 'green')).toHaveLength(20);
    await call('ModifyListener', { ListenerArn: listenerArn, DefaultActions: [forward([blueArn, 0], [greenArn, 1])] });
    for (let count = 0; count < 10; count += 1) expect(await text(url)).toBe('green');
  });

  it('passes on method, path, query, body and headers, and adds its own', async () => {
    const { call, url, listenerArn, blueArn, blue } = await blueGreen();
    await call('ModifyListener', {
      ListenerArn: listenerArn,
      DefaultActions: [{ Type: 'forward', TargetGroupArn: blueArn }],
    });
    await text(`${url}/a%20b?x=1&x=2`, {
      method: 'POST',
      body: 'hello',
      headers: { 'x-forwarded-for': '10.1.2.3', 'x-own': 'yes' },
    });
    const [request] = blue.requests.slice(-1);
    expect(request?.method).toBe('POST');
    expect(request?.url).toBe('/a%20b?x=1&x=2');
    expect(request?.headers).toMatchObject({
      'x-own': 'yes',
      'x-forwarded-for': '10.1.2.3, 127.0.0.1',
      'x-forwarded-proto': 'http',
      'x-forwarded-port': '80',
    });
    expect(request?.headers['x-amzn-trace-id']).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/);
  });

  it('treats the headers of requests as the load balancer’s attributes say', async () => {
    const { call, url, listenerArn, loadBalancerArn, blueArn, blue } = await blueGreen();
    await call('ModifyListener', { ListenerArn: listenerArn, DefaultActions: [forward([blueArn, 1])] });
    const seen = async (Key: string, Value: string) => {
      await call('ModifyLoadBalancerAttributes', { LoadBalancerArn: loadBalancerArn, Attributes: [{ Key, Value }] });
      await text(url, { headers: { 'x-forwarded-for': '10.1.2.3', x_odd: 'yes' } });
      const { 'x-forwarded-for': client, x_odd: odd } = blue.requests.at(-1)?.headers ?? {};
      return { client, odd };
    };
    const MODE = 'routing.http.xff_header_processing.mode';
    expect(await seen(MODE, 'preserve')).toEqual({ client: '10.1.2.3', odd: 'yes' });
    expect(await seen(MODE, 'remove')).toEqual({ client: undefined, odd: 'yes' });
    const { client } = await seen('routing.http.xff_client_port.enabled', 'true');
    expect(client).toBeUndefined();
    expect((await seen(MODE, 'append')).client).toMatch(/^10\.1\.2\.3, 127\.0\.0\.1:\d+$/);
    expect((await seen('routing.http.drop_invalid_header_fields.enabled', 'true')).odd).toBeUndefined();
  });

  it('costs less than 3.3 ms of CPU a request, client and target included, over kept connections', async () => {
    const { url, blue } = await blueGreen();
    let connections = 0;
    blue.server.on('connection', () => {
      connections += 1;
    });
    const get = keptClient();
    const worker = async () => {
      for (let count = 0; count < 100; count += 1) await get(url);
    };
    const run = () => Promise.all(Array.from({ length: 10 }, worker));
    await run();
    // CPU time and not the wall's: 300 requests a second fit on one core, however many others share this machine.
    const before = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000 / 1000).toBeLessThan(3.3);
    expect(connections).toBeLessThan(40);
  });

  it('asks again on a new connection when a kept one was closed by the target', async () => {
    const { call, url, listenerArn, blueArn, blue } = await blueGreen();
    await call('ModifyListener', { ListenerArn: listenerArn, DefaultActions: [forward([blueArn, 1])] });
    for (let count = 0; count < 20; count += 1) {
      expect(await text(url)).toBe('blue');
      blue.server.closeIdleConnections();
    }
  });

  it('answers 502 when the target refuses, 503 without targets or weight, 504 when it stays silent', async () => {
    const { call, url, listenerArn, loadBalancerArn, blueArn, blue } = await blueGreen(100);
    const empty = await targetGroup(call, 'empty');
    const forwardOnly = (arn: string, weight = 1) =>
      call('ModifyListener', { ListenerArn: listenerArn, DefaultActions: [forward([arn, weight])] });
    await forwardOnly(empty);
    expect((await fetch(url)).status).toBe(503);
    await forwardOnly(blueArn, 0);
    expect((await fetch(url)).status).toBe(503);
    const silent = await target('silent', () => undefined);
    await call('RegisterTargets', { TargetGroupArn: empty, Targets: [{ Id: '127.0.0.1', Port: silent.port }] });
    await call('ModifyLoadBalancerAttributes', {
      LoadBalancerArn: loadBalancerArn,
      Attributes: [{ Key: 'idle_timeout.timeout_seconds', Value: '20' }],
    });
    await forwardOnly(empty);
    expect((await fetch(url)).status).toBe(504);
    await blue.close();
    await forwardOnly(blueArn);
    expect((await fetch(url)).status).toBe(502);
  });

  it('says that instance targets have no address', async () => {
    const { call, listenerUrl } = start();
    const group = await targetGroup(call, 'vms', { TargetType: 'instance' });
    const arn = await listener(call, await loadBalancer(call), [{ Type: 'forward', TargetGroupArn: group }]);
    await call('RegisterTargets', { TargetGroupArn: group, Targets: [{ Id: 'i-0123456789abcdef0' }] });
    expect((await fetch(listenerUrl(arn) ?? '')).status).toBe(503);
  });
});
