import { afterEach, describe, expect, it } from 'vitest';
import { eventually, fixed, forward, listener, loadBalancer, stateOf, targetGroup, targetServer } from '../fixture.ts';
import { blueGreen, closeAll, closeLater, start, target, text } from './blue-green.ts';

afterEach(closeAll);

describe('health', () => {
  it('goes from initial to healthy, to unhealthy with its reason, and back after the threshold', async () => {
    const { call, blue, blueArn } = await blueGreen(20);
    const state = () => stateOf(call, blueArn, blue.port);
    blue.status = 500;
    await eventually(async () => (await state()) === 'unhealthy Target.ResponseCodeMismatch');
    const { TargetHealthDescriptions } = await call('DescribeTargetHealth', { TargetGroupArn: blueArn });
    expect(TargetHealthDescriptions?.[0]?.TargetHealth?.Description).toBe(
      'Health checks failed with these codes: [500]',
    );
    blue.status = 200;
    const before = blue.checks;
    await eventually(async () => (await state()) === 'healthy');
    expect(blue.checks - before).toBeGreaterThanOrEqual(2);
    await blue.close();
    await eventually(async () => (await state()) === 'unhealthy Target.FailedHealthChecks');
  });

  it('reports a target that stays silent as timed out', async () => {
    const { call } = start(50);
    const silent = await targetServer('silent');
    silent.server.removeAllListeners('request');
    closeLater(silent);
    const group = await targetGroup(call, 'silent');
    await listener(call, await loadBalancer(call), [{ Type: 'forward', TargetGroupArn: group }]);
    await call('RegisterTargets', { TargetGroupArn: group, Targets: [{ Id: '127.0.0.1', Port: silent.port }] });
    expect(await stateOf(call, group, silent.port)).toBe('initial Elb.RegistrationInProgress');
    await eventually(async () => (await stateOf(call, group, silent.port)) === 'initial Elb.InitialHealthChecking');
    await eventually(async () => (await stateOf(call, group, silent.port)) === 'unhealthy Target.Timeout');
  });

  it('leaves a target group unused and unprobed until a listener or rule names it', async () => {
    const { call } = start(50);
    const server = await target('spare');
    const group = await targetGroup(call, 'spare');
    await call('RegisterTargets', { TargetGroupArn: group, Targets: [{ Id: '127.0.0.1', Port: server.port }] });
    expect(await stateOf(call, group, server.port)).toBe('unused Target.NotInUse');
    expect(server.checks).toBe(0);
    const arn = await listener(call, await loadBalancer(call), [fixed('no')]);
    const rule = await call('CreateRule', {
      ListenerArn: arn,
      Priority: 1,
      Conditions: [{ Field: 'path-pattern', Values: ['/spare'] }],
      Actions: [forward([group, 0])],
    });
    await eventually(async () => (await stateOf(call, group, server.port)) === 'healthy');
    await call('DeleteRule', { RuleArn: rule.Rules?.[0]?.RuleArn ?? '' });
    expect(await stateOf(call, group, server.port)).toBe('unused Target.NotInUse');
  });

  it('routes around an unhealthy target, and fails open when all are unhealthy', async () => {
    const { call, blue, blueArn, listenerArn, url } = await blueGreen(20);
    const second = await target('second');
    await call('RegisterTargets', { TargetGroupArn: blueArn, Targets: [{ Id: '127.0.0.1', Port: second.port }] });
    await call('ModifyListener', { ListenerArn: listenerArn, DefaultActions: [forward([blueArn, 1])] });
    blue.status = 503;
    await eventually(async () => (await stateOf(call, blueArn, blue.port)).startsWith('unhealthy'));
    await eventually(async () => (await stateOf(call, blueArn, second.port)) === 'healthy');
    for (let count = 0; count < 6; count += 1) expect(await text(url)).toBe('second');
    second.status = 503;
    await eventually(async () => (await stateOf(call, blueArn, second.port)).startsWith('unhealthy'));
    const answers = new Set([await text(url), await text(url)]);
    expect(answers).toEqual(new Set(['blue', 'second']));
  });

  it('takes new settings at once', async () => {
    const { call, blue, blueArn } = await blueGreen(20);
    await call('ModifyTargetGroup', { TargetGroupArn: blueArn, Matcher: { HttpCode: '204,300-399' } });
    const changed = eventually(
      async () => (await stateOf(call, blueArn, blue.port)) === 'unhealthy Target.ResponseCodeMismatch',
    );
    await expect(changed).resolves.toBe(true);
  });

  it('is no longer checked once the emulation is closed', async () => {
    const { blue, close } = await blueGreen(50);
    await close();
    const before = blue.checks;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(blue.checks).toBe(before);
  });
});
