import type { Action, RuleCondition, RuleTransform } from '@aws-sdk/client-elastic-load-balancing-v2';

/** Attributes and tags: key → value. */
export type Pairs = ReadonlyMap<string, string>;

export interface LoadBalancerRecord {
  readonly arn: string;
  readonly name: string;
  readonly scheme: 'internet-facing' | 'internal';
  readonly vpcId: string;
  readonly zones: readonly { readonly zone: string; readonly subnet: string }[];
  readonly securityGroups: readonly string[];
  readonly ipAddressType: string;
  readonly dnsName: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly attributes: Pairs;
}

/** Times in seconds, as the API has them. */
export interface HealthCheckSettings {
  readonly protocol: 'HTTP' | 'HTTPS';
  /** A port number, or `traffic-port`. */
  readonly port: string;
  readonly path: string;
  readonly intervalSeconds: number;
  readonly timeoutSeconds: number;
  readonly healthyThreshold: number;
  readonly unhealthyThreshold: number;
  /** HTTP codes such as `200`, `200,202` or `200-299`. */
  readonly matcher: string;
}

export interface TargetRecord {
  readonly id: string;
  readonly port: number;
  readonly zone: string | undefined;
}

export interface TargetGroupRecord {
  readonly arn: string;
  readonly name: string;
  readonly protocol: 'HTTP' | 'HTTPS';
  readonly protocolVersion: string;
  readonly port: number;
  readonly vpcId: string;
  readonly targetType: 'ip' | 'instance';
  readonly ipAddressType: string;
  readonly healthCheck: HealthCheckSettings;
  readonly attributes: Pairs;
  readonly targets: readonly TargetRecord[];
}

export interface ListenerRecord {
  readonly arn: string;
  readonly loadBalancerArn: string;
  readonly port: number;
  readonly protocol: 'HTTP' | 'HTTPS';
  readonly sslPolicy: string | undefined;
  readonly certificateArn: string | undefined;
  /** As given by the caller, client secrets included; answers leave those out. */
  readonly defaultActions: readonly Action[];
  readonly defaultRuleArn: string;
}

export interface RuleRecord {
  readonly arn: string;
  readonly listenerArn: string;
  readonly priority: number;
  readonly conditions: readonly RuleCondition[];
  readonly actions: readonly Action[];
  readonly transforms: readonly RuleTransform[];
}

/** All of ELBv2's state in one account and Region. Records are replaced whole, never changed in place. */
export class World {
  readonly loadBalancers = new Map<string, LoadBalancerRecord>();
  readonly targetGroups = new Map<string, TargetGroupRecord>();
  readonly listeners = new Map<string, ListenerRecord>();
  readonly rules = new Map<string, RuleRecord>();
  /** By ARN of the resource; default rules have none of their own until tagged. */
  readonly tags = new Map<string, Pairs>();

  /** Remembers all of it; the function returned puts it back. */
  save(): () => void {
    const saved = this.#maps().map((map) => [...map]);
    return () => {
      for (const [index, map] of this.#maps().entries()) {
        map.clear();
        for (const [key, value] of saved[index] ?? []) map.set(key, value);
      }
    };
  }

  #maps(): readonly Map<string, unknown>[] {
    return [this.loadBalancers, this.targetGroups, this.listeners, this.rules, this.tags];
  }

  listenersOf(loadBalancerArn: string): readonly ListenerRecord[] {
    return [...this.listeners.values()].filter((listener) => listener.loadBalancerArn === loadBalancerArn);
  }

  /** A listener's rules without the default rule, in the order in which they are evaluated. */
  rulesOf(listenerArn: string): readonly RuleRecord[] {
    return [...this.rules.values()]
      .filter((rule) => rule.listenerArn === listenerArn)
      .toSorted((a, b) => a.priority - b.priority);
  }

  /** The listener whose default rule this is. */
  listenerOfDefaultRule(ruleArn: string): ListenerRecord | undefined {
    return [...this.listeners.values()].find((listener) => listener.defaultRuleArn === ruleArn);
  }

  /** The load balancers that forward to a target group; by AWS's limit at most one. */
  loadBalancersOf(targetGroupArn: string): readonly string[] {
    const arns = [...this.listeners.values()]
      .filter((listener) => this.targetGroupsOf(listener).has(targetGroupArn))
      .map((listener) => listener.loadBalancerArn);
    return [...new Set(arns)].toSorted();
  }

  /** The target groups that a listener's default actions and rules name. */
  targetGroupsOf(listener: ListenerRecord): ReadonlySet<string> {
    const actions = [...listener.defaultActions, ...this.rulesOf(listener.arn).flatMap((rule) => rule.actions)];
    return new Set(actions.flatMap(forwardedTo));
  }

  removeListener(arn: string): void {
    const listener = this.listeners.get(arn);
    if (listener === undefined) return;
    for (const rule of this.rulesOf(arn)) this.removeRule(rule.arn);
    this.tags.delete(listener.defaultRuleArn);
    this.listeners.delete(arn);
    this.tags.delete(arn);
  }

  removeRule(arn: string): void {
    this.rules.delete(arn);
    this.tags.delete(arn);
  }
}

/** ARNs of the target groups that a normalised action forwards to. */
export function forwardedTo(action: Action): readonly string[] {
  return (action.ForwardConfig?.TargetGroups ?? []).flatMap((group) => group.TargetGroupArn ?? []);
}
