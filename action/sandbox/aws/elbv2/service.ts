import type { AwsScope } from '../../../domain/arn.ts';
import type { Json } from '../../../domain/json.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { AwsService } from '../service.ts';
import { accountLimitOperations } from './account-limits.ts';
import { arnMaker } from './arns.ts';
import { DataPlane } from './data-plane/data-plane.ts';
import { dumpWorld } from './dump.ts';
import { listenerAttributeOperations } from './listener-attributes.ts';
import { listenerCertificateOperations } from './listener-certificates.ts';
import { listenerOperations } from './listeners.ts';
import { loadBalancerAttributeOperations } from './load-balancer-attributes.ts';
import { loadBalancerOperations } from './load-balancers.ts';
import { networkOperations } from './network.ts';
import type { CertificateRecord } from './records.ts';
import { ruleOperations } from './rules.ts';
import { sslPolicyOperations } from './ssl-policies.ts';
import { tagOperations } from './tags.ts';
import { targetGroupAttributeOperations } from './target-group-attributes.ts';
import { targetGroupOperations } from './target-groups.ts';
import { targetOperations } from './targets.ts';
import { trustStoreOperations } from './trust-stores.ts';
import { World } from './world.ts';

export interface Elbv2Options extends AwsScope {
  readonly clock: Clock;
}

/** Elastic Load Balancing v2 of one account and Region: Application Load Balancers, with traffic on loopback. */
export interface Elbv2Sandbox {
  readonly service: AwsService;
  /** Where a listener really listens: `http://127.0.0.1:<port>`, or the same with https. */
  readonly listenerUrl: (arn: string) => string | undefined;
  readonly certificates: Certificates;
  readonly securityGroups: SecurityGroups;
  /** All of the configuration, normalised: equal configurations have deeply equal dumps. */
  readonly dump: () => Json;
  /** Remembers the configuration; the function returned puts it back. */
  readonly save: () => () => void;
  /** Ends all probes, servers and connections. */
  readonly close: () => Promise<void>;
}

/** What stands in for ACM and S3, which the sandbox does not have. */
export interface Certificates {
  /** Says what is behind a certificate's ARN. Others get a name from their ARN and are good for thirteen months. */
  readonly declare: (certificate: CertificateRecord) => void;
  /** The certificate that is served for an ARN, as PEM: a client that trusts it can connect. */
  readonly pem: (arn: string) => string;
  /** Says which authorities (PEM) an object of S3 holds. A trust store on any other object trusts nobody. */
  readonly declareBundle: (bundle: { readonly bucket: string; readonly key: string; readonly pem: string }) => void;
}

/** What stands in for EC2's security groups, which the sandbox does not have. */
export interface SecurityGroups {
  /** Says which address blocks a group lets in, at every port. A group that is not declared lets in everybody. */
  readonly declare: (group: { readonly id: string; readonly sources: readonly string[] }) => void;
  /** Says from which groups a target takes connections. One that is not declared takes those of every load balancer. */
  readonly declareTarget: (target: {
    readonly id: string;
    readonly port: number;
    readonly admits: readonly string[];
  }) => void;
}

export function createElbv2(options: Elbv2Options): Elbv2Sandbox {
  const { clock, account, region, partition } = options;
  const scope = { account, region, partition };
  const world = new World();
  const plane = new DataPlane(world, clock);
  const elb = { world, plane, clock, scope, arns: arnMaker(scope) };
  const operations = new Map([
    ...loadBalancerOperations(elb),
    ...loadBalancerAttributeOperations(elb),
    ...networkOperations(elb),
    ...targetGroupOperations(elb),
    ...targetGroupAttributeOperations(elb),
    ...targetOperations(elb),
    ...listenerOperations(elb),
    ...listenerAttributeOperations(elb),
    ...listenerCertificateOperations(elb),
    ...sslPolicyOperations(),
    ...trustStoreOperations(elb),
    ...ruleOperations(elb),
    ...tagOperations(elb),
    ...accountLimitOperations(),
  ]);
  return {
    service: {
      signingName: 'elasticloadbalancing',
      apiVersion: '2015-12-01',
      xmlNamespace: 'http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/',
      operations,
    },
    listenerUrl: (arn) => plane.listenerUrl(arn),
    certificates: {
      declare: (certificate) => void world.certificates.set(certificate.arn, { ...certificate }),
      pem: (arn) => plane.certificatePem(arn),
      declareBundle: ({ bucket, key, pem }) => void world.caBundles.set(`${bucket}/${key}`, pem),
    },
    securityGroups: {
      declare: ({ id, sources }) => void world.securityGroups.set(id, [...sources]),
      declareTarget: ({ id, port, admits }) => void world.targetSources.set(`${id}:${port}`, [...admits]),
    },
    dump: () => dumpWorld(world),
    save: () => {
      const restore = world.save();
      return () => {
        restore();
        plane.restart();
      };
    },
    close: () => plane.close(),
  };
}
