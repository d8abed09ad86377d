import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from './fixture.ts';
import { forward, listener, loadBalancer, sandbox, targetGroup } from './fixture.ts';

let elb: Sandbox;

beforeEach(() => {
  elb = sandbox();
});

afterEach(() => elb.close());

describe('target groups', () => {
  it('are filled with AWS’s defaults', async () => {
    await elb.call('CreateTargetGroup', { Name: 'plain', Protocol: 'HTTP', Port: 8080, VpcId: 'vpc-00000001' });
    const { TargetGroups } = await elb.call('DescribeTargetGroups', { Names: ['plain'] });
    expect(TargetGroups?.[0]).toMatchObject({
      HealthCheckProtocol: 'HTTP',
      HealthCheckPort: 'traffic-port',
      HealthCheckPath: '/',
      HealthCheckIntervalSeconds: 30,
      HealthCheckTimeoutSeconds: 6,
      HealthyThresholdCount: 5,
      UnhealthyThresholdCount: 2,
      Matcher: { HttpCode: '200' },
      TargetType: 'instance',
      LoadBalancerArns: [],
    });
  });

  it('name the load balancer that uses them', async () => {
    const group = await targetGroup(elb.call, 'blue');
    const lb = await loadBalancer(elb.call);
    const arn = await listener(elb.call, lb, [forward([group, 1])]);
    const used = async () =>
      (await elb.call('DescribeTargetGroups', { TargetGroupArns: [group] })).TargetGroups?.[0]?.LoadBalancerArns;
    expect(await used()).toEqual([lb]);
    expect((await elb.call('DescribeTargetGroups', { LoadBalancerArn: lb })).TargetGroups).toHaveLength(1);
    await elb.call('DeleteListener', { ListenerArn: arn });
    expect(await used()).toEqual([]);
    await elb.call('DeleteTargetGroup', { TargetGroupArn: group });
    expect((await elb.call('DescribeTargetGroups', {})).TargetGroups).toEqual([]);
  });

  it('change attributes all or nothing', async () => {
    const TargetGroupArn = await targetGroup(elb.call, 'blue');
    const good = { Key: 'deregistration_delay.timeout_seconds', Value: '10' };
    const bad = { Key: 'stickiness.enabled', Value: 'maybe' };
    await expect(
      elb.call('ModifyTargetGroupAttributes', { TargetGroupArn, Attributes: [good, bad] }),
    ).rejects.toMatchObject({ code: 'ValidationError' });
    const value = async () => {
      const { Attributes } = await elb.call('DescribeTargetGroupAttributes', { TargetGroupArn });
      return Attributes?.find(({ Key }) => Key === good.Key)?.Value;
    };
    expect(await value()).toBe('300');
    await elb.call('ModifyTargetGroupAttributes', { TargetGroupArn, Attributes: [good] });
    expect(await value()).toBe('10');
  });

  it('tell targets apart by id and port, and pass over unknown ones when deregistering', async () => {
    const TargetGroupArn = await targetGroup(elb.call, 'blue');
    await elb.call('RegisterTargets', { TargetGroupArn, Targets: [{ Id: '10.0.0.1' }, { Id: '10.0.0.1', Port: 81 }] });
    await elb.call('DeregisterTargets', {
      TargetGroupArn,
      Targets: [{ Id: '10.0.0.1', Port: 80 }, { Id: '10.9.9.9' }],
    });
    const { TargetHealthDescriptions } = await elb.call('DescribeTargetHealth', { TargetGroupArn });
    expect(TargetHealthDescriptions?.map(({ Target }) => Target)).toEqual([{ Id: '10.0.0.1', Port: 81 }]);
  });
});
