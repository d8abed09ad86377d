import { BreakglassError } from '../domain/error.ts';
import { isJsonObject, type Json, type JsonObject } from '../domain/json.ts';
import { type Link, linkAudience, linkDigest } from './link.ts';
import type { ProblemCode } from './problem.ts';
import { type ProofKey, proofKey, type ReadToken, readToken, signsProofs } from './proof-token.ts';

/** GitHub's OIDC issuer: the `iss` of every proof. */
export const PROOF_ISSUER = 'https://token.actions.githubusercontent.com';
/** How far a token's `iat` may be from the link's own time: links wait for their turn on the branch. */
export const PROOF_TOLERANCE_MS = 600_000;

/** The keys that proofs are checked with, of GitHub or of a drill. */
export type ProofKeys = readonly ProofKey[];

export interface ProofProblem {
  readonly code: ProblemCode;
  readonly reason: string;
}

/** What a good proof says beyond the link; null where it does not say it. */
export interface ProofFacts {
  /** The workflow file that ran, at its ref (`job_workflow_ref`). */
  readonly workflow: string | null;
  readonly environment: string | null;
  /** The full ref that the run is of, and the commit whose files it ran. */
  readonly ref: string | null;
  readonly sha: string | null;
}

/** The text of a JWKS file as keys. Throws `audit-invalid` for anything but RSA public keys with a `kid`. */
export function parseProofKeys(text: string): ProofKeys {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (error) {
    throw new BreakglassError('audit-invalid', 'the JWKS file is not JSON', { cause: error });
  }
  const listed = isJsonObject(value) && Array.isArray(value['keys']) ? (value['keys'] as readonly Json[]) : [];
  const unusable = 'the JWKS file does not hold RSA keys of 2,048 bits or more with a "kid"';
  try {
    const keys = listed.map((jwk) => ({ jwk, key: proofKey(jwk) }));
    const read = keys.flatMap(({ jwk, key }) => (key !== undefined && signsProofs(jwk) ? [key] : []));
    if (keys.length > 0 && keys.every(({ key }) => key !== undefined)) return read;
  } catch (error) {
    throw new BreakglassError('audit-invalid', unusable, { cause: error });
  }
  throw new BreakglassError('audit-invalid', unusable);
}

/** What is wrong with a link's proof, or else what it says. Time is compared with the link's own, never with now. */
export function checkProof(
  link: Link,
  proof: string,
  keys: ProofKeys,
  digest: string = linkDigest(link),
): ProofProblem | ProofFacts {
  const token = readToken(proof, keys);
  if (!('claims' in token)) return tokenProblem(token);
  const { claims } = token;
  const said = (claim: string): string | null => {
    const value = claims[claim];
    return typeof value === 'string' ? value : null;
  };
  return (
    checkClaims(link, claims, digest) ?? {
      workflow: said('job_workflow_ref'),
      environment: said('environment'),
      ref: said('ref'),
      sha: said('sha'),
    }
  );
}

function checkClaims(link: Link, claims: JsonObject, digest: string): ProofProblem | undefined {
  const wanted: readonly (readonly [ProblemCode, string, Json])[] = [
    ['proof-issuer', 'iss', PROOF_ISSUER],
    ['proof-other-link', 'aud', linkAudience(digest)],
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

function tokenProblem({ problem, why }: Exclude<ReadToken, { claims: JsonObject }>): ProofProblem {
  if (problem === 'unknown-key') {
    return {
      code: 'proof-unknown-key',
      reason: `the proof names key ${why}, which is not in the JWKS, or is there twice`,
    };
  }
  if (problem === 'signature') {
    return { code: 'proof-signature', reason: 'the proof was not signed by the key that it names' };
  }
  return { code: 'proof-malformed', reason: `the proof is not an RS256 token: ${why}` };
}
