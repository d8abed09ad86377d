import type { AwsErrorClass } from '../domain/step-kind.ts';

/** What an SDK client's error says of itself, as far as we look. */
export interface AwsError {
  /** AWS's error code, or the name of a network error. */
  readonly name: string;
  readonly message: string;
  /** Undefined when there was no answer. */
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  /** Node's code of a network error, for example `ECONNRESET`. */
  readonly networkCode: string | undefined;
}

const THROTTLED =
  /^(Throttl|TooManyRequests|RequestLimitExceeded|RequestThrottled|SlowDown|BandwidthLimitExceeded|PriorRequestNotComplete)/;
const DENIED = /^(AccessDenied|UnauthorizedOperation|UnauthorizedAccess|AuthorizationError|NotAuthorized)/;
const EXPIRED = /^(ExpiredToken|RequestExpired|TokenRefreshRequired)/;
const MISSING = /(NotFound|NoSuch\w+|DoesNotExist)(Exception|Fault)?$/;
/** AWS could not reach the identity provider: it asks to try again. */
const TRANSIENT =
  /^(IDPCommunicationError|InternalFailure|InternalError|ServiceUnavailable|RequestTimeout|TimeoutError|PriorRequest)/;
const NETWORK = /^(E[A-Z]+|UND_ERR_\w+|ERR_(SSL|TLS|SOCKET)\w*)$/;

/** Whether it is IAM that says no, by AWS's error code. */
export function isDenial(code: string): boolean {
  return DENIED.test(code);
}

/** How to treat an error that an AWS client threw; undefined when it is not AWS's and not the network's. */
export function classifyAwsError(error: unknown): AwsErrorClass | undefined {
  const found = readAwsError(error);
  if (found === undefined) return undefined;
  const { name, status } = found;
  if (THROTTLED.test(name) || status === 429) return 'throttled';
  if (EXPIRED.test(name)) return 'expired';
  if (isDenial(name)) return 'denied';
  if (TRANSIENT.test(name)) return 'transient';
  if (status === undefined || status >= 500 || status === 408) return 'transient';
  if (MISSING.test(name) || status === 404) return 'missing';
  return 'rejected';
}

/** The parts of an AWS or network error; undefined for anything else, an abort included. */
export function readAwsError(error: unknown): AwsError | undefined {
  if (!(error instanceof Error) || error.name === 'AbortError') return undefined;
  const metadata = '$metadata' in error ? error.$metadata : undefined;
  const networkCode =
    'code' in error && typeof error.code === 'string' && NETWORK.test(error.code) ? error.code : undefined;
  const status = numberAt(metadata, 'httpStatusCode');
  const isService = '$fault' in error && status !== undefined;
  // An answer that the SDK could not parse was cut off or made by a proxy: nobody knows whether the call took effect.
  const isUnreadable = '$response' in error && !isService;
  if (!isService && networkCode === undefined && error.name !== 'TimeoutError' && !isUnreadable) return undefined;
  // The SDK names modelled errors after their shapes (`ListenerNotFoundException`); `Code` is what was on the wire.
  const code = isService && 'Code' in error && typeof error.Code === 'string' ? error.Code : error.name;
  return {
    name: code,
    message: error.message,
    status: isService ? status : undefined,
    requestId: textAt(metadata, 'requestId'),
    networkCode,
  };
}

function numberAt(from: unknown, key: string): number | undefined {
  const value = valueAt(from, key);
  return typeof value === 'number' ? value : undefined;
}

function textAt(from: unknown, key: string): string | undefined {
  const value = valueAt(from, key);
  return typeof value === 'string' ? value : undefined;
}

function valueAt(from: unknown, key: string): unknown {
  if (typeof from !== 'object' || from === null) return undefined;
  return Object.entries(from).find(([name]) => name === key)?.[1];
}
