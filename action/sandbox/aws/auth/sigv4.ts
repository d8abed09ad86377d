import { createHash, timingSafeEqual } from 'node:crypto';
import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';
import { AwsFault } from '../service.ts';
import { type AuthorizationHeader, parseAmzDate, parseAuthorization } from './authorization-header.ts';
import type { Identity, Keyring } from './keyring.ts';

/** A request as it came over the wire. */
export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case; repeated headers joined by a comma. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
}

export interface SignatureScope {
  readonly service: string;
  /** The Regions that a signature may name. */
  readonly regions: readonly string[];
}

const MAX_SKEW_MS = 5 * 60_000;

/**
 * Who signed the request. Dates are held against the wall clock, because SDKs sign with it even where the sandbox's own
 * clock runs faster; the credentials' expiry is held against the sandbox's.
 */
export async function authenticate(
  request: ReceivedRequest,
  scope: SignatureScope,
  keyring: Keyring,
  now: { readonly wall: number; readonly sandbox: number },
): Promise<Identity> {
  const header = parseAuthorization(request.headers.get('authorization'));
  const signedAt = parseAmzDate(request.headers.get('x-amz-date'));
  requireScope(header, scope, request);
  requireFresh(signedAt, now.wall);
  const identity = keyring.find(header.accessKeyId);
  if (identity === undefined || !hasToken(identity, request.headers.get('x-amz-security-token'))) {
    throw new AwsFault('InvalidClientTokenId', 'The security token included in the request is invalid.', 403);
  }
  await requireSignature(request, header, identity, signedAt);
  if (identity.kind === 'session' && identity.expiresAt <= now.sandbox) {
    throw new AwsFault('ExpiredToken', 'The security token included in the request is expired', 403);
  }
  return identity;
}

function requireScope(header: AuthorizationHeader, scope: SignatureScope, request: ReceivedRequest): void {
  if (!scope.regions.includes(header.region)) throw mismatch('Credential should be scoped to a valid region.');
  if (header.service !== scope.service) {
    throw mismatch(`Credential should be scoped to correct service: '${scope.service}'.`);
  }
  if (!request.headers.get('x-amz-date')?.startsWith(`${header.date}T`)) {
    throw mismatch('Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP');
  }
  if (!header.signedHeaders.has('host')) {
    throw mismatch("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
  }
}

function requireFresh(signedAt: number, now: number): void {
  if (signedAt < now - MAX_SKEW_MS) {
    throw mismatch(`Signature expired: ${basic(signedAt)} is now earlier than ${basic(now - MAX_SKEW_MS)}`);
  }
  if (signedAt > now + MAX_SKEW_MS) {
    throw mismatch(`Signature not yet current: ${basic(signedAt)} is still later than ${basic(now + MAX_SKEW_MS)}`);
  }
}

function hasToken(identity: Identity, token: string | undefined): boolean {
  if (identity.kind === 'root') return token === undefined;
  return token !== undefined && sameText(identity.sessionToken, token);
}

/** Signs what was received once more, with the key that it claims, and compares. */
async function requireSignature(
  request: ReceivedRequest,
  header: AuthorizationHeader,
  identity: Identity,
  signedAt: number,
): Promise<void> {
  const claimedHash = request.headers.get('x-amz-content-sha256');
  if (claimedHash !== undefined && claimedHash !== createHash('sha256').update(request.body).digest('hex')) {
    throw mismatch('The payload does not match its X-Amz-Content-Sha256 header.');
  }
  const unsigned = [...request.headers.keys()].find(
    (name) => name.startsWith('x-amz-') && name !== 'x-amz-content-sha256' && !header.signedHeaders.has(name),
  );
  if (unsigned !== undefined) throw mismatch(`'${unsigned}' must be a 'SignedHeader' in the AWS Authorization.`);
  const signer = new SignatureV4({
    credentials: { accessKeyId: identity.accessKeyId, secretAccessKey: identity.secretAccessKey },
    region: header.region,
    service: header.service,
    sha256: Hash.bind(null, 'sha256'),
    applyChecksum: false,
  });
  const again = await signer.sign(
    {
      method: request.method,
      protocol: 'http:',
      hostname: request.headers.get('host') ?? '',
      path: request.path,
      query: Object.fromEntries([...request.query.keys()].map((key) => [key, request.query.getAll(key)])),
      headers: Object.fromEntries([...request.headers].filter(([name]) => header.signedHeaders.has(name))),
      body: request.body,
    },
    { signingDate: new Date(signedAt), signableHeaders: new Set(header.signedHeaders) },
  );
  const expected = parseAuthorization(again.headers['authorization']);
  if (!sameText(expected.signature, header.signature)) {
    throw mismatch(
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    );
  }
}

/** Compares digests, so that neither content nor length shows in the time it takes. */
function sameText(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

function basic(time: number): string {
  return new Date(time)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[-:]/g, '');
}

function mismatch(message: string): AwsFault {
  return new AwsFault('SignatureDoesNotMatch', message, 403);
}
