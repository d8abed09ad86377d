import { type CompactJWSHeaderParameters, compactVerify, createLocalJWKSet, errors, type JSONWebKeySet } from 'jose';
import { BreakglassError } from '../domain/error.ts';
import { isJsonObject, type Json, type JsonObject } from '../domain/json.ts';
import { type Link, linkAudience, linkDigest } from './link.ts';
import type { ProblemCode } from './problem.ts';

/** GitHub's OIDC issuer: the `iss` of every proof. */
export const PROOF_ISSUER = 'https://token.actions.githubusercontent.com';
/** How far a token's `iat` may be from the link's own time: links wait for their turn on the branch. */
export const PROOF_TOLERANCE_MS = 600_000;

/** The keys that proofs are checked with, of GitHub or of a drill. */
export type ProofKeys = ReturnType<typeof createLocalJWKSet>;

export interface ProofProblem {
  readonly code: ProblemCode;
  readonly reason: string;
}

/** What a good proof says beyond the link: the workflow file that ran, at its ref (`job_workflow_ref`), and where. */
export interface ProofFacts {
  readonly workflow: string | null;
  readonly environment: string | null;
}

/** The text of a JWKS file as keys. Throws `audit-invalid` for anything but RSA public keys with a `kid`. */
export function parseProofKeys(text: string): ProofKeys {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (error) {
    throw new BreakglassError('audit-invalid', 'the JWKS file is not JSON', { cause: error });
  }
  const keys = isJsonObject(value) && Array.isArray(value['keys']) ? (value['keys'] as readonly Json[]) : [];
  const usable =
    keys.length > 0 && keys.every((key) => isJsonObject(key) && key['kty'] === 'RSA' && isText(key['kid']));
  if (!usable) throw new BreakglassError('audit-invalid', 'the JWKS file does not hold RSA keys with a "kid"');
  return createLocalJWKSet({ keys } as unknown as JSONWebKeySet);
}

/** What is wrong with a link's proof, or else what it says. Time is compared with the link's own, never with now. */
export async function checkProof(link: Link, proof: string, keys: ProofKeys): Promise<ProofProblem | ProofFacts> {
  if (!isCanonicalToken(proof)) return { code: 'proof-malformed', reason: 'the proof is not a compact JWT' };
  let claims: JsonObject;
  try {
    const { payload, protectedHeader } = await compactVerify(proof, keys, { algorithms: ['RS256'] });
    claims = readClaims(payload, protectedHeader);
  } catch (error) {
    return signatureProblem(error);
  }
  const { job_workflow_ref: workflow, environment } = claims;
  return (
    checkClaims(link, claims) ?? {
      workflow: typeof workflow === 'string' ? workflow : null,
      environment: typeof environment === 'string' ? environment : null,
    }
  );
}

function checkClaims(link: Link, claims: JsonObject): ProofProblem | undefined {
  const wanted: readonly (readonly [ProblemCode, string, Json])[] = [
    ['proof-issuer', 'iss', PROOF_ISSUER],
    ['proof-other-link', 'aud', linkAudience(linkDigest(link))],
    ['proof-repository', 'repository', link.repository],
    ['proof-repository', 'repository_id', String(link.repositoryId)],
    ['proof-run', 'run_id', link.runId],
    ['proof-run', 'run_attempt', String(link.runAttempt)],
    ['proof-environment', 'environment', link.environment],
  ];
  for (const [code, claim, value] of wanted) {
    // A refusal does not say where it was written: the install, which names the environment, may not have been readable.
    if (code === 'proof-environment' && value === null && link.state === 'refused') continue;
    const found = claims[claim] ?? null;
    if (found !== value) {
      return { code, reason: `the proof's ${claim} is ${JSON.stringify(found)}, not ${JSON.stringify(value)}` };
    }
  }
  const issued = claims['iat'];
  if (typeof issued !== 'number' || Math.abs(issued * 1000 - Date.parse(link.at)) > PROOF_TOLERANCE_MS) {
    return { code: 'proof-time', reason: `the proof's iat is ${JSON.stringify(issued ?? null)}, far from ${link.at}` };
  }
  return undefined;
}

function readClaims(payload: Uint8Array, header: CompactJWSHeaderParameters): JsonObject {
  // Without a kid the library would take the only key that fits.
  if (!isText(header.kid)) throw new errors.JWKSNoMatchingKey();
  const claims = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload)) as Json;
  if (!isJsonObject(claims)) throw new errors.JWSInvalid();
  return claims;
}

function signatureProblem(error: unknown): ProofProblem {
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) {
    return { code: 'proof-unknown-key', reason: 'the proof names a key that is not in the JWKS' };
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) {
    return { code: 'proof-signature', reason: 'the proof was not signed by the key that it names' };
  }
  const why = error instanceof Error ? error.message : String(error);
  return { code: 'proof-malformed', reason: `the proof is not an RS256 token: ${why}` };
}

/** Base64url has spare bits in its last character: two texts of one signature would leave a byte that nothing covers. */
function isCanonicalToken(proof: string): boolean {
  const parts = proof.split('.');
  return (
    parts.length === 3 &&
    parts.every((part) => Buffer.from(part, 'base64url').toString('base64url') === part && part !== '')
  );
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.length > 0;
}
