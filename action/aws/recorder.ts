import type { CallRecord } from '../domain/event.ts';
import { isJsonObject, type Json, type JsonObject } from '../domain/json.ts';
import { readAwsError } from './classify.ts';

/** The part of an SDK client's middleware stack that is used; clients of all services have it. */
interface MiddlewareStack {
  add(
    middleware: Middleware,
    options: { readonly step: 'finalizeRequest'; readonly priority: 'low'; readonly name: string },
  ): void;
}
type Next = (args: unknown) => Promise<{ readonly output: unknown }>;
type Middleware = (
  next: Next,
  context: { readonly commandName?: string },
) => (args: { readonly input: unknown }) => ReturnType<Next>;

/** Operations that change nothing. Assuming a role is one: it hands out credentials and leaves the account as it was. */
const READS = /^(Describe|Get|List|Head|AssumeRole|Simulate)/;

/** Parts of a request that may hold secrets: header values, client secrets, query strings, bodies. */
const SENSITIVE: ReadonlySet<string> = new Set([
  'WebIdentityToken',
  'ClientSecret',
  'AuthenticationRequestExtraParams',
  'MessageBody',
  'Query',
  'QueryStringConfig',
  'HttpHeaderConfig',
  'UrlRewriteConfig',
]);

/**
 * Plugs a recorder into a client: one record per attempt, inside the retry loop and outside the parsing of the answer,
 * so that it knows both the request id and the error code. Telling never fails the call.
 */
export function recordCalls(service: string, now: () => number, onCall: (call: CallRecord) => void) {
  return (client: { readonly middlewareStack: unknown }): void => {
    const stack = requireStack(client.middlewareStack);
    stack.add(
      (next, context) => async (args) => {
        const started = now();
        const call = describe(service, context.commandName ?? '', args.input);
        try {
          const result = await next(args);
          tell(onCall, { ...call, requestId: requestIdOf(result.output), outcome: 'ok', ms: now() - started });
          return result;
        } catch (error) {
          tell(onCall, { ...call, ...failureOf(error), ms: now() - started });
          throw error;
        }
      },
      { step: 'finalizeRequest', priority: 'low', name: 'breakglassRecorder' },
    );
  };
}

type Described = Pick<CallRecord, 'service' | 'operation' | 'access' | 'params'>;

function describe(service: string, commandName: string, input: unknown): Described {
  const operation = commandName.replace(/Command$/, '');
  return { service, operation, access: READS.test(operation) ? 'read' : 'write', params: toParams(input) };
}

function failureOf(error: unknown): Pick<CallRecord, 'requestId' | 'outcome'> {
  const found = readAwsError(error);
  if (found === undefined) return { requestId: null, outcome: error instanceof Error ? error.name : 'unknown' };
  const outcome = found.status === undefined ? `network:${found.networkCode ?? found.name}` : found.name;
  return { requestId: found.requestId ?? null, outcome };
}

function requestIdOf(output: unknown): string | null {
  if (typeof output !== 'object' || output === null || !('$metadata' in output)) return null;
  const metadata = output.$metadata;
  if (typeof metadata !== 'object' || metadata === null || !('requestId' in metadata)) return null;
  return typeof metadata.requestId === 'string' ? metadata.requestId : null;
}

/** The input as JSON without what may be secret. */
function toParams(input: unknown): JsonObject {
  const text = JSON.stringify(input ?? {}, (key, value: unknown) => (SENSITIVE.has(key) ? undefined : value));
  const params: Json = JSON.parse(text);
  return isJsonObject(params) ? params : {};
}

function tell(onCall: (call: CallRecord) => void, call: CallRecord): void {
  try {
    onCall(call);
  } catch {
    // The caller's own trouble with the record must not turn a call that took effect into a failed one.
  }
}

function requireStack(stack: unknown): MiddlewareStack {
  if (isStack(stack)) return stack;
  throw new TypeError('an AWS SDK client without a middleware stack');
}

function isStack(stack: unknown): stack is MiddlewareStack {
  return typeof stack === 'object' && stack !== null && 'add' in stack && typeof stack.add === 'function';
}
