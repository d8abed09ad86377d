import type { IncomingMessage, ServerResponse } from 'node:http';
import { partitionOf } from '../../domain/arn.ts';
import type { Json } from '../../domain/json.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Door } from '../exchange.ts';
import { createFaults, type Faults } from '../faults.ts';
import { createKeyring, type SessionIdentity } from './auth/keyring.ts';
import type { ReceivedRequest } from './auth/sigv4.ts';
import type { LoggedCall } from './call-log.ts';
import { createCloudFormation } from './cloudformation/service.ts';
import { type Cloud, dispatch, xml } from './dispatch.ts';
import { type Certificates, createElbv2 } from './elbv2/service.ts';
import { closeServer, listenOnLoopback, readRequest, receive, send } from './http.ts';
import { createIam } from './iam/service.ts';
import { createIamWorld } from './iam/world.ts';
import { AwsFault } from './service.ts';
import { createSts } from './sts/service.ts';
import type { IdentityProviders } from './sts/token.ts';
import { writeError } from './wire/write-answer.ts';

export interface AwsOptions {
  readonly clock: Clock;
  /** Default `us-east-1`. */
  readonly region?: string;
  /** Default `123456789012`. */
  readonly account?: string;
  /** Issuer of web identity tokens → its JWKS. Nothing of it is in IAM until a provider is created there. */
  readonly identityProviders: IdentityProviders;
  readonly faults?: Faults;
  /** How long IAM's changes take to be in force, in milliseconds of the clock. Default 0. */
  readonly propagationMs?: number;
}

/** One AWS account on loopback. */
export interface AwsSandbox {
  /** `http://127.0.0.1:<port>`, for every service. */
  readonly endpoint: string;
  /** What answers there, for a caller in this process that needs no socket. */
  readonly door: Door;
  readonly region: string;
  readonly account: string;
  /** The account's long-lived key: root, may do everything. */
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly faults: Faults;
  /** Where a listener's traffic goes in, on loopback. */
  listenerUrl(listenerArn: string): string | undefined;
  /** What stands in for ACM: says which certificates are behind the ARNs that listeners name. */
  readonly certificates: Certificates;
  /** The whole world of ELBv2, normalised and sorted: before and after compare equal. */
  dump(): Json;
  calls(): readonly LoggedCall[];
  /** Every credential that STS has given, the ones that are over too. */
  credentials(): readonly SessionIdentity[];
  /** Remembers the configuration of ELBv2; the function returned puts it back behind everybody's back. */
  save(): () => void;
  close(): Promise<void>;
}

/** Starts STS, IAM, CloudFormation and ELBv2 behind one endpoint. */
export async function startAws(options: AwsOptions): Promise<AwsSandbox> {
  const { clock, region = 'us-east-1', account = '123456789012', faults = createFaults() } = options;
  const partition = partitionOf(region);
  const keyring = createKeyring(account, partition);
  const iam = createIamWorld({ account, partition, clock, propagationMs: options.propagationMs ?? 0 });
  const elbv2 = createElbv2({ clock, account, region, partition });
  const iamService = createIam(iam);
  const place = { account, partition, region, clock, iam, iamOperations: iamService.operations };
  const services = [
    createSts(iam, keyring, options.identityProviders),
    iamService,
    createCloudFormation({ ...place, stacks: new Map() }),
    elbv2.service,
  ];
  const log: LoggedCall[] = [];
  const cloud: Cloud = { clock, account, region, partition, services, keyring, iam, faults, log };
  const door = doorOf(cloud);
  const { server, url } = await listenOnLoopback((request, response) => void answer(door, request, response));
  return {
    endpoint: url,
    door,
    region,
    account,
    accessKeyId: keyring.root.accessKeyId,
    secretAccessKey: keyring.root.secretAccessKey,
    faults,
    listenerUrl: (arn) => elbv2.listenerUrl(arn),
    certificates: elbv2.certificates,
    dump: () => elbv2.dump(),
    calls: () => log,
    credentials: () => keyring.sessions(),
    save: () => elbv2.save(),
    close: async () => {
      await closeServer(server);
      await elbv2.close();
    },
  };
}

/** What is refused before it is known what it asks for has an error's shape too. */
function doorOf(cloud: Cloud): Door {
  return async (request) => {
    let received: ReceivedRequest;
    try {
      received = readRequest(request);
    } catch (error) {
      if (!(error instanceof AwsFault)) throw error;
      return xml(error.status, writeError(error, '', 'unread'), 'unread');
    }
    return dispatch(cloud, received);
  };
}

async function answer(door: Door, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // Only a client that cuts it off keeps a request from being read.
  const received = await receive(request).catch(() => undefined);
  send(response, received === undefined ? undefined : await door(received));
}
