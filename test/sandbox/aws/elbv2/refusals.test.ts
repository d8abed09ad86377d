import * as sdk from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Elbv2FaultCode } from '../../../../action/sandbox/aws/elbv2/faults.ts';
import { ELBV2_FAULT_CODES } from '../../../../action/sandbox/aws/elbv2/faults.ts';
import type { Call, Sandbox } from './fixture.ts';
import {
  certificateArn,
  fixed,
  forward,
  listener,
  loadBalancer,
  sandbox,
  secureListener,
  targetGroup,
  trustStore,
} from './fixture.ts';

interface Arns {
  readonly lb: string;
  /** A target group of two targets that nothing names. */
  readonly two: string;
  readonly otherLb: string;
  readonly internalLb: string;
  readonly listener: string;
  readonly secure: string;
  readonly trustStore: string;
  readonly rule: string;
  readonly secondRule: string;
  readonly defaultRule: string;
  readonly group: string;
  readonly spare: string;
  readonly taken: string;
  readonly vms: string;
}

let elb: Sandbox;
let arns: Arns;

beforeAll(async () => {
  elb = sandbox();
  const { call } = elb;
  const [lb, otherLb] = [await loadBalancer(call), await loadBalancer(call, 'other')];
  const [group, spare, taken] = [
    await targetGroup(call, 'group'),
    await targetGroup(call, 'spare'),
    await targetGroup(call, 'taken'),
  ];
  const vms = await targetGroup(call, 'vms', { TargetType: 'instance' });
  const own = await listener(call, lb, [forward([group, 1])]);
  await listener(call, lb, [fixed('x')], 81);
  await listener(call, otherLb, [forward([taken, 1])]);
  const two = await targetGroup(call, 'two');
  await call('RegisterTargets', { TargetGroupArn: two, Targets: manyTargets(2, 2) });
  await call('RegisterTargets', { TargetGroupArn: group, Targets: manyTargets(1, 600) });
  const rest = await targetGroup(call, 'rest');
  await call('RegisterTargets', { TargetGroupArn: rest, Targets: manyTargets(1, 400) });
  await listener(call, lb, [forward([rest, 1])], 82);
  const internal = await call('CreateLoadBalancer', { Name: 'inside', Scheme: 'internal', Subnets: [A, B] });
  const secure = await secureListener(call, otherLb, [fixed('x')]);
  const create = (Priority: number) =>
    call('CreateRule', { ListenerArn: own, Priority, Conditions: [path('/a')], Actions: [fixed('a')] });
  const [rule, secondRule] = [(await create(1)).Rules?.[0]?.RuleArn ?? '', (await create(2)).Rules?.[0]?.RuleArn ?? ''];
  const { Rules } = await call('DescribeRules', { ListenerArn: own });
  arns = {
    lb,
    otherLb,
    two,
    internalLb: internal.LoadBalancers?.[0]?.LoadBalancerArn ?? '',
    listener: own,
    secure,
    trustStore: await trustStore(call),
    rule,
    secondRule,
    defaultRule: Rules?.[2]?.RuleArn ?? '',
    group,
    spare,
    taken,
    vms,
  };
});

afterAll(() => elb.close());

const path = (value: string): sdk.RuleCondition => ({ Field: 'path-pattern', Values: [value] });
const gone = (arn: string) => `${arn.slice(0, -16)}${'0'.repeat(16)}`;
const newRule = (a: Arns, more: Partial<sdk.CreateRuleInput>): sdk.CreateRuleInput => ({
  ListenerArn: a.listener,
  Priority: 50,
  Conditions: [path('/x')],
  Actions: [fixed('x')],
  ...more,
});
const newGroup = (more: Partial<sdk.CreateTargetGroupInput>): sdk.CreateTargetGroupInput => ({
  Name: 'new',
  Protocol: 'HTTP',
  Port: 80,
  VpcId: 'vpc-00000001',
  TargetType: 'ip',
  ...more,
});
const manyTargets = (network: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({ Id: `10.${network}.${index >> 8}.${index & 255}` }));
const [A, B] = ['subnet-0000000a', 'subnet-0000000b'];
const certificate = (digit: number): sdk.Certificate => ({ CertificateArn: certificateArn(digit) });
const attribute = (Key: string, Value: string) => [{ Key, Value }];
const oidc: sdk.Action = {
  Type: 'authenticate-oidc',
  Order: 1,
  AuthenticateOidcConfig: {
    Issuer: 'https://idp.example.com',
    AuthorizationEndpoint: 'https://idp.example.com/a',
    TokenEndpoint: 'https://idp.example.com/t',
    UserInfoEndpoint: 'https://idp.example.com/u',
    ClientId: 'id',
    ClientSecret: 'secret',
  },
};
const redirect = (config: Partial<sdk.RedirectActionConfig>): sdk.Action => ({
  Type: 'redirect',
  RedirectConfig: { StatusCode: 'HTTP_302', ...config },
});

type Row = readonly [name: string, code: Elbv2FaultCode, run: (call: Call, a: Arns) => Promise<unknown>];

const ROWS: readonly Row[] = [
  [
    'a load balancer that does not exist',
    'LoadBalancerNotFound',
    (call, a) => call('DescribeLoadBalancers', { LoadBalancerArns: [gone(a.lb)] }),
  ],
  [
    'a load balancer name that does not exist',
    'LoadBalancerNotFound',
    (call) => call('DescribeLoadBalancers', { Names: ['nope'] }),
  ],
  [
    'something that is no ARN',
    'ValidationError',
    (call) => call('DescribeLoadBalancers', { LoadBalancerArns: ['shop'] }),
  ],
  [
    'one zone only',
    'ValidationError',
    (call) => call('CreateLoadBalancer', { Name: 'a', Subnets: ['subnet-0000000a'] }),
  ],
  ['a malformed subnet', 'InvalidSubnet', (call) => call('CreateLoadBalancer', { Name: 'a', Subnets: ['a', 'b'] })],
  [
    'a malformed security group',
    'InvalidSecurityGroup',
    (call) =>
      call('CreateLoadBalancer', { Name: 'a', SecurityGroups: ['x'], Subnets: ['subnet-0000000a', 'subnet-0000000b'] }),
  ],
  [
    'a name taken with other settings',
    'DuplicateLoadBalancerName',
    (call) => call('CreateLoadBalancer', { Name: 'shop', Subnets: ['subnet-0000000a', 'subnet-0000000c'] }),
  ],
  [
    'a load balancer name with an underscore',
    'ValidationError',
    (call) => call('CreateLoadBalancer', { Name: 'a_b', Subnets: ['subnet-0000000a', 'subnet-0000000b'] }),
  ],
  [
    'a network load balancer',
    'InvalidConfigurationRequest',
    (call) => call('CreateLoadBalancer', { Name: 'a', Type: 'network' }),
  ],
  [
    'duplicate tag keys',
    'DuplicateTagKeys',
    (call) =>
      call('CreateLoadBalancer', {
        Name: 'a',
        Subnets: ['subnet-0000000a', 'subnet-0000000b'],
        Tags: [{ Key: 'k' }, { Key: 'k' }],
      }),
  ],
  [
    'an unknown load balancer attribute',
    'ValidationError',
    (call, a) => call('ModifyLoadBalancerAttributes', { LoadBalancerArn: a.lb, Attributes: attribute('nope', '1') }),
  ],
  [
    'access logs without a bucket',
    'InvalidConfigurationRequest',
    (call, a) =>
      call('ModifyLoadBalancerAttributes', {
        LoadBalancerArn: a.lb,
        Attributes: attribute('access_logs.s3.enabled', 'true'),
      }),
  ],
  [
    'a target group that does not exist',
    'TargetGroupNotFound',
    (call, a) => call('DescribeTargetGroups', { TargetGroupArns: [gone(a.group)] }),
  ],
  [
    'a target group name taken with other settings',
    'DuplicateTargetGroupName',
    (call) => call('CreateTargetGroup', newGroup({ Name: 'group', Port: 81 })),
  ],
  [
    'a target group without a port',
    'ValidationError',
    (call) => call('CreateTargetGroup', newGroup({ Port: undefined })),
  ],
  [
    'an interval below 5 s',
    'ValidationError',
    (call) => call('CreateTargetGroup', newGroup({ HealthCheckIntervalSeconds: 4 })),
  ],
  [
    'an interval above 300 s',
    'ValidationError',
    (call, a) => call('ModifyTargetGroup', { TargetGroupArn: a.group, HealthCheckIntervalSeconds: 301 }),
  ],
  [
    'a timeout that is no shorter than the interval',
    'ValidationError',
    (call, a) => call('ModifyTargetGroup', { TargetGroupArn: a.group, HealthCheckTimeoutSeconds: 10 }),
  ],
  [
    'a threshold of 1',
    'ValidationError',
    (call, a) => call('ModifyTargetGroup', { TargetGroupArn: a.group, HealthyThresholdCount: 1 }),
  ],
  [
    'a matcher of 500',
    'ValidationError',
    (call, a) => call('ModifyTargetGroup', { TargetGroupArn: a.group, Matcher: { HttpCode: '200-500' } }),
  ],
  [
    'a health check path without slash',
    'ValidationError',
    (call, a) => call('ModifyTargetGroup', { TargetGroupArn: a.group, HealthCheckPath: 'health' }),
  ],
  [
    'a deregistration delay above an hour',
    'ValidationError',
    (call, a) =>
      call('ModifyTargetGroupAttributes', {
        TargetGroupArn: a.group,
        Attributes: attribute('deregistration_delay.timeout_seconds', '3601'),
      }),
  ],
  [
    'to delete a target group in use',
    'ResourceInUse',
    (call, a) => call('DeleteTargetGroup', { TargetGroupArn: a.group }),
  ],
  [
    'an instance id as an IP target',
    'ValidationError',
    (call, a) => call('RegisterTargets', { TargetGroupArn: a.group, Targets: [{ Id: 'i-0123456789abcdef0' }] }),
  ],
  [
    'a public address as a target',
    'InvalidTarget',
    (call, a) => call('RegisterTargets', { TargetGroupArn: a.group, Targets: [{ Id: '8.8.8.8' }] }),
  ],
  [
    'an address as an instance',
    'InvalidTarget',
    (call, a) => call('RegisterTargets', { TargetGroupArn: a.vms, Targets: [{ Id: '10.0.0.1' }] }),
  ],
  [
    'more than 1,000 targets',
    'TooManyTargets',
    (call, a) =>
      call('RegisterTargets', {
        TargetGroupArn: a.spare,
        Targets: Array.from({ length: 1001 }, (_, index) => ({ Id: '10.0.0.1', Port: index + 1 })),
      }),
  ],
  [
    'targets of a missing target group',
    'TargetGroupNotFound',
    (call, a) => call('DeregisterTargets', { TargetGroupArn: gone(a.group), Targets: [{ Id: '10.0.0.1' }] }),
  ],
  [
    'a listener that does not exist',
    'ListenerNotFound',
    (call, a) => call('ModifyListener', { ListenerArn: gone(a.listener) }),
  ],
  [
    'a second listener on a port',
    'DuplicateListener',
    (call, a) =>
      call('CreateListener', { LoadBalancerArn: a.lb, Protocol: 'HTTP', Port: 80, DefaultActions: [fixed('other')] }),
  ],
  [
    'to move a listener onto a taken port',
    'DuplicateListener',
    (call, a) => call('ModifyListener', { ListenerArn: a.listener, Port: 81 }),
  ],
  [
    'a listener without a load balancer',
    'LoadBalancerNotFound',
    (call, a) =>
      call('CreateListener', { LoadBalancerArn: gone(a.lb), Protocol: 'HTTP', Port: 90, DefaultActions: [fixed('x')] }),
  ],
  [
    'a TCP listener',
    'ValidationError',
    (call, a) =>
      call('CreateListener', { LoadBalancerArn: a.lb, Protocol: 'TCP', Port: 90, DefaultActions: [fixed('x')] }),
  ],
  [
    'HTTPS without a certificate',
    'ValidationError',
    (call, a) => call('ModifyListener', { ListenerArn: a.listener, Protocol: 'HTTPS' }),
  ],
  [
    'two certificates',
    'TooManyCertificates',
    (call, a) => call('ModifyListener', { ListenerArn: a.listener, Protocol: 'HTTPS', Certificates: [{}, {}] }),
  ],
  [
    'an unknown security policy',
    'SSLPolicyNotFound',
    (call, a) => call('ModifyListener', { ListenerArn: a.listener, Protocol: 'HTTPS', SslPolicy: 'nope' }),
  ],
  ['DescribeListeners of nothing', 'ValidationError', (call) => call('DescribeListeners', {})],
  ['a priority in use', 'PriorityInUse', (call, a) => call('CreateRule', newRule(a, { Priority: 1 }))],
  ['priority 0', 'ValidationError', (call, a) => call('CreateRule', newRule(a, { Priority: 0 }))],
  ['priority 50,001', 'ValidationError', (call, a) => call('CreateRule', newRule(a, { Priority: 50_001 }))],
  ['no conditions', 'ValidationError', (call, a) => call('CreateRule', newRule(a, { Conditions: [] }))],
  [
    'six condition values',
    'ValidationError',
    (call, a) =>
      call(
        'CreateRule',
        newRule(a, {
          Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/1', '/2', '/3', '/4', '/5', '/6'] } }],
        }),
      ),
  ],
  ['six wildcards', 'ValidationError', (call, a) => call('CreateRule', newRule(a, { Conditions: [path('/******')] }))],
  [
    'two path conditions',
    'ValidationError',
    (call, a) => call('CreateRule', newRule(a, { Conditions: [path('/1'), path('/2')] })),
  ],
  [
    'values and config together',
    'ValidationError',
    (call, a) =>
      call('CreateRule', newRule(a, { Conditions: [{ ...path('/1'), PathPatternConfig: { Values: ['/1'] } }] })),
  ],
  [
    'a host of digits',
    'ValidationError',
    (call, a) => call('CreateRule', newRule(a, { Conditions: [{ Field: 'host-header', Values: ['10.0.0.1'] }] })),
  ],
  [
    'a regular expression with lookahead',
    'ValidationError',
    (call, a) =>
      call(
        'CreateRule',
        newRule(a, { Conditions: [{ Field: 'path-pattern', PathPatternConfig: { RegexValues: ['(?=x)'] } }] }),
      ),
  ],
  [
    'an unknown field',
    'ValidationError',
    (call, a) => call('CreateRule', newRule(a, { Conditions: [{ Field: 'cookie', Values: ['x'] }] })),
  ],
  [
    'a CIDR block that is none',
    'ValidationError',
    (call, a) =>
      call(
        'CreateRule',
        newRule(a, { Conditions: [{ Field: 'source-ip', SourceIpConfig: { Values: ['10.0.0.0'] } }] }),
      ),
  ],
  [
    'a host header condition on http-header',
    'ValidationError',
    (call, a) =>
      call(
        'CreateRule',
        newRule(a, {
          Conditions: [{ Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'Host', Values: ['x'] } }],
        }),
      ),
  ],
  [
    'a missing target group in a forward',
    'TargetGroupNotFound',
    (call, a) => call('CreateRule', newRule(a, { Actions: [forward([gone(a.group), 1])] })),
  ],
  [
    'a target group of another load balancer',
    'TargetGroupAssociationLimit',
    (call, a) => call('CreateRule', newRule(a, { Actions: [forward([a.taken, 1])] })),
  ],
  [
    'a weight of 1,000',
    'ValidationError',
    (call, a) => call('ModifyRule', { RuleArn: a.rule, Actions: [forward([a.group, 1000])] }),
  ],
  [
    'the same target group twice',
    'ValidationError',
    (call, a) => call('ModifyRule', { RuleArn: a.rule, Actions: [forward([a.group, 1], [a.group, 2])] }),
  ],
  [
    'a TargetGroupArn beside two tuples',
    'ValidationError',
    (call, a) =>
      call('ModifyRule', {
        RuleArn: a.rule,
        Actions: [{ ...forward([a.group, 1], [a.spare, 2]), TargetGroupArn: a.group }],
      }),
  ],
  [
    'stickiness without a duration',
    'ValidationError',
    (call, a) =>
      call('ModifyRule', {
        RuleArn: a.rule,
        Actions: [
          {
            Type: 'forward',
            ForwardConfig: {
              TargetGroups: [{ TargetGroupArn: a.group }],
              TargetGroupStickinessConfig: { Enabled: true },
            },
          },
        ],
      }),
  ],
  [
    'two terminal actions',
    'InvalidLoadBalancerAction',
    (call, a) =>
      call('ModifyRule', {
        RuleArn: a.rule,
        Actions: [
          { ...fixed('1'), Order: 1 },
          { ...fixed('2'), Order: 2 },
        ],
      }),
  ],
  [
    'OIDC on an HTTP listener',
    'InvalidLoadBalancerAction',
    (call, a) => call('ModifyRule', { RuleArn: a.rule, Actions: [oidc, { ...fixed('2'), Order: 2 }] }),
  ],
  [
    'a redirect to itself',
    'InvalidLoadBalancerAction',
    (call, a) => call('ModifyRule', { RuleArn: a.rule, Actions: [redirect({})] }),
  ],
  [
    'a fixed response of 302',
    'ValidationError',
    (call, a) => call('ModifyRule', { RuleArn: a.rule, Actions: [fixed('x', '302')] }),
  ],
  [
    'a fixed response of 1,025 characters',
    'ValidationError',
    (call, a) => call('ModifyRule', { RuleArn: a.rule, Actions: [fixed('x'.repeat(1025))] }),
  ],
  ['a missing rule', 'RuleNotFound', (call, a) => call('ModifyRule', { RuleArn: gone(a.rule) })],
  ['to delete a default rule', 'OperationNotPermitted', (call, a) => call('DeleteRule', { RuleArn: a.defaultRule })],
  [
    'a priority for a default rule',
    'OperationNotPermitted',
    (call, a) => call('SetRulePriorities', { RulePriorities: [{ RuleArn: a.defaultRule, Priority: 9 }] }),
  ],
  [
    'priorities that clash with an unnamed rule',
    'PriorityInUse',
    (call, a) => call('SetRulePriorities', { RulePriorities: [{ RuleArn: a.rule, Priority: 2 }] }),
  ],
  [
    'the same priority for two rules',
    'PriorityInUse',
    (call, a) =>
      call('SetRulePriorities', {
        RulePriorities: [
          { RuleArn: a.rule, Priority: 9 },
          { RuleArn: a.secondRule, Priority: 9 },
        ],
      }),
  ],
  ['tags of a missing rule', 'RuleNotFound', (call, a) => call('DescribeTags', { ResourceArns: [gone(a.rule)] })],
  [
    '51 tags',
    'TooManyTags',
    (call, a) =>
      call('AddTags', {
        ResourceArns: [a.rule],
        Tags: Array.from({ length: 51 }, (_, index) => ({ Key: `k${index}` })),
      }),
  ],
  [
    'a tag of AWS',
    'ValidationError',
    (call, a) => call('AddTags', { ResourceArns: [a.rule], Tags: [{ Key: 'aws:x', Value: '1' }] }),
  ],
  [
    'tags of 21 resources',
    'ValidationError',
    (call, a) => call('DescribeTags', { ResourceArns: Array.from({ length: 21 }, () => a.rule) }),
  ],
  [
    'two subnets of one zone',
    'InvalidConfigurationRequest',
    (call, a) => call('SetSubnets', { LoadBalancerArn: a.lb, Subnets: [A, A, B] }),
  ],
  [
    'to leave one zone only',
    'ValidationError',
    (call, a) => call('SetSubnets', { LoadBalancerArn: a.lb, Subnets: [A] }),
  ],
  ['subnets that are none', 'ValidationError', (call, a) => call('SetSubnets', { LoadBalancerArn: a.lb })],
  [
    'subnets and mappings at once',
    'ValidationError',
    (call, a) => call('SetSubnets', { LoadBalancerArn: a.lb, Subnets: [A, B], SubnetMappings: [{ SubnetId: A }] }),
  ],
  [
    'an Elastic IP address',
    'InvalidConfigurationRequest',
    (call, a) =>
      call('SetSubnets', {
        LoadBalancerArn: a.lb,
        SubnetMappings: [{ SubnetId: A, AllocationId: 'eipalloc-00000001' }, { SubnetId: B }],
      }),
  ],
  [
    'subnets of a missing load balancer',
    'LoadBalancerNotFound',
    (call, a) => call('SetSubnets', { LoadBalancerArn: gone(a.lb), Subnets: [A, B] }),
  ],
  [
    'no security group at all',
    'InvalidConfigurationRequest',
    (call, a) => call('SetSecurityGroups', { LoadBalancerArn: a.lb, SecurityGroups: [] }),
  ],
  [
    'six security groups',
    'InvalidConfigurationRequest',
    (call, a) =>
      call('SetSecurityGroups', {
        LoadBalancerArn: a.lb,
        SecurityGroups: Array.from({ length: 6 }, (_, index) => `sg-0000000${index}`),
      }),
  ],
  [
    'a security group of another form',
    'InvalidSecurityGroup',
    (call, a) => call('SetSecurityGroups', { LoadBalancerArn: a.lb, SecurityGroups: ['web'] }),
  ],
  [
    'an unknown address type',
    'ValidationError',
    (call, a) => call('SetIpAddressType', { LoadBalancerArn: a.lb, IpAddressType: 'ipv6' as sdk.IpAddressType }),
  ],
  [
    'no public IPv4 where nothing is public',
    'InvalidConfigurationRequest',
    (call, a) =>
      call('SetIpAddressType', { LoadBalancerArn: a.internalLb, IpAddressType: 'dualstack-without-public-ipv4' }),
  ],
  [
    'a certificate for a plain listener',
    'ValidationError',
    (call, a) => call('AddListenerCertificates', { ListenerArn: a.listener, Certificates: [certificate(1)] }),
  ],
  [
    'two certificates at once',
    'TooManyCertificates',
    (call, a) =>
      call('AddListenerCertificates', { ListenerArn: a.secure, Certificates: [certificate(1), certificate(2)] }),
  ],
  [
    'two default certificates',
    'TooManyCertificates',
    (call, a) => call('ModifyListener', { ListenerArn: a.secure, Certificates: [certificate(1), certificate(2)] }),
  ],
  [
    'a certificate of another form',
    'CertificateNotFound',
    (call, a) => call('AddListenerCertificates', { ListenerArn: a.secure, Certificates: [{ CertificateArn: 'web' }] }),
  ],
  [
    'IsDefault on a certificate',
    'ValidationError',
    (call, a) =>
      call('AddListenerCertificates', {
        ListenerArn: a.secure,
        Certificates: [{ ...certificate(1), IsDefault: false }],
      }),
  ],
  [
    'to remove the default certificate',
    'OperationNotPermitted',
    (call, a) => call('RemoveListenerCertificates', { ListenerArn: a.secure, Certificates: [certificate(0)] }),
  ],
  [
    'to remove a certificate that is not in the list',
    'CertificateNotFound',
    (call, a) => call('RemoveListenerCertificates', { ListenerArn: a.secure, Certificates: [certificate(1)] }),
  ],
  [
    'certificates of a missing listener',
    'ListenerNotFound',
    (call, a) => call('DescribeListenerCertificates', { ListenerArn: gone(a.listener) }),
  ],
  [
    'a security policy that AWS does not have',
    'SSLPolicyNotFound',
    (call, a) => call('ModifyListener', { ListenerArn: a.secure, SslPolicy: 'ELBSecurityPolicy-2099-01' }),
  ],
  [
    'to describe such a policy',
    'SSLPolicyNotFound',
    (call) => call('DescribeSSLPolicies', { Names: ['ELBSecurityPolicy-2099-01'] }),
  ],
  [
    'a security policy for a plain listener',
    'ValidationError',
    (call, a) => call('ModifyListener', { ListenerArn: a.listener, SslPolicy: 'ELBSecurityPolicy-2016-08' }),
  ],
  [
    'an unknown listener attribute',
    'ValidationError',
    (call, a) => call('ModifyListenerAttributes', { ListenerArn: a.secure, Attributes: attribute('nope', '1') }),
  ],
  [
    'an attribute of HTTPS for a plain listener',
    'InvalidConfigurationRequest',
    (call, a) =>
      call('ModifyListenerAttributes', {
        ListenerArn: a.listener,
        Attributes: attribute('routing.http.request.x_amzn_tls_version.header_name', 'X-Tls'),
      }),
  ],
  [
    'a header value of two lines',
    'ValidationError',
    (call, a) =>
      call('ModifyListenerAttributes', {
        ListenerArn: a.secure,
        Attributes: attribute('routing.http.response.content_security_policy.header_value', 'a\r\nx: y'),
      }),
  ],
  [
    'one bad attribute among good ones',
    'ValidationError',
    (call, a) =>
      call('ModifyListenerAttributes', {
        ListenerArn: a.secure,
        Attributes: [
          ...attribute('routing.http.response.server.enabled', 'false'),
          ...attribute('routing.http.response.x_frame_options.header_value', 'MAYBE'),
        ],
      }),
  ],
  [
    'attributes of a missing listener',
    'ListenerNotFound',
    (call, a) => call('DescribeListenerAttributes', { ListenerArn: gone(a.listener) }),
  ],
  [
    'an attribute twice',
    'ValidationError',
    (call, a) =>
      call('ModifyLoadBalancerAttributes', {
        LoadBalancerArn: a.lb,
        Attributes: [...attribute('routing.http2.enabled', 'true'), ...attribute('routing.http2.enabled', 'false')],
      }),
  ],
  [
    '21 attributes at once',
    'ValidationError',
    (call, a) =>
      call('ModifyLoadBalancerAttributes', {
        LoadBalancerArn: a.lb,
        Attributes: Array.from({ length: 21 }, () => attribute('routing.http2.enabled', 'true')).flat(),
      }),
  ],
  ['a trust store name that is taken', 'DuplicateTrustStoreName', (call) => trustStore(call)],
  ['a trust store name with a space', 'ValidationError', (call) => trustStore(call, 'our partners')],
  [
    'a trust store that does not exist',
    'TrustStoreNotFound',
    (call, a) =>
      call('ModifyListener', {
        ListenerArn: a.secure,
        MutualAuthentication: { Mode: 'verify', TrustStoreArn: gone(a.trustStore) },
      }),
  ],
  [
    'to describe a trust store that does not exist',
    'TrustStoreNotFound',
    (call) => call('DescribeTrustStores', { Names: ['nope'] }),
  ],
  [
    'mode verify without a trust store',
    'ValidationError',
    (call, a) => call('ModifyListener', { ListenerArn: a.secure, MutualAuthentication: { Mode: 'verify' } }),
  ],
  [
    'a trust store in mode passthrough',
    'ValidationError',
    (call, a) =>
      call('ModifyListener', {
        ListenerArn: a.secure,
        MutualAuthentication: { Mode: 'passthrough', TrustStoreArn: a.trustStore },
      }),
  ],
  [
    'an unknown mode',
    'ValidationError',
    (call, a) => call('ModifyListener', { ListenerArn: a.secure, MutualAuthentication: { Mode: 'maybe' } }),
  ],
  [
    'mutual authentication of a plain listener',
    'ValidationError',
    (call, a) => call('ModifyListener', { ListenerArn: a.listener, MutualAuthentication: { Mode: 'passthrough' } }),
  ],
  [
    'more than 1,000 targets of one load balancer',
    'TooManyTargets',
    (call, a) => call('RegisterTargets', { TargetGroupArn: a.group, Targets: manyTargets(3, 1) }),
  ],
  [
    'a target group that would bring a load balancer beyond 1,000 targets',
    'TooManyTargets',
    (call, a) => call('CreateRule', newRule(a, { Actions: [forward([a.two, 1])] })),
  ],
  ['a page size of 401', 'ValidationError', (call) => call('DescribeLoadBalancers', { PageSize: 401 })],
  ['a marker that is none', 'ValidationError', (call) => call('DescribeLoadBalancers', { Marker: 'nope' })],
];

describe('the API', () => {
  it.each(ROWS)('refuses %s with %s, and changes nothing', async (_name, code, run) => {
    const before = elb.dump();
    await expect(run(elb.call, arns)).rejects.toMatchObject({ name: 'AwsFault', code, status: 400 });
    expect(elb.dump()).toEqual(before);
  });

  it('answers only codes that the SDK knows', () => {
    const known = new Set(
      Object.entries(sdk)
        .filter(([name]) => name.endsWith('Exception$'))
        .flatMap(
          ([, schema]) =>
            (schema as unknown as readonly unknown[])[3] as {
              awsQueryError?: readonly string[];
              aQE?: readonly string[];
            },
        )
        .map((traits) => (traits.awsQueryError ?? traits.aQE)?.[0]),
    );
    const unknown = ELBV2_FAULT_CODES.filter((code) => code !== 'ValidationError' && !known.has(code));
    expect(unknown).toEqual([]);
  });
});
