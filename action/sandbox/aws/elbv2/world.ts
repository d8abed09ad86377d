import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import type {
  CertificateRecord,
  ListenerRecord,
  LoadBalancerRecord,
  Pairs,
  RuleRecord,
  TargetGroupRecord,
  TargetRecord,
  TrustStoreRecord,
} from './records.ts';

/** All of ELBv2's state in one account and Region. Records are replaced whole, never changed in place. */
export class World {
  readonly loadBalancers = new Map<string, LoadBalancerRecord>();
  readonly targetGroups = new Map<string, TargetGroupRecord>();
  readonly listeners = new Map<string, ListenerRecord>();
  readonly rules = new Map<string, RuleRecord>();
  readonly trustStores = new Map<string, TrustStoreRecord>();
  /** Those that were declared; others are made up when a listener needs them. */
  readonly certificates = new Map<string, CertificateRecord>();
  /** `bucket/key` → PEM of the authorities: what the sandbox knows of S3. */
  readonly caBundles = new Map<string, string>();
  /** Security group → the address blocks that it lets in: what the sandbox knows of EC2. Others let in everybody. */
  readonly securityGroups = new Map<string, readonly string[]>();
  /** `address:port` of a target → the security groups whose members it lets in. Others let in every load balancer. */
  readonly targetSources = new Map<string, readonly string[]>();
  /** By ARN of the resource; default rules have none of their own until tagged. */
  readonly tags = new Map<string, Pairs>();
  /** Which zone a subnet is in. EC2's own, so no part of the dump. */
  readonly subnetZones = new Map<string, string>();

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
    return [
      this.loadBalancers,
      this.targetGroups,
      this.listeners,
      this.rules,
      this.trustStores,
      this.certificates,
      this.caBundles,
      this.securityGroups,
      this.targetSources,
      this.tags,
      this.subnetZones,
    ];
  }

  listenersOf(loadBalancerArn: string): readonly ListenerRecord[] {
    return [...this.listeners.values()].filter((listener) => listener.loadBalancerArn === loadBalancerArn);
  }

  /** The listeners that verify their clients against a trust store. */
  listenersTrusting(trustStoreArn: string): readonly ListenerRecord[] {
    return [...this.listeners.values()].filter(
      ({ mutualAuthentication: mutual }) => mutual?.mode === 'verify' && mutual.trustStoreArn === trustStoreArn,
    );
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

  /** The zones of the load balancers that forward to a target group: none when it is not in use. */
  zonesServing(targetGroupArn: string): ReadonlySet<string> {
    const balancers = this.loadBalancersOf(targetGroupArn).map((arn) => this.loadBalancers.get(arn));
    return new Set(balancers.flatMap((balancer) => (balancer?.zones ?? []).map(({ zone }) => zone)));
  }

  /** Whether a load balancer that forwards to a target group comes through to a target: by one of the groups that it is in now. */
  isLetIn({ id, port }: TargetRecord, loadBalancerArns: readonly string[]): boolean {
    const sources = this.targetSources.get(`${id}:${port}`);
    if (sources === undefined) return true;
    return loadBalancerArns
      .flatMap((arn) => this.loadBalancers.get(arn)?.securityGroups ?? [])
      .some((group) => sources.includes(group));
  }

  /** How many targets are registered with the target groups that a load balancer forwards to. */
  targetCountOf(loadBalancerArn: string): number {
    const groups = new Set(this.listenersOf(loadBalancerArn).flatMap((listener) => [...this.targetGroupsOf(listener)]));
    return [...groups].reduce((sum, arn) => sum + (this.targetGroups.get(arn)?.targets.length ?? 0), 0);
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

/** True when a load balancer in these zones sends traffic to a target. One without a zone of its own is in all of them. */
export function isServed({ zone }: TargetRecord, zones: ReadonlySet<string>): boolean {
  return zones.size > 0 && (zone === undefined || zone === 'all' || zones.has(zone));
}

/** ARNs of the target groups that a normalised action forwards to. */
export function forwardedTo(action: Action): readonly string[] {
  return (action.ForwardConfig?.TargetGroups ?? []).flatMap((group) => group.TargetGroupArn ?? []);
}
