import { afterEach, describe, expect, it } from 'vitest';
import { eventually, listener, stateOf, targetGroup } from '../fixture.ts';
import { closeAll, start, target, text } from './blue-green.ts';

afterEach(closeAll);

const SUBNETS = ['subnet-0000000a', 'subnet-0000000b', 'subnet-0000000c'];

describe('zones', () => {
  it('take their targets out of traffic when their subnet goes, and bring them back with it', async () => {
    const { call, listenerUrl } = start();
    const { LoadBalancers } = await call('CreateLoadBalancer', { Name: 'shop', Subnets: SUBNETS });
    const LoadBalancerArn = LoadBalancers?.[0]?.LoadBalancerArn ?? '';
    const group = await targetGroup(call, 'zonal');
    const servers = new Map<string, number>();
    for (const letter of ['a', 'b', 'c', 'everywhere']) {
      const { port } = await target(letter);
      servers.set(letter, port);
      const zone = letter === 'everywhere' ? 'all' : `us-east-1${letter}`;
      const Targets = [{ Id: '127.0.0.1', Port: port, AvailabilityZone: zone }];
      await call('RegisterTargets', { TargetGroupArn: group, Targets });
    }
    const arn = await listener(call, LoadBalancerArn, [{ Type: 'forward', TargetGroupArn: group }]);
    const state = (letter: string) => stateOf(call, group, servers.get(letter) ?? 0);
    const healthy = async (...letters: string[]) => {
      for (const letter of letters) await eventually(async () => (await state(letter)) === 'healthy');
    };
    const seen = async () => {
      const answers = new Set<string>();
      for (let count = 0; count < 12; count += 1) answers.add(await text(listenerUrl(arn) ?? ''));
      return [...answers].toSorted();
    };
    await healthy(...servers.keys());
    expect(await seen()).toEqual(['a', 'b', 'c', 'everywhere']);
    await call('SetSubnets', { LoadBalancerArn, Subnets: SUBNETS.slice(0, 2) });
    expect(await state('c')).toBe('unused Target.NotInUse');
    expect(await seen()).toEqual(['a', 'b', 'everywhere']);
    await call('SetSubnets', { LoadBalancerArn, Subnets: SUBNETS });
    await healthy('c');
    expect(await seen()).toEqual(['a', 'b', 'c', 'everywhere']);
  });
});
