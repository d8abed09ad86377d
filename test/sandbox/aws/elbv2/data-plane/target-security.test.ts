import { afterEach, describe, expect, it } from 'vitest';
import { eventually, stateOf } from '../fixture.ts';
import { blueGreen, closeAll } from './blue-green.ts';

afterEach(closeAll);

const [OWN, PREPARED] = ['sg-0000000a', 'sg-0000000b'];

describe("a target's own security group", () => {
  it('drops what comes from a load balancer in none of the groups that it admits: 504, and health checks time out', async () => {
    const { call, securityGroups, url, loadBalancerArn, blueArn, greenArn, blue, green } = await blueGreen(50);
    const set = (group: string) =>
      call('SetSecurityGroups', { LoadBalancerArn: loadBalancerArn, SecurityGroups: [group] });
    await set(OWN);
    securityGroups.declareTarget({ id: '127.0.0.1', port: blue.port, admits: [OWN] });
    securityGroups.declareTarget({ id: '127.0.0.1', port: green.port, admits: [OWN, PREPARED] });
    expect((await fetch(url)).status).toBe(200);

    await set(PREPARED);
    await eventually(async () => (await stateOf(call, blueArn, blue.port)) === 'unhealthy Target.Timeout');
    const [checks, requests] = [blue.checks, blue.requests.length];
    // By the weights four of five go to blue, although it is down.
    const answers = await Promise.all([1, 2, 3, 4, 5].map(async () => (await fetch(url)).status));
    expect(answers.toSorted((a, b) => a - b)).toEqual([200, 504, 504, 504, 504]);
    expect([blue.checks, blue.requests.length]).toEqual([checks, requests]);
    expect(await stateOf(call, greenArn, green.port)).toBe('healthy');

    await set(OWN);
    await eventually(async () => (await stateOf(call, blueArn, blue.port)) === 'healthy');
    expect((await fetch(url)).status).toBe(200);
  });
});
