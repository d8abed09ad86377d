import { createLocalJWKSet, decodeJwt, errors, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose';
import { AwsFault } from '../service.ts';

/** Where the sandbox finds an issuer's public keys. The key of the map is the issuer, as tokens and IAM name it. */
export type IdentityProviders = ReadonlyMap<string, () => Promise<JSONWebKeySet>>;

/** A web identity token whose signature, issuer and expiry hold. */
export interface VerifiedToken {
  readonly issuer: string;
  readonly subject: string;
  /** `azp` where there is one, as STS has it; else `aud`. */
  readonly audience: string;
  readonly claims: JWTPayload;
}

/** The issuer that a token names, before anything about it is proven. */
export function claimedIssuer(token: string): string {
  try {
    const { iss } = decodeJwt(token);
    if (typeof iss === 'string') return iss;
  } catch (error) {
    if (!(error instanceof errors.JOSEError)) throw error;
    throw invalidToken(
      'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)',
    );
  }
  throw invalidToken('Missing a required claim: iss');
}

/** Checks signature (RS256 only), issuer, expiry and the required claims, at `now` of the sandbox's clock. */
export async function verifyToken(
  token: string,
  issuer: string,
  providers: IdentityProviders,
  now: number,
): Promise<VerifiedToken> {
  const keys = await fetchKeys(issuer, providers);
  let claims: JWTPayload;
  try {
    const verified = await jwtVerify(token, createLocalJWKSet(keys), {
      algorithms: ['RS256'],
      issuer,
      currentDate: new Date(now),
      requiredClaims: ['sub', 'aud', 'exp', 'iat'],
    });
    claims = verified.payload;
  } catch (error) {
    throw tokenFault(error, now);
  }
  const [firstAudience = ''] = [claims.aud ?? []].flat();
  const authorized = claims['azp'];
  const audience = typeof authorized === 'string' ? authorized : firstAudience;
  return { issuer, subject: claims.sub ?? '', audience, claims };
}

async function fetchKeys(issuer: string, providers: IdentityProviders): Promise<JSONWebKeySet> {
  const fetch = providers.get(issuer);
  if (fetch === undefined) throw unreachable(issuer);
  try {
    return await fetch();
  } catch {
    throw unreachable(issuer);
  }
}

function unreachable(issuer: string): AwsFault {
  return new AwsFault(
    'IDPCommunicationError',
    `Couldn't retrieve verification key from your identity provider: ${issuer}`,
  );
}

function tokenFault(error: unknown, now: number): unknown {
  if (!(error instanceof errors.JOSEError)) return error;
  if (error instanceof errors.JWTExpired) {
    const [at, expiry] = [Math.floor(now / 1000), error.payload.exp];
    return new AwsFault(
      'ExpiredTokenException',
      `Token expired: current date/time ${at} must be before the expiration date/time ${expiry}`,
    );
  }
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.reason === 'missing') return invalidToken(`Missing a required claim: ${error.claim}`);
    return new AwsFault('IDPRejectedClaim', `The claim ${error.claim} is invalid`, 403);
  }
  if (error instanceof errors.JWKSNoMatchingKey) {
    return invalidToken(
      "Couldn't retrieve verification key from your identity provider, please reference AssumeRoleWithWebIdentity documentation for requirements",
    );
  }
  return invalidToken('Provided Token has an invalid signature or is not signed with a supported algorithm');
}

/** STS's InvalidIdentityToken. */
export function invalidToken(message: string): AwsFault {
  return new AwsFault('InvalidIdentityToken', message);
}
