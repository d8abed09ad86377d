import { BreakglassError } from '../domain/error.ts';
import type { Reach, RequestHandler, ServiceDefinition } from '../domain/step-kind.ts';
import type { ClientsFactory } from '../ports/clients.ts';
import { classifyAwsError } from './classify.ts';
import { recordCalls } from './recorder.ts';
import { clientSettings } from './settings.ts';

/** Where a service answers: the public endpoint, or loopback in a drill. */
export type EndpointOf = (query: {
  readonly prefix: string;
  readonly variable: string;
  readonly region: string;
  readonly global?: boolean;
}) => string;

export interface ClientsOptions {
  readonly services: ReadonlyMap<string, ServiceDefinition>;
  readonly endpoint: EndpointOf;
  /** Milliseconds; only differences are used. */
  readonly now: () => number;
  /** Another way to AWS than the SDK's own. */
  readonly handler?: RequestHandler | undefined;
  /** Where services outside AWS may be looked at. */
  readonly reach: Reach;
}

/**
 * SDK clients of the registry's services, made when first asked for. Credentials are the session's own: no default
 * chain, no profile, no file, no environment.
 */
export function createClientsFactory({ services, endpoint, now, handler, reach }: ClientsOptions): ClientsFactory {
  return {
    classify: classifyAwsError,
    connect: (credentials, region, onCall) => {
      const { accessKeyId, secretAccessKey, sessionToken } = credentials;
      const made = new Map<string, unknown>();
      const make = (name: string): unknown => {
        const service = services.get(name);
        if (service === undefined) throw new BreakglassError('internal', `no service "${name}"`);
        if (service.iamPrefix === undefined) return service.connect(reach);
        return service.connect({
          region,
          endpoint: endpoint({ prefix: service.iamPrefix, variable: service.endpointVariable, region }),
          credentials: { accessKeyId, secretAccessKey, sessionToken },
          settings: clientSettings(handler),
          use: recordCalls(name, now, onCall),
        });
      };
      return {
        get: (name) => {
          const client = made.get(name) ?? make(name);
          made.set(name, client);
          return client;
        },
      };
    },
  };
}
