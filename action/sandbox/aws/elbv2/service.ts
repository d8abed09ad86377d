import type { AwsScope } from '../../../domain/arn.ts';
import type { Json } from '../../../domain/json.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { AwsService } from '../service.ts';
import { arnMaker } from './arns.ts';
import { DataPlane } from './data-plane/data-plane.ts';
import { dumpWorld } from './dump.ts';
import { listenerOperations } from './listeners.ts';
import { loadBalancerAttributeOperations } from './load-balancer-attributes.ts';
import { loadBalancerOperations } from './load-balancers.ts';
import { ruleOperations } from './rules.ts';
import { tagOperations } from './tags.ts';
import { targetGroupAttributeOperations } from './target-group-attributes.ts';
import { targetGroupOperations } from './target-groups.ts';
import { targetOperations } from './targets.ts';
import { World } from './world.ts';

export interface Elbv2Options extends AwsScope {
  readonly clock: Clock;
}

/** Elastic Load Balancing v2 of one account and Region: Application Load Balancers, with traffic on loopback. */
export interface Elbv2Sandbox {
  readonly service: AwsService;
  /** Where a listener really listens: `http://127.0.0.1:<port>`. */
  readonly listenerUrl: (arn: string) => string | undefined;
  /** All of the configuration, normalised: equal configurations have deeply equal dumps. */
  readonly dump: () => Json;
  /** Remembers the configuration; the function returned puts it back. */
  readonly save: () => () => void;
  /** Ends all probes, servers and connections. */
  readonly close: () => Promise<void>;
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
    ...targetGroupOperations(elb),
    ...targetGroupAttributeOperations(elb),
    ...targetOperations(elb),
    ...listenerOperations(elb),
    ...ruleOperations(elb),
    ...tagOperations(elb),
  ]);
  return {
    service: {
      signingName: 'elasticloadbalancing',
      apiVersion: '2015-12-01',
      xmlNamespace: 'http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/',
      operations,
    },
    listenerUrl: (arn) => plane.listenerUrl(arn),
    dump: () => dumpWorld(world),
    save: () => {
      const restore = world.save();
      return () => {
        restore();
        plane.reconcile();
      };
    },
    close: () => plane.close(),
  };
}
