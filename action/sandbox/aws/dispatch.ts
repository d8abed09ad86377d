import { randomUUID } from 'node:crypto';
import { isJsonObject } from '../../domain/json.ts';
import { type Clock, timestamp } from '../../ports/clock.ts';
import type { SandboxAnswer } from '../exchange.ts';
import type { FaultRule, Faults } from '../faults.ts';
import { authorize } from './auth/authorize.ts';
import type { Identity, Keyring } from './auth/keyring.ts';
import { authenticate, type ReceivedRequest } from './auth/sigv4.ts';
import { type LoggedCall, loggable } from './call-log.ts';
import type { IamWorld } from './iam/world.ts';
import { type RoutedCall, route, UnroutedError } from './router.ts';
import { type AuthorizationRequest, AwsFault, type AwsService } from './service.ts';
import { readInput } from './wire/read-input.ts';
import { operationShape } from './wire/schema.ts';
import { writeAnswer, writeError } from './wire/write-answer.ts';

/** Everything that answering a call needs. */
export interface Cloud {
  readonly clock: Clock;
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  readonly services: readonly AwsService[];
  readonly keyring: Keyring;
  readonly iam: IamWorld;
  readonly faults: Faults;
  readonly log: LoggedCall[];
}

/** Services whose one endpoint is in us-east-1: their signatures may name it from wherever the caller is. */
const GLOBAL_SERVICES: ReadonlySet<string> = new Set(['iam', 'sts']);

/** What is found out about a call on its way, for the log. */
interface Trace {
  service: string;
  operation: string;
  xmlNamespace: string;
  principal: string | null;
  run: string | null;
  parameters: LoggedCall['parameters'];
  fault: FaultRule | undefined;
}

/** Answers one request: route, authenticate, read, faults, authorise, act. Undefined where the connection is cut instead. */
export async function dispatch(cloud: Cloud, request: ReceivedRequest): Promise<SandboxAnswer | undefined> {
  const requestId = randomUUID();
  const trace: Trace = {
    service: 'unknown',
    operation: '',
    xmlNamespace: '',
    principal: null,
    run: null,
    parameters: {},
    fault: undefined,
  };
  const log = (outcome: string): void => {
    const { fault, xmlNamespace: _, ...told } = trace;
    const at = timestamp(cloud.clock);
    cloud.log.push({ ...told, outcome, fault: fault?.kind ?? null, requestId, at });
  };
  const settled = async (outcome: string): Promise<void> => {
    log(outcome);
    if (trace.fault?.kind === 'hook-after') await trace.fault.run();
  };
  try {
    const body = await serve(cloud, request, requestId, trace);
    if (body === undefined) {
      log('connection-reset');
      return undefined;
    }
    await settled('ok');
    return trace.fault?.kind === 'lost-answer' ? undefined : xml(200, body, requestId);
  } catch (error) {
    const fault = asFault(error, trace);
    await settled(fault.code);
    if (trace.fault?.kind === 'lost-answer') return undefined;
    return xml(fault.status, writeError(fault, trace.xmlNamespace, requestId), requestId);
  }
}

export function xml(status: number, body: string, requestId: string): SandboxAnswer {
  return { status, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId }, body };
}

/** The XML of the answer; undefined when a fault cuts the connection before the call has any effect. */
async function serve(
  cloud: Cloud,
  request: ReceivedRequest,
  requestId: string,
  trace: Trace,
): Promise<string | undefined> {
  const call = route(cloud.services, request);
  note(trace, call.service, call.name);
  const identity = call.operation.signed ? await identify(cloud, request, call.service) : undefined;
  trace.principal = identity?.principal.arn ?? null;
  trace.run = identity?.kind === 'session' ? identity.run : null;
  const shape = operationShape(call.operation.schema);
  const input = readInput(shape.input, call.params);
  const parameters = loggable(shape.input, input);
  if (isJsonObject(parameters)) trace.parameters = parameters;
  trace.fault = cloud.faults.next(call.service.signingName, call.name);
  if (trace.fault?.kind === 'reset') return undefined;
  await goWrong(trace.fault, cloud.clock);
  if (trace.fault?.kind === 'hook' && trace.fault.cut === true) return undefined;
  const output = await act(cloud, call, input, identity, requestId);
  return writeAnswer(shape, call.service.xmlNamespace, output, requestId);
}

function note(trace: Trace, service: AwsService, operation: string): void {
  trace.service = service.signingName;
  trace.operation = operation;
  trace.xmlNamespace = service.xmlNamespace;
}

async function identify(cloud: Cloud, request: ReceivedRequest, service: AwsService): Promise<Identity> {
  const regions = GLOBAL_SERVICES.has(service.signingName) ? [cloud.region, 'us-east-1'] : [cloud.region];
  const now = { wall: Date.now(), sandbox: cloud.clock.now() };
  return authenticate(request, { service: service.signingName, regions }, cloud.keyring, now);
}

/** Faults strike after the signature is checked and before permissions are, so that a hook can change either. */
async function goWrong(fault: FaultRule | undefined, clock: Clock): Promise<void> {
  switch (fault?.kind) {
    case 'error':
      throw new AwsFault(fault.code, fault.message ?? `injected fault: ${fault.code}`, fault.status);
    case 'throttle':
      throw new AwsFault('ThrottlingException', 'Rate exceeded', 400);
    case 'server-error':
      throw new AwsFault('InternalFailure', 'The request processing has failed because of an unknown error', 500);
    case 'stall':
      await clock.sleep(fault.ms);
      return;
    case 'hook':
      await fault.run();
      return;
    case 'reset':
    case 'lost-answer':
    case 'hook-after':
    case undefined:
      return;
  }
}

async function act(
  cloud: Cloud,
  call: RoutedCall,
  input: unknown,
  identity: Identity | undefined,
  requestId: string,
): Promise<unknown> {
  const { account, region, partition, clock } = cloud;
  const permit = (needed: readonly AuthorizationRequest[]): void => {
    if (identity !== undefined) authorize(identity, needed, cloud.iam, { clock, region });
  };
  const context = { account, region, partition, clock, requestId, principal: identity?.principal, permit };
  permit(call.operation.authorize(input, context));
  return call.operation.handle(input, context);
}

function asFault(error: unknown, trace: Trace): AwsFault {
  if (error instanceof AwsFault) return error;
  if (error instanceof UnroutedError) {
    if (error.service !== undefined) note(trace, error.service, error.action);
    else trace.operation = error.action;
    return error.fault;
  }
  // A bug of the sandbox: the caller sees what AWS shows, the developer the stack.
  process.stderr.write(`sandbox: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return new AwsFault('InternalFailure', 'The request processing has failed because of an unknown error', 500);
}
