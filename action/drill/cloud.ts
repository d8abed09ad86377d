import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  type ElasticLoadBalancingV2Client,
  ModifyListenerCommand,
  ModifyLoadBalancerAttributesCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { WORLD_SECURITY_GROUPS, type WorldRule, type WorldSecurityGroup } from '../domain/drill.ts';
import type { SandboxAws } from '../sandbox/start.ts';
import { cloudClient, required } from './cloud-client.ts';
import { createRules, createSecureListener, declareCertificates, type WorldCertificates } from './cloud-front.ts';
import { createGroup, type NewGroup } from './cloud-groups.ts';
import { startTarget, type TargetServer } from './target-servers.ts';

/**
 * The customer's side: a load balancer in three zones with two target groups of two targets and a fallback of one, behind a listener
 * of HTTP and one of HTTPS.
 */
export interface Cloud {
  readonly loadBalancer: string;
  /** `web-http` */
  readonly listener: string;
  /** `web-https` */
  readonly secureListener: string;
  readonly blue: string;
  readonly green: string;
  readonly fallback: string;
  /** The application's servers by target group; `spare` runs, and is a target of none. */
  readonly servers: Readonly<Record<'blue' | 'green' | 'fallback' | 'spare', readonly TargetServer[]>>;
  readonly certificates: WorldCertificates;
  /** ARNs of the rules that were asked for, by their names. */
  readonly rules: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export interface CloudOptions {
  /** How often targets are looked at, in seconds of the clock. */
  readonly healthCheckSeconds?: number;
  readonly unhealthyAfter?: NewGroup['unhealthyAfter'];
  readonly rules?: readonly WorldRule[];
  /** The security groups whose members the targets take connections from; both unless given. */
  readonly targetsAdmit?: readonly WorldSecurityGroup[];
  /** Blue's two targets stand in two zones, and get the traffic of theirs alone. */
  readonly zonal?: boolean;
  /** How long the load balancer waits for an answer; AWS's 60 unless given. */
  readonly idleSeconds?: number;
}

/** Generous: on a drill's fast clock a second is short, and the machine may be busy. */
const HEALTH_CHECK_SECONDS = 10;
const SUBNETS = ['subnet-0a1b2c3d', 'subnet-4e5f6a7b', 'subnet-8c9d0e1f'];
/** The load balancer's security group, and one that lets in the office alone. */
export const SECURITY_GROUPS = {
  open: 'sg-0a1b2c3d4e5f60718',
  closed: 'sg-18f7e6d5c4b3a2910',
} as const satisfies Readonly<Record<WorldSecurityGroup, string>>;
const OFFICE = '127.0.0.1/32';

/** Builds the world through the API, as any AWS client would. All traffic goes to blue. */
export async function buildCloud(aws: SandboxAws, options: CloudOptions = {}): Promise<Cloud> {
  const { healthCheckSeconds = HEALTH_CHECK_SECONDS, unhealthyAfter, zonal = false } = options;
  const checks = { healthCheckSeconds, ...(unhealthyAfter === undefined ? {} : { unhealthyAfter }) };
  const client = cloudClient(aws);
  const servers = {
    blue: await startTargets('blue', 2),
    green: await startTargets('green', 2),
    fallback: await startTargets('fallback', 1),
    spare: await startTargets('spare', 1),
  };
  const loadBalancer = await createLoadBalancer(client, options.idleSeconds);
  const zones = zonal ? ['a', 'b'].map((letter) => `${aws.region}${letter}`) : [];
  const [blue, green] = await Promise.all([
    createGroup(client, { name: 'blue', servers: servers.blue, ...checks, zones }),
    createGroup(client, { name: 'green', servers: servers.green, ...checks }),
  ]);
  const listener = await createListener(client, { loadBalancer, blue, green });
  const fallback = await createGroup(client, { name: 'fallback', servers: servers.fallback, ...checks });
  declareSecurityGroups(aws, Object.values(servers).flat(), options.targetsAdmit);
  const certificates = declareCertificates(aws, Date.now());
  const secureListener = await createSecureListener(client, { loadBalancer, certificate: certificates.old, blue });
  const rules = await createRules(client, options.rules ?? [], {
    listeners: { 'web-http': listener, 'web-https': secureListener },
    groups: { blue, green, fallback },
  });
  return {
    loadBalancer,
    listener,
    secureListener,
    blue,
    green,
    fallback,
    servers,
    certificates,
    rules,
    close: async () => {
      await Promise.all(
        Object.values(servers)
          .flat()
          .map((server) => server.close()),
      );
      client.destroy();
    },
  };
}

function declareSecurityGroups(
  { securityGroups }: SandboxAws,
  servers: readonly TargetServer[],
  targetsAdmit: readonly WorldSecurityGroup[] = WORLD_SECURITY_GROUPS,
): void {
  securityGroups.declare({ id: SECURITY_GROUPS.closed, sources: [OFFICE] });
  const admits = targetsAdmit.map((name) => SECURITY_GROUPS[name]);
  for (const { port } of servers) securityGroups.declareTarget({ id: '127.0.0.1', port, admits });
}

function startTargets(name: string, count: number): Promise<readonly TargetServer[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => startTarget(`${name}-${index + 1}`)));
}

async function createLoadBalancer(
  client: ElasticLoadBalancingV2Client,
  idleSeconds: number | undefined,
): Promise<string> {
  const created = await client.send(
    new CreateLoadBalancerCommand({
      Name: 'web',
      Subnets: [...SUBNETS],
      SecurityGroups: [SECURITY_GROUPS.open],
      Type: 'application',
    }),
  );
  const LoadBalancerArn = required(created.LoadBalancers?.[0]?.LoadBalancerArn);
  if (idleSeconds === undefined) return LoadBalancerArn;
  const Attributes = [{ Key: 'idle_timeout.timeout_seconds', Value: String(idleSeconds) }];
  await client.send(new ModifyLoadBalancerAttributesCommand({ LoadBalancerArn, Attributes }));
  return LoadBalancerArn;
}

async function createListener(
  client: ElasticLoadBalancingV2Client,
  { loadBalancer, blue, green }: Readonly<Record<'loadBalancer' | 'blue' | 'green', string>>,
): Promise<string> {
  const TargetGroups = [
    { TargetGroupArn: blue, Weight: 100 },
    { TargetGroupArn: green, Weight: 0 },
  ];
  const listener = await client.send(
    new CreateListenerCommand({
      LoadBalancerArn: loadBalancer,
      Protocol: 'HTTP',
      Port: 80,
      DefaultActions: [{ Type: 'forward', ForwardConfig: { TargetGroups } }],
    }),
  );
  return required(listener.Listeners?.[0]?.ListenerArn);
}

/** What somebody does at the console, beside the session: `percent` of the traffic to green. */
export async function shiftByHand(aws: SandboxAws, { listener, blue, green }: Cloud, percent: number): Promise<void> {
  const client = cloudClient(aws);
  const TargetGroups = [
    { TargetGroupArn: blue, Weight: 100 - percent },
    { TargetGroupArn: green, Weight: percent },
  ];
  const action = { Type: 'forward', ForwardConfig: { TargetGroups } } as const;
  await client.send(new ModifyListenerCommand({ ListenerArn: listener, DefaultActions: [action] }));
  client.destroy();
}
