import {
  CreateRuleCommand,
  DescribeRulesCommand,
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
  PriorityInUseException,
  TargetGroupNotFoundException,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../../../action/runtime/clock.ts';
import { type AwsSandbox, startAws } from '../../../../action/sandbox/aws/start-aws.ts';
import { type Call, fixed, forward, listener, loadBalancer, targetGroup } from './fixture.ts';

let aws: AwsSandbox;
let client: ElasticLoadBalancingV2Client;

/** The same calls as in the other tests, but by the SDK and over the wire. */
const call: Call = async (name, input) => {
  const sdk: Record<string, unknown> = await import('@aws-sdk/client-elastic-load-balancing-v2');
  const Command = sdk[`${name}Command`] as new (input: unknown) => CreateRuleCommand;
  return (await client.send(new Command(input))) as never;
};

beforeAll(async () => {
  aws = await startAws({ clock: systemClock, identityProviders: new Map() });
  const { accessKeyId, secretAccessKey, region, endpoint } = aws;
  client = new ElasticLoadBalancingV2Client({
    region,
    endpoint,
    maxAttempts: 1,
    credentials: { accessKeyId, secretAccessKey },
  });
});

afterAll(async () => {
  client.destroy();
  await aws.close();
});

it('is built, read and refused through the SDK as AWS is', async () => {
  const [blue, green] = [await targetGroup(call, 'blue'), await targetGroup(call, 'green')];
  const ListenerArn = await listener(call, await loadBalancer(call), [forward([blue, 9], [green, 1])]);
  const rule = {
    ListenerArn,
    Priority: 10,
    Conditions: [
      { Field: 'path-pattern', PathPatternConfig: { Values: ['/a&b'] } },
      { Field: 'query-string', QueryStringConfig: { Values: [{ Key: 'c', Value: '1' }] } },
    ],
    Actions: [fixed('<down> & "out"', '503')],
    Tags: [{ Key: 'breakglass:session', Value: 's-1' }],
  };
  await client.send(new CreateRuleCommand(rule));
  const { Rules } = await client.send(new DescribeRulesCommand({ ListenerArn }));
  expect(Rules?.map(({ Priority, IsDefault }) => [Priority, IsDefault])).toEqual([
    ['10', false],
    ['default', true],
  ]);
  expect(Rules?.[0]).toMatchObject({ Conditions: rule.Conditions, Actions: rule.Actions });
  expect(Rules?.[1]?.Actions?.[0]?.ForwardConfig?.TargetGroups).toEqual([
    { TargetGroupArn: blue, Weight: 9 },
    { TargetGroupArn: green, Weight: 1 },
  ]);
  const response = await fetch(`${aws.listenerUrl(ListenerArn)}/a&b?c=1`);
  expect(await response.text()).toBe('<down> & "out"');
  await expect(client.send(new CreateRuleCommand(rule))).rejects.toBeInstanceOf(PriorityInUseException);
  const missing = new DescribeTargetGroupsCommand({ Names: ['red'] });
  await expect(client.send(missing)).rejects.toBeInstanceOf(TargetGroupNotFoundException);
});
