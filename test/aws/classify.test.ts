import { describe, expect, it } from 'vitest';
import { classifyAwsError } from '../../action/aws/classify.ts';

const service = (name: string, httpStatusCode = 400) =>
  Object.assign(new Error(name), { name, $fault: 'client', $metadata: { httpStatusCode, requestId: 'r-1' } });
const network = (code: string) => Object.assign(new Error(code), { code });

describe('an AWS error', () => {
  it.each([
    ['AccessDenied', 403, 'denied'],
    ['AccessDeniedException', 400, 'denied'],
    ['UnauthorizedOperation', 403, 'denied'],
    ['Throttling', 400, 'throttled'],
    ['ThrottlingException', 400, 'throttled'],
    ['ThrottledException', 400, 'throttled'],
    ['TooManyRequestsException', 429, 'throttled'],
    ['RequestLimitExceeded', 503, 'throttled'],
    ['ExpiredToken', 403, 'expired'],
    ['ExpiredTokenException', 400, 'expired'],
    ['RequestExpired', 400, 'expired'],
    ['ListenerNotFound', 400, 'missing'],
    ['TargetGroupNotFoundException', 400, 'missing'],
    ['NoSuchEntity', 404, 'missing'],
    ['ServiceUnavailable', 503, 'transient'],
    ['InternalFailure', 500, 'transient'],
    ['IDPCommunicationError', 400, 'transient'],
    ['RequestTimeout', 400, 'transient'],
    ['PriorityInUse', 400, 'rejected'],
    ['ValidationError', 400, 'rejected'],
    ['SignatureDoesNotMatch', 403, 'rejected'],
    ['InvalidClientTokenId', 403, 'rejected'],
  ])('%s (%i) is %s', (name, status, kind) => {
    expect(classifyAwsError(service(name, status))).toBe(kind);
  });

  it.each(['ECONNRESET', 'ECONNREFUSED', 'ETIMEDOUT', 'ENOTFOUND', 'EPIPE'])(
    '%s of the network is transient',
    (code) => {
      expect(classifyAwsError(network(code))).toBe('transient');
    },
  );

  it('that timed out is transient', () => {
    expect(classifyAwsError(Object.assign(new Error('slow'), { name: 'TimeoutError' }))).toBe('transient');
  });

  it('is not what is none: a bug, an abort, a text', () => {
    expect(classifyAwsError(new TypeError('x is not a function'))).toBeUndefined();
    expect(classifyAwsError(Object.assign(new Error('stop'), { name: 'AbortError' }))).toBeUndefined();
    expect(classifyAwsError('AccessDenied')).toBeUndefined();
    expect(classifyAwsError(Object.assign(new Error('x'), { code: 'internal' }))).toBeUndefined();
  });
});
