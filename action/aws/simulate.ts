import { partitionOf } from '../domain/arn.ts';
import { defineService } from '../domain/define.ts';
import { BreakglassError } from '../domain/error.ts';
import type { AwsService, ClientOptions } from '../domain/step-kind.ts';
import type { Clients } from '../ports/clients.ts';
import type { EndpointOf } from './clients.ts';

/** One value that a call holds when IAM decides about it. */
export interface ContextValue {
  readonly key: string;
  readonly type: 'string' | 'date' | 'ip';
  readonly value: string;
}

/** May a role take these actions on one resource? */
export interface SimulateQuery {
  readonly roleArn: string;
  readonly actions: readonly string[];
  /** An ARN, an ARN with `*`, or `*`. */
  readonly resource: string;
  readonly context: readonly ContextValue[];
}

/** What IAM says of one action. */
export interface Simulated {
  readonly action: string;
  /** `allowed`, `implicitDeny` or `explicitDeny`. */
  readonly decision: string;
  /** Condition keys that the role's policies test and the query did not name. */
  readonly unanswered: readonly string[];
}

/** Where IAM's one control plane of a partition signs. */
const HOME_REGION = { aws: 'us-east-1', 'aws-cn': 'cn-north-1', 'aws-us-gov': 'us-gov-west-1' } as const;

/** IAM, as one more service of a registry, and what is asked of it. */
export interface IamSimulation {
  readonly service: AwsService;
  /** Asks as whoever `clients` are of. */
  readonly simulate: (clients: Clients, query: SimulateQuery, signal: AbortSignal) => Promise<readonly Simulated[]>;
}

/** The SDK's IAM client is loaded only when something is asked, since a run never asks. */
export function iamSimulation(endpoint: EndpointOf): IamSimulation {
  let options: ClientOptions | undefined;
  const service = defineService<undefined>({
    name: 'iam',
    iamPrefix: 'iam',
    endpointVariable: 'IAM',
    resourceTypes: {},
    connect: (given) => {
      options = given;
      return undefined;
    },
  });
  return {
    service,
    simulate: async (clients, query, signal) => {
      clients.get(service.name);
      if (options === undefined) throw new BreakglassError('internal', 'IAM was not connected');
      const { simulatePrincipalPolicy } = await import('./iam-client.ts');
      return simulatePrincipalPolicy(atHome(options, endpoint), query, signal);
    },
  };
}

function atHome(options: ClientOptions, endpoint: EndpointOf): ClientOptions {
  return { ...options, ...iamHome(options.region, endpoint) };
}

/** Where the IAM of a Region's partition answers, and which Region its calls are signed for. */
export function iamHome(of: string, endpoint: EndpointOf): Pick<ClientOptions, 'region' | 'endpoint'> {
  const region = HOME_REGION[partitionOf(of)];
  return { region, endpoint: endpoint({ prefix: 'iam', variable: 'IAM', region, global: true }) };
}
