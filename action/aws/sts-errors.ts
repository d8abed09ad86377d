import { BreakglassError, type ErrorCode } from '../domain/error.ts';
import { isJsonObject, type Json } from '../domain/json.ts';
import type { AssumeRequest } from '../ports/credentials.ts';
import { readAwsError } from './classify.ts';

/** Claims that a trust policy can test; not secret, and what an admin compares with the policy. */
const CLAIMS = ['aud', 'sub', 'repository_id', 'ref', 'job_workflow_ref', 'environment'] as const;

const CODES: Readonly<Record<string, ErrorCode>> = {
  AccessDenied: 'trust-policy-refused',
  AccessDeniedException: 'trust-policy-refused',
  IDPRejectedClaim: 'trust-policy-refused',
  IDPRejectedClaimException: 'trust-policy-refused',
  InvalidIdentityToken: 'trust-policy-refused',
  InvalidIdentityTokenException: 'trust-policy-refused',
  PackedPolicyTooLarge: 'policy-too-large',
  PackedPolicyTooLargeException: 'policy-too-large',
};

/**
 * Why STS gave no credentials. Built from the error's name and message alone: the SDK's error holds the request, and the
 * request holds the token.
 */
export function explainAssumeFailure(error: unknown, request: AssumeRequest, token: string): unknown {
  const found = readAwsError(error);
  if (found === undefined) return error;
  const told = token === '' ? found.message : found.message.replaceAll(token, '***');
  const code = CODES[found.name] ?? 'aws-rejected';
  return new BreakglassError(code, `STS refused ${request.roleArn}: ${found.name}: ${told}`, {
    hint: hintOf(code, told, request, token),
  });
}

/** The error after the last attempt. */
export function unavailable(error: unknown, kind: 'transient' | 'throttled', attempts: number): BreakglassError {
  const found = readAwsError(error);
  const reason = found?.networkCode ?? found?.name ?? 'unknown';
  return new BreakglassError(
    kind === 'throttled' ? 'aws-throttled' : 'aws-unavailable',
    `STS did not answer in ${attempts} attempts: ${reason}`,
    { hint: 'nothing was changed; see https://health.aws.amazon.com, then make a new request' },
  );
}

function hintOf(code: ErrorCode, told: string, request: AssumeRequest, token: string): string {
  if (code === 'trust-policy-refused') {
    const enabled =
      request.enabledBy === undefined
        ? []
        : [
            `STS does not say whether the role exists: ${request.enabledBy}`,
            'if it was enabled only now: IAM may need another minute, then make a new request',
          ];
    const trusted =
      "compare the role's trust policy (StringEquals on aud, sub, repository_id, ref, job_workflow_ref) with this job's token, " +
      'and its aws:RequestedRegion with the region of the install, whose STS endpoint is called, ' +
      `and see that the account has GitHub's OIDC provider with this aud:\n${claimsOf(token)}`;
    return [...enabled, trusted].join('\n');
  }
  if (code === 'policy-too-large')
    return 'split the playbook: the session policy of its steps is beyond what STS takes';
  if (/DurationSeconds/i.test(told)) {
    return `the session needs ${request.durationSeconds} s: raise the role's maximum session duration, or shorten the request`;
  }
  if (/region/i.test(told)) return "activate STS in the install's Region, under the account's settings in IAM";
  return 'nothing was changed; the message is from AWS';
}

function claimsOf(token: string): string {
  const payload = decodePayload(token.split('.')[1] ?? '');
  return CLAIMS.map((claim) => `  ${claim}: ${JSON.stringify(payload?.[claim] ?? null)}`).join('\n');
}

function decodePayload(part: string): Readonly<Record<string, Json>> | undefined {
  try {
    const value: Json = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
