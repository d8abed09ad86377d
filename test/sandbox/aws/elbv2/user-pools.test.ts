import {
  type Action,
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateRuleCommand,
  ModifyListenerCommand,
  ModifyRuleCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorCode, policy, startWorld, type World } from '../world.ts';

const POOL = 'arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_shop';
const LOGIN: Action[] = [
  {
    Type: 'authenticate-cognito',
    Order: 1,
    AuthenticateCognitoConfig: { UserPoolArn: POOL, UserPoolClientId: 'shop', UserPoolDomain: 'shop' },
  },
  { Type: 'fixed-response', Order: 2, FixedResponseConfig: { StatusCode: '200' } },
];
const PAGE: Action[] = [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '503' } }];
const Certificates = [
  { CertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d-4e5f-6071-8293-000000000000' },
];
const Conditions = [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/shop/*'] } }];

let world: World;
let arns: { loadBalancer: string; listener: string; rule: string };

beforeAll(async () => {
  world = await startWorld();
  await world.createRole();
  const owner = world.elbv2();
  const Subnets = ['subnet-0a1b2c3d', 'subnet-4e5f6a7b'];
  const made = await owner.send(new CreateLoadBalancerCommand({ Name: 'web', Subnets }));
  const loadBalancer = made.LoadBalancers?.[0]?.LoadBalancerArn ?? '';
  const secure = { LoadBalancerArn: loadBalancer, Protocol: 'HTTPS' as const, Port: 443, Certificates };
  const created = await owner.send(new CreateListenerCommand({ ...secure, DefaultActions: LOGIN }));
  const listener = created.Listeners?.[0]?.ListenerArn ?? '';
  const rule = await owner.send(
    new CreateRuleCommand({ ListenerArn: listener, Priority: 1, Conditions, Actions: LOGIN }),
  );
  arns = { loadBalancer, listener, rule: rule.Rules?.[0]?.RuleArn ?? '' };
});

afterAll(() => world.close());

async function as(...allowed: readonly string[]) {
  await world.allow(policy(...allowed.map((allow) => ({ allow }))));
  return world.elbv2(await world.assume());
}

const WRITES: Readonly<
  Record<string, (client: Awaited<ReturnType<typeof as>>, actions: Action[]) => Promise<unknown>>
> = {
  CreateListener: (client, DefaultActions) => {
    const secure = { LoadBalancerArn: arns.loadBalancer, Protocol: 'HTTPS' as const, Port: 8443, Certificates };
    return client.send(new CreateListenerCommand({ ...secure, DefaultActions }));
  },
  ModifyListener: (client, DefaultActions) =>
    client.send(new ModifyListenerCommand({ ListenerArn: arns.listener, DefaultActions })),
  CreateRule: (client, Actions) =>
    client.send(new CreateRuleCommand({ ListenerArn: arns.listener, Priority: 2, Conditions, Actions })),
  ModifyRule: (client, Actions) => client.send(new ModifyRuleCommand({ RuleArn: arns.rule, Actions })),
};

describe.each(Object.entries(WRITES))('%s of a login at a user pool', (_, write) => {
  it('is refused to a caller that may not look at its client, as AWS words it, though it was there before', async () => {
    const client = await as('elasticloadbalancing:*');
    await expect(write(client, LOGIN)).rejects.toMatchObject({
      message: "User is not authorized to perform 'describeUserPoolClient'",
    });
    expect(await errorCode(write(client, LOGIN))).toBe('InvalidLoadBalancerAction');
  });

  it('is not about a caller that writes no such action', async () => {
    expect(await errorCode(write(await as('elasticloadbalancing:*'), PAGE))).toBe('no error');
  });
});

describe('a login at a user pool', () => {
  it('is written for a caller that may look at its client', async () => {
    const client = await as('elasticloadbalancing:*', 'cognito-idp:DescribeUserPoolClient');
    expect(await errorCode(WRITES['ModifyRule']?.(client, LOGIN) ?? Promise.reject(new Error('no write')))).toBe(
      'no error',
    );
  });
});
