import { DeleteRuleCommand, DescribeRulesCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Drill } from '../../action/domain/drill.ts';
import type { CloudOptions } from '../../action/drill/cloud.ts';
import { cloudClient } from '../../action/drill/cloud-client.ts';
import type { DrillWorld } from '../../action/drill/world.ts';

/** A world in which a shipped playbook does harm, or does not help: what it watches has to notice. */
export interface BrokenWorld {
  readonly playbook: string;
  /** What is wrong, in words. */
  readonly because: string;
  /** What the drill's file says otherwise. */
  readonly drill?: Partial<Pick<Drill, 'targetsAdmit' | 'inputs' | 'trouble'>>;
  /** What the cloud has otherwise. */
  readonly cloud?: CloudOptions;
  /** What happens as soon as the change is in force. */
  readonly breaks?: (world: DrillWorld) => unknown;
  /** `refused`: a check before anything changes noticed. Rolled back, unless given. */
  readonly outcome?: 'refused';
  /** What the log says of it. */
  readonly noticed: RegExp;
}

type Group = keyof DrillWorld['cloud']['servers'];

/** Customers are answered with 500 by every target of a group. */
const failing =
  (group: Group) =>
  ({ cloud }: DrillWorld): void => {
    for (const server of cloud.servers[group]) server.setErrorRate(1);
  };

/** The health checks of every target of these groups fail. */
const unhealthy =
  (...groups: readonly Group[]) =>
  ({ cloud }: DrillWorld): void => {
    for (const server of groups.flatMap((group) => cloud.servers[group])) server.setHealthy(false);
  };

/** A colleague takes away the first rule of the listener of HTTP. */
async function withoutRule({ sandbox, cloud }: DrillWorld): Promise<void> {
  const client = cloudClient(sandbox.aws);
  const { Rules = [] } = await client.send(new DescribeRulesCommand({ ListenerArn: cloud.listener }));
  const [first] = Rules.filter(({ IsDefault }) => IsDefault !== true);
  await client.send(new DeleteRuleCommand({ RuleArn: first?.RuleArn }));
  client.destroy();
}

const FAILING_TARGET = { target: { world: 'failing-target.id' }, port: { world: 'failing-target.port' } } as const;
const NONE_HEALTHY = /health degraded while monitoring: 0 of \d targets healthy/;
const FAILED_PAGE = /health degraded while monitoring: http.* answered 500/;

export const BROKEN_WORLDS: readonly BrokenWorld[] = [
  {
    playbook: 'bypass-path',
    because: 'the fallback does not bear the traffic',
    breaks: unhealthy('fallback'),
    noticed: NONE_HEALTHY,
  },
  {
    playbook: 'bypass-path',
    because: 'a colleague takes the rule away',
    breaks: withoutRule,
    noticed: /health degraded while monitoring: none of 1 rules is for/,
  },
  {
    playbook: 'drain-targets',
    because: 'the other target fails under the load',
    breaks: unhealthy('blue'),
    noticed: NONE_HEALTHY,
  },
  {
    playbook: 'drain-targets',
    because: 'draining would take longer than is waited for',
    drill: { inputs: { ...FAILING_TARGET, 'target-group': 'blue', 'drain-seconds': 299 } },
    outcome: 'refused',
    noticed: /check elbv2\/expect-attribute does not hold: deregistration_delay.timeout_seconds is "300", at most 299/,
  },
  {
    playbook: 'evacuate-target',
    because: 'the other group fails under the load',
    breaks: unhealthy('green'),
    noticed: NONE_HEALTHY,
  },
  {
    playbook: 'extend-timeouts',
    because: 'the targets do not bear more open requests',
    breaks: unhealthy('blue'),
    noticed: NONE_HEALTHY,
  },
  {
    playbook: 'freeze-ingestion',
    because: 'a colleague takes the rule away',
    breaks: withoutRule,
    noticed: /health degraded while monitoring: none of 0 rules is for/,
  },
  {
    playbook: 'isolate-zone',
    because: 'the targets of the other zones fail under the load',
    breaks: unhealthy('blue'),
    noticed: /health degraded while monitoring: 0 of 1 targets outside of us-east-1a healthy/,
  },
  {
    playbook: 'lock-down-sources',
    because: "the targets take connections from the load balancer's own security group alone",
    drill: { targetsAdmit: ['open'] },
    noticed: NONE_HEALTHY,
  },
  {
    playbook: 'maintenance-page',
    because: 'a colleague takes the rule away',
    breaks: withoutRule,
    noticed: /health degraded while monitoring: none of 0 rules is for/,
  },
  {
    playbook: 'relax-health-checks',
    because: 'the targets that get traffic again do not serve well',
    breaks: failing('blue'),
    noticed: FAILED_PAGE,
  },
  {
    playbook: 'reorder-rules',
    because: 'the page that was meant to be right is not answered',
    breaks: failing('blue'),
    noticed: FAILED_PAGE,
  },
  {
    playbook: 'replace-certificate',
    because: 'the new certificate is not for the name that customers use',
    drill: {
      inputs: {
        listener: 'web-https',
        certificate: { world: 'new-certificate.arn' },
        name: 'old.example',
        host: { world: 'web-https.host' },
        port: { world: 'web-https.port' },
      },
    },
    noticed: /health degraded while monitoring: the certificate .* is not for the name/,
  },
  {
    playbook: 'restore-targets',
    because: 'the target makes the others fail',
    breaks: unhealthy('blue', 'spare'),
    noticed: NONE_HEALTHY,
  },
  {
    playbook: 'shift-traffic',
    because: 'the other group fails under the load',
    breaks: unhealthy('green'),
    noticed: NONE_HEALTHY,
  },
  {
    playbook: 'shift-traffic-gradually',
    because: 'the other group fails under the first share of the load',
    breaks: unhealthy('green'),
    noticed: NONE_HEALTHY,
  },
  {
    playbook: 'tighten-tls',
    because: 'the page is not answered any more',
    breaks: failing('blue'),
    noticed: FAILED_PAGE,
  },
  {
    playbook: 'tighten-tls',
    because: 'the page is not answered as it is',
    drill: { trouble: 'all-targets-fail' },
    outcome: 'refused',
    noticed: /check http\/expect does not hold: http.* answered 500/,
  },
];
