import type { Action, RuleCondition, RuleTransform } from '@aws-sdk/client-elastic-load-balancing-v2';

/** Attributes and tags: key → value. */
export type Pairs = ReadonlyMap<string, string>;

export interface LoadBalancerRecord {
  readonly arn: string;
  readonly name: string;
  readonly scheme: 'internet-facing' | 'internal';
  readonly vpcId: string;
  /** One subnet a zone, sorted by zone. */
  readonly zones: readonly { readonly zone: string; readonly subnet: string }[];
  /** In the order given; at least one. */
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
  /** As given at registration: a zone's name, or `all`. */
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

/** What a listener makes of its clients' certificates. */
export type MutualAuthentication =
  | { readonly mode: 'off' | 'passthrough' }
  | {
      readonly mode: 'verify';
      readonly trustStoreArn: string;
      readonly ignoreClientCertificateExpiry: boolean;
      readonly advertiseTrustStoreCaNames: 'on' | 'off';
    };

export interface TrustStoreRecord {
  readonly arn: string;
  readonly name: string;
  /** Where the authorities' certificates are, in S3. */
  readonly bundle: { readonly bucket: string; readonly key: string; readonly version: string | undefined };
}

/** A certificate as ACM would have it. Time in milliseconds since the epoch. */
export interface CertificateRecord {
  readonly arn: string;
  readonly names: readonly string[];
  readonly notAfter: number;
}

export interface ListenerRecord {
  readonly arn: string;
  readonly loadBalancerArn: string;
  readonly port: number;
  readonly protocol: 'HTTP' | 'HTTPS';
  readonly sslPolicy: string | undefined;
  readonly certificateArn: string | undefined;
  /** The certificate list, without the default certificate unless that was added too. Empty on HTTP listeners. */
  readonly extraCertificates: readonly string[];
  /** Of an HTTPS listener. */
  readonly mutualAuthentication: MutualAuthentication | undefined;
  readonly attributes: Pairs;
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
