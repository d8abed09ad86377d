import {
  CreateListenerCommand,
  CreateRuleCommand,
  type ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { WorldRule } from '../domain/drill.ts';
import type { SandboxAws } from '../sandbox/start.ts';
import { required } from './cloud-client.ts';

/** The certificates of a drill's world, by the name in them. */
export interface WorldCertificates {
  /** What `web-https` shows from the start. */
  readonly old: string;
  /** Issued, and not in use yet. */
  readonly new: string;
}

/** The policy that `web-https` has from the start: it still speaks TLS 1.0. */
const OLD_POLICY = 'ELBSecurityPolicy-2016-08';
/** Longer than any drill, on whatever clock. */
const GOOD_FOR_MS = 5 * 31_536_000_000;

/** Says what stands behind the ARNs of two certificates: old.example and new.example. */
export function declareCertificates({ certificates, account, region }: SandboxAws, now: number): WorldCertificates {
  const declare = (name: string, id: string): string => {
    const arn = `arn:aws:acm:${region}:${account}:certificate/${id}`;
    certificates.declare({ arn, names: [name], notAfter: now + GOOD_FOR_MS });
    return arn;
  };
  return {
    old: declare('old.example', '01d01d01-0000-4000-8000-000000000001'),
    new: declare('new.example', '0e30e30e-0000-4000-8000-000000000002'),
  };
}

/** The same target groups behind TLS, all traffic on `blue`. Gives the listener's ARN. */
export async function createSecureListener(
  client: ElasticLoadBalancingV2Client,
  { loadBalancer, certificate, blue }: Readonly<Record<'loadBalancer' | 'certificate' | 'blue', string>>,
): Promise<string> {
  const listener = await client.send(
    new CreateListenerCommand({
      LoadBalancerArn: loadBalancer,
      Protocol: 'HTTPS',
      Port: 443,
      SslPolicy: OLD_POLICY,
      Certificates: [{ CertificateArn: certificate }],
      DefaultActions: [{ Type: 'forward', ForwardConfig: { TargetGroups: [{ TargetGroupArn: blue, Weight: 1 }] } }],
    }),
  );
  return required(listener.Listeners?.[0]?.ListenerArn);
}

/** Puts the rules of a drill's file on their listeners. Gives their ARNs by the names that the file has for them. */
export async function createRules(
  client: ElasticLoadBalancingV2Client,
  rules: readonly WorldRule[],
  arns: {
    readonly listeners: Readonly<Record<WorldRule['listener'], string>>;
    readonly groups: Readonly<Record<WorldRule['to'], string>>;
  },
): Promise<Readonly<Record<string, string>>> {
  const created: [string, string][] = [];
  for (const { name, listener, priority, paths, to } of rules) {
    const { Rules: [rule] = [] } = await client.send(
      new CreateRuleCommand({
        ListenerArn: arns.listeners[listener],
        Priority: priority,
        Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: [...paths] } }],
        Actions: [{ Type: 'forward', TargetGroupArn: arns.groups[to] }],
      }),
    );
    created.push([name, required(rule?.RuleArn)]);
  }
  return Object.fromEntries(created);
}
