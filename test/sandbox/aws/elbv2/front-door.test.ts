import {
  AddListenerCertificatesCommand,
  CertificateNotFoundException,
  CreateRuleCommand,
  DescribeListenerCertificatesCommand,
  DescribeRulesCommand,
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
  InvalidConfigurationRequestException,
  ModifyListenerAttributesCommand,
  ModifyListenerCommand,
  OperationNotPermittedException,
  PriorityInUseException,
  RemoveListenerCertificatesCommand,
  SetSecurityGroupsCommand,
  SetSubnetsCommand,
  SSLPolicyNotFoundException,
  TargetGroupNotFoundException,
  TrustStoreNotFoundException,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../../../action/runtime/clock.ts';
import { type AwsSandbox, startAws } from '../../../../action/sandbox/aws/start-aws.ts';
import { get } from './data-plane/tls-client.ts';
import {
  type Call,
  certificateArn,
  fixed,
  forward,
  listener,
  loadBalancer,
  secureListener,
  targetGroup,
  trustStore,
} from './fixture.ts';

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

it('is changed and refused through the SDK where it stands in its network', async () => {
  const LoadBalancerArn = await loadBalancer(call, 'network');
  const Subnets = ['subnet-0000000b', 'subnet-0000000c'];
  const { AvailabilityZones } = await client.send(new SetSubnetsCommand({ LoadBalancerArn, Subnets }));
  expect(AvailabilityZones?.map(({ ZoneName, SubnetId }) => [ZoneName, SubnetId])).toEqual([
    ['us-east-1a', Subnets[1]],
    ['us-east-1b', Subnets[0]],
  ]);
  const SecurityGroups = ['sg-00000001'];
  const { SecurityGroupIds } = await client.send(new SetSecurityGroupsCommand({ LoadBalancerArn, SecurityGroups }));
  expect(SecurityGroupIds).toEqual(SecurityGroups);
  const none = new SetSecurityGroupsCommand({ LoadBalancerArn, SecurityGroups: [] });
  await expect(client.send(none)).rejects.toBeInstanceOf(InvalidConfigurationRequestException);
});

it('is changed and refused through the SDK where it speaks TLS', async () => {
  const ListenerArn = await secureListener(call, await loadBalancer(call, 'secure'), [fixed('in')]);
  const [first, second] = [0, 1].map((digit) => [{ CertificateArn: certificateArn(digit) }]);
  await client.send(new AddListenerCertificatesCommand({ ListenerArn, Certificates: second }));
  const { Certificates } = await client.send(new DescribeListenerCertificatesCommand({ ListenerArn }));
  expect(Certificates?.map(({ IsDefault }) => IsDefault)).toEqual([true, false]);
  const Attributes = [{ Key: 'routing.http.response.server.enabled', Value: 'false' }];
  const changed = await client.send(new ModifyListenerAttributesCommand({ ListenerArn, Attributes }));
  expect(changed.Attributes).toContainEqual(Attributes[0]);
  const TrustStoreArn = await trustStore(call);
  const verify = { Mode: 'verify', TrustStoreArn };
  await client.send(new ModifyListenerCommand({ ListenerArn, MutualAuthentication: verify }));
  const off = new ModifyListenerCommand({ ListenerArn, MutualAuthentication: { Mode: 'off' } });
  const { Listeners } = await client.send(off);
  expect(Listeners?.[0]?.MutualAuthentication).toEqual({ Mode: 'off' });
  const options = { ca: aws.certificates.pem(certificateArn(0)), rejectUnauthorized: true };
  expect(await get(aws.listenerUrl(ListenerArn) ?? '', options)).toBe('in');
  const missing = { Mode: 'verify', TrustStoreArn: `${TrustStoreArn.slice(0, -16)}${'0'.repeat(16)}` };
  for (const [command, error] of [
    [new RemoveListenerCertificatesCommand({ ListenerArn, Certificates: first }), OperationNotPermittedException],
    [
      new RemoveListenerCertificatesCommand({ ListenerArn, Certificates: [{ CertificateArn: certificateArn(2) }] }),
      CertificateNotFoundException,
    ],
    [new ModifyListenerCommand({ ListenerArn, SslPolicy: 'ELBSecurityPolicy-2099-01' }), SSLPolicyNotFoundException],
    [new ModifyListenerCommand({ ListenerArn, MutualAuthentication: missing }), TrustStoreNotFoundException],
  ] as const) {
    await expect(client.send(command as ModifyListenerCommand)).rejects.toBeInstanceOf(error);
  }
});
