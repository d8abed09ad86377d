import { Agent, request } from 'node:http';
import type { Sandbox, TargetServer } from '../fixture.ts';
import {
  eventually,
  forward,
  listener,
  loadBalancer,
  sandbox,
  stateOf,
  targetGroup,
  targetServer,
} from '../fixture.ts';

const open: { close(): Promise<void> }[] = [];

/** Ends everything that this file opened. */
export async function closeAll(): Promise<void> {
  await Promise.all(open.splice(0).map((each) => each.close()));
}

/** Has `closeAll` end this too. */
export function closeLater(closeable: { close(): Promise<void> }): void {
  open.push(closeable);
}

/** An emulation that `closeAll` ends. */
export function start(scale = 10): Sandbox {
  const elb = sandbox(scale);
  open.push(elb);
  return elb;
}

/** A target server that `closeAll` ends. */
export async function target(name: string, answer?: Parameters<typeof targetServer>[1]): Promise<TargetServer> {
  const server = await targetServer(name, answer);
  open.push(server);
  return server;
}

/** Two target groups of one healthy target each, behind a listener. */
export async function blueGreen(scale = 10) {
  const elb = start(scale);
  const { call } = elb;
  const [blue, green] = [await target('blue'), await target('green')];
  const [blueArn, greenArn] = [await targetGroup(call, 'blue'), await targetGroup(call, 'green')];
  const loadBalancerArn = await loadBalancer(call);
  const arn = await listener(call, loadBalancerArn, [forward([blueArn, 80], [greenArn, 20])]);
  for (const [group, server] of [
    [blueArn, blue],
    [greenArn, green],
  ] as const) {
    await call('RegisterTargets', { TargetGroupArn: group, Targets: [{ Id: '127.0.0.1', Port: server.port }] });
    await eventually(async () => (await stateOf(call, group, server.port)) === 'healthy');
  }
  return { ...elb, blue, green, blueArn, greenArn, loadBalancerArn, listenerArn: arn, url: elb.listenerUrl(arn) ?? '' };
}

/** A client that keeps its connections; `fetch` costs more than what it measures. */
export function keptClient(): (url: string) => Promise<void> {
  const agent = new Agent({ keepAlive: true });
  open.push({ close: async () => agent.destroy() });
  return (url) =>
    new Promise((resolve, reject) => {
      const sent = request(url, { agent }, (response) => {
        response.resume().on('end', resolve);
      });
      sent.on('error', reject).end();
    });
}

/** The body of an answer. */
export async function text(url: string, init?: RequestInit): Promise<string> {
  return (await fetch(url, init)).text();
}
