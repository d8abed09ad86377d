import type { ReceivedRequest } from './auth/sigv4.ts';
import { AwsFault, type AwsService, type Operation } from './service.ts';
import { type ParamNode, readQuery } from './wire/params.ts';

/** A request with its service and operation found. */
export interface RoutedCall {
  readonly service: AwsService;
  readonly name: string;
  readonly operation: Operation<unknown, unknown>;
  readonly params: ParamNode;
}

/** Thrown for a request that no operation serves; carries what is known of it, for the log and the answer's namespace. */
export class UnroutedError extends Error {
  readonly fault: AwsFault;
  readonly service: AwsService | undefined;
  readonly action: string;

  constructor(fault: AwsFault, service: AwsService | undefined, action: string) {
    super(fault.message);
    this.name = 'UnroutedError';
    this.fault = fault;
    this.service = service;
    this.action = action;
  }
}

/** Finds the operation by the Query protocol's Version and Action: the versions of the emulated services differ. */
export function route(services: readonly AwsService[], request: ReceivedRequest): RoutedCall {
  const query = readParameters(request);
  const service = services.find(({ apiVersion }) => apiVersion === query.version);
  const action = query.action ?? '';
  if (action === '') {
    throw new UnroutedError(new AwsFault('MissingAction', 'The request is missing an action.'), service, action);
  }
  const operation = service?.operations.get(action);
  if (service === undefined || operation === undefined) {
    const version = query.version ?? 'NO_VERSION_SPECIFIED';
    const message = `Could not find operation ${action} for version ${version}`;
    throw new UnroutedError(new AwsFault('InvalidAction', message), service, action);
  }
  return { service, name: action, operation, params: query.params };
}

function readParameters(request: ReceivedRequest): ReturnType<typeof readQuery> {
  try {
    if (request.method === 'GET') return readQuery(request.query.toString());
    if (request.method === 'POST') return readQuery(new TextDecoder().decode(request.body));
  } catch (error) {
    if (error instanceof AwsFault) throw new UnroutedError(error, undefined, '');
    throw error;
  }
  const message = `The Query protocol takes GET and POST, not ${request.method}`;
  throw new UnroutedError(new AwsFault('InvalidMethod', message, 405), undefined, '');
}
