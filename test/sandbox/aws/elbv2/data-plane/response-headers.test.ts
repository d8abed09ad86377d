import { afterEach, describe, expect, it } from 'vitest';
import { fixed, forward } from '../fixture.ts';
import { blueGreen, closeAll, target } from './blue-green.ts';

afterEach(closeAll);

const attributes = (pairs: Record<string, string>) =>
  Object.entries(pairs).map(([name, Value]) => ({ Key: `routing.http.response.${name}`, Value }));

describe('listener attributes', () => {
  it('add headers to every answer, in place of the target’s own', async () => {
    const { call, url, listenerArn, blueArn } = await blueGreen();
    const rude = await target('rude', (_, outgoing) => {
      outgoing.writeHead(200, { 'x-frame-options': 'ALLOWALL', server: 'rude' }).end();
    });
    const { TargetHealthDescriptions: [blue] = [] } = await call('DescribeTargetHealth', { TargetGroupArn: blueArn });
    const [old, fresh] = [blue?.Target ?? { Id: '' }, { Id: '127.0.0.1', Port: rude.port }];
    await call('RegisterTargets', { TargetGroupArn: blueArn, Targets: [fresh] });
    await call('DeregisterTargets', { TargetGroupArn: blueArn, Targets: [old] });
    await call('ModifyListenerAttributes', {
      ListenerArn: listenerArn,
      Attributes: attributes({
        'x_frame_options.header_value': 'DENY',
        'strict_transport_security.header_value': 'max-age=60',
      }),
    });
    const answers: Record<string, string | null>[] = [];
    for (const action of [forward([blueArn, 1]), forward([blueArn, 0]), fixed('x')]) {
      await call('ModifyListener', { ListenerArn: listenerArn, DefaultActions: [action] });
      const { headers } = await fetch(url);
      answers.push(
        Object.fromEntries(
          ['x-frame-options', 'strict-transport-security', 'server'].map((name) => [name, headers.get(name)]),
        ),
      );
    }
    const added = { 'x-frame-options': 'DENY', 'strict-transport-security': 'max-age=60' };
    expect(answers).toEqual([
      { ...added, server: 'rude' },
      { ...added, server: 'awselb/2.0' },
      { ...added, server: 'awselb/2.0' },
    ]);
  });

  it('take the load balancer’s name out of its own answers', async () => {
    const { call, url, listenerArn } = await blueGreen();
    await call('ModifyListener', { ListenerArn: listenerArn, DefaultActions: [fixed('x')] });
    expect((await fetch(url)).headers.get('server')).toBe('awselb/2.0');
    await call('ModifyListenerAttributes', {
      ListenerArn: listenerArn,
      Attributes: attributes({ 'server.enabled': 'false' }),
    });
    expect((await fetch(url)).headers.has('server')).toBe(false);
  });
});
